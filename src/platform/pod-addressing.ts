import { ApiObject, JsonPatch } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { IIPPool, poolsOf } from './ip-pool';
import { maskedNet } from './masked-net';
import { netContainsIp, printIp, tryParseIp, tryParseNet, type Ip } from '../network';

/** Properties of a PodAddressing. */
export interface PodAddressingProps {
  /**
   * Whose pods are meant: a Pod, anything with a pod template (Deployment, StatefulSet, DaemonSet, Job, CronJob, …) or a Namespace,
   * from cdk8s-plus, from generated bindings or as ApiObject.
   */
  readonly target: IConstruct;
  /**
   * Pools that the pods get their addresses from, each family's in this order. The annotation names a pool by its network.
   * @default - any pool
   */
  readonly pools?: IIPPool[];
  /**
   * Addresses that the pod gets, taken from a pool by Calico's IPAM: one for each IP version. Not for a Namespace.
   * @default - any free address
   */
  readonly addresses?: string[];
  /**
   * Addresses that the pod gets without asking Calico's IPAM: nobody keeps them free, and they are routed only if they
   * lie in a pool. The CNI configuration must allow it (`"feature_control": { "ip_addrs_no_ipam": true }`). Not for a Namespace.
   * @default - none
   */
  readonly addressesWithoutIpam?: string[];
  /**
   * Pools that exist elsewhere, which `addresses` may come from.
   * @default - addresses must lie in a pool of this app or in one of `pools`
   */
  readonly externalPools?: IIPPool[];
}

const PREFIX = 'cni.projectcalico.org/';

/**
 * Says which addresses pods get, by the annotations that Calico's CNI plugin reads.
 *
 * It is an error at synth when an address lies in no pool that the app knows, when two addresses of one IP version are asked for,
 * or when addresses are asked for with and without IPAM at once.
 *
 * @example
 * const pool = new IPPool(chart, 'private', { cidr: '10.1.0.0/16' });
 * const pod = new ApiObject(chart, 'pod', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'private-nginx' } });
 * new PodAddressing(chart, 'addressing', { target: pod, pools: [pool] });
 */
export class PodAddressing extends Construct {
  private readonly props: PodAddressingProps;

  /**
   * @throws when the target is no single object, or an object without pods
   */
  public constructor(scope: Construct, id: string, props: PodAddressingProps) {
    super(scope, id);
    this.props = props;
    annotate(ApiObject.of(props.target), this.annotations(), id);
    this.node.addValidation({ validate: () => this.problems() });
  }

  private annotations(): { [name: string]: string } {
    const annotations: { [name: string]: string } = {};
    for (const family of [4, 6]) {
      const pools = (this.props.pools ?? []).filter((pool) => tryParseNet(pool.cidr)?.family === family);
      if (pools.length > 0) {
        annotations[`${PREFIX}ipv${family}pools`] = JSON.stringify(pools.map((pool) => maskedNet(pool.cidr)));
      }
    }
    for (const [annotation, addresses] of [['ipAddrs', this.props.addresses], ['ipAddrsNoIpam', this.props.addressesWithoutIpam]] as const) {
      if (addresses && addresses.length > 0) {
        annotations[PREFIX + annotation] = JSON.stringify(addresses.map(canonical));
      }
    }
    return annotations;
  }

  private problems(): string[] {
    const { target, pools = [], addresses = [], addressesWithoutIpam = [], externalPools = [] } = this.props;
    const problems = [...addressProblems('addresses', addresses), ...addressProblems('addressesWithoutIpam', addressesWithoutIpam)];
    if (addresses.length > 0 && addressesWithoutIpam.length > 0) {
      problems.push('addresses and addressesWithoutIpam cannot be used together; Calico takes one of the two annotations.');
    }
    if (pools.length > 0 && addressesWithoutIpam.length > 0) {
      problems.push('pools have no effect with addressesWithoutIpam, which asks no pool; drop one of them.');
    }
    if (pools.length + addresses.length + addressesWithoutIpam.length === 0) {
      problems.push('it says nothing about addresses; give pools, addresses or addressesWithoutIpam.');
    }
    if (ApiObject.of(target).kind === 'Namespace' && addresses.length + addressesWithoutIpam.length > 0) {
      problems.push('all pods of a namespace cannot have one address; give addresses to a pod, and only pools to a namespace.');
    }
    const known = [...(pools.length > 0 ? pools : poolsOf(this)), ...externalPools].map((pool) => pool.cidr);
    for (const address of addresses) {
      const ip = tryParseIp(address);
      if (ip && !isInside(ip, known)) {
        problems.push(`address ${address} lies in none of the pools ${known.join(', ') || '(there are none)'}, so IPAM cannot give it. `
          + 'Add the pool to the app, or name it in externalPools.');
      }
    }
    return problems;
  }
}

function isInside(ip: Ip, cidrs: string[]): boolean {
  return cidrs.map(tryParseNet).some((net) => net !== undefined && netContainsIp(net, ip));
}

function canonical(address: string): string {
  const ip = tryParseIp(address);
  return ip ? printIp(ip) : address;
}

function addressProblems(what: string, addresses: string[]): string[] {
  const problems: string[] = [];
  const families = addresses.map((address) => {
    const family = tryParseIp(address)?.family;
    if (!family) {
      problems.push(`${what}: "${address}" is not an IP address.`);
    }
    return family;
  });
  for (const family of [4, 6]) {
    if (families.filter((found) => found === family).length > 1) {
      problems.push(`${what}: a pod has one IPv${family} address; ask for one.`);
    }
  }
  return problems;
}

/** Where a kind keeps the metadata of its pods. */
function podMetadataPath(object: ApiObject): string {
  switch (object.kind) {
    case 'Pod':
    case 'Namespace': return '/metadata';
    case 'CronJob': return '/spec/jobTemplate/spec/template/metadata';
    default: return '/spec/template/metadata';
  }
}

/** Adds annotations to the pods of an object. Patches reach every kind of construct, whatever made it. */
function annotate(object: ApiObject, annotations: { [name: string]: string }, id: string): void {
  if (object.kind === 'Pod' || object.kind === 'Namespace') {
    Object.entries(annotations).forEach(([name, value]) => object.metadata.addAnnotation(name, value));
    return;
  }
  const path = podMetadataPath(object);
  const metadata = at(object.toJson(), path);
  if (at(object.toJson(), path.slice(0, path.lastIndexOf('/'))) === undefined) {
    throw new Error(`PodAddressing "${id}": ${object.kind} ${object.name} has no pods. Give a Pod, an object with a pod template, or a Namespace.`);
  }
  if (metadata === undefined) {
    object.addJsonPatch(JsonPatch.add(path, { annotations }));
  } else if (at(metadata, '/annotations') === undefined) {
    object.addJsonPatch(JsonPatch.add(`${path}/annotations`, annotations));
  } else {
    const patches = Object.entries(annotations)
      .map(([name, value]) => JsonPatch.add(`${path}/annotations/${name.replace(/~/g, '~0').replace(/\//g, '~1')}`, value));
    object.addJsonPatch(...patches);
  }
}

function at(json: any, path: string): any {
  return path.split('/').slice(1).reduce((value, key) => value?.[key], json);
}
