import { App } from 'cdk8s';
import { Identity, identityOf } from './identity';
import { rendererOf } from './render-object';
import { synthOrder } from './synth-order';
import { Json, isJsonObject } from '../manifest';

/** Fields of an object that stand in the cluster and not in the manifest, because Calico fills them in. */
export interface FilledIn {
  readonly identity: Identity;
  /** JSON pointers. */
  readonly pointers: string[];
}

const TIER_FIELDS = [['metadata', 'labels', 'projectcalico.org/tier'], ['spec', 'tier']];
const STAGED_FIELDS = [...TIER_FIELDS, ['spec', 'stagedAction']];

/**
 * What Calico v3.33 adds to an object that leaves it out. The `types` of a policy are none of it, on purpose: they are filled in once,
 * and from then on rules of the other direction have no effect; whoever hid the difference would never see it.
 */
const FILLED_IN: { readonly [kind: string]: string[][] } = {
  NetworkPolicy: TIER_FIELDS,
  GlobalNetworkPolicy: TIER_FIELDS,
  StagedNetworkPolicy: STAGED_FIELDS,
  StagedGlobalNetworkPolicy: STAGED_FIELDS,
  StagedKubernetesNetworkPolicy: [['spec', 'stagedAction']],
  Tier: [['spec', 'defaultAction']],
  IPPool: [['spec', 'assignmentMode'], ['spec', 'nodeSelector']],
  FelixConfiguration: [['spec', 'nftablesMode'], ['spec', 'nftablesFlowTableOffload']],
  BGPConfiguration: [['spec', 'logSeverityScreen'], ['spec', 'serviceLoadBalancerAggregation']],
};

/** What Calico adds to the objects of an app. Fields that an object writes itself are none of it. */
export function filledIn(app: App): FilledIn[] {
  const render = rendererOf(app);
  return synthOrder(app).charts.flatMap(({ objects }) => objects).flatMap((object) => {
    const rendered = render(object);
    const identity = identityOf(rendered);
    if (identity.group !== 'projectcalico.org') return [];
    const pointers = (FILLED_IN[identity.kind] ?? []).filter((path) => !has(rendered as Json, path)).map(pointer);
    return pointers.length === 0 ? [] : [{ identity, pointers }];
  });
}

function has(value: Json | undefined, path: string[]): boolean {
  if (path.length === 0) return value !== undefined;
  return value !== undefined && isJsonObject(value) && has(value[path[0]], path.slice(1));
}

/** As RFC 6901 writes it. */
function pointer(path: string[]): string {
  return path.map((part) => `/${part.replace(/~/g, '~0').replace(/\//g, '~1')}`).join('');
}
