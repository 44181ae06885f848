import type { Mutant } from './results';

/** Why a mutant may live: there is nothing to notice, or nothing that matters. */
interface Reason {
  readonly why: string;
  matches(mutant: Mutant, file: string): boolean;
}

const at = (file: string, ...sources: string[]) => (mutant: Mutant, mutated: string): boolean => mutated.endsWith(file)
  && sources.some((source) => mutant.source.includes(source));

/** Of a rule that surely does not match the other conditions are not looked at. */
const stopsEarly = (mutant: Mutant, file: string): boolean => at('verdict/matcher.ts', 'check')(mutant, file)
  && (mutant.mutator === 'BlockStatement' || (mutant.mutator === 'BooleanLiteral' && mutant.replacement === 'false'));

/** What is read or written past the end of a typed array is nothing. */
const pastTheEnd = (mutant: Mutant, file: string): boolean => file.includes('/verdict/') && mutant.mutator === 'EqualityOperator'
  && /^(index|word|part|place|hit) <= [\w.]+$/.test(mutant.replacement);

/** The first that fits is the one. */
const REASONS: Reason[] = [
  {
    why: 'Patterns of mistakes in selectors: every text that was tried gets the same hint and correction. What is read and what is refused does not depend on them',
    matches: (_, file) => file.endsWith('selector/repairs.ts'),
  },
  {
    why: 'A short cut: without it the same answer takes longer',
    matches: (mutant, file) => [
      at('', 'memo.', 'MEMO_LIMIT', 'compiled.has(', 'compiled.set(', 'bindings.set(', 'if (known) return known;'),
      at('selector/characters.ts', 'return unit < 128 &&'),
      at('selector/evaluate.ts', 'if (!isBranch(node))', 'value !== undefined && values.includes(value)'),
      at('selector/parse.ts', 'if (this.position >= this.text.length) { return ALL; }'),
      at('selector/utf8-order.ts', 'if (values.length < 2)', 'i === 0 ||'),
      at('validation/names.ts', 'const byteLength ='),
      stopsEarly,
      at('verdict/matcher.ts', "return result === 'no' && visit", "if (result === 'yes') { return result; }", 'if (list.names.length === 0)', "if (selected !== 'no')"),
      at('verdict/tier-plan.ts', 'if (plan === undefined)'),
      at('verdict/label-index.ts', 'if (result === undefined)'),
      // Finer than need be: what is the same is worked out, or kept, more than once.
      at('matrix/decide.ts', 'this.touches(', 'traffic[index] & other[index]) !== 0', 'return false;', 'hasSplit', 'if (count < sizes[part])', 'this.sizes[part] -= count',
        'if ((fresh + 1) * length', 'if (role.tiers.length > 1)'),
      at('matrix/decisions.ts', 'private hashOf', 'index < this.words; index++', 'hash = '),
      at('matrix/decision-row.ts', '2 ** 8', '2 ** 16'),
      at('matrix/entity-answers.ts', 'if (conditions.length === 0 && matching.certain', '!isEmpty(traffic.possible)', 'this.byPortName === undefined', 'this.known.has(key)',
        "side === 'source' && entity.services", 'list.names.length > 0', "side === 'destination' && hasNames(list)"),
      at('matrix/ends.ts', 'selected.certain !== selected.possible', 'this.unknown.length'),
      at('matrix/roles.ts', 'if (known !== undefined)', 'rules.owned.length > 0', 'return a === b ? a', "if (direction === 'egress') { parts.push"),
      at('matrix/matrix.ts', 'if (cell === undefined)', 'REMEMBERED_CELLS', 'this.remembered++', 'if (name === undefined)'),
      at('matrix/situations.ts', 'this.done.has(role)', 'if (known === undefined)', 'this.representatives.has(end)', 'numbers.has(key)', 'peers.has(key)'),
      at('matrix/tracer.ts', '=== undefined) { ', 'if (known !== undefined)', 'if (same !== undefined)', 'if (byEnd === undefined)'),
      at('matrix/end-roles.ts', 'if (result === undefined)'),
      at('matrix/partition.ts', 'if (count === sizes[old])', 'if (sizes.length === before)', 'if (hits[old] === 0)', 'sizes[old] -= count'),
      at('validation/walk.ts', "field.struct === 'ObjectMeta'", 'if (bound.child ||', 'if (!bound.child &&', "view === 'native' ? []"),
      at('validation/schema/check.ts', 'settled.has(', 'report.added === added', 'const length = value.length <=', "schema.pattern === '^.*'", 'list.length < 2', '!compiled.has(key)',
        'schema.minLength !== undefined || schema.maxLength'),
      at('validation/walk.ts', 'bound.settled', 'looksOutside'), // rules of items that ask for the whole object find something each time
      at('validation/validate-manifest.ts', 'if (native !== 0 && (decoded === object', 'function sameDocument', 'return before.spec === after.spec', 'if (byPath.size === issues.length)'),
    ].some((matches) => matches(mutant, file)),
  },
  {
    why: 'The same for every value that can come: an index that is never 0, a character that is not in the class, half a character, a list that is never read, what lies past the end of a list of numbers',
    matches: (mutant, file) => [
      at('selector/evaluate.ts', 'const branches: Branch[] = [];'),
      at('selector/explain.ts', "char < ' '"),
      at('selector/parse.ts', 'if (end < 0)'),
      at('selector/utf8-order.ts', 'unit <= 0xdfff'),
      at('validation/names.ts', 'export const isDnsLabel ='), // asked for the region of OpenStack only, which is shorter
      at('verdict/matcher.ts', 'if (rule.notProtocol !== undefined &&'), // no protocol is undefined
      at('validation/selectors.ts', 'error instanceof SelectorSyntaxError'), // the parser throws nothing else
      at('validation/unknown-field.ts', 'const why = known.first > minor'), // asked in minors that lack the field
      at('validation/typed/decode.ts', 'isDropped: false'), // read of scalars that can stand alone without a pointer, which these never do
      at('validation/metadata.ts', "typeof value === 'string' && native !== 0"), // what is no text was told before, and leads
      at('validation/walk.ts', 'const dive =', 'const own =', 'itemChecks: dive'), // checks of items do not look into lists, nor those of lists into items
      at('validation/walk.ts', 'readonly trail: string[] = []'), // only its end is read
      pastTheEnd,
      at('matrix/decide.ts', 'private sizes: number[]', 'private hits: number[]', 'private moves: number[]', 'this.moves = [0]'), // written before they are read
      at('matrix/decide.ts', 'REMAINING * words'), // that is the place 0
      at('matrix/atoms.ts', 'this.byRange, first', 'this.byPort, protocol'), // the numbers stay different
      at('matrix/atoms.ts', 'if (port !== undefined) { cut('), // no port is none of the starts
      at('matrix/address-space.ts', 'value <= last && this.isPod(value)'), // past the last nobody has it
    ].some((matches) => matches(mutant, file)),
  },
  {
    why: 'The text of a message, and nothing that is decided',
    matches: (mutant, file) => [
      at('selector/build.ts', 'key.slice(0, 40)'),
      at('rules/policies.ts', 'const fixed =', 'message: `\\`${spec.preDNAT'),
    ].some((matches) => matches(mutant, file)),
  },
];

export function reasonFor(mutant: Mutant, file: string): string | undefined {
  return REASONS.find((reason) => reason.matches(mutant, file))?.why;
}
