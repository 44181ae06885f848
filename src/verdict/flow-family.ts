import { type ClusterModel, ICMP, ICMPV6, knownSpace, protocolNumber } from '../cluster';
import { tryParseIp, tryParseNet } from '../network';
import { type Flow, type FlowEnd, FlowError } from './flow';
import { type EndResolver } from './resolve';

type Family = 4 | 6;
type Asked = Pick<Flow, 'from' | 'to' | 'protocol' | 'ipVersion'>;

const BOTH: readonly Family[] = [4, 6];

/** Says over which IP versions a connection can be opened. */
export class FlowFamilies {
  public constructor(private readonly model: ClusterModel, private readonly resolver: EndResolver) {}

  /**
   * The IP version of a flow: the given one, else IPv4 unless its ends or its protocol are of IPv6.
   *
   * @throws FlowError when its ends have none in common
   */
  public of(flow: Asked): Family {
    return this.all(flow)[0];
  }

  /**
   * Every IP version that a question without one asks for: both, where the input tells that both ends have addresses of both.
   *
   * @throws FlowError when its ends have none in common
   */
  public all({ from, to, protocol, ipVersion }: Asked): readonly Family[] {
    if (ipVersion !== undefined) {
      for (const end of [from, to]) { checkWritten(end, ipVersion); }
      return [ipVersion];
    }
    const own = this.ofEnd(from);
    const other = to.service === undefined ? this.ofEnd(to) : this.ofService(to.service);
    const common = BOTH.filter((family) => (own ?? BOTH).includes(family) && (other ?? BOTH).includes(family));
    if (common.length === 0) {
      throw new FlowError(`The ends have no IP version in common: "from" has ${words(own)} addresses only, "to" has ${words(other)} ones.`);
    }
    const carrying = common.filter((family) => protocol === undefined || protocolNumber(protocol) !== (family === 4 ? ICMPV6 : ICMP));
    const families = carrying.length === 0 ? common : carrying;
    return own === undefined || other === undefined ? families.slice(0, 1) : families;
  }

  /** Undefined when the input does not tell. */
  private ofEnd(end: FlowEnd): readonly Family[] | undefined {
    const written = writtenFamily(end);
    if (written !== undefined) { return [written]; }
    if (end.anywhere === true) { return BOTH; }
    const resolved = this.resolver.end(end, 4);
    switch (resolved.type) {
      case 'workload': return told(knownSpace(resolved.workload, this.model));
      case 'host': return told([resolved, this.resolver.end(end, 6)].flatMap((host) => (host.type === 'host' && host.ip !== undefined ? [host.ip] : [])));
      case 'addresses': return told([...resolved.nets ?? []]);
      default: return undefined;
    }
  }

  private ofService(name: string): readonly Family[] | undefined {
    const { clusterIPs, backends } = this.resolver.service(name);
    return told(clusterIPs.length > 0 ? [...clusterIPs] : backends.flatMap(({ addresses }) => addresses));
  }
}

function told(addresses: readonly { readonly family: Family }[]): readonly Family[] | undefined {
  const families = BOTH.filter((family) => addresses.some((address) => address.family === family));
  return families.length === 0 ? undefined : families;
}

function writtenFamily({ ip, net }: FlowEnd): Family | undefined {
  if (ip !== undefined) { return tryParseIp(ip)?.family; }
  return net === undefined ? undefined : tryParseNet(net)?.family;
}

function checkWritten(end: FlowEnd, ipVersion: Family): void {
  const written = writtenFamily(end);
  if (written !== undefined && written !== ipVersion) { throw new FlowError(`${end.ip ?? end.net} is no address of IPv${ipVersion}, which the flow asks for.`); }
}

function words(families: readonly Family[] | undefined): string {
  return (families ?? BOTH).map((family) => `IPv${family}`).join(' and ');
}
