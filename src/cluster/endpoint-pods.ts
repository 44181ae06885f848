import { type JsonObject } from '../manifest';
import { type Ip, type Net, netContainsIp } from '../network';
import { textAt } from './fields';
import { type LabelSet, NAMESPACE_LABEL, UNNAMED_NAMESPACE } from './labels';
import { type ServiceBackend, type Workload } from './model';

/** What is known about the cluster that endpoint objects are read into. */
export interface EndpointSurroundings {
  readonly isComplete: boolean;
  readonly workloads: readonly Workload[];
  readonly podNets: readonly Net[];
  /** Addresses of nodes: a pod there shares the network of its node. */
  readonly nodeAddresses: readonly Ip[];
}

/** Says which pods are behind the addresses of endpoint objects. */
export class EndpointPods {
  /** Addresses of the pods and nodes of the input. */
  private readonly seen: ReadonlySet<string>;
  private readonly byName: ReadonlyMap<string, Workload>;

  public constructor(private readonly surroundings: EndpointSurroundings) {
    const { workloads, nodeAddresses } = surroundings;
    this.seen = new Set([...nodeAddresses, ...workloads.flatMap(({ addresses }) => addresses)].map(keyOf));
    this.byName = new Map(workloads.filter(({ kind }) => kind === 'Pod').map((pod) => [`${pod.namespace}/${pod.name}`, pod]));
  }

  /** The pod behind an address, when something else than the address has to tell. */
  public at(ip: Ip, targetRef: JsonObject | undefined, namespace: string): Pick<ServiceBackend, 'workload' | 'unseenPod'> {
    const { isComplete, podNets } = this.surroundings;
    if (isComplete || this.seen.has(keyOf(ip))) { return {}; }
    if (textAt(targetRef, 'kind') !== 'Pod') {
      return podNets.some((net) => netContainsIp(net, ip)) ? { unseenPod: ANY_POD } : {};
    }
    const of = textAt(targetRef, 'namespace') || namespace;
    const pod = this.byName.get(`${of}/${textAt(targetRef, 'name')}`);
    if (pod?.hostNetwork === true) { return {}; }
    if (pod?.addressUnknown === true) { return { workload: pod }; } // a pod with another address is another pod of that name
    return { unseenPod: { known: new Map([[NAMESPACE_LABEL, of]]), open: EVERYTHING } };
  }
}

/** Whether a pod that the input does not hold may be one of a workload whose addresses it does not tell. */
export function mayBeOf({ addressUnknown, kind, namespace: own }: Workload, { known }: LabelSet): boolean {
  const namespace = known.get(NAMESPACE_LABEL);
  if (!addressUnknown || namespace === undefined) { return addressUnknown; }
  const areNamed = own !== UNNAMED_NAMESPACE && namespace !== UNNAMED_NAMESPACE;
  return !areNamed || (own === namespace && kind !== 'Pod'); // a pod would have been found by its name
}

/** Any label may be there unseen. */
const EVERYTHING: readonly string[] = [''];

/** A pod of which nothing is known. */
export const ANY_POD: LabelSet = { known: new Map(), open: EVERYTHING };

function keyOf({ family, value }: Ip): string {
  return `${family}/${value}`;
}
