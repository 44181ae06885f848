import { App } from 'cdk8s';
import { Identity, identityOf } from './identity';
import { rendererOf } from './render-object';
import { synthOrder } from './synth-order';
import { Json, isJsonObject } from '../manifest';
import { missingDefaults, type PlainObject } from '../resource';
import { CalicoTarget } from '../target';

/** Fields of an object that stand in the cluster and not in the manifest, because Calico fills them in. */
export interface FilledIn {
  readonly identity: Identity;
  /** JSON pointers. */
  readonly pointers: string[];
}

const TIER_FIELDS = [['metadata', 'labels', 'projectcalico.org/tier'], ['spec', 'tier']];

/**
 * What the facts of the CRDs do not know, because Calico's own code fills it in: its API server (the tier of a policy and of
 * its label, the default action of a tier, all of an IP pool) or its admission policies (the tier again).
 *
 * The `types` of a policy are none of it, on purpose: they are filled in once, and from then on rules of the other
 * direction have no effect; whoever hid the difference would never see it.
 */
const FILLED_IN_BY_CODE: { readonly [kind: string]: string[][] } = {
  NetworkPolicy: TIER_FIELDS,
  GlobalNetworkPolicy: TIER_FIELDS,
  StagedNetworkPolicy: TIER_FIELDS,
  StagedGlobalNetworkPolicy: TIER_FIELDS,
  Tier: [['spec', 'defaultAction']],
  IPPool: ['allowedUses', 'assignmentMode', 'blockSize', 'ipipMode', 'nodeSelector', 'vxlanMode'].map((field) => ['spec', field]),
};

/** What Calico adds to the objects of an app. Fields that an object writes itself are none of it. */
export function filledIn(app: App): FilledIn[] {
  const render = rendererOf(app);
  return synthOrder(app).charts.flatMap(({ objects }) => objects).flatMap((object) => {
    const rendered = render(object);
    const identity = identityOf(rendered);
    const byCode = identity.group === 'projectcalico.org' ? FILLED_IN_BY_CODE[identity.kind] ?? [] : [];
    const byCrd = missingDefaults(rendered as PlainObject, CalicoTarget.ofConstruct(object).version);
    const pointers = new Set([...byCode.filter((path) => !has(rendered as Json, path)), ...byCrd].map(pointer));
    return pointers.size === 0 ? [] : [{ identity, pointers: [...pointers] }];
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
