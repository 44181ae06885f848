import { parseSelector, Selector, type SelectorSyntaxError, tryParseSelector } from '../../src/selector';

const LONG = 'k'.repeat(513);

/** By hint: texts that people write, and what they are corrected to. Without a correction the hint alone is sure, or not even that. */
const SLIPS: [hint: string | undefined, corrections: [text: string, fix?: string][]][] = [
  ['a selector is one line: a YAML block scalar keeps its line breaks, so write it in quotes or with ">-"', [
    ['has(a)\n', 'has(a)'], ['a ==\r\n"x"', 'a == "x"'], ['has(a) &&\nhas(b)', 'has(a) && has(b)'], ['\n'], ['a in\n{"x"}', 'a in {"x"}'],
    ['a in {"x"\n}', 'a in {"x" }'], ['a in {\n"x"}', 'a in { "x"}'], ['has(\na)', 'has( a)'], ['has(a\n)', 'has(a )'],
    ['has(a)\n\n  && has(b)', 'has(a) && has(b)'], ['(has(a)\n)', '(has(a) )'], ['a\n== "x"', 'a == "x"'], ['a == "x"\f', 'a == "x"'],
  ]],
  ['there is an invisible or special blank here: use an ordinary one', [
    ['a\u00a0== "x"', 'a == "x"'], ['has(a)\u200b', 'has(a)'], ['a == \u3000"x"', 'a ==  "x"'], ['\ufeffhas(a)', 'has(a)'],
    ['a in\u00a0{"x"}', 'a in {"x"}'], ['a in {\u2009"x"}', 'a in { "x"}'], ['a in {"x"\u202f}', 'a in {"x" }'], ['has(\u2060a)', 'has( a)'],
    ['has(a\u00a0)', 'has(a )'], ['(has(a)\u00a0)', '(has(a) )'],
  ]],
  ["values stand in straight quotes, \" or ', not in typographic ones", [
    ['a == “x”', 'a == "x"'], ['a == „x“', 'a == "x"'], ['a == «x»', 'a == "x"'], ['a == ‘x’', 'a == "x"'], ['a == ‚x‘', 'a == "x"'],
    ['a == `x`', 'a == "x"'], ['a in {“x”}', 'a in {"x"}'], ['a == “x y”', 'a == "x y"'], ["a == “it's”", "a == \"it's\""],
  ]],
  [undefined, [
    ['a == “x"'], ['a == “x'], ['a != {"x", "y"}'], ['a matchesx "x"'], ['a isx "x"'], ['a notinx {"x"}'], ['a not in. {"x"}'],
    ['a not containsx "x"'], ['a inx {"x"}'], ['a containsx "x"'], ['a starts withx "x"'], ['a ends withy "x"'], ['a existsx'], ['xhas (a)'],
    ['x.all ()'], ['all x'], ['has("a b")'], ["has('a\")"], ['all("x"'], ['has(a b)'], ['has(a,b)'], ['xnot has(a)'], ['has(a) andx has(b)'],
    ['has(a) orx has(b)'], ['has(a),'], ['has(a) , '], ['a in'], ['a == '], ['a not "x"'], ["a NOT 'x'"], ['a not x'], ['"a"'], ['"a" is "x"'],
    ['"a b" == "x"'], ['* && has(a)'], ['has(a) && || has(b)'], ['a b'], ['has(a) x'], ['has(a) "x"'], ['has(a) é'], ['$ == "x"'], ['a $ "x"'],
    ['{'], ['}'], ['='],
  ]],
  ['a string ends with the quote that it starts with', [
    ['a == "x', 'a == "x"'], ["a == 'x", 'a == "x"'], ['a == "x y '], ["a == 'x\"", 'a == "x"'], ['a == "x”', 'a == "x"'],
    ['a == "x” && has(b)', 'a == "x" && has(b)'], ['a == "x && has(b)', 'a == "x" && has(b)'], ['a in {"x}', 'a in {"x"}'], ["a == 'x y\""],
    ["a == \"x' && has(b)", 'a == "x" && has(b)'], ['a == "', 'a == ""'],
  ]],
  ['strings have no escapes: put a value with one kind of quotes into the other kind', [
    ['a == "x\\"y"'], ["a == 'it\\'s'"], ['a in {"x\\"y"}'], ['(a == "x\\"y")'],
  ]],
  ['a comma stands between two values, or after the last one', [
    ['a in {,"x"}', 'a in {"x"}'], ['a in {"x",,"y"}', 'a in {"x","y"}'], ['a in {"x", , "y"}', 'a in {"x", "y"}'],
  ]],
  ['the set has no closing brace', [
    ['a in {"x",', 'a in {"x"}'], ['a in {"x", && has(b)', 'a in {"x"} && has(b)'], ['a in {"x",)', 'a in {"x"}'], ['a in {', 'a in {}'],
    ['a in { || has(b)', 'a in {} || has(b)'], ['a in {"x", ', 'a in {"x"}'], ['a in {"x"', 'a in {"x"}'],
    ['a in {"x" && has(b)', 'a in {"x" }&& has(b)'], ['a in {"x" || has(b)', 'a in {"x" }|| has(b)'], ['(a in {"x")', '(a in {"x"})'],
    ['a in {"x")', 'a in {"x"}'],
  ]],
  ['equality is written ==', [
    ['a === "x"', 'a == "x"'], ['a ==== "x"', 'a == "x"'], ['a == = "x"', 'a == "x"'], ['a = "x"', 'a == "x"'], ['a="x"', 'a=="x"'],
    ['a: "x"', 'a == "x"'], ['a : x', 'a  == "x"'], ['a equals "x"', 'a == "x"'], ['a equal "x"', 'a == "x"'], ['a is "x"', 'a == "x"'],
    ['a eq "x"', 'a == "x"'], ['a EQ"x"', 'a =="x"'], ["a is'x'", "a =='x'"], ['a == =='], ['a=b,c!=d', 'a=="b" &&c!="d"'],
    ['a=b,!c,d', 'a=="b" &&!has(c) &&has(d)'],
  ]],
  ['this operator takes one value, not a set', [
    ['a == {"x"}', 'a == "x"'], ["a contains {'x'}", 'a contains "x"'], ['a starts with { "x" }', 'a starts with "x"'], ['a != {"x"}', 'a != "x"'],
    ['a ends with {"x"}', 'a ends with "x"'],
  ]],
  ['one of several values is written in', [
    ['a == {"x", "y"}', 'a in {"x", "y"}'], ['a == { x }', 'a in { "x" }'], ['a == {}', 'a in {}'],
  ]],
  ['equality is written ==, without a blank', [
    ['a = = "x"', 'a == "x"'], ['a =  = "x"', 'a == "x"'],
  ]],
  ['there are no regular expressions: use contains, starts with or ends with', [
    ['a =~ "x"'], ['a ~ "x"'], ['a ~= "x"'], ['a !~ "x"'], ['a matches "x"'],
  ]],
  ['inequality is written !=', [
    ['a <> "x"', 'a != "x"'], ['not "x"'],
  ]],
  ['the operator is written not in', [
    ['a ! in {"x"}', 'a not in {"x"}'], ['a !in {"x"}', 'a not in {"x"}'], ['a not_in {"x"}', 'a not in {"x"}'],
    ['a not-in {"x"}', 'a not in {"x"}'], ['a NOTIN {"x"}', 'a not in {"x"}'], ['a Not In {"x"}', 'a not in {"x"}'],
    ['a NOT  IN {"x"}', 'a not in {"x"}'],
  ]],
  ['negate the whole condition: !key contains "value"', [
    ['a not contains "x"', '!a contains "x"'], ['a not starts with "x"', '!a starts with "x"'], ['a not startswith "x"', '!a startswith "x"'],
    ['a not ends with "x"', '!a ends with "x"'], ['has(b) && a not contains "x"', 'has(b) && !a contains "x"'],
    ['!a not contains "x"', '!!a contains "x"'], ['(a not contains "x")', '(!a contains "x")'], ['! ! a not contains "x"', '!! ! a contains "x"'],
    ['a NOT CONTAINS "x"', '!a contains "x"'], ['b == "y" || a not ends  with "x"', 'b == "y" || !a ends  with "x"'],
    ['has(b)&&!a not contains "x"', 'has(b)&&!!a contains "x"'],
  ]],
  ['operators are lower case: in', [
    ['a IN {"x"}', 'a in {"x"}'], ['a In{"x"}', 'a in{"x"}'],
  ]],
  ['operators are lower case: contains', [
    ['a CONTAINS "x"', 'a contains "x"'], ['a Contains"x"', 'a contains"x"'],
  ]],
  ['the operator is written starts with', [
    ['a starts_with "x"', 'a starts with "x"'], ['a starts-with "x"', 'a starts with "x"'], ['a startsWith "x"', 'a starts with "x"'],
    ['a STARTSWITH "x"', 'a starts with "x"'], ['a starts__with "x"', 'a starts with "x"'],
  ]],
  ['the operator is written ends with', [
    ['a endsWith "x"', 'a ends with "x"'], ['a ends_with "x"', 'a ends with "x"'], ['a ends-with"x"', 'a ends with"x"'],
  ]],
  ['whether a label is there is written has(key)', [
    ['a exists', 'has(a)'], ['a EXISTS', 'has(a)'], ['a exists()', 'has(a)'], ['a exists ( )', 'has(a)'], ['!a exists', '!has(a)'],
    ['a exists && has(b)', 'has(a)&& has(b)'], ['(a exists)', '(has(a))'], ['has(b) && ! a exists', 'has(b) && ! has(a)'], ['xall', 'has(xall)'],
    ['a', 'has(a)'], ['!a', '!has(a)'], ['!!a', '!!has(a)'], ['a && b', 'has(a)&& has(b)'], ['a || !b', 'has(a)|| !has(b)'], ['(a)', '(has(a))'],
    ['a, b', 'has(a) && has(b)'], ['a;', 'has(a)'], ['a & b', 'has(a)&& has(b)'], ['a | b', 'has(a)|| has(b)'], ['has(x) && a', 'has(x) && has(a)'],
    [' a ', 'has(a)'], ['! a', '! has(a)'], ['a.b/c-d_e', 'has(a.b/c-d_e)'],
  ]],
  ['no blank between a function and its parenthesis', [
    ['has (a)', 'has(a)'], ['all ()', 'all()'], ['global ()', 'global()'], ['has  (a)', 'has(a)'], ['!has (a)', '!has(a)'],
    ['b == "y" && has (a)', 'b == "y" && has(a)'], ['(has (a))', '(has(a))'], ['b=="y"||all ()', 'b=="y"||all()'],
  ]],
  ['functions are has(key), all() and global(), in lower case', [
    ['HAS(a)', 'has(a)'], ['Has(a)', 'has(a)'], ['ALL()', 'all()'], ['Global()', 'global()'], ['exists(a)', 'has(a)'], ['Exists(a)', 'has(a)'],
    ['exists (a)', 'has(a)'], ['!exists(a)', '!has(a)'], ['has(b)&&exists(a)', 'has(b)&&has(a)'],
  ]],
  ['functions have parentheses: all() and global()', [
    ['all', 'all()'], ['global', 'global()'], ['!all', '!all()'], ['all && has(a)', 'all()&& has(a)'], ['all || has(a)', 'all()|| has(a)'],
    ['(all)', '(all())'], ['(global )', '(global())'], ['has(a) && all', 'has(a) && all()'],
  ]],
  ['label keys have no quotes', [
    ['has("a")', 'has(a)'], ["has('a')", 'has(a)'], ['has("a.b/c-d_e")', 'has(a.b/c-d_e)'], ['"x" == "y"', 'x == "y"'],
    ['"a" == "x y"', 'a == "x y"'], ['"a" in {"x"}', 'a in {"x"}'], ["'a' contains 'x'", "a contains 'x'"], ['"a" not in {"x"}', 'a not in {"x"}'],
    ['"a" starts with "x"', 'a starts with "x"'], ['"a" ends with "x"', 'a ends with "x"'], ['"x" == a b'],
  ]],
  ['has() needs the label key in its parentheses; for everything use all()', [
    ['!has()'], ['has( )'],
  ]],
  ['all() and global() take nothing in their parentheses', [
    ['all(a)'], ['global(x y)'], ['all( a)'], ['global( && has(a)'],
  ]],
  ['a parenthesis is not closed', [
    ['has(a', 'has(a)'], ['has(a && has(b)', 'has(a )&& has(b)'], ['has(a || has(b)', 'has(a )|| has(b)'], ['has(a ', 'has(a )'], ['all(', 'all()'],
    ['(has(a', '(has(a))'], ['(has(a)', '(has(a))'], ['((has(a))', '((has(a)))'], ['(has(a) && has(b)', '(has(a) && has(b))'],
  ]],
  ['negation is written !', [
    ['not has(a)', '!has(a)'], ['not a == "x"', '!a == "x"'], ['not (has(a))', '!(has(a))'], ['NOT has(a)', '!has(a)'],
    ['not(has(a))', '!(has(a))'], ['Not(has(a))', '!(has(a))'], ['has(b) && not has(a)', 'has(b) && !has(a)'],
    ['has(b)&&not(has(a))', 'has(b)&&!(has(a))'], ['!not has(a)', '!!has(a)'], ['(not has(a))', '(!has(a))'], ['not .x == "y"', '!.x == "y"'],
  ]],
  ['and is written &&', [
    ['has(a) and has(b)', 'has(a) && has(b)'], ['has(a) AND has(b)', 'has(a) && has(b)'], ['has(a) & has(b)', 'has(a) && has(b)'],
    ['has(a) &&& has(b)', 'has(a) && has(b)'], ['has(a); has(b)', 'has(a)&& has(b)'], ['(has(a) and has(b))', '(has(a) && has(b))'],
    ['has(a) and(has(b))', 'has(a) &&(has(b))'], ['has(a) &&&& has(b)', 'has(a) && has(b)'], ['has(a) && & has(b)', 'has(a) && has(b)'],
    ['has(a) && && has(b)', 'has(a) && has(b)'],
  ]],
  ['or is written ||', [
    ['has(a) or has(b)', 'has(a) || has(b)'], ['has(a) OR has(b)', 'has(a) || has(b)'], ['has(a) | has(b)', 'has(a) || has(b)'],
    ['has(a) ||| has(b)', 'has(a) || has(b)'], ['(has(a) or has(b))', '(has(a) || has(b))'], ['has(a) || | has(b)', 'has(a) || has(b)'],
    ['has(a) or(has(b))', 'has(a) ||(has(b))'],
  ]],
  ['conditions are joined with && or ||; a comma, as Kubernetes takes it, means &&', [
    ['has(a), has(b)', 'has(a) && has(b)'], ['has(a),has(b)', 'has(a) &&has(b)'], ['(has(a), has(b))', '(has(a) && has(b))'],
  ]],
  ['a set stands in braces, its values in quotes: {"a", "b"}', [
    ['a in ("x")', 'a in {"x"}'], ['a in ["x"]', 'a in {"x"}'], ['a in (x, y)', 'a in {"x", "y"}'], ['a in ()', 'a in {}'],
    ['a not in ("x", "y")', 'a not in {"x", "y"}'], ['a in (x) && has(b)', 'a in {"x"} && has(b)'], ['a in ("x"]', 'a in {"x"}'],
    ['a in "x"', 'a in {"x"}'], ["a in 'x'", 'a in {"x"}'], ['a in "x", "y"', 'a in {"x", "y"}'], ["a in 'x','y'", "a in {\"x\",'y'}"],
    ['a in x', 'a in {"x"}'], ['a in x,y', 'a in {"x","y"}'], ['a in x, y && has(b)', 'a in {"x", "y"} && has(b)'],
    ['a in "x" && has(b)', 'a in {"x"} && has(b)'], ['a in (x),b notin (y)', 'a in {"x"} &&b notin {"y"}'],
  ]],
  ["values stand in straight quotes, \" or '", [
    ['a in {x}', 'a in {"x"}'], ['a in {x, y}', 'a in {"x", "y"}'], ['a in {"x", y}', 'a in {"x", "y"}'], ['a in {x y}', 'a in {"x" , "y"}'],
    ['a in {a.b/c-d_1:2}', 'a in {"a.b/c-d_1:2"}'], ['a == x', 'a == "x"'], ['a == x && has(b)', 'a == "x" && has(b)'],
    ['a == x.y/z-1:2', 'a == "x.y/z-1:2"'], ['a == web)', 'a == "web"'], ['(a == web)', '(a == "web")'], ['a != x', 'a != "x"'],
    ['a contains x', 'a contains "x"'], ['a starts with x', 'a starts with "x"'], ['a ends with x', 'a ends with "x"'], ['a == é', 'a == "é"'],
    ['a == $x', 'a == "$x"'],
  ]],
  ['a set ends with a brace', [
    ['a in {"x"]', 'a in {"x"}'],
  ]],
  ['values of a set have commas between them', [
    ['a in {"x" "y"}', 'a in {"x" , "y"}'], ['a in {"x" y}', 'a in {"x" , "y"}'], ['a in {"x"; "y"}', 'a in {"x",  "y"}'],
    ['a in {"x";"y"}', 'a in {"x", "y"}'], ["a in {\"x\"'y'}", "a in {\"x\", 'y'}"],
  ]],
  ['the label key comes first, the value in quotes after the operator', [
    ['"x" == a', 'a == "x"'], ["'x' == a", 'a == "x"'], ['"x" = a', 'a == "x"'], ['"x" != a.b && has(c)', 'a.b != "x" && has(c)'],
    ['("x" == a)', '(a == "x")'], ['"x" == a || has(c)', 'a == "x" || has(c)'],
  ]],
  ['everything is selected by all()', [
    ['*', 'all()'], [' * ', 'all()'],
  ]],
  ['empty parentheses select nothing in particular: for everything use all()', [
    ['()', 'all()'], ['(  )', 'all()'], ['!()', '!all()'], ['has(a) && ()', 'has(a) && all()'],
  ]],
  ['there is nothing after the last && or ||', [
    ['has(a) &&', 'has(a)'], ['has(a) || ', 'has(a)'], ['(has(a) &&)', '(has(a))'], ['(has(a) || )', '(has(a))'],
  ]],
  ['a condition is missing before && or ||', [
    ['&& has(a)', 'has(a)'], ['|| has(a)', 'has(a)'], ['& has(a)', 'has(a)'], ['| has(a)', 'has(a)'], ['(&& has(a))', '(has(a))'],
    ['( || has(a))', '(has(a))'], ['&&'], ['||'],
  ]],
  ['there is no open parenthesis for this one', [
    ['has(a))', 'has(a)'], ['(has(a)))', '(has(a))'], ['has(a)) && has(b)', 'has(a) && has(b)'],
  ]],
  ['conditions are joined with && or ||', [
    ['has(a) has(b)'], ['has(a) b == "x"'], ['has(a) !has(b)'], ['has(a) (has(b))'], ['has(a) b in {"x"}'], ['has(a) b contains "x"'],
    ['has(a) b starts with "x"'], ['has(a) b ends with "x"'], ['has(a) b not in {"x"}'], ['(has(a) has(b))'],
  ]],
  ['no label of Kubernetes has a key as long as this one', [
    [`${LONG} == "x"`], [`has(${LONG})`],
  ]],
  ['a label key has only letters a to z, digits, "_", ".", "/" and "-"', [
    ['é == "x"'], ['aé == "x"'], ['has(é)'], ['a é "x"'],
  ]],
];

test.each(SLIPS)('%s', (hint, corrections) => {
  const actual = corrections.map(([text]) => [text, refusal(text).fix, refusal(text).hint]);
  expect(actual).toEqual(corrections.map(([text, fix]) => [text, fix, hint]));
});

test('every correction is a selector that Calico reads', () => {
  const fixes = SLIPS.flatMap(([, corrections]) => corrections.map(([, fix]) => fix)).filter((fix) => fix !== undefined);
  expect(fixes.filter((fix) => fix === '' || tryParseSelector(fix) === undefined)).toEqual([]);
});

test('up to 32 slips are corrected, in texts of up to 20000 characters', () => {
  const slips = (count: number): string => Array.from({ length: count }, () => 'a="x"').join('&&');
  expect(refusal(slips(32)).fix).toBe(slips(32).replaceAll('=', '=='));
  expect(refusal(slips(33))).toMatchObject({ hint: 'equality is written ==', fix: undefined });
  const long = (length: number): string => `a="${'x'.repeat(length - 4)}"`;
  expect(refusal(long(20_000)).fix).toHaveLength(20_001);
  expect(refusal(long(20_001))).toMatchObject({ hint: undefined, fix: undefined });
});

describe('the message', () => {
  test('shows the place, says what is wrong and what to write', () => {
    expect(refusal('a = "x"').message).toMatchInlineSnapshot(`
"Selector: expected an operator after the label key (==, !=, in, not in, contains, starts with, ends with) at column 3
  a = "x"
    ^
help: equality is written ==
write: a == "x""
`);
    expect(refusal('a $').message).toMatchInlineSnapshot(`
"Selector: expected an operator after the label key (==, !=, in, not in, contains, starts with, ends with) at column 3
  a $
    ^"
`);
    expect(refusal('a b').message.split('\n')).toHaveLength(3);
  });

  test('shows 60 characters before the place and 40 after it', () => {
    const cut = refusal(`${'a'.repeat(61)} $${'b'.repeat(40)}`).message.split('\n');
    expect(cut[1]).toBe(`  …${'a'.repeat(59)} $${'b'.repeat(39)}…`);
    expect(cut[2]).toBe(`  ${' '.repeat(61)}^`);
    const whole = refusal(`${'a'.repeat(59)} $${'b'.repeat(39)}`).message.split('\n');
    expect(whole[1]).toBe(`  ${'a'.repeat(59)} $${'b'.repeat(39)}`);
    expect(whole[2]).toBe(`  ${' '.repeat(60)}^`);
  });

  test('shows control characters as escapes, in one line', () => {
    expect(refusal('a\n\u0000\u001f\u007f\u0085\u2028\u2029 $').message.split('\n')[1]).toBe('  a\\n\\u0000\\u001f\\u007f\\u0085\\u2028\\u2029 $');
    expect(refusal('a == "x"\n$').message.split('\n')[2]).toBe(`  ${' '.repeat(8)}^`);
  });
});

test('an error of Selector.parse points to the line that calls it', () => {
  expect(refusal('a = "x"').stack).toContain('SelectorSyntaxError');
  try {
    Selector.parse('a = "x"');
  } catch (error) {
    expect((error as Error).stack!.split('\n').find((line) => /^ +at /.test(line))).toContain('repairs.test.ts');
  }
  expect.assertions(2);
});

function refusal(text: string): SelectorSyntaxError {
  try { parseSelector(text); } catch (error) { return error as SelectorSyntaxError; }
  throw new Error(`${text} was read`);
}
