import * as fc from 'fast-check';
import * as jsYaml from 'js-yaml';
import * as YAML from 'yaml';
import { readManifests, writeYaml, type Json } from '../../src/manifest';
import { tries } from '../setup/tries';

/** What cdk8s calls. */
const cdk8sText = (...objects: unknown[]) => objects.map((object) => YAML.stringify(object, { keepUndefined: true, lineWidth: 0, version: '1.1' })).join('---\n');

const awkward = fc.constantFrom('y', 'no', 'on', 'Off', '~', 'null', '', '0777', '0o17', '08', '0x1F', '0b1', '1_000', '80:59', '1:30:00.5', '.5', '1.', '1e3',
  '+1', '-', '+', '.', '.inf', '-.Inf', '.nan', '2001-01-01', '2001-1-1 10:00:00', '<<', '=', '---', '--- a', '...', '%x', '# c', 'a # c', 'a: b', 'a:', ': a', ':a',
  '?', '? a', '- a', '-a', '&a', '*a', '!a', '@a', '`a', '"a"', '\'a\'', '\'a"', ' a', 'a ', '\ta', 'a\tb', '[a', '{a', ', a', 'a\nb', 'a\n', 'a\n\n', '\na', ' a\nb',
  '\n a', 'a\n b', '\ta\nb', 'a \nb', 'a\n\t', 'a\n \n', '\n', '\n\n', 'a\rb', 'a\u0085b', 'a\u2028b', '\ufeffa', '\u0007', '\ud83d\ude00', 'é', '__proto__',
  '10.0.0.0/8', '30000:32767', 'all()', 'has(x) && y == "z"', 'a,b', 'app.kubernetes.io/name', 'x'.repeat(1100));
const text = fc.oneof(awkward, fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom(...' \n\t:#-?"\'ab{}0,') }));
const json = fc.letrec<{ json: Json; object: Json }>((tie) => ({
  json: fc.oneof({ maxDepth: 4 }, text,
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (Object.is(n, -0) ? 0 : n)), fc.integer(), fc.boolean(),
    fc.constant(null), fc.array(tie('json'), { maxLength: 4 }), tie('object')),
  object: fc.dictionary(text.filter((key) => key !== '__proto__'), tie('json'), { maxKeys: 4, noNullPrototype: true }) as fc.Arbitrary<Json>,
}));

test('every reader gives back what was written', () => {
  fc.assert(fc.property(json.object, (object) => {
    const written = writeYaml([object]);
    expect(YAML.parse(written, { version: '1.1' })).toEqual(object);
    expect(YAML.parse(written, { version: '1.2' })).toEqual(object);
    expect(jsYaml.load(written)).toEqual(object);
    expect(jsYaml.load(written, { schema: jsYaml.YAML11_SCHEMA })).toEqual(object);
    const { manifests, problems } = readManifests(writeYaml([{ kind: 'X', data: object }]));
    expect(problems).toEqual([]);
    expect(manifests[0].object.data).toEqual(object);
  }), tries(2000));
});

test('ordinary values are written as cdk8s writes them, byte for byte', () => {
  const ordinary = fc.oneof(
    fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9 .,/_()'"&|=!:#-]{0,30}$/), fc.stringMatching(/^[0-9][0-9.:/]{0,12}$/), fc.stringMatching(/^[a-z ]{1,9}(\n[a-z ]{0,9}[a-z])+\n{0,2}$/),
    fc.constantFrom('y', 'on', '0777', '.5', '1e3', '2001-01-01', '', '~', '- a', '"', 'a: b', 'a\n\nb\n\n\n', ' a\nb\n'));
  const tree = fc.letrec<{ json: Json; object: Json }>((tie) => ({
    json: fc.oneof({ maxDepth: 4 }, ordinary, fc.integer(), fc.double({ min: -1e6, max: 1e6, noNaN: true }).filter((n) => !String(n).includes('e')), fc.boolean(), fc.constant(null),
      fc.array(tie('json'), { maxLength: 3 }), tie('object')),
    object: fc.dictionary(fc.stringMatching(/^[a-z][a-zA-Z0-9./-]{0,12}$/), tie('json'), { maxKeys: 4, noNullPrototype: true }) as fc.Arbitrary<Json>,
  }));
  fc.assert(fc.property(fc.array(tree.object, { minLength: 1, maxLength: 3 }), (objects) => {
    expect(writeYaml(objects)).toBe(cdk8sText(...objects));
  }), tries(2000));
});

test('what YAML 1.1 or 1.2 reads as something else is quoted', () => {
  expect(writeYaml([{ y: 'on', 80: '0o17', list: ['80:59', '1_000', '=', '0x1F', 'a\u0085b'], number: 1e21 }])).toBe(
    '"80": "0o17"\n"y": "on"\nlist:\n  - "80:59"\n  - "1_000"\n  - "="\n  - "0x1F"\n  - "a\\x85b"\nnumber: 1.0e+21\n');
});

test('a tab is never within a plain text, which PyYAML refuses', () => {
  expect(writeYaml([{ 'a\tb': 'a\tb', 'list': ['a \t#', 'a\n\tb'] }])).toBe('"a\\tb": "a\\tb"\nlist:\n  - "a \\t#"\n  - |-\n    a\n    \tb\n');
});

test('an object that is referred to twice is written twice', () => {
  const shared = { a: [1] };
  expect(writeYaml([{ x: shared, y2: shared }])).toBe('x:\n  a:\n    - 1\ny2:\n  a:\n    - 1\n');
});

test('what is no JSON is named with its place', () => {
  expect(() => writeYaml([{ spec: { orders: [1, NaN] } }])).toThrow('NaN has no form in JSON (at spec.orders[1])');
});
