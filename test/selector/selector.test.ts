import { parseSelector, printSelector, Selector, SelectorSyntaxError } from '../../src/selector';

test.each([
  ["app = 'web'", 5, "app == 'web'"],
  ['app === "web"', 7, 'app == "web"'],
  ['app == web', 8, 'app == "web"'],
  ["a == 'x' &&\n b == 'y'\n", 12, "a == 'x' && b == 'y'"],
  ["a == 'x' & b == 'y'", 10, "a == 'x' && b == 'y'"],
  ["a == 'x' | b == 'y'", 10, "a == 'x' || b == 'y'"],
  ['has (x)', 5, 'has(x)'],
  ['all ()', 5, 'all()'],
  ['()', 2, 'all()'],
  ['env in (a, b)', 8, 'env in {"a", "b"}'],
  ['env notin (a)', 11, 'env notin {"a"}'],
  ['a in {"x"', 10, 'a in {"x"}'],
  ['!key', 5, '!has(key)'],
  ['a=b,c!=d', 2, 'a=="b" &&c!="d"'],
  ['app == “web”', 8, 'app == "web"'],
  ['a == "b" and not has(c) or d == "e"', 10, 'a == "b" && !has(c) || d == "e"'],
  ['a == "web', 6, 'a == "web"'],
  ['(a == "b"', 10, '(a == "b")'],
  ['a == "b")', 9, 'a == "b"'],
])('%j is refused at column %i and corrected', (text, column, fix) => {
  const error = catchError(() => parseSelector(text));
  expect(error).toBeInstanceOf(SelectorSyntaxError);
  expect(error).toMatchObject({ column, fix });
});

test('the message shows the place', () => {
  expect(catchError(() => Selector.parse('a == "x" && b = "y"')).message).toMatchInlineSnapshot(`
"Selector: expected an operator after the label key (==, !=, in, not in, contains, starts with, ends with) at column 15
  a == "x" && b = "y"
                ^
help: equality is written ==
write: a == "x" && b == "y""
`);
});

test('Calico prints a negation of a negation; a Selector leaves both out', () => {
  expect(printSelector(parseSelector('!(!has(a))'))).toBe('!!has(a)');
  expect(Selector.parse('!(!has(a))').toString()).toBe('has(a)');
});

test('what no selector can say throws', () => {
  expect(() => Selector.label('a').equalTo('"\'')).toThrow('both kinds of quotes');
  expect(() => Selector.label('a b')).toThrow('column 2');
  expect(() => Selector.label('a').isIn()).toThrow('select nothing');
  expect(() => Selector.label('a').isNotIn()).toThrow('select everything');
});

test('labels are sorted, so that every language gives the same text', () => {
  expect(Selector.labels({ b: '2', a: '1' }).toString()).toBe('(a == "1" && b == "2")');
  expect(Selector.labels({}).toString()).toBe('all()');
});

function catchError(run: () => unknown): Error {
  try { run(); } catch (error) { return error as Error; }
  throw new Error('nothing was thrown');
}
