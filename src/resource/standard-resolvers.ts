import { App, ImplicitTokenResolver, LazyResolver, NumberStringUnionResolver } from 'cdk8s';

const STANDARD_RESOLVERS = [LazyResolver, ImplicitTokenResolver, NumberStringUnionResolver];

/** Whether only cdk8s's own resolvers are at work in an app: what they make of a value is known, and they leave plain data as it is. */
export function hasStandardResolvers({ resolvers }: App): boolean {
  return resolvers.length === STANDARD_RESOLVERS.length
    && resolvers.every((resolver, index) => Object.getPrototypeOf(resolver) === STANDARD_RESOLVERS[index].prototype
      && Object.keys(resolver).length === 0);
}
