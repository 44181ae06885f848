import { readManifests } from '../../src/manifest';

/** The data of one document, read as the `data` of an object. */
function data(yaml: string): unknown {
  const { manifests, problems } = readManifests(`kind: X\ndata: ${yaml}\n`);
  expect(problems).toEqual([]);
  return manifests[0].object.data;
}

test.each([
  ['on', true], ['yes', true], ['n', false], ['Off', false], ['"on"', 'on'], ['oN', 'oN'],
  ['~', null], ['Null', null], ['', null], ['nUll', 'nUll'],
  ['0777', 511], ['0o17', 15], ['010', 8], ['08', 8], ['0x1F', 31], ['0b11', 3], ['-0b11', -3], ['1_000', 1000], ['+1', 1], ['-_1', -1],
  ['.5', 0.5], ['1.', 1], ['1e3', 1000], ['-.5e1', -5], ['1e400', '1e400'], ['0x', '0x'], ['+', '+'], ['.', '.'],
  ['80:59', '80:59'], ['1:30:00', '1:30:00'], ['2001-01-01', '2001-01-01'], ['1.2.3', '1.2.3'],
  ['9223372036854775808', 9223372036854775808], ['-9223372036854775809', -9223372036854775809],
  ['!!str 12', '12'], ['!!int "12"', 12], ['[2001:db8::, 10.0.0.1]', ['2001:db8::', '10.0.0.1']], ['[a: , {b: 1}]', [{ a: null }, { b: 1 }]], ['! 12', '12'], ['!foo bar', 'bar'], ['!!binary aGk=', 'hi'],
  ['{on: 1, 80: 2, 1.5: 3, 12345678.5: 4}', { 'true': 1, '80': 2, '1.5': 3, '1.2345678e+07': 4 }],
])('%s is read as kubectl reads it', (yaml, value) => {
  expect(data(yaml)).toEqual(value);
});

test('merges happen where they stand, and the first source of a list wins', () => {
  expect(data('\n  base: &b {x: 1, w: 1}\n  other: &o {x: 2, z: 2}\n  after: {<<: *b, x: 3}\n  before: {x: 3, <<: *b}\n  list: {<<: [*b, *o]}'))
    .toMatchObject({ after: { x: 3, w: 1 }, before: { x: 1, w: 1 }, list: { x: 1, w: 1, z: 2 } });
});

test('a problem costs only its own document, and has its place', () => {
  const { manifests, problems } = readManifests([
    'kind: A', '---', 'kind: B', ' bad: [', '---', '# only a comment', '---', '', '--- # C', 'kind: C', 'x: 1', 'x: 2', '---', 'just text',
  ].join('\n'), { file: 'f.yaml' });
  expect(manifests.map(({ object, origin }) => [object.kind, origin.document])).toEqual([['A', 1], ['C', 2]]);
  expect(manifests[1].object.x).toBe(2);
  expect(problems.map(({ kind, line, column }) => [kind, line, column])).toEqual([
    ['syntax', 4, 5], ['duplicate-key', 12, 1], ['not-a-manifest', 14, 1],
  ]);
});

test('lists of every form are unrolled, and positions lead into them', () => {
  const text = [
    'apiVersion: projectcalico.org/v3', 'kind: GlobalNetworkPolicyList', 'items:', '- metadata:', '    name: a', '  spec:', '    order: 1',
    '---', '- kind: B', '  metadata: {name: b}', '-', '  kind: C',
    '---', '{"kind": "List", "items": [', '\t{"kind": "D"}', ']}',
  ].join('\n');
  const { manifests, problems } = readManifests(text);
  expect(problems).toEqual([]);
  expect(manifests.map(({ object }) => object.kind)).toEqual(['GlobalNetworkPolicy', 'B', 'C', 'D']);
  expect(manifests[0].origin.locate!(['spec', 'order'])).toEqual({ line: 7, column: 5 });
  expect(manifests[0].origin.locate!(['spec', 'ingress', 0, 'action'])).toEqual({ line: 6, column: 3 });
  expect(manifests[1].origin.locate!(['metadata', 'name'])).toEqual({ line: 10, column: 14 });
  expect(manifests[2].origin.locate!([])).toEqual({ line: 12, column: 3 });
  expect(readManifests('kind: X\na: ["b"]').manifests[0].origin.locate!(['a', 0])).toEqual({ line: 2, column: 5 });
});

test('the text of a scalar is there as it was written', () => {
  const { manifests: [{ origin }] } = readManifests('kind: X\nlabels: {a: on, "b": "on"}\nselector: >\n  all()\n');
  expect(origin.scalarSource!(['labels', 'a'])).toEqual({ text: 'on', style: 'plain' });
  expect(origin.scalarSource!(['labels', 'b'])).toEqual({ text: 'on', style: 'double-quoted' });
  expect(origin.scalarSource!(['selector'])).toEqual({ text: 'all()\n', style: 'folded' });
  expect(origin.scalarSource!(['labels', 'c'])).toBeUndefined();
});

test.each([
  ['a: &a [*a]', 'contains itself'], ['a: *b', 'no anchor'], ['{a: 1}: 2', 'must be text'], ['~: 2', 'empty or null'],
  ['a: .inf', 'JSON'], ['nets: [::/0]', 'begin with a colon'], ['<<: 1', 'must be an object'], ['a: {{ .Values.x }}', 'must be text'],
])('%s is refused', (yaml, reason) => {
  const { manifests, problems } = readManifests(`kind: X\n${yaml}\n`);
  expect(manifests).toEqual([]);
  expect(problems).toMatchObject([{ kind: 'syntax', line: 2 }]);
  expect(problems[0].reason).toContain(reason);
});

test('nested aliases that would expand without end are refused', () => {
  const levels = Array.from({ length: 12 }, (_, i) => `l${i + 1}: &l${i + 1} [${Array(10).fill(`*l${i}`).join(', ')}]`);
  expect(readManifests(['kind: X', 'l0: &l0 [x]', ...levels].join('\n')).problems[0].reason).toContain('expand');
});

test('directives, byte order marks and Windows line ends are no obstacle', () => {
  const { manifests, problems } = readManifests('\uFEFF%YAML 1.1\r\n---\r\nkind: A\r\na: |\r\n  x\r\n---\r\nkind: B\r\n');
  expect(problems).toEqual([]);
  expect(manifests.map(({ object }) => object)).toEqual([{ kind: 'A', a: 'x\n' }, { kind: 'B' }]);
});
