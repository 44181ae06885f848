import { parseSelector, type SelectorNode, SelectorSyntaxError } from '../selector';

type Parsed = { readonly node: SelectorNode; readonly error?: undefined } | { readonly node?: undefined; readonly error: SelectorSyntaxError };

const MEMO_LIMIT = 20000;
const memo = new Map<string, Parsed>();

/** Parses a selector; answers are kept, because policies repeat them. */
export function parsedSelector(text: string): Parsed {
  const known = memo.get(text);
  if (known) {
    return known;
  }
  let parsed: Parsed;
  try {
    parsed = { node: parseSelector(text) };
  } catch (error) {
    if (!(error instanceof SelectorSyntaxError)) {
      throw error;
    }
    parsed = { error };
  }
  if (memo.size >= MEMO_LIMIT) {
    memo.clear();
  }
  memo.set(text, parsed);
  return parsed;
}

/** Whether a parsed selector has `global()` beside anything else. */
export function mixesGlobal(node: SelectorNode): boolean {
  return node.type !== 'global' && containsGlobal(node);
}

function containsGlobal(node: SelectorNode): boolean {
  switch (node.type) {
    case 'global': return true;
    case 'not': return containsGlobal(node.operand);
    case 'and': case 'or': return node.operands.some(containsGlobal);
    default: return false;
  }
}
