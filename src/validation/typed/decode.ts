import { isJsonObject, type Json, type JsonObject } from '../../manifest';
import { expressionOf } from '../label-selector';
import { APISERVER, CALICO, remove, rename, type Report, write } from '../report';
import { Settled } from '../settled';
import { unknownFieldRemark } from '../unknown-field';
import { kindOf, show } from '../words';
import { parseDuration, printDuration } from './go-duration';
import { parseAsNumber, parsePortText } from './scalars';
import { STRUCTS } from './structs';

/**
 * Reads a value as Calico's own decoder does and gives back what Calico then has: the value itself where nothing
 * changes, undefined where it drops the field. What cannot be decoded is reported and stays as it is.
 */
type Decoder = (value: Json, report: Report) => Json | undefined;

/** A field of a struct, compiled. */
export interface Field {
  readonly name: string;
  readonly decode: Decoder;
  /** The name of the struct that the field holds (in a list, or optionally), if it is one. */
  readonly struct?: string;
  readonly isList: boolean;
  readonly isOptional: boolean;
  readonly checks: readonly string[];
  readonly first: number;
  readonly last: number;
  /** Written where the document has none: a struct, or a scalar that keeps its zero value. */
  readonly zero?: Json;
}

export interface Struct {
  readonly name: string;
  readonly fields: Readonly<Record<string, Field>>;
  readonly decode: Decoder;
}

/** Up to v3.28 calicoctl has another reader: it refuses a field that is there in two spellings, and some coercions. */
const LAST_WITHOUT_TWINS = 28;

function wrongType(report: Report, value: Json, wanted: string): Json {
  report.add('CAL1008', CALICO, {
    message: `${kindOf(value)} stands where ${wanted} is expected: ${show(value)}`,
    help: `write ${wanted}`,
  });
  return value;
}

function text(value: Json, report: Report): Json {
  if (typeof value === 'string') {
    return value;
  }
  if (typeof value === 'number' || typeof value === 'boolean') {
    const quoted = String(value);
    report.add('CAL1008', APISERVER, {
      message: `${kindOf(value)} stands where text is expected: ${quoted}`,
      help: `put it in quotes: "${quoted}"; YAML reads it as ${kindOf(value)} without them`,
      fix: write(report, 'same', `write "${quoted}"`, [], quoted),
    });
    return quoted;
  }
  return wrongType(report, value, 'text');
}

function strictText(value: Json, report: Report): Json {
  return typeof value === 'string' ? value : wrongType(report, value, 'text');
}

/** A selector that is written as Kubernetes writes it is a mistake of its own. */
function selectorText(value: Json, report: Report): Json {
  const expression = isJsonObject(value) ? expressionOf(value) : undefined;
  if (expression === undefined) return text(value, report);
  report.add('CAL1008', CALICO, {
    message: `the selector is an object, as Kubernetes writes it: ${show(value)}`,
    help: `Calico takes an expression in one line: write ${expression}`,
    fix: write(report, 'repair', `write ${expression}`, [], expression),
  });
  return value;
}

function integer(min: number, max: number): Decoder {
  return (value, report) => {
    if (typeof value === 'number' && Number.isInteger(value)) {
      if (value >= min && value <= max) {
        return value;
      }
      report.add('CAL1011', CALICO, {
        message: `${value} is out of range: this field takes ${min} to ${max}`,
        help: `write a number from ${min} to ${max}`,
      });
      return value;
    }
    const number = typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : undefined;
    report.add('CAL1008', CALICO, {
      message: `${kindOf(value)} stands where a whole number is expected: ${show(value)}`,
      help: number === undefined ? 'write a whole number' : `write ${number} without quotes`,
      fix: number === undefined ? undefined : write(report, 'repair', `write ${number}`, [], number),
    });
    return value;
  };
}

function float(value: Json, report: Report): Json {
  if (typeof value === 'number') {
    return value;
  }
  const number = typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;
  report.add('CAL1008', CALICO, {
    message: `${kindOf(value)} stands where a number is expected: ${show(value)}`,
    help: number === undefined ? 'write a number' : `write ${number} without quotes`,
    fix: number === undefined ? undefined : write(report, 'repair', `write ${number}`, [], number),
  });
  return value;
}

function bool(value: Json, report: Report): Json {
  if (typeof value === 'boolean') {
    return value;
  }
  const meant = value === 'true' ? true : value === 'false' ? false : undefined;
  report.add('CAL1008', CALICO, {
    message: `${kindOf(value)} stands where true or false is expected: ${show(value)}`,
    help: meant === undefined ? 'write true or false, without quotes' : `write ${meant} without quotes`,
    fix: meant === undefined ? undefined : write(report, 'repair', `write ${meant}`, [], meant),
  });
  return value;
}

function duration(value: Json, report: Report): Json {
  if (typeof value !== 'string') {
    return wrongType(report, value, 'a duration in quotes, like "90s" or "1h30m",');
  }
  const nanoseconds = parseDuration(value);
  if (nanoseconds === undefined) {
    report.add('CAL1019', CALICO, {
      message: `${show(value)} is not a duration`,
      help: 'write numbers with a unit: ms, s, m or h, like 500ms, 90s or 1h30m',
      fix: /^\d+$/.test(value) ? write(report, 'guess', `write ${value}s`, [], `${value}s`) : undefined,
    });
    return value;
  }
  return printDuration(nanoseconds);
}

const PORT_PROBLEMS = {
  number: 'a port is a number from 1 to 65535',
  order: 'the first port of a range must not be greater than the last',
  name: 'the name of a port takes letters, digits and `-`',
};

function portWithFix(report: Report, value: string, problem: 'number' | 'order' | 'name'): Json {
  const swapped = /^(\d+):(\d+)$/.exec(value);
  const fixed = problem === 'order' && swapped ? `${swapped[2]}:${swapped[1]}` : undefined;
  report.add('CAL1062', CALICO, {
    message: `${show(value)} is not a port: ${PORT_PROBLEMS[problem]}`,
    help: /^\d+([\s,;]+\d+)+$/.test(value) ? `each port is an entry of the list: [${value.split(/[\s,;]+/).join(', ')}]`
      : 'write a number (80), a range ("8000:8999") or the name of a container port ("http")',
    fix: fixed === undefined ? undefined : write(report, 'guess', `write "${fixed}"`, [], fixed),
  });
  return value;
}

function port(value: Json, report: Report): Json {
  if (typeof value === 'string') {
    const parsed = parsePortText(value);
    if (typeof parsed === 'string') {
      return portWithFix(report, value, parsed);
    }
    if (parsed.name !== undefined) {
      return value;
    }
    return parsed.min === parsed.max ? parsed.min : `${parsed.min}:${parsed.max}`;
  }
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 65535) {
    return value;
  }
  report.add('CAL1062', CALICO, {
    message: `${show(value)} is not a port: a port is a whole number from 1 to 65535, a range or a name`,
    help: 'write a number (80), a range ("8000:8999") or the name of a container port ("http")',
  });
  return value;
}

function protocol(value: Json, report: Report): Json {
  if (typeof value === 'string') {
    return /^\d+$/.test(value) && Number(value) <= 255 ? Number(value) : value;
  }
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 255) {
    return value;
  }
  report.add('CAL1061', CALICO, {
    message: `${show(value)} is not a protocol: it is a name or a number from 1 to 255`,
    help: 'write TCP, UDP, SCTP, ICMP, ICMPv6, UDPLite or a protocol number',
  });
  return value;
}

function asNumber(value: Json, report: Report): Json {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 0xffffffff) {
    return value;
  }
  const parsed = typeof value === 'string' ? parseAsNumber(value) : undefined;
  if (parsed !== undefined) {
    return parsed;
  }
  report.add('CAL1130', CALICO, {
    message: `${show(value)} is not an AS number`,
    help: 'write a number from 1 to 2147483647, the largest that the CRD takes',
  });
  return value;
}

function intOrText(value: Json, report: Report): Json {
  if (typeof value === 'string' || (typeof value === 'number' && Number.isInteger(value) && value >= -0x80000000 && value <= 0x7fffffff)) {
    return value;
  }
  return wrongType(report, value, 'a whole number or a name');
}

function dscp(value: Json, report: Report): Json {
  if (typeof value === 'string' || (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 255)) {
    return value;
  }
  return wrongType(report, value, 'a DSCP number from 0 to 63 or its name');
}

function time(value: Json, report: Report): Json {
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(value)) {
    return value;
  }
  return wrongType(report, value, 'a time like "2024-01-31T10:00:00Z"');
}

const SCALARS: Readonly<Record<string, { decode: Decoder; zero: Json; isDropped: boolean }>> = {
  string: { decode: text, zero: '', isDropped: true },
  bool: { decode: bool, zero: false, isDropped: true },
  int: { decode: integer(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER), zero: 0, isDropped: true },
  int64: { decode: integer(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER), zero: 0, isDropped: true },
  int32: { decode: integer(-0x80000000, 0x7fffffff), zero: 0, isDropped: true },
  uint8: { decode: integer(0, 255), zero: 0, isDropped: true },
  uint16: { decode: integer(0, 65535), zero: 0, isDropped: true },
  uint32: { decode: integer(0, 0xffffffff), zero: 0, isDropped: true },
  float64: { decode: float, zero: 0, isDropped: true },
  Duration: { decode: duration, zero: '0s', isDropped: false },
  Port: { decode: port, zero: 0, isDropped: false },
  Protocol: { decode: protocol, zero: 0, isDropped: false },
  ASNumber: { decode: asNumber, zero: 0, isDropped: true },
  IntOrString: { decode: intOrText, zero: 0, isDropped: false },
  DSCP: { decode: dscp, zero: 0, isDropped: false },
  Time: { decode: time, zero: null, isDropped: false },
  any: { decode: (value) => value, zero: null, isDropped: false },
};

/** One entry without its list; text that is several in one says so itself. */
function notInList(report: Report, value: Json, takesObjects: boolean): Json {
  const isEntry = isJsonObject(value) ? takesObjects : !takesObjects && value !== null && value !== '' && !/[\s,;]/.test(String(value));
  if (!isEntry) return wrongType(report, value, 'a list');
  report.add('CAL1008', CALICO, {
    message: `${kindOf(value)} stands where a list is expected: ${show(value)}`,
    help: `write a list of one: ${show([value])}`,
    fix: write(report, 'repair', `write ${show([value])}`, [], [value]),
  });
  return value;
}

function listOf(item: Decoder, zero: Json): Decoder {
  const settled = new Settled();
  return (value, report) => {
    if (!Array.isArray(value)) {
      return notInList(report, value, isJsonObject(zero));
    }
    let out = value;
    for (let i = 0; i < value.length; i++) {
      if (settled.has(value[i])) continue;
      const { added } = report;
      report.at.push(i);
      const decoded = value[i] === null ? zero : item(value[i], report) ?? zero;
      report.at.pop();
      if (decoded !== value[i]) {
        out = out === value ? [...value] : out;
        out[i] = decoded;
      } else if (report.added === added) {
        settled.add(decoded);
      }
    }
    return out;
  };
}

/** Maps that selectors look at or are made of; elsewhere an empty text and no text are much the same. */
const LABELS: readonly (string | number)[] = ['labels', 'matchLabels'];

function nullText(report: Report, key: string): string {
  if (!LABELS.includes(report.at.at(-2) ?? '')) return '';
  report.add('CAL1009', 0, {
    message: `\`${key}\` is null: a new object gets an empty text there, and an apply to one that exists drops the key`,
    help: 'write a value, "" if the empty text is meant; in YAML a key with nothing after it is null',
  });
  return '';
}

function mapOfText(value: Json, report: Report): Json {
  if (!isJsonObject(value)) {
    return wrongType(report, value, 'an object of text values');
  }
  let out = value;
  for (const key of Object.keys(value)) {
    report.at.push(key);
    const decoded = value[key] === null ? nullText(report, key) : text(value[key], report);
    report.at.pop();
    if (decoded !== value[key]) {
      out = out === value ? { ...value } : out;
      out[key] = decoded;
    }
  }
  return out;
}

/** Leaves the zero value out, as `omitempty` of Go does. */
function withoutZero(decode: Decoder, isZero: (value: Json) => boolean): Decoder {
  return (value, report) => {
    const decoded = decode(value, report);
    return decoded !== undefined && isZero(decoded) ? undefined : decoded;
  };
}

const isEmptyList = (value: Json): boolean => Array.isArray(value) && value.length === 0;
const isEmptyMap = (value: Json): boolean => isJsonObject(value) && Object.keys(value).length === 0;

/** Structs may hold themselves: one is looked up when the first value comes. */
function structDecoder(name: string, minor: number): Decoder {
  let decode: Decoder | undefined;
  return (value, report) => (decode ??= structOf(name, minor).decode)(value, report);
}

function compileField(name: string, line: string, minor: number): Field {
  const [left, right] = line.split(' | ');
  const [type, ...flags] = left.split(' ');
  const [, prefix, base] = /^((?:\*|\[\])*)(.+)$/.exec(type)!;
  const window = flags.find((flag) => flag.startsWith('@'))?.slice(1).split('-').map(Number);
  const isOptional = prefix.startsWith('*');
  const isList = prefix.includes('[]');
  const isKept = flags.includes('keep');
  const isStruct = Object.hasOwn(STRUCTS, base);
  let decode: Decoder = base === 'map' ? mapOfText : isStruct ? structDecoder(base, minor) : SCALARS[base].decode;
  const scalar = isStruct || base === 'map' ? undefined : SCALARS[base];
  if (base === 'string' && right?.split(' ').includes('selector')) decode = selectorText;
  if (flags.includes('strict') && minor <= LAST_WITHOUT_TWINS) decode = strictText;
  let zero: Json | undefined;
  if (isList) {
    decode = listOf(decode, isStruct ? {} : scalar?.zero ?? null);
    decode = isOptional || isKept || right?.split(' ').includes('required') ? decode : withoutZero(decode, isEmptyList);
  } else if (base === 'map') {
    decode = isOptional ? decode : withoutZero(decode, isEmptyMap);
  } else if (scalar && !isOptional) {
    decode = isKept || !scalar.isDropped ? decode : withoutZero(decode, (value) => value === scalar.zero);
    zero = isKept ? scalar.zero : undefined;
  } else if (isStruct && !isOptional && (name === 'spec' || name === 'controllers')) {
    zero = {};
  }
  return {
    name,
    decode,
    isList,
    isOptional,
    zero,
    struct: isStruct ? base : undefined,
    checks: right ? right.split(' ') : [],
    first: window?.[0] ?? 24,
    last: window?.[1] ?? Number.MAX_SAFE_INTEGER,
  };
}

/** What Calico has where the document has nothing. */
function zeroOf(field: Field, report: Report): Json | undefined {
  return isJsonObject(field.zero) ? field.decode(field.zero, report) : field.zero;
}

function nullValue(report: Report, key: string): void {
  report.add('CAL1009', 0, {
    message: `\`${key}\` is null: server-side apply refuses it, client-side apply drops it without a word`,
    help: 'remove the line, or write a value; in YAML a key with nothing after it is null',
    fix: remove(report, 'guess', 'remove it', []),
  });
}


function misspelt(report: Report, key: string, field: Field, object: JsonObject, minor: number): void {
  const isTwice = Object.keys(object).filter((other) => other.toLowerCase() === key.toLowerCase()).length > 1;
  report.add('CAL1006', isTwice && minor <= LAST_WITHOUT_TWINS ? CALICO : APISERVER, {
    message: `the field is called \`${field.name}\`, not \`${key}\``,
    help: `write \`${field.name}\`; on native CRDs \`${key}\` is dropped without a word, and calicoctl alone takes it`,
    fix: rename(report, 'guess', `rename it to \`${field.name}\``, [key], field.name),
  }, key);
}

function compileStruct(name: string, minor: number): Struct {
  const fields: Record<string, Field> = Object.create(null);
  const folded = new Map<string, Field>();
  for (const [key, line] of Object.entries(STRUCTS[name])) {
    const field = compileField(key, line, minor);
    fields[key] = field;
    folded.set(key.toLowerCase(), field);
  }
  const zeros = Object.values(fields).filter((field) => field.zero !== undefined);
  const decode: Decoder = (value, report) => {
    if (!isJsonObject(value)) {
      return wrongType(report, value, 'an object');
    }
    let out = value;
    for (const key of Object.keys(value)) {
      const field = fields[key] ?? folded.get(key.toLowerCase());
      if (!field || field.first > minor || field.last < minor) {
        if (out === value) out = { ...value };
        delete out[key];
        report.add(...unknownFieldRemark(report, name, key, value, field, fields, minor));
        continue;
      }
      if (field.name !== key) misspelt(report, key, field, value, minor);
      report.at.push(key);
      let decoded: Json | undefined;
      if (value[key] === null && key !== 'creationTimestamp') nullValue(report, key);
      if (value[key] !== null) {
        decoded = field.decode(value[key], report);
      } else {
        decoded = field.name === 'timeout' ? field.decode(null, report) : field.isOptional || field.isList ? undefined : zeroOf(field, report);
      }
      report.at.pop();
      if (decoded !== value[key] || field.name !== key) {
        if (out === value) out = { ...value };
        delete out[key];
        if (decoded !== undefined && (field.name === key || !Object.hasOwn(value, field.name))) out[field.name] = decoded;
      }
    }
    for (const field of zeros) {
      if (!Object.hasOwn(out, field.name)) {
        if (out === value) out = { ...value };
        out[field.name] = zeroOf(field, report)!;
      }
    }
    return out;
  };
  return { name, fields, decode };
}

const compiled = new Map<string, Struct>();

/** A struct as a minor of Calico has it. */
export function structOf(name: string, minor: number): Struct {
  const key = `${name}@${minor}`;
  let struct = compiled.get(key);
  if (!struct) {
    struct = compileStruct(name, minor);
    compiled.set(key, struct);
  }
  return struct;
}
