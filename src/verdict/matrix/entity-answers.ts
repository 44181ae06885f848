import { type Atoms } from './atoms';
import {
  addBits, type Bits, bitsOfList, difference, emptyBits, exactly, forEachBit, hasBit, isEmpty, listOf, type TriBits, triComplement,
  triIntersection, triUnion, union,
} from '../bits';
import { type Ends } from './ends';
import { remember } from './numbering';
import {
  holdsAllPorts, hostNet, type Member, type NetList, type PolicyRule, type PortList, type RuleEntity, type ServiceReference,
} from '../../cluster';

/** Ends to which one side of a rule gives the same answer, and the traffic for which that side matches them. */
export interface Variant {
  readonly ends: readonly number[];
  readonly traffic: TriBits;
}

/** What one side of a rule says of every end; undefined when it says nothing. Ends in no variant don't match. */
export type EntityAnswer = readonly Variant[] | undefined;

/** The ends that are one endpoint of a service, those that may be, and the traffic that it takes. */
interface BackendEnds {
  readonly ends: readonly number[];
  readonly possibleEnds: readonly number[];
  readonly traffic: Bits;
}

/** Traffic that depends on the end: by default, and where it differs. */
interface PortCondition {
  readonly otherwise: TriBits;
  readonly special: ReadonlyMap<number, TriBits>;
}

/** Works out what sides of rules say of all ends of one family. Equal sides are worked out once. */
export class EntityAnswers {
  private readonly known = new Map<string, EntityAnswer>();
  private byPortName?: Map<string, Set<Member>>;

  public constructor(private readonly ends: Ends, private readonly atoms: Atoms) {}

  public of(entity: RuleEntity, side: 'source' | 'destination'): EntityAnswer {
    const key = keyOf(entity, side);
    if (!this.known.has(key)) { this.known.set(key, this.work(entity, side)); }
    return this.known.get(key);
  }

  public all(): Iterable<EntityAnswer> {
    return this.known.values();
  }

  private work(entity: RuleEntity, side: 'source' | 'destination'): EntityAnswer {
    const addresses = this.addresses(entity, side);
    const conditions = side === 'destination' ? this.portConditions(entity) : [];
    if (addresses === undefined && conditions.length === 0) { return undefined; }
    const matching = addresses ?? exactly(this.ends.everything);
    if (conditions.length === 0 && matching.certain === matching.possible) {
      return [{ ends: listOf(matching.certain), traffic: exactly(this.atoms.full) }];
    }
    const special = new Set(conditions.flatMap((condition) => [...condition.special.keys()]));
    const groups = new Map<string, { ends: number[]; traffic: TriBits }>();
    const ordinary = conditions.map(({ otherwise }) => otherwise).reduce(triIntersection, exactly(this.atoms.full));
    forEachBit(matching.possible, (end) => {
      const traffic = special.has(end)
        ? conditions.map((condition) => condition.special.get(end) ?? condition.otherwise).reduce(triIntersection, exactly(this.atoms.full))
        : ordinary;
      const isCertain = hasBit(matching.certain, end);
      const id = special.has(end) ? `${isCertain}/${traffic.certain.join()}/${traffic.possible.join()}` : String(isCertain);
      const group = groups.get(id);
      if (group !== undefined) {
        group.ends.push(end);
      } else {
        groups.set(id, { ends: [end], traffic: isCertain ? traffic : { certain: this.atoms.none(), possible: traffic.possible } });
      }
    });
    return [...groups.values()].filter(({ traffic }) => !isEmpty(traffic.possible));
  }

  /** The conditions on the address alone. */
  private addresses(entity: RuleEntity, side: 'source' | 'destination'): TriBits | undefined {
    const { ends } = this;
    const parts: TriBits[] = [];
    if (entity.selector !== undefined) { parts.push(ends.selectedBy(entity.selector)); }
    if (entity.notSelector !== undefined) { parts.push(triComplement(ends.everything, ends.selectedBy(entity.notSelector))); }
    if (entity.nets !== undefined) { parts.push(ends.inNets(entity.nets)); }
    if (entity.notNets !== undefined) { parts.push(triComplement(ends.everything, ends.inNets(entity.notNets))); }
    if (side === 'source' && entity.services !== undefined) { parts.push(this.inService(entity.services)); }
    return parts.length === 0 ? undefined : parts.reduce(triIntersection);
  }

  private inService(reference: ServiceReference): TriBits {
    const backends = this.backendsOf(reference);
    if (backends === 'unknown') { return { certain: emptyBits(this.ends.size), possible: this.ends.everything }; }
    const certain = bitsOfList(this.ends.size, backends.flatMap(({ ends }) => ends));
    const possible = backends.flatMap(({ possibleEnds }) => possibleEnds);
    return possible.length === 0 ? exactly(certain) : { certain, possible: union(certain, bitsOfList(this.ends.size, possible)) };
  }

  private portConditions(entity: RuleEntity): PortCondition[] {
    const conditions: PortCondition[] = [];
    if (hasNames(entity.ports)) { conditions.push(this.offering(entity.ports, entity)); }
    if (hasNames(entity.notPorts)) {
      const { otherwise, special } = this.offering(entity.notPorts, entity);
      const not = (traffic: TriBits): TriBits => triComplement(this.atoms.full, traffic);
      conditions.push({ otherwise: not(otherwise), special: new Map([...special].map(([end, traffic]) => [end, not(traffic)])) });
    }
    if (entity.services !== undefined) { conditions.push(this.serving(entity.services)); }
    return conditions;
  }

  /** Named ports are those of whoever has the address, as far as the rule's selector selects it. */
  private offering(list: PortList, { selector }: RuleEntity): PortCondition {
    const { members } = this.ends;
    const numbers = this.atoms.ports(list.ranges);
    const selected = selector === undefined ? undefined : members.labels.select(selector);
    const special = new Map<number, TriBits>();
    for (const member of this.offerers(list.names)) {
      if (selected !== undefined && !hasBit(selected.possible, member.index)) { continue; }
      const named = this.namedPorts(member, list.names);
      const isCertain = selected === undefined || hasBit(selected.certain, member.index);
      for (const end of this.endsOf(member)) {
        const before = special.get(end) ?? exactly(numbers);
        special.set(end, { certain: isCertain ? union(before.certain, named) : before.certain, possible: union(before.possible, named) });
      }
    }
    return { otherwise: exactly(numbers), special };
  }

  private namedPorts(member: Member, names: readonly string[]): Bits {
    const bits = this.atoms.none();
    for (const { name, protocol, port } of member.ports) {
      if (names.includes(name)) { addBits(bits, this.atoms.port(protocol, port)); }
    }
    return bits;
  }

  /** The ends that a member's ports are at: a pod whose address is not known is one itself. */
  private endsOf({ index }: Member): readonly number[] {
    const { members } = this.ends;
    const position = members.position(index);
    return position !== undefined && members.pods[position].addresses.length === 0 ? [position] : this.ends.holding(index);
  }

  /** Who has ports of these names. */
  private offerers(names: readonly string[]): Set<Member> {
    if (this.byPortName === undefined) {
      this.byPortName = new Map();
      for (const member of this.ends.members.model.members) {
        for (const { name } of member.ports) { remember(this.byPortName, name, () => new Set()).add(member); }
      }
    }
    const offerers = new Set<Member>();
    for (const name of names) {
      for (const member of this.byPortName.get(name) ?? []) { offerers.add(member); }
    }
    return offerers;
  }

  private serving(reference: ServiceReference): PortCondition {
    const nothing = exactly(this.atoms.none());
    const backends = this.backendsOf(reference);
    const before = (end: number): TriBits => special.get(end) ?? nothing;
    if (backends === 'unknown') { return { otherwise: { certain: this.atoms.none(), possible: this.atoms.full }, special: new Map() }; }
    const special = new Map<number, TriBits>();
    for (const { ends, possibleEnds, traffic } of backends) {
      for (const end of ends) { special.set(end, triUnion(before(end), exactly(traffic))); }
      for (const end of possibleEnds) { special.set(end, { certain: before(end).certain, possible: union(before(end).possible, traffic) }); }
    }
    return { otherwise: nothing, special };
  }

  private backendsOf({ namespace, name }: ServiceReference): BackendEnds[] | 'unknown' {
    const { members } = this.ends;
    if (namespace === '') { return []; }
    const service = members.model.services.get(`${namespace}/${name}`);
    if (service === undefined || !service.backendsKnown) { return members.model.isComplete ? [] : 'unknown'; }
    return service.backends.map((backend) => {
      const { addresses, workload, ports } = backend;
      const position = workload === undefined || workload.addresses.length > 0 ? undefined : members.position(workload.index);
      return {
        ends: [...addresses.flatMap((ip) => this.ends.within(hostNet(ip))), ...position === undefined ? [] : [position]],
        possibleEnds: this.ends.possibly(backend),
        traffic: ports.flatMap(({ protocol, port }) => (port === undefined ? [] : [this.atoms.port(protocol, port)]))
          .reduce(union, this.atoms.none()),
      };
    });
  }
}

/** Traffic that a rule's headers and numbers match, whoever the ends are. Equal traffic is one object. */
export class RuleTraffic {
  private readonly known = new Map<string, TriBits>();
  private readonly portSets = new Map<number, Bits>();
  private readonly withPorts: Bits;

  public constructor(private readonly atoms: Atoms) {
    this.withPorts = atoms.where(({ ports }) => ports !== undefined);
  }

  /** Undefined when the rule does not exist for the family. */
  public of(rule: PolicyRule): TriBits | undefined {
    const { family } = this.atoms;
    if (rule.ipVersion !== undefined && rule.ipVersion !== family) { return undefined; }
    const { source, destination } = rule;
    if (lacksFamily(source, family) || lacksFamily(destination, family)) { return undefined; }
    return remember(this.known, trafficKey(rule), () => this.work(rule));
  }

  private work({ protocol, notProtocol, icmp, notIcmp, source, destination }: PolicyRule): TriBits {
    const { atoms } = this;
    let traffic = exactly(atoms.full);
    const and = (part: TriBits): void => { traffic = triIntersection(traffic, part); };
    if (protocol !== undefined) { and(exactly(atoms.ofProtocol(protocol))); }
    if (notProtocol !== undefined) { and(exactly(atoms.except(atoms.ofProtocol(notProtocol)))); }
    if (icmp !== undefined) { and(exactly(atoms.icmp(icmp))); }
    if (notIcmp !== undefined) { and(exactly(atoms.except(atoms.icmp(notIcmp)))); }
    if (destination.ports !== undefined && !hasNames(destination.ports)) { and(exactly(this.ports(destination.ports))); }
    if (destination.notPorts !== undefined && !hasNames(destination.notPorts)) {
      and(exactly(difference(atoms.full, this.ports(destination.notPorts))));
    }
    if (source.ports !== undefined) { and(this.sourcePorts(source.ports)); }
    if (source.notPorts !== undefined) { and(triComplement(atoms.full, this.sourcePorts(source.notPorts))); }
    return traffic;
  }

  /** The source port is left open: only a list of all ports is sure to hold it. */
  private sourcePorts(list: PortList): TriBits {
    return { certain: holdsAllPorts(list) ? this.withPorts : this.atoms.none(), possible: this.withPorts };
  }

  private ports(list: PortList): Bits {
    return remember(this.portSets, list.index, () => this.atoms.ports(list.ranges));
  }
}

function trafficKey({ protocol, notProtocol, icmp, notIcmp, source, destination }: PolicyRule): string {
  return [
    protocol, notProtocol, icmp?.type, icmp?.code, notIcmp?.type, notIcmp?.code,
    destination.ports?.index, destination.notPorts?.index, source.ports?.index, source.notPorts?.index,
  ].join();
}

/** Whether one of the CIDR lists holds nothing of a family. */
function lacksFamily({ nets, notNets }: RuleEntity, family: 4 | 6): boolean {
  return isWithout(nets, family) || isWithout(notNets, family);
}

function isWithout(list: NetList | undefined, family: 4 | 6): boolean {
  return list !== undefined && (family === 4 ? list.v4 : list.v6).length === 0;
}

function hasNames(list: PortList | undefined): list is PortList {
  return list !== undefined && list.names.length > 0;
}

function keyOf(entity: RuleEntity, side: 'source' | 'destination'): string {
  const named = (list: PortList | undefined): number | string => (side === 'destination' && hasNames(list) ? list.index : '');
  const { selector, notSelector, nets, notNets, ports, notPorts, services } = entity;
  const service = services === undefined ? '' : `${side}/${services.namespace}/${services.name}`;
  return [selector?.index, notSelector?.index, nets?.index, notNets?.index, named(ports), named(notPorts), service].join();
}
