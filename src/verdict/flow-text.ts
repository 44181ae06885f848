import { tryParseIp, tryParseNet } from '../network';
import { type FlowEnd } from './flow';

/** Numbers and dots, or hexadecimal digits and several colons: an address, right or wrong. */
const ADDRESS = /^(\d+(\.\d+)+|[\da-f]*:[\da-f]*:[\da-f:.]*)(\/\d*)?$/i;

/** What stands before the colon of a text. */
export const END_PREFIXES: Readonly<Record<string, keyof FlowEnd>> = {
  pod: 'pod', workload: 'workload', host: 'host', service: 'service', svc: 'service', networkset: 'networkSet', globalnetworkset: 'networkSet', ip: 'ip',
};

/**
 * One end of a flow from a short text: `shop/web` (a workload), `10.0.0.1`, `10.0.0.0/8`, `world`,
 * or with a prefix: `host:node1`, `service:shop/web`, `networkset:shop/partners`, `globalnetworkset:office`.
 */
export function parseFlowEnd(text: string): FlowEnd {
  if (text === 'world' || text === 'anywhere') { return { anywhere: true }; }
  if (tryParseIp(text) !== undefined) { return { ip: text }; }
  if (tryParseNet(text) !== undefined) { return { net: text }; }
  if (ADDRESS.test(text)) { return text.includes('/') ? { net: text } : { ip: text }; }
  const colon = text.indexOf(':');
  const field = colon < 0 ? undefined : END_PREFIXES[text.slice(0, colon).toLowerCase()];
  return field === undefined ? { workload: text } : { [field]: text.slice(colon + 1) };
}
