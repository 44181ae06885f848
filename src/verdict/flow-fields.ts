import { type Flow, type FlowEnd, FlowError, type FlowVia } from './flow';
import { END_PREFIXES, parseFlowEnd } from './flow-text';
import { didYouMean } from '../findings';

type Fields = Readonly<Record<string, unknown>>;

const NAMES = ['pod', 'workload', 'ip', 'host', 'service', 'networkSet', 'net'] as const;
const END = [...NAMES, 'anywhere', 'via'];
/** Every field that an end may have. */
const WRITTEN_END = [...new Set([...END, 'world', ...Object.keys(END_PREFIXES)])];
const FLOW = ['id', 'from', 'to', 'protocol', 'destinationPort', 'sourcePort', 'icmp', 'ipVersion', 'hook', 'hostEndpoint'];
const HOOKS = ['toHost', 'fromHost', 'forwardIn', 'forwardOut', 'toPod', 'fromPod'];
/** What other tools call it. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  port: 'destinationPort', ports: 'destinationPort', dstport: 'destinationPort', srcport: 'sourcePort', source: 'from', src: 'from', destination: 'to', dst: 'to', proto: 'protocol', cidr: 'net',
};

/**
 * A flow of the `evaluate` contract from what somebody wrote. A field that is misspelt would be left out without a word, and a value that is
 * none (a port as a text, say) compared with nothing: another question would be answered.
 *
 * @throws FlowError for a field that does not exist, and for a value that it does not take
 */
export function readFlow(value: unknown): Flow {
  const flow = fieldsOf(value, '', FLOW);
  check(flow, 'protocol', 'must be the name or the number of a protocol', (protocol) => typeof protocol === 'string' || typeof protocol === 'number');
  for (const port of ['destinationPort', 'sourcePort']) { check(flow, port, 'must be a whole number from 0 to 65535', isWholeTo(65_535)); }
  check(flow, 'ipVersion', 'must be 4 or 6', (version) => version === 4 || version === 6);
  check(flow, 'hook', `must be one of ${HOOKS.join(', ')}`, (hook) => HOOKS.includes(hook as string));
  check(flow, 'hostEndpoint', 'must be a name', isName);
  if (flow.icmp !== undefined) {
    const icmp = fieldsOf(flow.icmp, 'icmp', ['type', 'code']);
    for (const part of ['type', 'code']) { check(icmp, part, 'must be a whole number from 0 to 255', isWholeTo(255), 'icmp.'); }
  }
  return { ...flow, from: endOf(flow.from, 'from'), to: endOf(flow.to, 'to') };
}

/** An end as `explain` takes it, or an object that names it; what may stand before the colon of a text is a field, too. */
function endOf(value: unknown, path: string): FlowEnd {
  if (value === undefined) { throw new FlowError(`A flow needs "${path}": an end as explain takes it, or an object with ${END.join(', ')}.`); }
  if (typeof value === 'string') { return parseFlowEnd(value); }
  const written = fieldsOf(value, path, WRITTEN_END);
  const { via, anywhere, world, ...names } = written;
  for (const [key, name] of Object.entries({ anywhere, world })) {
    if (name !== undefined && name !== true) { throw new FlowError(`"${path}.${key}" of a flow must be true, or be left out; it is ${JSON.stringify(name)}.`); }
  }
  const given = Object.entries({ ...names, anywhere, world }).filter(([, name]) => name !== undefined);
  if (given.length > 1) { throw new FlowError(`"${path}" of a flow names ${given.map(([key]) => key).join(' and ')}. Give it one of them.`); }
  const [key, name] = given[0] ?? [];
  const place = via === undefined ? {} : { via: viaOf(via, `${path}.via`) };
  if (key === undefined) { throw new FlowError(`"${path}" of a flow names nothing. Give it one of ${[...NAMES, 'anywhere'].join(', ')}.`); }
  if (name === true && (key === 'anywhere' || key === 'world')) { return { ...place, anywhere: true }; }
  check(written, key, 'must be a text', isName, `${path}.`);
  return { ...place, [END_PREFIXES[key] ?? key]: name };
}

function viaOf(value: unknown, path: string): FlowVia {
  const via = fieldsOf(value, path, ['node', 'interface']);
  if (via.node === undefined) { throw new FlowError(`"${path}" of a flow needs the node.`); }
  for (const part of ['node', 'interface']) { check(via, part, 'must be a name', isName, `${path}.`); }
  return via as unknown as FlowVia;
}

function fieldsOf(value: unknown, path: string, known: readonly string[]): Fields {
  const where = path === '' ? 'A flow' : `"${path}" of a flow`;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) { throw new FlowError(`${where} must be an object with ${known.join(', ')}.`); }
  for (const key of Object.keys(value)) {
    if (known.includes(key)) { continue; }
    const other = OTHER_NAMES[key.toLowerCase()];
    throw new FlowError(`${where} has no field "${key}".${known.includes(other) ? ` Did you mean ${other}?` : didYouMean(key, known)}`);
  }
  return value as Fields;
}

function check(fields: Fields, key: string, must: string, isGood: (value: unknown) => boolean, path = ''): void {
  const value = fields[key];
  if (value !== undefined && !isGood(value)) { throw new FlowError(`"${path}${key}" of a flow ${must}; it is ${JSON.stringify(value)}.`); }
}

function isName(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function isWholeTo(last: number): (value: unknown) => boolean {
  return (value) => Number.isInteger(value) && (value as number) >= 0 && (value as number) <= last;
}
