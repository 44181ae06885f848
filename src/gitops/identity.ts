import { Identity } from '../manifest';

export type { Identity };

/** The identity of a rendered object; what is missing or no text is taken as empty. */
export function identityOf(document: unknown): Identity {
  const { apiVersion, kind, metadata } = fields(document);
  const { namespace, name } = fields(metadata);
  const version = text(apiVersion);
  return {
    group: version.includes('/') ? version.slice(0, version.indexOf('/')) : '',
    kind: text(kind),
    namespace: text(namespace),
    name: text(name),
  };
}

/** One string for each identity: no part can hold a line break in a name that Kubernetes accepts. */
export function identityKey({ group, kind, namespace, name }: Identity): string {
  return [group, kind, namespace, name].join('\n');
}

/** What an object is called in the model and in its manifest alike: the model does not keep groups. */
export function nameInModel({ kind, namespace, name }: Pick<Identity, 'kind' | 'namespace' | 'name'>): string {
  return `${kind} ${namespace}/${name}`;
}

/** How plans name an object: `NetworkPolicy.projectcalico.org shop/deny`. */
export function identityTitle({ group, kind, namespace, name }: Identity): string {
  return `${kind}${group === '' ? '' : `.${group}`} ${namespace === '' ? '' : `${namespace}/`}${name}`;
}

function fields(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? value as Record<string, unknown> : {};
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
