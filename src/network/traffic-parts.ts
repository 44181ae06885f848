import { type Port } from './port';
import { type Protocol } from './protocol';

/** An ICMP type, and maybe a code. */
export interface IcmpMatch {
  readonly type: number;
  readonly code?: number;
}

/** The data of a Traffic. What is undefined matches everything. */
export interface TrafficParts {
  readonly protocol?: Protocol;
  readonly notProtocol?: Protocol;
  readonly icmp?: IcmpMatch;
  readonly notIcmp?: IcmpMatch;
  readonly http?: { readonly methods?: readonly string[]; readonly paths?: readonly { readonly exact?: string; readonly prefix?: string }[] };
  readonly sourcePorts?: readonly Port[];
  readonly sourceNotPorts?: readonly Port[];
  readonly destinationPorts?: readonly Port[];
  readonly destinationNotPorts?: readonly Port[];
}

/** The fields of a Calico rule that say what a packet carries. */
export interface TrafficRule {
  readonly protocol?: string | number;
  readonly notProtocol?: string | number;
  readonly icmp?: IcmpMatch;
  readonly notICMP?: IcmpMatch;
  readonly http?: TrafficParts['http'];
  readonly source: TrafficRulePorts;
  readonly destination: TrafficRulePorts;
}

/** The port lists of a rule's source or destination. */
export interface TrafficRulePorts {
  readonly ports?: (string | number)[];
  readonly notPorts?: (string | number)[];
}

/** Traffic as the fields of a Calico rule; fields that say nothing are left out. */
export function trafficRule(parts: TrafficParts): TrafficRule {
  const list = (ports: readonly Port[] | undefined): (string | number)[] | undefined => ports?.map((port) => port._toCalico());
  return withoutEmpty({
    protocol: parts.protocol?._toCalico(),
    notProtocol: parts.notProtocol?._toCalico(),
    icmp: parts.icmp,
    notICMP: parts.notIcmp,
    http: parts.http,
    source: withoutEmpty({ ports: list(parts.sourcePorts), notPorts: list(parts.sourceNotPorts) }),
    destination: withoutEmpty({ ports: list(parts.destinationPorts), notPorts: list(parts.destinationNotPorts) }),
  });
}

/** The same object without keys whose value is undefined. */
export function withoutEmpty<T extends object>(object: T): T {
  const result: Partial<T> = {};
  for (const key of Object.keys(object) as (keyof T)[]) {
    if (object[key] !== undefined) { result[key] = object[key]; }
  }
  return result as T;
}

export function checkIcmp(type: number | undefined, code: number | undefined): IcmpMatch | undefined {
  if (type === undefined) {
    if (code !== undefined) { throw new Error(`Traffic: the ICMP code ${code} needs a type.`); }
    return undefined;
  }
  checkBounds('type', type, 254);
  if (code === undefined) { return { type }; }
  checkBounds('code', code, 255);
  return { type, code };
}

function checkBounds(what: string, value: number, most: number): void {
  if (!Number.isInteger(value) || value < 0 || value > most) {
    throw new Error(`Traffic: ${value} is not an ICMP ${what}. It is a whole number from 0 to ${most}.`);
  }
}

export function checkPortList(method: string, parts: TrafficParts, ports: readonly Port[]): void {
  if (ports.length === 0) { throw new Error(`Traffic: ${method}() has no ports. Give at least one, or leave the call out for all ports.`); }
  const { protocol } = parts;
  if (protocol === undefined) {
    const numeric = ports.find((port) => port.name === undefined);
    if (numeric !== undefined) {
      throw new Error(`Traffic: port ${numeric.toString()} in ${method}() needs a protocol, because Calico refuses numbers of ports without one. `
        + 'Start with Traffic.allTcp(), Traffic.allUdp() or Traffic.allSctp(); named ports need none.');
    }
  } else if (!protocol.hasPorts) {
    throw new Error(`Traffic: ${method}() is for TCP, UDP and SCTP; Calico matches no ports of ${protocol.toString()}.`);
  }
}

export function checkHttp(http: NonNullable<TrafficParts['http']>): void {
  const { methods = [], paths = [] } = http;
  if (methods.length === 0 && paths.length === 0) {
    throw new Error('Traffic: http() has neither methods nor paths, so it would match like allTcp(). Give at least one.');
  }
  const repeated = methods.find((method, i) => methods.indexOf(method) !== i);
  if (repeated !== undefined) { throw new Error(`Traffic: the HTTP method ${repeated} is given twice. Give each method once.`); }
  for (const { exact, prefix } of paths) {
    const path = exact ?? prefix;
    if (path === undefined || (exact !== undefined && prefix !== undefined)) {
      throw new Error('Traffic: an HTTP path has either exact or prefix, and one of them.');
    }
    if (!path.startsWith('/') || /[?# ]/.test(path)) {
      throw new Error(`Traffic: the HTTP path ${JSON.stringify(path)} cannot match. It starts with "/" and has no "?", "#" or blank.`);
    }
  }
}
