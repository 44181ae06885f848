import { type NetList, type PolicyRule, type PortList, protocolName, type RuleEntity } from '../cluster';
import { printIp, printNet } from '../network';
import { type ConditionField, type Matcher } from './matcher';
import { type Packet, type PacketSide } from './packet';

/** A condition of a rule that does not hold for a packet. */
export interface FailedCondition {
  readonly field: ConditionField;
  readonly text: string;
}

/**
 * All conditions of a rule that surely fail, in the words of the rule, the most telling first.
 *
 * @param namespace of the rule's policy, empty for kinds without one
 */
export function failedConditions(matcher: Matcher, rule: PolicyRule, packet: Packet, namespace: string): FailedCondition[] {
  const failed = new Map<ConditionField, FailedCondition>();
  matcher.matches(rule, packet, (field, result) => {
    if (result === 'no') { failed.set(field, { field, text: describe(field, rule, packet, namespace) }); }
  });
  matcher.takeReasons();
  return [...failed.values()].sort((a, b) => rankOf(a.field) - rankOf(b.field));
}

/** Who it is for tells more than what it carries; ports tell little of another protocol. */
const RANKS = ['ipVersion', 'selector', 'notSelector', 'services', 'nets', 'notNets', 'protocol', 'notProtocol', 'icmp', 'notICMP', 'ports', 'notPorts'];

function rankOf(field: ConditionField): number {
  return RANKS.indexOf(field.split('.').at(-1)!);
}

function describe(field: ConditionField, rule: PolicyRule, packet: Packet, namespace: string): string {
  const [head, part] = field.split('.') as [string, keyof RuleEntity | undefined];
  if (part !== undefined) {
    const name = head as 'source' | 'destination';
    return `${describeEntity(name, part, rule[name], packet[name], packet)}${part === 'selector' ? scopeText(rule[name], packet[name], namespace) : ''}`;
  }
  switch (field) {
    case 'ipVersion': return `it is for IPv${rule.ipVersion}, the flow is IPv${packet.ipVersion}`;
    case 'protocol': return `protocol ${protocolName(packet.protocol)} is not ${protocolName(rule.protocol ?? 0)}`;
    case 'notProtocol': return `protocol ${protocolName(packet.protocol)} is excluded`;
    case 'icmp': return `ICMP type ${packet.icmpType ?? '(none)'} is not ${icmpText(rule.icmp)}`;
    default: return `ICMP ${icmpText(rule.notIcmp)} is excluded`;
  }
}

function icmpText(match: PolicyRule['icmp']): string {
  return match === undefined ? '' : `type ${match.type}${match.code === undefined ? '' : ` code ${match.code}`}`;
}

function describeEntity(name: string, part: keyof RuleEntity, entity: RuleEntity, side: PacketSide, packet: Packet): string {
  const address = side.ip === undefined ? `${name} address` : `${name} ${printIp(side.ip)}`;
  switch (part) {
    case 'nets': return familyText('nets', entity.nets, packet) ?? `${address} is not in ${netsText(entity.nets)}`;
    case 'notNets': return familyText('notNets', entity.notNets, packet) ?? `${address} is excluded by notNets ${netsText(entity.notNets)}`;
    case 'ports': return `${name} port ${side.port ?? '(none)'} is not in ${portsText(entity.ports)}`;
    case 'notPorts': return `${name} port ${side.port ?? '(none)'} is excluded by notPorts ${portsText(entity.notPorts)}`;
    case 'services': return `${name} is no endpoint of service ${entity.services?.namespace}/${entity.services?.name}`;
    case 'notSelector': return `${name} is excluded by notSelector ${entity.written.notSelector ?? ''}`;
    default: return `${name} is not selected by ${writtenText(entity)}`;
  }
}

/** A rule of a namespaced policy looks in its own namespace, which nothing in the rule says: told where the other end is somewhere else. */
function scopeText({ written }: RuleEntity, { workload, holders }: PacketSide, namespace: string): string {
  const isScoped = namespace !== '' && written.namespaceSelector === undefined && (written.selector ?? written.serviceAccounts) !== undefined;
  const members = workload === undefined ? holders : [workload, ...holders];
  const isElsewhere = members.length > 0 && members.every((member) => member.namespace !== namespace);
  return isScoped && isElsewhere ? ` in namespace ${namespace} (only a namespaceSelector reaches others)` : '';
}

function familyText(field: string, list: NetList | undefined, packet: Packet): string | undefined {
  const own = packet.ipVersion === 4 ? list?.v4 : list?.v6;
  return own?.length === 0 ? `${field} has no IPv${packet.ipVersion} network, so the rule does not exist for IPv${packet.ipVersion}` : undefined;
}

function netsText(list: NetList | undefined): string {
  return shorten([...list?.v4 ?? [], ...list?.v6 ?? []].map(printNet));
}

function portsText(list: PortList | undefined): string {
  return shorten([...list?.ranges.map(([first, last]) => (first === last ? String(first) : `${first}:${last}`)) ?? [], ...list?.names ?? []]);
}

function shorten(items: readonly string[]): string {
  return items.length > 4 ? `${items.slice(0, 3).join(', ')} and ${items.length - 3} more` : items.join(', ');
}

/** The selector as it was written, or, for what is only implied, as Calico reads it. */
function writtenText({ written, selector }: RuleEntity): string {
  const parts = [
    written.selector === undefined ? undefined : `selector ${written.selector}`,
    written.notSelector === undefined ? undefined : `notSelector ${written.notSelector}`,
    written.namespaceSelector === undefined ? undefined : `namespaceSelector ${written.namespaceSelector}`,
    written.serviceAccounts === undefined ? undefined : `serviceAccounts ${written.serviceAccounts}`,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? selector?.text ?? '' : parts.join(', ');
}
