import type { Json, JsonObject } from '../json';
import { compact, type Draft } from './draft';

const ACTIONS: Record<string, string> = { 'allow': 'Allow', 'deny': 'Deny', 'log': 'Log', 'pass': 'Pass', 'next-tier': 'Pass' };
const PROTOCOLS: Record<string, string> = { tcp: 'TCP', udp: 'UDP', icmp: 'ICMP', icmpv6: 'ICMPv6', sctp: 'SCTP', udplite: 'UDPLite' };

export function convertRules(list: Json | undefined, field: string, spec: Draft): Json[] | undefined {
  return Array.isArray(list) ? list.map((rule, index) => convertRule(spec.at(rule, `${field}[${index}]`))) : undefined;
}

function convertRule(rule: Draft): JsonObject {
  const protocol = rule.take('protocol');
  const isNegated = typeof protocol === 'string' && protocol.startsWith('!');
  const notProtocol = rule.take('notProtocol', '!protocol') ?? (isNegated ? protocol.slice(1) : undefined);
  const action = rule.take('action');
  if (action === 'next-tier') rule.note('action', 'next-tier is Pass today: what happens next is up to the next tier, or to the profiles after the last one');
  return {
    ...compact({
      action: typeof action === 'string' ? ACTIONS[action.toLowerCase()] ?? action : action,
      ipVersion: rule.take('ipVersion', 'ip_version'),
      protocol: isNegated ? undefined : convertProtocol(protocol),
      notProtocol: convertProtocol(notProtocol),
      icmp: rule.take('icmp'),
      notICMP: rule.take('notICMP', '!icmp'),
      source: convertEntity(rule.take('source'), 'source', rule),
      destination: convertEntity(rule.take('destination'), 'destination', rule),
    }),
    ...rule.rest(),
  };
}

function convertProtocol(protocol: Json | undefined): Json | undefined {
  return typeof protocol === 'string' ? PROTOCOLS[protocol.toLowerCase()] ?? protocol : protocol;
}

function convertEntity(source: Json | undefined, field: string, rule: Draft): JsonObject | undefined {
  if (source === undefined || source === null) return undefined;
  const entity = rule.at(source, field);
  return {
    ...compact({
      nets: nets(entity, ['net'], ['nets']),
      notNets: nets(entity, ['notNet', '!net'], ['notNets', '!nets']),
      selector: tagged(entity, entity.take('tag'), convertSelector(entity.take('selector'), 'selector', entity), 'selector', '&&'),
      notSelector: tagged(entity, entity.take('notTag', '!tag'), convertSelector(entity.take('notSelector', '!selector'), 'notSelector', entity),
        'notSelector', '||'),
      ports: entity.take('ports'),
      notPorts: entity.take('notPorts', '!ports'),
    }),
    ...entity.rest(),
  };
}

/** One net and a list of nets are one list today. */
function nets(entity: Draft, single: string[], several: string[]): Json[] | undefined {
  const one = entity.take(...single);
  const list = entity.take(...several);
  const all = [...(one === undefined ? [] : [one]), ...(Array.isArray(list) ? list : [])];
  return all.length > 0 ? all : undefined;
}

/** Tags are gone; a profile's tag is a label without a value. */
function tagged(entity: Draft, tag: Json | undefined, selector: Json | undefined, field: string, operator: string): Json | undefined {
  if (typeof tag !== 'string') return selector;
  entity.note(field, `the tag '${tag}' is a label of the endpoints today; their profile must set it with labelsToApply`);
  return typeof selector === 'string' && selector !== '' ? `(${selector}) ${operator} has(${tag})` : `has(${tag})`;
}

const OLD_NAMESPACE_LABEL = 'calico/k8s_ns';

export function convertSelector(selector: Json | undefined, field: string, draft: Draft): Json | undefined {
  if (typeof selector !== 'string' || !selector.includes(OLD_NAMESPACE_LABEL)) return selector;
  draft.note(field, 'the label calico/k8s_ns is projectcalico.org/namespace today');
  return selector.replaceAll(OLD_NAMESPACE_LABEL, 'projectcalico.org/namespace');
}
