import { FlowError } from './flow';
import { didYouMean } from '../findings';

const END = ['pod', 'workload', 'ip', 'host', 'service', 'networkSet', 'net', 'anywhere', 'via'];
const FLOW = ['id', 'from', 'to', 'protocol', 'destinationPort', 'sourcePort', 'icmp', 'ipVersion', 'hook', 'hostEndpoint'];
const INSIDE: Readonly<Record<string, readonly string[]>> = {
  'from': END, 'to': END, 'from.via': ['node', 'interface'], 'to.via': ['node', 'interface'], 'icmp': ['type', 'code'],
};
/** What other tools call it. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  port: 'destinationPort', ports: 'destinationPort', dstport: 'destinationPort', srcport: 'sourcePort', source: 'from', src: 'from', destination: 'to', dst: 'to', proto: 'protocol',
};

/**
 * Whether a value that somebody wrote is a flow: a field that is misspelt would be left out without a word, and another question be answered.
 *
 * @throws FlowError for a field that does not exist
 */
export function checkFlowFields(flow: unknown): void {
  check(flow, '', FLOW);
}

function check(value: unknown, path: string, known: readonly string[]): void {
  const where = path === '' ? 'A flow' : `"${path}" of a flow`;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) { throw new FlowError(`${where} must be an object with ${known.join(', ')}.`); }
  for (const [key, inner] of Object.entries(value)) {
    if (!known.includes(key)) {
      const other = OTHER_NAMES[key.toLowerCase()];
      throw new FlowError(`${where} has no field "${key}".${known.includes(other) ? ` Did you mean ${other}?` : didYouMean(key, known)}`);
    }
    const place = path === '' ? key : `${path}.${key}`;
    if (INSIDE[place] !== undefined && inner !== undefined) { check(inner, place, INSIDE[place]); }
  }
}
