import type { FieldSchema, Schema } from '../../imports/facts';
import type { Json } from '../../src/manifest';
import { APISERVER, CALICO, Report } from '../../src/validation/report';
import { compileSchema } from '../../src/validation/schema/check';

/** What a schema says of a value: code and place, message, help, and the fix if there is one. */
function said(schema: Schema, value: Json, code?: string): string[][] {
  const report = new Report();
  compileSchema(schema, code)(value, report, CALICO);
  return report.issues.map(({ code: found, path, message, help, fix }) => {
    const edit = fix?.edits[0];
    const fixed = fix === undefined ? [] : [`${fix.trust} ${edit!.remove ? `remove ${edit!.path}` : `${edit!.path}=${JSON.stringify(edit!.value)}`}`];
    return [`${found} ${path.join('.')}: ${message}`, help!, ...fixed];
  });
}

const field = (schema: Schema, required = false): FieldSchema => ({ ...schema, required });
const object = (fields: Record<string, FieldSchema>, more: Partial<Schema> = {}): Schema => ({ type: 'object', fields: new Map(Object.entries(fields)), ...more });
const expectSaid = (rows: [Schema, Json, ...string[][]][]): void => (
  expect(rows.map(([schema, value]) => [schema, value, ...said(schema, value)])).toEqual(rows));

test('types', () => {
  const wrong = (what: string, words: string): string => `CAL1008 : ${what} stands where ${words} is expected`;
  expectSaid([
    [{ type: 'string' }, 5, [`${wrong('a number', 'text')}: 5`, 'write "5"', 'same ="5"']],
    [{ type: 'string' }, false, [`${wrong('a boolean', 'text')}: false`, 'write "false"', 'same ="false"']],
    [{ type: 'string' }, [], [`${wrong('a list', 'text')}: []`, 'write text']],
    [{ type: 'integer' }, '-80', [`${wrong('text', 'a whole number')}: "-80"`, 'write -80', 'repair =-80']],
    [{ type: 'integer' }, '123456789012345', [`${wrong('text', 'a whole number')}: "123456789012345"`, 'write 123456789012345', 'repair =123456789012345']],
    [{ type: 'integer' }, 'a8', [`${wrong('text', 'a whole number')}: "a8"`, 'write a whole number']],
    [{ type: 'integer' }, '8a', [`${wrong('text', 'a whole number')}: "8a"`, 'write a whole number']],
    [{ type: 'integer' }, 1.5, [`${wrong('a number', 'a whole number')}: 1.5`, 'write a whole number']],
    [{ type: 'integer' }, true, [`${wrong('a boolean', 'a whole number')}: true`, 'write a whole number']],
    [{ type: 'number' }, '8', [`${wrong('text', 'a number')}: "8"`, 'write 8', 'repair =8']],
    [{ type: 'number' }, {}, [`${wrong('an object', 'a number')}: {}`, 'write a number']],
    [{ type: 'boolean' }, 'true', [`${wrong('text', 'true or false')}: "true"`, 'write true', 'repair =true']],
    [{ type: 'boolean' }, 'false', [`${wrong('text', 'true or false')}: "false"`, 'write false', 'repair =false']],
    [{ type: 'boolean' }, 'yes', [`${wrong('text', 'true or false')}: "yes"`, 'write true or false']],
    [{ type: 'boolean' }, '5', [`${wrong('text', 'true or false')}: "5"`, 'write true or false']],
    [{ type: 'boolean' }, 1, [`${wrong('a number', 'true or false')}: 1`, 'write true or false']],
    [{ type: 'array' }, 'true', [`${wrong('text', 'a list')}: "true"`, 'write a list']],
    [{ type: 'array' }, 5, [`${wrong('a number', 'a list')}: 5`, 'write a list']],
    [{ type: 'map' }, 5, [`${wrong('a number', 'an object')}: 5`, 'write an object']],
    [object({}), [], [`${wrong('a list', 'an object')}: []`, 'write an object']],
    [{ type: 'intOrString' }, 1.5, [`${wrong('a number', 'a whole number or text')}: 1.5`, 'write a whole number or text']],
    [{ type: 'intOrString' }, true, [`${wrong('a boolean', 'a whole number or text')}: true`, 'write a whole number or text']],
    [{ type: 'intOrString' }, [], [`${wrong('a list', 'a whole number or text')}: []`, 'write a whole number or text']],
    [{ type: 'intOrString' }, 1], [{ type: 'intOrString' }, 'a'], [{ type: 'any' }, []], [{ type: 'any' }, 5], [{ type: 'number' }, 1.5], [{ type: 'integer' }, 1],
    [{ type: 'boolean' }, true], [{ type: 'map' }, { a: 1 }], [{ type: 'array' }, [1, 'a']], [{ type: 'array' }, []], [{ type: 'string' }, 'a'],
  ]);
});

test('choices', () => {
  const none = (value: string): string => `${value} is none of the values that this field takes`;
  const schema: Schema = { type: 'string', enum: ['Set', 'Delete', ''] };
  expectSaid([
    [schema, 'Set'], [schema, ''],
    [schema, 'set', ['CAL1010 : "set" is written Set: upper and lower case matter', 'write Set, Delete or ""', 'repair ="Set"']],
    [schema, 'Delet', [`CAL1010 : ${none('"Delet"')}`, 'write Set, Delete or ""', 'guess ="Delete"']],
    [schema, 'x', [`CAL1010 : ${none('"x"')}`, 'write Set, Delete or ""']],
    [{ type: 'integer', enum: [4, 6] }, 4],
    [{ type: 'integer', enum: [4, 6] }, 5, [`CAL1010 : ${none('5')}`, 'write 4 or 6']],
    [{ type: 'string', enum: ['A'] }, '', ['CAL1010 : the value is missing', 'write A']],
  ]);
  expect(said({ type: 'string', enum: ['Allow'] }, '', 'CAL1060')).toEqual([['CAL1060 : the rule has no action', 'write Allow']]);
  expect(said({ type: 'string', enum: ['Allow'] }, 5, 'CAL1060')).toEqual([['CAL1060 : a number stands where text is expected: 5', 'write "5"', 'same ="5"']]);
});

test('numbers', () => {
  const out = (value: number, words: string): string[] => [`CAL1011 : ${value} is out of range: this field takes ${words}`, `write a number: ${words}`];
  expectSaid([
    [{ type: 'integer', minimum: 1 }, 1], [{ type: 'integer', minimum: 1 }, 0, out(0, '1 or more')],
    [{ type: 'number', maximum: 5 }, 5], [{ type: 'number', maximum: 5 }, 5.5, out(5.5, '5 or less')],
    [{ type: 'integer', minimum: 1, maximum: 5 }, 6, out(6, '1 to 5')],
    [{ type: 'integer', format: 'int32' }, 2147483647], [{ type: 'integer', format: 'int32' }, -2147483648],
    [{ type: 'integer', format: 'int32' }, 2147483648, out(2147483648, '-2147483648 to 2147483647')],
    [{ type: 'integer', format: 'int32', minimum: 0 }, -1, out(-1, '0 to 2147483647')],
    [{ type: 'integer', format: 'int64' }, 2147483648], [{ type: 'integer' }, 1e300],
  ]);
});

test('the length of text is that of its characters', () => {
  const schema: Schema = { type: 'string', minLength: 2, maxLength: 3 };
  const short = ['CAL1012 : the text is too short: at least 2 characters', 'write a longer text'];
  expectSaid([
    [schema, 'ab'], [schema, 'abc'], [schema, '😀😀'], [schema, '😀😀😀'],
    [schema, 'abcd', ['CAL1012 : the text is 4 characters long, at most 3 are allowed', 'shorten it to 3 characters']],
    [schema, 'a', short], [schema, '😀', short], [{ type: 'string', minLength: 1 }, '', ['CAL1012 : the text is too short: at least 1 character', 'write a longer text']],
    [{ type: 'intOrString', maxLength: 1 }, 1234],
  ]);
});

test('the form of text', () => {
  const form = (value: string, regex: string): string[] => (
    [`CAL1012 : ${JSON.stringify(value)} does not have the form that this field takes`, `the form is the regular expression ${regex}`]);
  const duration: Schema = { type: 'string', pattern: '^([0-9]+(\\\\.[0-9]+)?s)*$' };
  const long = `^${'a'.repeat(119)}$`;
  expectSaid([
    [{ type: 'string', pattern: '^a+$' }, 'aa'], [{ type: 'string', pattern: '^a+$' }, 'b1.5', form('b1.5', '^a+$')], [{ type: 'intOrString', pattern: '^.*' }, '\n'],
    [{ type: 'string', pattern: long.slice(1) }, 'b', form('b', long.slice(1))], [{ type: 'string', pattern: long }, 'b', form('b', `${long.slice(0, 117)}…`)],
    [duration, '5s'], [duration, 'x', form('x', duration.pattern!)], [duration, 'x.5', form('x.5', duration.pattern!)], [duration, '5.x', form('5.x', duration.pattern!)],
    [duration, '1.5s', ['CAL1012 : "1.5s" is refused: the CRD of this field takes no fractions of a unit', 'write a whole number of a smaller unit, like 1500ms for 1.5s']],
    [{ type: 'string', format: 'cidr' }, '10.0.0.1/8'], [{ type: 'string', format: 'date-time' }, '2024-01-31T10:00:00Z'],
    [{ type: 'string', format: 'cidr' }, '10.0.0.1', ['CAL1050 : "10.0.0.1" is not a network in CIDR form',
      'write the address and the length of the prefix, like 10.0.0.0/8, or 10.0.0.1/32 for a single address']],
    [{ type: 'array', format: 'cidr' }, ['x']], [{ type: 'array', format: 'date-time' }, ['x']], [{ type: 'string', format: 'other' }, 'x'],
  ]);
  const isTime = (text: string): boolean => said({ type: 'string', format: 'date-time' }, text).length === 0;
  expect(['2024-01-31t10:00:00z', '2024-01-31T10:00:00.123456Z', '2024-01-31T10:00:00+01:30', '2024-01-31T10:00:00.5-11:00'].filter((text) => !isTime(text))).toEqual([]);
  expect([
    'x2024-01-31T10:00:00Z', '2024-01-31T10:00:00Zx', '24-01-31T10:00:00Z', '2024-1-31T10:00:00Z', '2024-01-31 10:00:00Z', '2024-01-31T10:00Z', '2024-01-31T10:00:00',
    '2024-01-31T10:00:00.Z', '2024-01-31T10:00:00.aZ', '2024-01-31T10:00:00+0130', '2024-01-31T10:00:00*01:30', '2024-01-31T1a:00:00Z', '2024-01-31T10:0a:00Z', '2024-01-31T10:00:0aZ', '',
  ].filter(isTime)).toEqual([]);
  expect(said({ type: 'string', format: 'date-time' }, 'now')).toEqual([['CAL1012 : "now" is not a time', 'write it like 2024-01-31T10:00:00Z']]);
});

test('lists', () => {
  const limited: Schema = { type: 'array', minItems: 1, maxItems: 2 };
  const twice = (what: string, index: number, trust = 'same'): string[] => [`CAL1014 ${index}: ${what} stands in the list twice`, 'remove the repetition', `${trust} remove [${index}]`];
  const set: Schema = { type: 'array', listType: 'set' };
  const map: Schema = { type: 'array', listType: 'map', listMapKeys: ['name', 'kind'] };
  expectSaid([
    [limited, [1]], [limited, [1, 2]], [limited, [], ['CAL1013 : the list has 0 entries: at least 1 is needed', 'fill the list or leave the field out']],
    [limited, [1, 2, 3], ['CAL1013 : the list has 3 entries: at most 2 are allowed', 'split it over several rules or objects']],
    [{ type: 'array', minItems: 2 }, [1], ['CAL1013 : the list has 1 entry: at least 2 are needed', 'add what is missing']],
    [{ type: 'array', maxItems: 1 }, [1, 2], ['CAL1013 : the list has 2 entries: at most 1 is allowed', 'split it over several rules or objects']],
    [{ type: 'array', maxItems: 0 }, []],
    [set, ['a', 'b']], [set, ['a', 'b', 'a', 'b'], twice('"a"', 2), twice('"b"', 3)], [set, ['[1]', [1], 1, '1', '"1"']],
    [set, [{ a: 1, b: 2 }, { b: 2, a: 1 }], twice('{"b":2,"a":1}', 1)], [set, [{ a: 1, b: 2 }, { a: 1, b: 3 }]], [set, [[1, 2], [1, 2]], twice('[1,2]', 1)],
    [map, [{ name: 'a', kind: 'b', x: 1 }, { name: 'a', kind: 'c' }, { name: 'b', kind: 'b' }]],
    [map, [{ name: 'a', kind: 'b', x: 1 }, { kind: 'b', name: 'a', x: 2 }], twice('{"kind":"b","name":"a","x":2}', 1, 'guess')],
    [map, [{ name: 'a', x: 1 }, { name: 'a', kind: null, x: 1 }], twice('{"name":"a","kind":null,"x":1}', 1, 'guess')],
    [{ type: 'array', listType: 'atomic' }, ['a', 'a']],
    [{ type: 'array', items: { type: 'integer', maximum: 2 } }, [1, 'a', 3],
      ['CAL1008 1: text stands where a whole number is expected: "a"', 'write a whole number'],
      ['CAL1011 2: 3 is out of range: this field takes 2 or less', 'write a number: 2 or less']],
  ]);
});

test('a repetition is no matter for calicoctl, which runs the CRD itself', () => {
  const report = new Report();
  compileSchema({ type: 'array', listType: 'set' })(['a', 'a'], report, CALICO);
  expect(report.issues.map(({ refusers }) => refusers)).toEqual([APISERVER]);
});

test('objects', () => {
  const text = field({ type: 'string' });
  const schema = object({ a: field({ type: 'string' }, true), b: text, meta: field({ type: 'metadata' }), c: field({ type: 'string', default: 'x' }, true) });
  const missing = (name: string): string[] => [`CAL1015 ${name}: \`${name}\` is missing`, `add \`${name}\``];
  const one = object({ a: text, b: text, c: text }, { minProperties: 1, maxProperties: 1 });
  const some = object({ a: text, b: text, c: text }, { minProperties: 1, maxProperties: 2 });
  const nullable = object({ a: field({ type: 'string', nullable: true }), b: text }, { minProperties: 1 });
  expectSaid([
    [schema, { a: 'x' }], [schema, { a: 'x', other: 5, meta: 5, b: null }], [schema, {}, missing('a')], [schema, { a: null }, missing('a')],
    [schema, { a: 'x', b: 5 }, ['CAL1008 b: a number stands where text is expected: 5', 'write "5"', 'same b="5"']],
    [one, { a: 'x' }], [one, { a: 'x', b: null }], [one, {}, ['CAL1013 : the object is empty', 'set exactly one of a, b or c']],
    [one, { a: null, other: 1 }, ['CAL1013 : the object is empty', 'set exactly one of a, b or c']],
    [one, { a: 'x', b: 'y' }, ['CAL1013 : 2 fields are set, only 1 field can be', 'set exactly one of a, b or c']],
    [some, { a: 'x', b: 'y' }], [some, { a: 'x', b: 'y', c: 'z' }, ['CAL1013 : 3 fields are set, only 2 fields can be', 'set 1 to 2 of a, b or c']],
    // A null that the CRD allows counts as a field, others are dropped.
    [nullable, { a: null }], [nullable, { b: null }, ['CAL1013 : the object is empty', 'set at least 1 of a or b']],
    [{ type: 'map', values: { type: 'string' } }, { a: 'x', b: null, c: 5 }, ['CAL1008 c: a number stands where text is expected: 5', 'write "5"', 'same c="5"']],
    [{ type: 'map', values: { type: 'any', nullable: true } }, { a: null }],
  ]);
  expect(said(object({ action: field({ type: 'string' }, true), protocol: field({ type: 'string' }) }, { typeName: 'Rule' }), { protocol: 5 })).toEqual([
    ['CAL1061 protocol: a number stands where text is expected: 5', 'write "5"', 'same protocol="5"'], ['CAL1060 action: `action` is missing', 'add `action`'],
  ]);
});
