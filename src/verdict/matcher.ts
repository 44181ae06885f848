import {
  type ClusterModel, hasPorts, holdsAllPorts, ICMP, ICMPV6, type IcmpMatch, type InternedSelector, type LabelSet, matchLabels, mayBeOf, type Member,
  NAMESPACE_PREFIX, type NetList, type Policy, type PolicyRule, type PortList, type RuleEntity, SERVICE_ACCOUNT_PREFIX, type ServiceBackend,
  type ServiceReference, tri, type Tri, triAnd, triNot, triOr,
} from '../cluster';
import { type Ip, type Net, netContainsIp, netContainsNet, netsOverlap } from '../network';
import { hasBit } from './bits';
import { LabelIndex } from './label-index';
import { type Packet, type PacketSide } from './packet';
import { UnknownReason } from './unknown-reason';

/** The conditions of a rule, named by their fields. */
export type ConditionField = 'ipVersion' | 'protocol' | 'notProtocol' | 'icmp' | 'notICMP' | `${'source' | 'destination'}.${EntityField}`;
type EntityField = 'selector' | 'notSelector' | 'nets' | 'notNets' | 'ports' | 'notPorts' | 'services';

const NO_REASONS: ReadonlySet<UnknownReason> = new Set();

type Visit = (field: ConditionField, result: Tri) => void;

/** Says whether rules match packets and selectors select members, and remembers why it could not tell. */
export class Matcher {
  /** What made a `maybe` since the last `takeReasons`. */
  private reasons = new Set<UnknownReason>();
  public readonly labels: LabelIndex;

  public constructor(private readonly model: ClusterModel) {
    this.labels = new LabelIndex(model.members);
  }

  /** The reasons for the last `maybe`; forgets them. */
  public takeReasons(): ReadonlySet<UnknownReason> {
    if (this.reasons.size === 0) { return NO_REASONS; }
    const taken = this.reasons;
    this.reasons = new Set();
    return taken;
  }

  public applies(policy: Policy, member: Member): Tri {
    return this.selects(policy.selector, member);
  }

  public selects(selector: InternedSelector, member: Member): Tri {
    const { certain, possible } = this.labels.select(selector);
    const result = hasBit(certain, member.index) ? 'yes' : hasBit(possible, member.index) ? 'maybe' : 'no';
    if (result === 'maybe') { this.addLabelReasons(member.labels, selector); }
    return result;
  }

  private addLabelReasons(labels: LabelSet, selector: InternedSelector): void {
    const asksFor = (prefix: string): boolean => labels.open.includes(prefix) && selector.text.includes(prefix);
    const [namespace, serviceAccount] = [asksFor(NAMESPACE_PREFIX), asksFor(SERVICE_ACCOUNT_PREFIX)];
    if (namespace) { this.reasons.add(UnknownReason.NAMESPACE_LABELS); }
    if (serviceAccount) { this.reasons.add(UnknownReason.SERVICE_ACCOUNT_LABELS); }
    if (!namespace && !serviceAccount) { this.reasons.add(UnknownReason.NAMESPACE_NAME); }
  }

  /** Whether all conditions of a rule hold. With `visit` every condition is tried, else the first that fails ends it. */
  public matches(rule: PolicyRule, packet: Packet, visit?: Visit): Tri {
    let result: Tri = 'yes';
    let open = this.reasons.size;
    const check = (field: ConditionField, condition: Tri): boolean => {
      if (condition === 'maybe') { open = this.reasons.size; } else if (this.reasons.size > open) { this.keepReasons(open); }
      result = triAnd(result, condition);
      visit?.(field, condition);
      return result === 'no' && visit === undefined;
    };
    const { protocol } = packet;
    if (rule.ipVersion !== undefined && check('ipVersion', tri(rule.ipVersion === packet.ipVersion))) { return 'no'; }
    if (rule.protocol !== undefined && check('protocol', tri(rule.protocol === protocol))) { return 'no'; }
    if (rule.notProtocol !== undefined && check('notProtocol', tri(rule.notProtocol !== protocol))) { return 'no'; }
    if (rule.icmp !== undefined && check('icmp', this.icmp(rule.icmp, packet))) { return 'no'; }
    if (rule.notIcmp !== undefined && check('notICMP', triNot(this.icmp(rule.notIcmp, packet)))) { return 'no'; }
    if (this.familyIsFiltered(rule, packet, check)) { return 'no'; }
    if (this.entity(rule.source, packet.source, packet, 'source', check)) { return 'no'; }
    if (this.entity(rule.destination, packet.destination, packet, 'destination', check)) { return 'no'; }
    return result;
  }

  /** Forgets what was not known of a condition that could be told all the same. */
  private keepReasons(count: number): void {
    this.reasons = new Set([...this.reasons].slice(0, count));
  }

  /** A rule does not exist for a family of which one of its CIDR lists holds nothing, negated lists included. */
  private familyIsFiltered(rule: PolicyRule, packet: Packet, check: (field: ConditionField, condition: Tri) => boolean): boolean {
    for (const side of ['source', 'destination'] as const) {
      for (const field of ['nets', 'notNets'] as const) {
        const list = rule[side][field];
        if (list !== undefined && netsOf(list, packet.ipVersion).length === 0 && check(`${side}.${field}`, 'no')) { return true; }
      }
    }
    return false;
  }

  private entity(
    entity: RuleEntity, side: PacketSide, packet: Packet, name: 'source' | 'destination', check: (field: ConditionField, condition: Tri) => boolean,
  ): boolean {
    const { nets, notNets, ports, notPorts, services, selector, notSelector } = entity;
    const family = packet.ipVersion;
    if (nets !== undefined && check(`${name}.nets`, this.inNets(netsOf(nets, family), side, family))) { return true; }
    if (notNets !== undefined && check(`${name}.notNets`, triNot(this.inNets(netsOf(notNets, family), side, family)))) { return true; }
    if (ports !== undefined && check(`${name}.ports`, this.inPorts(ports, entity, side, packet, name))) { return true; }
    if (notPorts !== undefined && check(`${name}.notPorts`, triNot(this.inPorts(notPorts, entity, side, packet, name)))) { return true; }
    if (services !== undefined && check(`${name}.services`, this.inService(services, side, packet, name))) { return true; }
    if (selector !== undefined && check(`${name}.selector`, this.inSet(selector, side, family))) { return true; }
    return notSelector !== undefined && check(`${name}.notSelector`, triNot(this.inSet(notSelector, side, family)));
  }

  private icmp(match: IcmpMatch, packet: Packet): Tri {
    if (packet.protocol !== (packet.ipVersion === 4 ? ICMP : ICMPV6)) { return 'no'; }
    if (packet.icmpType !== undefined && packet.icmpType !== match.type) { return 'no'; }
    if (match.code !== undefined && packet.icmpCode !== undefined && packet.icmpCode !== match.code) { return 'no'; }
    const isOpen = packet.icmpType === undefined || (match.code !== undefined && packet.icmpCode === undefined);
    return isOpen ? this.maybe(UnknownReason.ICMP_TYPE) : 'yes';
  }

  /** Whether the address of a side is in one of the networks. */
  public inNets(nets: readonly Net[], side: PacketSide, family: 4 | 6): Tri {
    let result: Tri = 'no';
    for (const net of nets) {
      result = triOr(result, this.inNet(net, side, family));
      if (result === 'yes') { return result; }
    }
    return result;
  }

  private inNet(net: Net, side: PacketSide, family: 4 | 6): Tri {
    if (net.family !== family) { return 'no'; }
    if (side.ip !== undefined) { return tri(netContainsIp(net, side.ip)); }
    if (net.prefix === 0) { return 'yes'; }
    const space = side.within?.filter((within) => within.family === family) ?? [];
    if (space.length === 0) { return this.maybe(UnknownReason.ADDRESS); }
    if (space.every((within) => netContainsNet(net, within))) { return 'yes'; }
    return space.some((within) => netsOverlap(net, within)) ? this.maybe(UnknownReason.ADDRESS) : 'no';
  }

  /** Whether an address is one of those that a selector stands for. Identity does not matter: whoever has the address counts. */
  private inSet(selector: InternedSelector, side: PacketSide, family: 4 | 6): Tri {
    let result: Tri = 'no';
    for (const member of side.workload === undefined ? side.holders : [side.workload]) {
      result = triOr(result, this.selects(selector, member));
      if (result === 'yes') { return result; }
    }
    if (side.unseenPod !== undefined && matchLabels(selector.node, side.unseenPod) !== 'no') { return this.maybe(UnknownReason.POD); }
    if (side.ip !== undefined) { return triOr(result, this.mayBelongToTemplate(selector, side.ip, side.holders)); }
    for (const set of this.model.networkSets) {
      const selected = this.selects(selector, set);
      if (selected !== 'no') { result = triOr(result, triAnd(selected, this.inNets(set.nets, side, family))); }
    }
    return result;
  }

  /** An address of the pod network may be that of a pod whose address the input does not tell. */
  private mayBelongToTemplate(selector: InternedSelector, ip: Ip, holders: readonly Member[]): Tri {
    if (!this.mayBeUntold(ip, holders)) { return 'no'; }
    for (const workload of this.model.workloads) {
      if (workload.addressUnknown && this.selects(selector, workload) !== 'no') { return this.maybe(UnknownReason.ADDRESS); }
    }
    return 'no';
  }

  /** Whether an address may be that of a pod whose address the input does not tell. */
  private mayBeUntold(ip: Ip, holders: readonly Member[]): boolean {
    return !this.model.isComplete && !holders.some((member) => member.type === 'workload') && this.model.podNets.some((net) => netContainsIp(net, ip));
  }

  /** Whether a packet is for a failsafe port. */
  public isFailsafe(port: number, { destination, isAnswer }: Packet): Tri {
    return destination.port === undefined && isAnswer !== true ? this.maybe(UnknownReason.DESTINATION_PORT) : tri(port === destination.port);
  }

  private inPorts(list: PortList, entity: RuleEntity, side: PacketSide, packet: Packet, name: 'source' | 'destination'): Tri {
    if (!hasPorts(packet.protocol)) { return 'no'; }
    const { port } = side;
    if (port === undefined) {
      if (holdsAllPorts(list)) { return 'yes'; }
      return this.maybe(name === 'source' ? UnknownReason.SOURCE_PORT : UnknownReason.DESTINATION_PORT);
    }
    if (list.ranges.some(([first, last]) => port >= first && port <= last)) { return 'yes'; }
    if (list.names.length === 0) { return 'no'; }
    const holders = side.workload === undefined ? side.holders : [side.workload];
    let result: Tri = side.unseenPod === undefined ? 'no' : this.maybe(UnknownReason.POD);
    for (const member of holders) {
      const offers = member.ports.some((named) => named.port === port && named.protocol === packet.protocol && list.names.includes(named.name));
      if (offers) { result = triOr(result, entity.selector === undefined ? 'yes' : this.selects(entity.selector, member)); }
    }
    return result;
  }

  private inService(reference: ServiceReference, side: PacketSide, packet: Packet, name: 'source' | 'destination'): Tri {
    if (reference.namespace === '') { return 'no'; } // Calico never fills in the namespace: it looks for a service of no namespace
    const service = this.model.services.get(`${reference.namespace}/${reference.name}`);
    if (service === undefined || !service.backendsKnown) { return this.model.isComplete ? 'no' : this.maybe(UnknownReason.SERVICE); }
    // What a selector selects is worked out from the pods of the input.
    let result: Tri = side.unseenPod === undefined || service.isListed ? 'no' : this.maybe(UnknownReason.SERVICE);
    for (const backend of service.backends) {
      const isBackend = this.isBackend(backend, side, packet.ipVersion);
      if (isBackend !== 'no') { result = triOr(result, name === 'source' ? isBackend : triAnd(isBackend, this.offersPort(backend.ports, side, packet))); }
    }
    return result;
  }

  private isBackend({ addresses, workload, unseenPod }: ServiceBackend, { ip, workload: own, within, holders }: PacketSide, family: 4 | 6): Tri {
    if (ip !== undefined) {
      if (addresses.some((address) => address.family === family && address.value === ip.value)) { return 'yes'; }
      return workload?.addressUnknown === true && this.mayBeUntold(ip, holders) ? this.maybe(UnknownReason.ADDRESS) : 'no';
    }
    if (own !== undefined && own === workload) { return 'yes'; }
    const possible = addresses.filter((address) => address.family === family && (within?.some((net) => netContainsIp(net, address)) ?? true));
    if (own === undefined) { return possible.length > 0 ? this.maybe(UnknownReason.ADDRESS) : 'no'; }
    return unseenPod !== undefined && mayBeOf(own, unseenPod) && possible.length > 0 ? this.maybe(UnknownReason.SERVICE) : 'no';
  }

  private offersPort(ports: readonly { readonly protocol: number; readonly port?: number }[], side: PacketSide, packet: Packet): Tri {
    const candidates = ports.filter((port) => port.port !== undefined && port.protocol === packet.protocol);
    if (candidates.length === 0) { return 'no'; }
    return side.port === undefined ? this.maybe(UnknownReason.DESTINATION_PORT) : tri(candidates.some((port) => port.port === side.port));
  }

  private maybe(reason: UnknownReason): Tri {
    this.reasons.add(reason);
    return 'maybe';
  }
}

function netsOf(list: NetList, family: 4 | 6): readonly Net[] {
  return family === 4 ? list.v4 : list.v6;
}
