import { isJsonObject, type Json } from '../../manifest';
import { looksLikeHostName, printIp, printNet } from '../../network';
import { addressOf, addressOrNet } from '../addresses';
import { hasSubdomainForm, labelValueProblem, portNameProblem, qualifiedNameProblem } from '../names';
import { type Remark, type Report, write } from '../report';
import { selectorError } from '../selectors';
import { meantValue, oneOf, show } from '../words';

/** What is wrong with a field. */
interface FieldProblem extends Remark {
  readonly code: string;
  readonly below?: readonly (string | number)[];
  /** Nobody refuses it. */
  readonly isAccepted?: boolean;
}

/** A check of one field, as Calico's validator makes it. Undefined: nothing to say. */
export type FieldCheck = (value: Json, report: Report) => FieldProblem | undefined;

const SYNTAX_HELP = "a selector reads like: app == 'web' && tier in { 'a', 'b' } && !has(x)";

export function selectorProblem(value: Json, report: Report): ReturnType<FieldCheck> {
  if (typeof value !== 'string') return undefined;
  const error = selectorError(value);
  if (!error) return undefined;
  const hasNewline = /[\r\n]/.test(value);
  const trimmed = value.trim().replace(/\s*[\r\n]\s*/g, ' ');
  if (hasNewline && trimmed !== '' && selectorError(trimmed) === undefined) {
    return {
      code: 'CAL1040',
      message: 'the selector has a line break, which Calico does not take for a blank',
      help: `write it in one line: ${trimmed}; in a block scalar use \`>-\` instead of \`|\``,
      fix: write(report, 'repair', 'write the selector in one line', [], trimmed),
    };
  }
  if (report.at.at(-1) === 'namespaceSelector' && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(value)) {
    const byName = `projectcalico.org/name == '${value}'`;
    return {
      code: 'CAL1040',
      message: `the selector ${show(value)} cannot be read: it is one word`,
      help: `the namespace of this name is written ${byName}; every namespace that has a label of this name is has(${value})`,
      fix: write(report, 'guess', `write ${byName}`, [], byName),
    };
  }
  const { fix } = error;
  const [, expected, ...examples] = /^(.*?)(?: \((.*)\))?$/.exec(error.expected)!.filter((part) => part !== undefined);
  return {
    code: 'CAL1040',
    message: `the selector ${show(value)} cannot be read: at column ${error.column} Calico expects ${expected}`,
    help: [...error.hint === undefined ? examples : [error.hint], fix === undefined ? SYNTAX_HELP : `write ${fix}`].join('; '),
    fix: fix === undefined ? undefined : write(report, 'guess', `write ${fix}`, [], fix),
  };
}

function name(value: Json): ReturnType<FieldCheck> {
  return typeof value !== 'string' || hasSubdomainForm(value) ? undefined : {
    code: 'CAL1027',
    message: `${show(value)} is not a name`,
    help: 'a name takes lower case letters, digits, `-` and `.`, and begins and ends with a letter or digit',
  };
}

const NET_HELP = 'write the address and the length of the prefix, like 10.0.0.0/8, or 10.0.0.1/32 for a single address';
const HOST_HELP = 'open source Calico takes no host names: write the networks behind it, such as those that its owner publishes';

function network(family: 4 | 6 | undefined, mustBeMasked: boolean): FieldCheck {
  return (value, report) => {
    if (typeof value !== 'string') return undefined;
    const net = addressOrNet(value);
    if (!net && value === '' && !mustBeMasked && family === undefined) {
      return { code: 'CAL1050', isAccepted: true, message: 'the text is empty, and no network', help: 'remove it; nobody refuses it, and it matches nothing' };
    }
    if (!net) {
      return { code: 'CAL1050', message: `${show(value)} is not a network or an address`, help: looksLikeHostName(value) ? HOST_HELP : NET_HELP };
    }
    if (family !== undefined && net.family !== family) {
      return { code: 'CAL1057', message: `${show(value)} is IPv${net.family}, and this field takes IPv${family}`, help: `write an IPv${family} network` };
    }
    if (mustBeMasked && !net.isMasked) {
      const masked = printNet(net.net);
      const first = value.slice(0, value.indexOf('/'));
      return {
        code: 'CAL1051',
        message: `${show(value)} has host bits: a /${net.prefix} network does not begin at ${first}`,
        help: `write ${masked} for the network, or ${first}/${net.family === 4 ? 32 : 128} for the one address`,
        fix: write(report, 'guess', `write ${masked}`, [], masked),
      };
    }
    return undefined;
  };
}

function networks(value: Json, report: Report): ReturnType<FieldCheck> {
  if (!Array.isArray(value)) return undefined;
  for (let i = 0; i < value.length; i++) {
    const problem = network(undefined, false)(value[i], report);
    if (problem && !problem.isAccepted) return { ...problem, below: [i] };
  }
  return undefined;
}

function address(family: 4 | 6 | undefined): FieldCheck {
  return (value, report) => {
    if (typeof value !== 'string') return undefined;
    const ip = addressOf(value);
    if (!ip) {
      const cidr = addressOrNet(value);
      const isSingle = cidr !== undefined && cidr.prefix === (cidr.family === 4 ? 32 : 128);
      const single = isSingle ? printIp({ family: cidr.family, value: cidr.net.base }) : undefined;
      return {
        code: 'CAL1056',
        message: `${show(value)} is not an IP address${cidr ? ': this field takes single addresses, no networks' : ''}`,
        help: single === undefined ? 'write an address without a prefix length, like 10.0.0.1 or 2001:db8::1' : `write ${single}`,
        fix: single === undefined ? undefined : write(report, 'repair', `write ${single}`, [], single),
      };
    }
    return family !== undefined && ip.family !== family
      ? { code: 'CAL1057', message: `${show(value)} is IPv${ip.family}, and this field takes IPv${family}`, help: `write an IPv${family} address` } : undefined;
  };
}

function pattern(regex: RegExp, code: string, what: string, help: string): FieldCheck {
  return (value) => (typeof value !== 'string' || regex.test(value) ? undefined : { code, message: `${show(value)} is not ${what}`, help });
}

const INTERFACE_HELP = 'an interface name has 1 to 15 letters, digits, `_`, `.` and `-`';

function eachText(regex: RegExp, what: string, help: string): FieldCheck {
  return (value) => {
    if (!Array.isArray(value)) return undefined;
    const index = value.findIndex((item) => typeof item === 'string' && !regex.test(item));
    return index < 0 ? undefined : { code: 'CAL1028', message: `${show(value[index])} is not ${what}`, help, below: [index] };
  };
}

function choice(values: readonly string[], code = 'CAL1010'): FieldCheck {
  return (value, report) => {
    if (typeof value !== 'string' || values.includes(value)) return undefined;
    const meant = meantValue(value, values);
    const isCase = meant?.toLowerCase() === value.toLowerCase();
    return {
      code,
      message: isCase ? `${show(value)} is written ${meant}: upper and lower case matter` : `${show(value)} is none of the values that this field takes`,
      help: `write ${oneOf(values)}`,
      fix: meant === undefined ? undefined : write(report, isCase ? 'repair' : 'guess', `write ${meant}`, [], meant),
    };
  };
}

function bound(test: (value: number) => boolean, words: string): FieldCheck {
  return (value) => (typeof value !== 'number' || test(value) ? undefined
    : { code: 'CAL1011', message: `${value} is out of range: this field takes ${words}`, help: `write a number: ${words}` });
}

function labels(value: Json): ReturnType<FieldCheck> {
  if (!isJsonObject(value)) return undefined;
  for (const [key, text] of Object.entries(value)) {
    const problem = qualifiedNameProblem(key) ?? (typeof text === 'string' ? labelValueProblem(text) : undefined);
    if (problem !== undefined) return { code: 'CAL1022', message: `${show(key)}: ${show(text)} is not a label: ${problem}`, help: 'change it', below: [key] };
  }
  return undefined;
}

function portName(value: Json): ReturnType<FieldCheck> {
  if (typeof value !== 'string') return undefined;
  const problem = value === '' ? 'it is empty' : portNameProblem(value);
  return problem === undefined ? undefined : { code: 'CAL1063', message: `${show(value)} is not the name of a port: ${problem}`, help: 'write the name as the container port has it' };
}

/** Whether Go's RE2 takes a pattern, as far as JavaScript's engine can tell; RE2 has no look-around and no back-references. */
export function isGoRegexp(text: string): boolean {
  if (/\(\?(=|!|<=|<!|>)|\\[1-9]|\\Z|\(\?#/.test(text)) return false;
  const translated = text.replace(/\(\?P</g, '(?<').replace(/\(\?[imsU]+(-[imsU]+)?\)/g, '').replace(/\(\?[imsU]*(-[imsU]+)?:/g, '(?:')
    .replace(/\\A|\\z/g, '').replace(/\\Q.*?(\\E|$)/g, '').replace(/\[:\^?\w+:\]/g, 'a');
  try {
    // Without flags: the newer readings of classes refuse what is plain text in Go, like a parenthesis.
    new RegExp(translated);
    return true;
  } catch {
    return false;
  }
}

function regexp(value: Json): ReturnType<FieldCheck> {
  return typeof value !== 'string' || isGoRegexp(value) ? undefined
    : { code: 'CAL1029', message: `${show(value)} is not a regular expression that Go reads`, help: 'close every group and class; look-around and back-references do not exist there' };
}

function keyValueList(value: Json): ReturnType<FieldCheck> {
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const bad = value.split(',').find((item) => item !== '' && !/^\s*\w+=.*$/.test(item));
  return bad === undefined ? undefined : { code: 'CAL1012', message: `${show(bad)} is not of the form key=value`, help: 'write a list like Key=true,Other=false' };
}

/** `IP`, `v4:port` or `[v6]:port`. */
export function splitPeerAddress(text: string): { readonly ip: string; readonly port?: number } | undefined {
  const withPort = /^(\d+.\d+.\d+.\d+):(\d+)$/.exec(text) ?? /^\[([0-9a-fA-F:.]+)\]:(\d+)$/.exec(text);
  if (!withPort) {
    return addressOf(text) ? { ip: text } : undefined;
  }
  const port = Number(withPort[2]);
  return addressOf(withPort[1]) && port >= 1 && port <= 65535 ? { ip: withPort[1], port } : undefined;
}

function peerAddress(value: Json): ReturnType<FieldCheck> {
  return typeof value !== 'string' || splitPeerAddress(value) ? undefined
    : { code: 'CAL1131', message: `${show(value)} is not the address of a BGP peer`, help: 'write 192.0.2.1, 192.0.2.1:179, 2001:db8::1 or [2001:db8::1]:179' };
}

function logFilterKeys(value: Json): ReturnType<FieldCheck> {
  if (!isJsonObject(value)) return undefined;
  const bad = Object.keys(value).find((key) => !/^[a-zA-Z0-9_.-]{1,15}$/.test(key));
  return bad === undefined ? undefined : { code: 'CAL1028', message: `${show(bad)} is not the name of an interface`, help: INTERFACE_HELP, below: [bad] };
}

function unique(value: Json): ReturnType<FieldCheck> {
  if (!Array.isArray(value)) return undefined;
  const index = value.findIndex((item, i) => value.indexOf(item) !== i);
  return index < 0 ? undefined : { code: 'CAL1014', message: `${show(value[index])} stands in the list twice`, help: 'remove the repetition', below: [index] };
}

const SIMPLE: Readonly<Record<string, FieldCheck>> = {
  'selector': selectorProblem,
  name,
  'net': network(undefined, true),
  'netv4': network(4, true),
  'netv6': network(6, true),
  'cidr': network(undefined, false),
  'cidrs': networks,
  'ip': address(undefined),
  'ipv4': address(4),
  'ipv6': address(6),
  'interface': (value) => (value === '*' ? undefined : pattern(/^[a-zA-Z0-9_.-]{1,15}$/, 'CAL1028', 'the name of an interface', `${INTERFACE_HELP}, or is \`*\` for all`)(value, undefined as never)),
  'bgpFilterInterface': pattern(/^[a-zA-Z0-9_.*-]{1,15}$/, 'CAL1028', 'the name of an interface', `${INTERFACE_HELP}; \`*\` stands for any characters`),
  'ignoredInterface': pattern(/^(?!\*$)[a-zA-Z0-9_.*-]{1,15}$/, 'CAL1028', 'the name of an interface', `${INTERFACE_HELP}; \`*\` stands for any characters but not for all interfaces`),
  'ifaceFilter': pattern(/^[a-zA-Z0-9:._+-]{1,15}$/, 'CAL1028', 'the name of an interface', `${INTERFACE_HELP}, also \`+\` and \`:\``),
  'ifaceFilterSlice': eachText(/^[a-zA-Z0-9:._+-]{1,15}$/, 'the name of an interface', `${INTERFACE_HELP}, also \`+\` and \`:\``),
  'prometheusHost': pattern(/^[a-zA-Z0-9:._+-]{1,64}$/, 'CAL1012', 'the name or address of a host', 'write an address or a host name of at most 64 characters'),
  labels,
  portName,
  regexp,
  keyValueList,
  'bpfLogFilters': logFilterKeys,
  'IP:port': peerAddress,
  'reachableBy': address(undefined),
  unique,
  'bgpFilterPrefixLengthV4': bound((value) => value >= 0 && value <= 32, '0 to 32'),
  'bgpFilterPrefixLengthV6': bound((value) => value >= 0 && value <= 128, '0 to 128'),
  'createDefaultHostEndpoint': choice(['Enabled', 'Disabled']),
};

/** Since v3.33 only the CRDs check these; before, Calico's own code did, and there upper and lower case matter. */
const BEFORE_CEL: Readonly<Record<string, FieldCheck>> = {
  action: choice(['Allow', 'Deny', 'Log', 'Pass'], 'CAL1060'),
  policyType: choice(['Ingress', 'Egress']),
  ipVersion: (value) => (value === 4 || value === 6 || typeof value !== 'number' ? undefined : { code: 'CAL1010', message: `${value} is no IP version`, help: 'write 4 or 6' }),
  bpfLogLevel: choice(['Debug', 'Info', 'Off']),
  bpfServiceMode: choice(['Tunnel', 'DSR']),
  dropAcceptReturn: choice(['Drop', 'Accept', 'Return']),
  acceptReturn: choice(['Accept', 'Return']),
  dropReject: choice(['Drop', 'Reject']),
  sourceAddress: choice(['UseNodeIP', 'None']),
  filterAction: choice(['Accept', 'Reject']),
  matchOperator: choice(['Equal', 'In', 'NotEqual', 'NotIn']),
  // Up to v3.32 Calico checks this choice as if it were a regular expression.
  routeSource: regexp,
  ipIpMode: choice(['Always', 'CrossSubnet', 'Never']),
  vxlanMode: choice(['Always', 'CrossSubnet', 'Never']),
  iptablesBackend: choice(['Auto', 'NFT', 'Legacy']),
  assignmentMode: choice(['Automatic', 'Manual']),
  stagedAction: choice(['Set', 'Delete', 'Learn', 'Ignore']),
  assignIPs: choice(['AllServices', 'RequestedServicesOnly']),
};

/** The check of a name in structs.ts; undefined when that minor has none, or when the walk itself does it. */
export function fieldCheck(text: string, minor: number): FieldCheck | undefined {
  const [key, argument] = text.split('=');
  const number = Number(argument);
  switch (key) {
    case 'gte': return bound((value) => value >= number, `${argument} or more`);
    case 'gt': return bound((value) => value > number, `more than ${argument}`);
    case 'lte': return bound((value) => value <= number, `${argument} or less`);
    case 'lt': return bound((value) => value < number, `less than ${argument}`);
    case 'oneof': return choice(argument.split('/'));
    case 'logLevel': return minor >= 33 ? undefined : choice(minor >= 30 ? ['Trace', 'Debug', 'Info', 'Warning', 'Error', 'Fatal'] : ['Debug', 'Info', 'Warning', 'Error', 'Fatal']);
    default:
      if (Object.hasOwn(BEFORE_CEL, key)) return minor >= 33 ? undefined : BEFORE_CEL[key];
      return Object.hasOwn(SIMPLE, key) ? SIMPLE[key] : undefined;
  }
}
