import { UsageError } from './io';

const TRAFFIC = /^([a-z0-9]+)(?:\/(\d+)(?:[-:](\d+))?)?$/i;
const NAMES: Readonly<Record<string, string>> = { tcp: 'TCP', udp: 'UDP', sctp: 'SCTP', udplite: 'UDPLite' };
const LAST_PROTOCOL = 255;

/** Whether a word is traffic and no path: it starts with a protocol. A file of that name is written ./tcp. */
export function isTraffic(text: string): boolean {
  const protocol = TRAFFIC.exec(text)?.[1].toLowerCase();
  return protocol !== undefined && (protocol in NAMES || /^(icmp|icmpv6|\d+)$/.test(protocol));
}

/**
 * Traffic as it is written on a command line: `tcp/5432`, `udp/53`, `tcp/30000:32767`, `icmp/8`, `sctp`.
 *
 * @throws UsageError for what is none, with what was probably meant
 */
export function parseTraffic(text: string): import('../network').Traffic {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { Traffic, Port } = require('../network') as typeof import('../network');
  const match = TRAFFIC.exec(text);
  const meant = meantBy(text);
  if (match === null || meant !== undefined) {
    throw refusal(text, meant === undefined ? ' (and there is no such file)' : `. Did you mean ${meant}?`);
  }
  const [, protocol, first, last] = match;
  const name = protocol.toLowerCase();
  try {
    if (name === 'icmp') { return Traffic.icmp(first === undefined ? undefined : Number(first)); }
    if (name === 'icmpv6') { return Traffic.icmpv6(first === undefined ? undefined : Number(first)); }
    const traffic = Traffic.protocol(/^\d+$/.test(name) ? Number(name) : NAMES[name] ?? protocol);
    if (first === undefined) { return traffic; }
    return traffic.toPorts(last === undefined ? Port.of(Number(first)) : Port.range(Number(first), Number(last)));
  } catch (error) {
    throw refusal(text, `. ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** What should be known about the reading of a word that is valid and could have been meant otherwise. */
export function noteOnTraffic(text: string): string[] {
  return /^\d+$/.test(text) ? [`${text} is read as the number of a protocol; port ${text} is tcp/${text} or udp/${text}`] : [];
}

/** Other ways to write a port: the port alone (up to 255 it is a protocol), `tcp:80`, and `80/TCP` as kubectl prints it. */
function meantBy(text: string): string | undefined {
  if (/^\d+$/.test(text)) { return Number(text) > LAST_PROTOCOL ? `tcp/${text}` : undefined; }
  const [, protocol, port] = /^(tcp|udp|sctp)[:-]?(\d+)$/i.exec(text) ?? [];
  if (protocol !== undefined) { return `${protocol.toLowerCase()}/${port}`; }
  const [, before, after] = /^(\d+)[/:](tcp|udp|sctp)$/i.exec(text) ?? [];
  return before === undefined ? undefined : `${after.toLowerCase()}/${before}`;
}

function refusal(text: string, why: string): UsageError {
  return new UsageError(`'${text}' is no traffic; write it like tcp/5432, tcp/30000:32767, udp/53 or icmp/8${why}`);
}
