import { parseSelector, printSelector, type SelectorSyntaxError, tryParseSelector } from '../../src/selector';

const LONG = 'k'.repeat(512);

describe('what Calico reads, and what it makes of it', () => {
  test.each([
    // Nothing is everything.
    ['', 'all()'], [' \t ', 'all()'], ['all()', 'all()'], ['all( \t)', 'all()'], ['global()', 'global()'], [' global(  ) ', 'global()'],
    // Keys have no structure; the names of functions and operators are keys too.
    ['has(a)', 'has(a)'], ['has( a\t)', 'has(a)'], ['has(has)', 'has(has)'], ['has == "x"', 'has == "x"'], ['all == "x"', 'all == "x"'], ['global != "x"', 'global != "x"'],
    ['in in {"x"}', 'in in {"x"}'], ['not not in {"x"}', 'not not in {"x"}'], ['contains contains "x"', 'contains contains "x"'],
    ['starts starts with "x"', 'starts starts with "x"'], ['ends ends with "x"', 'ends ends with "x"'],
    ['..//-- == "x"', '..//-- == "x"'], ['AZaz09_./- == "x"', 'AZaz09_./- == "x"'], [`${LONG} == "x"`, `${LONG} == "x"`], [`has(${LONG})`, `has(${LONG})`],
    [`has(a) && ${LONG} == "x"`, `(has(a) && ${LONG} == "x")`], [`!has(${LONG})`, `!has(${LONG})`],
    ['hasx == "y"', 'hasx == "y"'], ['has-x == "y"', 'has-x == "y"'],
    // Operators.
    ['a=="x"', 'a == "x"'], ["a == 'x'", 'a == "x"'], ['a  ==\t"x"', 'a == "x"'], ['a!="x"', 'a != "x"'], ['a contains"x"', 'a contains "x"'],
    ["a starts with 'x'", 'a starts with "x"'], ['a startswith"x"', 'a starts with "x"'], ['a starts \t with "x"', 'a starts with "x"'],
    ['a endswith "x"', 'a ends with "x"'], ['a ends with"x"', 'a ends with "x"'],
    // Strings end at the first quote like the first, without escapes.
    ['a == ""', 'a == ""'], ["a == ''", 'a == ""'], ['a == "it\'s"', 'a == "it\'s"'], ["a == 'say \"hi\"'", "a == 'say \"hi\"'"], ['a == "\\"', 'a == "\\"'], ['a == "\n"', 'a == "\n"'],
    ['a == " x "', 'a == " x "'],
    // Sets.
    ['a in {}', 'a in {}'], ['a in { }', 'a in {}'], ['a in {"x"}', 'a in {"x"}'], ["a in{'x'}", 'a in {"x"}'], ['a in {"y","x"}', 'a in {"x", "y"}'], ['a in { "x" , "y" }', 'a in {"x", "y"}'],
    ['a in {"x",}', 'a in {"x"}'], ['a in {"x" , }', 'a in {"x"}'], ['a not in {"x"}', 'a not in {"x"}'], ['a notin {"x"}', 'a not in {"x"}'], ['a not \t in{"x"}', 'a not in {"x"}'],
    // Negation.
    ['!has(a)', '!has(a)'], ['! has(a)', '!has(a)'], ['!!has(a)', 'has(a)'], ['! ! !has(a)', '!has(a)'], ['!a == "x"', '!a == "x"'], ['!(a == "x")', '!a == "x"'], ['!!(has(a))', 'has(a)'],
    // And binds tighter than or; groups of one kind in parentheses stay groups.
    ['has(a)&&has(b)', '(has(a) && has(b))'], ['has(a)||has(b)', '(has(a) || has(b))'], ['has(a) && has(b) && has(c)', '(has(a) && has(b) && has(c))'],
    ['has(a) || has(b) && has(c)', '(has(a) || (has(b) && has(c)))'], ['has(a) && has(b) || has(c)', '((has(a) && has(b)) || has(c))'],
    ['has(a) && has(b) || has(c) && has(d)', '((has(a) && has(b)) || (has(c) && has(d)))'], ['has(a) || has(b) || has(c)', '(has(a) || has(b) || has(c))'],
    ['(has(a) || has(b)) && has(c)', '((has(a) || has(b)) && has(c))'], ['has(a) && (has(b) || has(c))', '(has(a) && (has(b) || has(c)))'], ['!(has(a) && has(b)) || has(c)', '(!(has(a) && has(b)) || has(c))'],
    ['has(a) && !(has(b) || !has(c))', '(has(a) && !(has(b) || !has(c)))'], ['( ( has(a) ) )', 'has(a)'], ['has(a) || (has(b) && (has(c) || has(d)))', '(has(a) || (has(b) && (has(c) || has(d))))'],
  ])('%j', (text, canonical) => {
    expect(printSelector(parseSelector(text))).toBe(canonical);
    expect(tryParseSelector(text)).toEqual(parseSelector(text));
  });
});

describe('what Calico refuses, where and for want of what', () => {
  test.each([
    ['!', 2, 'a condition'], ['(', 2, 'a condition'], ['()', 2, 'a condition'], [')', 1, 'a condition'], ['&& has(a)', 1, 'a condition'], ['has(a) &&', 10, 'a condition'], ['has(a) || ', 11, 'a condition'],
    ['has(a) && || has(b)', 11, 'a condition'], ['"a" == "x"', 1, 'a condition'], ['é == "x"', 1, 'a condition'], ['\n', 1, 'a condition'], ['{', 1, 'a condition'],
    ['a', 2, 'an operator'], ['a ', 3, 'an operator'], ['a = "x"', 3, 'an operator'], ['a ! "x"', 3, 'an operator'], ['a !', 3, 'an operator'], ['a =! "x"', 3, 'an operator'], ['a\n== "x"', 2, 'an operator'],
    ['a containsx "x"', 3, 'an operator'], ['a contain "x"', 3, 'an operator'], ['a starts "x"', 3, 'an operator'], ['a starts withx "x"', 3, 'an operator'], ['a start with "x"', 3, 'an operator'],
    ['a ends "x"', 3, 'an operator'], ['a ends within "x"', 3, 'an operator'], ['a not {"x"}', 3, 'an operator'], ['a not inx {"x"}', 3, 'an operator'], ['a inn {"x"}', 3, 'an operator'], ['a is "x"', 3, 'an operator'],
    ['has (a)', 5, 'an operator'], ['all ()', 5, 'an operator'], ['hasx(a)', 5, 'an operator'], ['a IN {"x"}', 3, 'an operator'],
    ['a ==', 5, 'a value in quotes'], ['a == x', 6, 'a value in quotes'], ['a == {"x"}', 6, 'a value in quotes'], ['a contains {"x"}', 12, 'a value in quotes'], ['a === "x"', 5, 'a value in quotes'], ['a == `x`', 6, 'a value in quotes'],
    ['a in', 5, '"{"'], ['a in "x"', 6, '"{"'], ['a in ("x")', 6, '"{"'], ['a not in "x"', 10, '"{"'],
    ['a in {x}', 7, 'a value in quotes, or "}"'], ['a in {', 7, 'a value in quotes, or "}"'], ['a in {,}', 7, 'a value in quotes, or "}"'], ['a in {"x",', 11, 'a value in quotes, or "}"'], ['a in {"x",,}', 11, 'a value in quotes, or "}"'],
    ['a in {"x"', 10, '","'], ['a in {"x" "y"}', 11, '","'], ['a in {"x")', 10, '","'],
    ['has(a) has(b)', 8, '"&&", "||" or the end'], ['has(a))', 7, '"&&", "||" or the end'], ['has(a) & has(b)', 8, '"&&", "||" or the end'], ['has(a) | has(b)', 8, '"&&", "||" or the end'], ['has(a) &| has(b)', 8, '"&&", "||" or the end'],
    ['a == "x" "y"', 10, '"&&", "||" or the end'], ['has(a)\n', 7, '"&&", "||" or the end'], ['all() all()', 7, '"&&", "||" or the end'],
    ['(has(a)', 8, '"&&", "||" or ")"'], ['(has(a) has(b))', 9, '"&&", "||" or ")"'], ['((has(a))', 10, '"&&", "||" or ")"'], ['(has(a) & has(b))', 9, '"&&", "||" or ")"'],
    ['has()', 5, 'a label key'], ['has("a")', 5, 'a label key'], ['has(', 5, 'a label key'],
    ['has(a', 6, '")"'], ['has(a b)', 7, '")"'], ['all(a)', 5, '")"'], ['global(', 8, '")"'], ['has(a,b)', 6, '")"'],
    ['a == "x', 6, 'a closing quote'], ["a == 'x\"", 6, 'a closing quote'], ['a == "', 6, 'a closing quote'], ["a in {'x}", 7, 'a closing quote'],
    [`k${LONG} == "x"`, 1, 'a label key of at most 512'], [`has(k${LONG})`, 5, 'a label key of at most 512'],
  ])('%j', (text, column, expected) => {
    expect(tryParseSelector(text)).toBeUndefined();
    const error = refusal(text);
    expect([error.column, error.expected.slice(0, expected.length)]).toEqual([column, expected]);
    expect(error.name).toBe('SelectorSyntaxError');
  });
});

test('a group is flat, and one condition is no group', () => {
  expect(parseSelector('has(a) && has(b) && has(c)')).toEqual({ type: 'and', operands: ['a', 'b', 'c'].map((key) => ({ type: 'has', key })) });
  expect(parseSelector('(has(a))')).toEqual({ type: 'has', key: 'a' });
  expect(parseSelector('!has(a)')).toEqual({ type: 'not', operand: { type: 'has', key: 'a' } });
});

function refusal(text: string): SelectorSyntaxError {
  try { parseSelector(text); } catch (error) { return error as SelectorSyntaxError; }
  throw new Error('it was read');
}
