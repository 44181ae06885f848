import { isDeepStrictEqual } from 'node:util';
import { readManifests, type Json } from '../../../src/manifest';
import { compare, type Random } from '../compare';

/**
 * Our reader against the one of kubectl and calicoctl. What docs/reading-yaml.md names as different is not generated:
 * keys of one text in two types, null keys, values that end in a colon, quoted text that is indented too little.
 */
interface Input {
  readonly yaml: string;
}

interface Answer {
  readonly json?: Json;
  readonly error?: string;
  readonly strict?: string;
}

const SCALARS = ['y', 'on', 'No', 'TRUE', 'tRUE', '~', 'Null', 'nUll', '', '0777', '0o17', '08', '0x1F', '0XaB', '0b11', '-0b1', '+0x10', '1_000', '_1', '1_',
  '80:59', '1:2:3.4', '.5', '.5e3', '1.', '1.e5', '1e3', '1e400', '+1', '-', '+', '.', '..', '.inf', '-.Inf', '.nan', '2001-01-01', '2001-1-1T1:2:3Z', '=', '0x',
  '!!str 5', '!!int "7"', '!!float 3', '!!int 3.5', '!!bool yes', '!!null x', '!foo bar', '! 12', '!!binary aGk=', '!!binary "a"', '!!float "1e3"', '!!int 0x10',
  '12345678901234567890', '9223372036854775807', '18446744073709551616', '1.0', '-0', '1e21', '0_0', '0x_1', '0b2', '.1_2', '1_2.3_4', '0o8', '-0777', '00',
  'a', 'foo bar', '"x"', "'y'", '"a\\nb"', 'a:b', 'a#b', '"\\u00e9"', 'é', 'all()', "has(x) && y == 'z'", "'it''s'", '10.0.0.0/8', '"::/0"', '30000:32767'];
const KEYS = ['name', 'on', '80', '1.5', '"q"', 'no', '0x10', 'labels', 'a.b/c', '2001-01-01', '.5', '!!str 4', '1e30'];
const NAMES = ['x', 'z', 'w'];

function scalar(random: Random): string {
  if (random.chance(0.7)) return random.pick(SCALARS);
  const digits = Array.from({ length: 1 + random.below(6) }, () => random.pick([...'0123456789.eE+-_xob']));
  return digits.join('');
}

function anchor(random: Random): string {
  return random.chance(0.15) ? `&${random.pick(NAMES)} ` : '';
}

function flow(random: Random, depth: number): string {
  if (depth === 0 || random.chance(0.5)) {
    const text = scalar(random);
    return /^$|^[-?]$|[,[\]{}]/.test(text) ? '"f"' : anchor(random) + text;
  }
  if (random.chance(0.2)) return `*${random.pick(NAMES)}`;
  if (random.chance(0.5)) return `${anchor(random)}[${Array.from({ length: random.below(4) }, () => flow(random, depth - 1)).join(', ')}]`;
  return `${anchor(random)}{${keys(random).map((key) => `${key}: ${flow(random, depth - 1)}`).join(', ')}}`;
}

function keys(random: Random): string[] {
  const chosen = Array.from({ length: 1 + random.below(4) }, () => random.pick(KEYS));
  return random.chance(0.03) ? chosen : [...new Set(chosen)];
}

function block(random: Random, depth: number, indent: string): string {
  if (depth === 0 || random.chance(0.35)) {
    if (random.chance(0.1)) return ` ${random.pick(['|', '|-', '>', '>+'])}\n${indent}  text\n${indent}   more\n\n${indent}  end\n`;
    return ` ${anchor(random)}${scalar(random)}${random.chance(0.05) ? ' # c' : ''}\n`;
  }
  if (random.chance(0.1)) return ` *${random.pick(NAMES)}\n`;
  if (random.chance(0.2)) return ` ${flow(random, 2)}\n`;
  if (random.chance(0.4)) {
    return ` ${anchor(random)}\n${Array.from({ length: 1 + random.below(3) }, () => `${indent}-${block(random, depth - 1, `${indent}  `)}`).join('')}`;
  }
  return ` ${anchor(random)}\n${mapping(random, depth, indent)}`;
}

function mapping(random: Random, depth: number, indent: string): string {
  const lines = keys(random).map((key) => `${indent}${key}:${block(random, depth - 1, `${indent}  `)}`);
  if (random.chance(0.15)) {
    const merged = random.pick([`*${random.pick(NAMES)}`, `[*${random.pick(NAMES)}, *${random.pick(NAMES)}]`, '{name: 9, other: 1}', '5']);
    lines.splice(random.below(lines.length + 1), 0, `${indent}<<: ${merged}\n`);
  }
  return lines.join('');
}

function difference({ yaml }: Input, { json, error, strict }: Answer): string | undefined {
  const { manifests, problems } = readManifests(yaml);
  const refusal = problems.find(({ kind }) => kind === 'syntax');
  const hasDuplicate = problems.some(({ kind }) => kind === 'duplicate-key');
  // A value that a second key of the same name replaces never becomes JSON.
  if (refusal && error === undefined && strict !== undefined) return undefined;
  if ((refusal === undefined) !== (error === undefined)) return refusal ? `refused by us alone: ${refusal.reason}` : 'refused by kubectl\'s reader alone';
  if (refusal) return undefined;
  // A second key under an anchor or a merge is an error of strict reading only.
  if (!yaml.includes('<<') && hasDuplicate !== (strict !== undefined)) return `duplicate keys: ${hasDuplicate} here`;
  const value = manifests[0].object.data;
  return isDeepStrictEqual(plain(value), plain((json as { data: Json }).data)) ? undefined : `read as ${JSON.stringify(value)}`;
}

/** JSON has one zero. */
function plain(value: Json): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}

void compare<Input, Answer>({
  name: 'yaml',
  subcommand: 'yaml',
  defaultCount: 100_000,
  generate: (random) => ({ yaml: `kind: X\ndata:${block(random, random.chance(0.3) ? 0 : 3, '  ')}` }),
  difference,
  accepted: ({ error }) => error === undefined,
});
