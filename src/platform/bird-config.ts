import { tryParseIp } from '../network';

/** The generation of BIRD that a route reflector runs. Their configuration files differ. */
export enum BirdVersion {
  /** BIRD 1.x: one daemon for each IP version (this text is for `bird`, IPv4). */
  V1 = '1',
  /** BIRD 2.x and later: routes belong to a channel (`ipv4 { … }`). */
  V2 = '2',
}

/** A node that a route reflector talks to. */
export interface BirdNode {
  /** The node's name. The block of the node in BIRD's file is named after it. */
  readonly name: string;
  /** The node's IPv4 address. */
  readonly address: string;
}

/** What BIRD's file on a route reflector is made from. */
export interface BirdConfigProps {
  /** IPv4 address of the route reflector, which is also its router id. */
  readonly routerId: string;
  /** The AS number, the same for the reflector and for the nodes. */
  readonly asNumber: number;
  /** The nodes, one block each. */
  readonly nodes: BirdNode[];
  /**
   * The generation of BIRD.
   * @default BirdVersion.V2
   */
  readonly version?: BirdVersion;
}

/**
 * The configuration file of BIRD on a machine that reflects routes for a cluster (`/etc/bird/bird.conf`).
 *
 * @example
 * const bird = BirdConfig.of({ routerId: '192.20.30.40', asNumber: 64567, nodes: [{ name: 'node1', address: '10.0.0.1' }] });
 * const text = bird.toString();
 */
export class BirdConfig {
  /**
   * The file for one route reflector.
   * @throws when an address is no IPv4 address, the AS number is out of range, or two nodes have the same name or address
   */
  public static of(props: BirdConfigProps): BirdConfig {
    return new BirdConfig(props);
  }

  /** The short name of each node's block, in the order of the nodes. BIRD takes letters only here; the names are unique. */
  public readonly shortcodes: string[];

  private constructor(private readonly props: BirdConfigProps) {
    checkAsNumber(props.asNumber);
    checkIpv4('routerId', props.routerId);
    checkDistinct('name', props.nodes.map((node) => node.name));
    checkDistinct('address', props.nodes.map((node) => node.address));
    props.nodes.forEach((node) => checkIpv4(`address of node ${node.name}`, node.address));
    this.shortcodes = shortcodes(props.nodes.map((node) => node.name));
  }

  /** The text of the file. */
  public toString(): string {
    const { routerId, nodes } = this.props;
    return [
      'log syslog { debug, trace, info, remote, warning, error, auth, fatal, bug };',
      'log stderr all;',
      '',
      `router id ${routerId};`,
      '',
      'debug protocols all;',
      '',
      'protocol device {',
      '}',
      ...nodes.flatMap((node, index) => ['', ...this.peer(node, this.shortcodes[index])]),
      '',
    ].join('\n');
  }

  private peer(node: BirdNode, shortcode: string): string[] {
    const { asNumber, version = BirdVersion.V2 } = this.props;
    const routes = version === BirdVersion.V1
      ? ['  import all;', '  export all;']
      : ['  ipv4 {', '    import all;', '    export all;', '  };'];
    return [
      `protocol bgp ${shortcode} {`,
      `  description "${node.address}";`,
      `  local as ${asNumber};`,
      `  neighbor ${node.address} as ${asNumber};`,
      '  multihop;',
      '  rr client;',
      '  graceful restart;',
      ...routes,
      '}',
    ];
  }
}

/** The largest AS number that Calico's CRDs take: they hold it in 31 bits. */
const MAX_AS_NUMBER = 2147483647;

/** What is wrong with an AS number; undefined when nothing is. */
export function asNumberProblem(asNumber: number, largest = MAX_AS_NUMBER): string | undefined {
  if (Number.isInteger(asNumber) && asNumber >= 1 && asNumber <= largest) {
    return undefined;
  }
  return `AS number ${asNumber} is out of range; use 1 to ${largest} (private use: 64512 to 65534)`;
}

function checkAsNumber(asNumber: number): void {
  const problem = asNumberProblem(asNumber);
  if (problem) {
    throw new Error(`BirdConfig: ${problem}.`);
  }
}

function checkIpv4(what: string, address: string): void {
  if (tryParseIp(address)?.family !== 4) {
    throw new Error(`BirdConfig: ${what} must be an IPv4 address, not "${address}".`);
  }
}

function checkDistinct(what: string, values: string[]): void {
  const twice = values.find((value, index) => values.indexOf(value) !== index);
  if (twice !== undefined) {
    throw new Error(`BirdConfig: two nodes have the ${what} "${twice}".`);
  }
}

/**
 * A name of letters for each node. Digits become letters (0 is `a`), everything else is dropped; what collides gets a
 * suffix of letters.
 */
function shortcodes(names: string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const stem = name.toLowerCase().replace(/[0-9]/g, (digit) => 'abcdefghij'[Number(digit)]).replace(/[^a-z]/g, '') || 'node';
    let code = stem;
    for (let attempt = 0; taken.has(code) || RESERVED.has(code); attempt++) {
      code = `${stem}${letters(attempt)}`;
    }
    taken.add(code);
    return code;
  });
}

/** Words of BIRD's language that could come out of a node's name. */
const RESERVED = new Set(['all', 'bgp', 'device', 'direct', 'export', 'filter', 'function', 'if', 'import', 'kernel', 'log', 'node', 'protocol',
  'router', 'static', 'table', 'template', 'then', 'true', 'false', 'where', 'id', 'on', 'off', 'yes', 'no', 'as', 'local', 'neighbor', 'password',
  'reload', 'restart', 'start', 'master', 'net', 'from', 'via', 'case', 'else', 'return', 'accept', 'reject', 'print', 'define', 'include']);

/** 0 is a, 25 is z, 26 is aa. */
function letters(index: number): string {
  const last = String.fromCharCode('a'.charCodeAt(0) + index % 26);
  return index < 26 ? last : letters(Math.floor(index / 26) - 1) + last;
}
