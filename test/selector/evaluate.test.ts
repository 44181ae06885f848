import { ALL, conjunction, disjunction, evaluateSelector, foldSelector, mapSelectorLeaves, negation, parseSelector, prefixSelectorKeys, printSelector, Selector, selectorId } from '../../src/selector';

describe('which labels match', () => {
  test.each<[text: string, matching: Record<string, string>[], other: Record<string, string>[]]>([
    ['all()', [{}, { a: 'x' }], []],
    ['global()', [{}, { a: 'x' }], []],
    ['has(a)', [{ a: '' }, { a: 'x', b: '' }], [{}, { b: 'x' }]],
    ['a == "x"', [{ a: 'x' }], [{}, { a: '' }, { a: 'xy' }, { b: 'x' }]],
    ['a == ""', [{ a: '' }], [{}, { a: 'x' }]],
    // A label that is missing differs from every value and is in no set.
    ['a != "x"', [{}, { a: '' }, { a: 'y' }], [{ a: 'x' }]],
    ['a in {"x", "y"}', [{ a: 'x' }, { a: 'y' }], [{}, { a: '' }, { a: 'z' }]],
    ['a in {}', [], [{}, { a: '' }]],
    ['a not in {"x", "y"}', [{}, { a: '' }, { a: 'z' }], [{ a: 'x' }, { a: 'y' }]],
    ['a not in {}', [{}, { a: 'x' }], []],
    ['a contains "b"', [{ a: 'abc' }, { a: 'b' }], [{}, { a: 'ac' }]],
    ['a contains ""', [{ a: '' }], [{}]],
    ['a starts with "ab"', [{ a: 'ab' }, { a: 'abc' }], [{}, { a: 'a' }, { a: 'cab' }]],
    ['a ends with "bc"', [{ a: 'bc' }, { a: 'abc' }], [{}, { a: 'c' }, { a: 'bca' }]],
    ['!has(a)', [{}, { b: '' }], [{ a: '' }]],
    ['has(a) && has(b)', [{ a: '', b: '' }], [{}, { a: '' }, { b: '' }]],
    ['has(a) || has(b)', [{ a: '' }, { b: '' }, { a: '', b: '' }], [{}]],
    ['has(a) && has(b) && has(c)', [{ a: '', b: '', c: '' }], [{ a: '', b: '' }, { a: '', c: '' }, { b: '', c: '' }]],
    ['has(a) || has(b) || has(c)', [{ a: '' }, { b: '' }, { c: '' }], [{}]],
    ['has(a) || has(b) && has(c)', [{ a: '' }, { b: '', c: '' }], [{ b: '' }, { c: '' }]],
    ['(has(a) || has(b)) && !(has(c) || has(d))', [{ a: '' }, { b: '' }], [{}, { a: '', c: '' }, { b: '', d: '' }]],
    ['!(has(a) && has(b)) || has(c)', [{}, { a: '' }, { b: '' }, { a: '', b: '', c: '' }], [{ a: '', b: '' }]],
    ['!(!(has(a) && !has(b)) && has(c))', [{}, { a: '' }, { a: '', c: '' }], [{ c: '' }, { a: '', b: '', c: '' }]],
    // Names of Object's own members are labels like others.
    ['has(constructor)', [{ constructor: '' }], [{}]],
  ])('%s', (text, matching, other) => {
    const node = parseSelector(text);
    expect(matching.filter((labels) => !evaluateSelector(node, new Map(Object.entries(labels))))).toEqual([]);
    expect(other.filter((labels) => evaluateSelector(node, new Map(Object.entries(labels))))).toEqual([]);
    expect(matching.every((labels) => Selector.parse(text).matches(labels))).toBe(true);
  });
});

const TEXT = '!(has(a) && b == "x") || c in {"y"} || d not in {"z"} || all() || e contains "w" || !global()';

test('a fold goes through every part once, operands in their order', () => {
  const text = foldSelector<string>(parseSelector(TEXT), {
    leaf: (leaf) => printSelector(leaf), not: (operand) => `not[${operand}]`, and: (operands) => `and[${operands.join()}]`, or: (operands) => `or[${operands.join()}]`,
  });
  expect(text).toBe('or[not[and[has(a),b == "x"]],c in {"y"},d not in {"z"},all(),e contains "w",not[global()]]');
  expect(foldSelector<number>(parseSelector('(has(a) && (has(b) || has(c))) || !has(d)'), {
    leaf: () => 1,
    not: (operand) => operand + 10,
    and: (operands) => operands.reduce((a, b) => a + b, 100),
    or: (operands) => operands.reduce((a, b) => a + b, 1000),
  })).toBe(2114);
});

test('a prefix goes before every key and changes nothing else', () => {
  expect(printSelector(prefixSelectorKeys(parseSelector(TEXT), 'pcns.')))
    .toBe('(!(has(pcns.a) && pcns.b == "x") || pcns.c in {"y"} || pcns.d not in {"z"} || all() || pcns.e contains "w" || !global())');
  expect(printSelector(mapSelectorLeaves(parseSelector(TEXT), (leaf) => (leaf.type === 'all' ? { type: 'has', key: 'k' } : leaf)))).toContain('|| has(k) ||');
});

test('connectives merge groups of their kind, and leave others', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((key) => Selector.label(key).exists());
  expect(a.and(b).and(c).toString()).toBe('(has(a) && has(b) && has(c))');
  expect(a.and(b.and(c)).toString()).toBe('(has(a) && has(b) && has(c))');
  expect(a.or(b).or(c).toString()).toBe('(has(a) || has(b) || has(c))');
  expect(a.or(b).and(c).toString()).toBe('((has(a) || has(b)) && has(c))');
  expect(a.and(b).or(c).toString()).toBe('((has(a) && has(b)) || has(c))');
  expect(a.and().toString()).toBe('has(a)');
  expect(a.or().toString()).toBe('has(a)');
  expect(a.and(b, c).toString()).toBe('(has(a) && has(b) && has(c))');
  expect(conjunction([])).toBe(ALL);
  expect(disjunction([])).toBe(ALL);
  expect(negation(negation(a._node))).toBe(a._node);
  expect(a.and(b).negate().toString()).toBe('!(has(a) && has(b))');
  expect(Selector.parse('!(!(has(a) && !(!has(b) || has(c))))').toString()).toBe('(has(a) && !(!has(b) || has(c)))');
});

test('conditions print as Calico prints them, and have its id', () => {
  const label = Selector.label('a');
  expect([
    label.equalTo('x'), label.notEqualTo('x'), label.isIn('x'), label.isNotIn('x'), label.contains('x'), label.startsWith('x'), label.endsWith('x'),
    label.exists(), label.doesNotExist(), Selector.all(), Selector.global(), label.equalTo('"'), label.isIn("'"),
  ].map(String)).toEqual([
    'a == "x"', 'a != "x"', 'a in {"x"}', 'a not in {"x"}', 'a contains "x"', 'a starts with "x"', 'a ends with "x"',
    'has(a)', '!has(a)', 'all()', 'global()', "a == '\"'", 'a in {"\'"}',
  ]);
  // Calico's answers.
  expect(selectorId(parseSelector("has endswith'(x)'"))).toBe('s:Uv0VXuoTWaRFNSlAlIBRumLJx7jhLi7B8Z-zgg');
  expect(selectorId(parseSelector(" !! ! b  ends with  'web' "))).toBe('s:nkorKiL8fpLV49PW04E80R6AHtbMMGf2kFnLhg');
  expect(label.key).toBe('a');
});

describe('what no selector can hold', () => {
  test.each(['a b', 'a"', 'é', '\u007f', 'a:', 'a@', 'a[', 'a`', 'a{', 'a,'])('the key %j', (key) => {
    expect(() => Selector.label(key)).toThrow(`at column ${key === 'é' || key === '\u007f' ? 1 : 2}. A selector can name keys of letters`);
  });

  test('keys that are empty or too long', () => {
    expect(() => Selector.label('')).toThrow('must not be empty');
    expect(Selector.label('k'.repeat(512)).key).toHaveLength(512);
    expect(() => Selector.label('k'.repeat(513))).toThrow('at most 512 bytes in a selector, this one has 513: kkkk');
    expect(Selector.label('AZaz09_./-').exists().toString()).toBe('has(AZaz09_./-)');
  });

  test('values with both kinds of quotes, wherever they stand', () => {
    const label = Selector.label('a');
    for (const make of [
      () => label.equalTo('"\''), () => label.notEqualTo('\'"'), () => label.isIn('x', '"\''), () => label.isNotIn('"\'', 'x'),
      () => label.contains('"\''), () => label.startsWith('"\''), () => label.endsWith('"\''), () => Selector.labels({ a: '"\'' }),
    ]) {
      expect(make).toThrow('both kinds of quotes');
    }
  });
});
