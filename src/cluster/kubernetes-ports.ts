import { type JsonObject } from '../manifest';
import { numberAt, objectAt, textAt } from './fields';

/** Ports of one protocol; `undefined` ranges and names for the whole protocol. */
export interface ProtocolPorts {
  /** Empty for any protocol. */
  readonly protocol: string;
  readonly ports?: { readonly ranges: [number, number][]; readonly names: string[] };
}

type PortChoice = { protocol: string; range?: [number, number]; name?: string };

/** Thrown for a rule that Calico cannot convert. */
export class UnconvertibleRule extends Error {}

/** `ports` of a Kubernetes NetworkPolicy rule, one entry per protocol in byte order. */
export function groupNetworkPolicyPorts(ports: readonly JsonObject[]): ProtocolPorts[] {
  return group(ports.map((port) => {
    const protocol = textAt(port, 'protocol') || 'TCP';
    const number = port.port;
    if (typeof number === 'number') { return { protocol, range: [number, numberAt(port, 'endPort') ?? number] }; }
    if (typeof number !== 'string') { return { protocol }; }
    return /^\d+$/.test(number) ? { protocol, range: [Number(number), numberAt(port, 'endPort') ?? Number(number)] } : { protocol, name: number };
  }));
}

/** `protocols` of a ClusterNetworkPolicy rule. */
export function groupClusterPolicyProtocols(protocols: readonly JsonObject[]): ProtocolPorts[] {
  return group(protocols.map((entry) => {
    const named = textAt(entry, 'destinationNamedPort');
    if (named !== '') { return { protocol: '', name: named }; }
    const [key] = Object.keys(entry);
    if (key === undefined) { throw new UnconvertibleRule('a protocol is empty'); }
    const port = objectAt(objectAt(entry, key), 'destinationPort');
    return { protocol: key.toUpperCase(), range: destinationRange(port) };
  }));
}

function destinationRange(port: JsonObject | undefined): [number, number] | undefined {
  if (port === undefined) { return undefined; }
  const number = numberAt(port, 'number');
  if (number !== undefined) { return [number, number]; }
  const range = objectAt(port, 'range');
  const [start, end] = [numberAt(range, 'start'), numberAt(range, 'end')];
  if (start === undefined || end === undefined || start > end) { throw new UnconvertibleRule('a port range is not a range'); }
  return [start, end];
}

/** `ports` of an AdminNetworkPolicy rule (v1alpha1). */
export function groupAdminPolicyPorts(ports: readonly JsonObject[]): ProtocolPorts[] {
  return group(ports.map((port) => {
    const named = textAt(port, 'namedPort');
    if (named !== '') { return { protocol: '', name: named }; }
    const single = objectAt(port, 'portNumber');
    const range = objectAt(port, 'portRange');
    const first = numberAt(single, 'port') ?? numberAt(range, 'start');
    const last = numberAt(single, 'port') ?? numberAt(range, 'end');
    if (first === undefined || last === undefined || first > last) { throw new UnconvertibleRule('a port has neither number, range nor name'); }
    return { protocol: textAt(single ?? range, 'protocol') || 'TCP', range: [first, last] };
  }));
}

function group(choices: readonly PortChoice[]): ProtocolPorts[] {
  if (choices.length === 0) { return [{ protocol: '' }]; }
  const byProtocol = new Map<string, PortChoice[] | undefined>();
  for (const choice of choices) {
    const isWhole = choice.range === undefined && choice.name === undefined;
    if (isWhole) {
      byProtocol.set(choice.protocol, undefined);
    } else if (!byProtocol.has(choice.protocol) || byProtocol.get(choice.protocol) !== undefined) {
      byProtocol.set(choice.protocol, [...byProtocol.get(choice.protocol) ?? [], choice]);
    }
  }
  return [...byProtocol].sort(([a], [b]) => (a < b ? -1 : 1)).map(([protocol, list]) => ({ protocol, ports: list && simplify(list) }));
}

/** Named ports first, adjacent and overlapping numbers merged. */
function simplify(choices: readonly PortChoice[]): { ranges: [number, number][]; names: string[] } {
  const ranges: [number, number][] = [];
  const sorted = choices.flatMap((choice) => (choice.range === undefined ? [] : [choice.range])).sort((a, b) => a[0] - b[0]);
  for (const [first, last] of sorted) {
    const previous = ranges.at(-1);
    if (previous !== undefined && first <= previous[1] + 1) {
      previous[1] = Math.max(previous[1], last);
    } else {
      ranges.push([first, last]);
    }
  }
  return { ranges, names: choices.flatMap((choice) => (choice.name === undefined ? [] : [choice.name])) };
}
