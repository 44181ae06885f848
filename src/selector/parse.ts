import { isBlank, isKeyUnit, MAX_KEY_LENGTH } from './characters';
import { ALL, GLOBAL, type SelectorNode } from './selector-node';
import { sortedSet } from './utf8-order';

/** What the parser was looking for when it could not go on. */
export type Expectation =
  | 'condition' // the start of a condition: a key, a function, "!" or "("
  | 'operator' // after a key
  | 'string' // after a comparison
  | 'set' // after in and not in: the opening brace
  | 'set end' // in a set after a value: comma or closing brace
  | 'set value' // in a set: a string or the closing brace
  | 'connective' // after a whole condition, no parenthesis open
  | 'connective or )' // after a whole condition, in parentheses
  | 'key' // in has(
  | ')' // after has(key, all(, global(
  | 'closing quote'
  | 'shorter key';

/** Where and why a text is not a selector. */
export class SelectorFailure {
  /** `position` counts UTF-16 units from 0. */
  constructor(public readonly position: number, public readonly expected: Expectation) {}
}

interface OpenParenthesis {
  readonly negated: boolean;
  readonly ors: SelectorNode[] | undefined;
  readonly ands: SelectorNode[] | undefined;
}

const AMPERSAND = 0x26;
const BANG = 0x21;
const BAR = 0x7c;
const BRACE_CLOSE = 0x7d;
const BRACE_OPEN = 0x7b;
const COMMA = 0x2c;
const DOUBLE_QUOTE = 0x22;
const EQUALS = 0x3d;
const PARENTHESIS_CLOSE = 0x29;
const PARENTHESIS_OPEN = 0x28;
const SINGLE_QUOTE = 0x27;

/**
 * Reads a selector as Calico does; the result says where it fails instead of throwing.
 *
 * Tokens are read when they are needed. Calico makes all tokens first, but its tokenizer looks only at the token before,
 * so both accept the same texts. Open parentheses are kept on a stack of our own: depth is limited by memory only.
 */
export function scanSelector(text: string): SelectorNode | SelectorFailure {
  try {
    return new Parser(text).selector();
  } catch (error) {
    if (error instanceof SelectorFailure) { return error; }
    throw error;
  }
}

class Parser {
  private position = 0;

  constructor(private readonly text: string) {}

  public selector(): SelectorNode {
    this.skipBlanks();
    if (this.position >= this.text.length) { return ALL; }
    const open: OpenParenthesis[] = [];
    let ors: SelectorNode[] | undefined;
    let ands: SelectorNode[] | undefined;

    for (;;) {
      const negated = this.bangs();
      if (this.text.charCodeAt(this.position) === PARENTHESIS_OPEN) {
        this.position++;
        this.skipBlanks();
        open.push({ negated, ors, ands });
        ors = ands = undefined;
        continue;
      }
      let node = this.condition();
      if (negated) { node = { type: 'not', operand: node }; }

      // A condition is complete: close what ends with it, until a connective asks for the next one.
      for (;;) {
        this.skipBlanks();
        if (this.pair(AMPERSAND)) {
          (ands ??= []).push(node);
          break;
        }
        if (ands) {
          ands.push(node);
          node = { type: 'and', operands: ands };
          ands = undefined;
        }
        if (this.pair(BAR)) {
          (ors ??= []).push(node);
          break;
        }
        if (ors) {
          ors.push(node);
          node = { type: 'or', operands: ors };
          ors = undefined;
        }
        const outer = open.pop();
        if (outer === undefined) {
          if (this.position >= this.text.length) { return node; }
          throw this.failure('connective');
        }
        if (this.text.charCodeAt(this.position) !== PARENTHESIS_CLOSE) { throw this.failure('connective or )'); }
        this.position++;
        if (outer.negated) { node = { type: 'not', operand: node }; }
        ({ ors, ands } = outer);
      }
      this.skipBlanks();
    }
  }

  /** Adjacent bangs collapse: an odd number negates. */
  private bangs(): boolean {
    let negated = false;
    while (this.text.charCodeAt(this.position) === BANG) {
      negated = !negated;
      this.position++;
      this.skipBlanks();
    }
    return negated;
  }

  private condition(): SelectorNode {
    const start = this.position;
    const end = this.keyEnd(start);
    if (end === start) { throw this.failure('condition'); }
    // A function's parenthesis touches its name; with a blank between, the name is a key.
    if (this.text.charCodeAt(end) === PARENTHESIS_OPEN) {
      const name = this.text.slice(start, end);
      if (name === 'has' || name === 'all' || name === 'global') {
        this.position = end + 1;
        return this.functionCall(name);
      }
    }
    if (end - start > MAX_KEY_LENGTH) { throw this.failure('shorter key'); }
    this.position = end;
    const key = this.text.slice(start, end);
    this.skipBlanks();
    return this.comparison(key);
  }

  private functionCall(name: 'has' | 'all' | 'global'): SelectorNode {
    this.skipBlanks();
    let key = '';
    if (name === 'has') {
      const end = this.keyEnd(this.position);
      if (end === this.position) { throw this.failure('key'); }
      if (end - this.position > MAX_KEY_LENGTH) { throw this.failure('shorter key'); }
      key = this.text.slice(this.position, end);
      this.position = end;
      this.skipBlanks();
    }
    if (this.text.charCodeAt(this.position) !== PARENTHESIS_CLOSE) { throw this.failure(')'); }
    this.position++;
    return name === 'has' ? { type: 'has', key } : name === 'all' ? ALL : GLOBAL;
  }

  private comparison(key: string): SelectorNode {
    const { text, position } = this;
    switch (text.charCodeAt(position)) {
      case EQUALS:
        if (text.charCodeAt(position + 1) !== EQUALS) { break; }
        this.position += 2;
        return { type: '==', key, value: this.operandString() };
      case BANG:
        if (text.charCodeAt(position + 1) !== EQUALS) { break; }
        this.position += 2;
        return { type: '!=', key, value: this.operandString() };
      case 0x63: // c
        if (!this.words('contains', '')) { break; }
        return { type: 'contains', key, value: this.operandString() };
      case 0x73: // s
        if (!this.words('starts', 'with')) { break; }
        return { type: 'startsWith', key, value: this.operandString() };
      case 0x65: // e
        if (!this.words('ends', 'with')) { break; }
        return { type: 'endsWith', key, value: this.operandString() };
      case 0x69: // i
        if (!this.words('in', '')) { break; }
        return { type: 'in', key, values: this.set() };
      case 0x6e: // n
        if (!this.words('not', 'in')) { break; }
        return { type: 'notIn', key, values: this.set() };
    }
    throw this.failure('operator');
  }

  /** An operator word. Blanks between its two halves are optional; it ends where no key could go on. */
  private words(first: string, second: string): boolean {
    const { text } = this;
    if (!text.startsWith(first, this.position)) { return false; }
    let end = this.position + first.length;
    if (second !== '') {
      while (isBlank(text.charCodeAt(end))) { end++; }
      if (!text.startsWith(second, end)) { return false; }
      end += second.length;
    }
    if (isKeyUnit(text.charCodeAt(end))) { return false; }
    this.position = end;
    return true;
  }

  private set(): string[] {
    this.skipBlanks();
    if (this.text.charCodeAt(this.position) !== BRACE_OPEN) { throw this.failure('set'); }
    this.position++;
    const values: string[] = [];
    for (;;) {
      this.skipBlanks();
      if (this.text.charCodeAt(this.position) === BRACE_CLOSE) { break; }
      values.push(this.string('set value'));
      this.skipBlanks();
      const unit = this.text.charCodeAt(this.position);
      if (unit === BRACE_CLOSE) { break; }
      if (unit !== COMMA) { throw this.failure('set end'); }
      this.position++;
    }
    this.position++;
    return sortedSet(values);
  }

  private operandString(): string {
    this.skipBlanks();
    return this.string('string');
  }

  /** A string ends at the first quote like its opening one; there are no escapes. */
  private string(expected: Expectation): string {
    const start = this.position;
    const quote = this.text.charCodeAt(start);
    if (quote !== DOUBLE_QUOTE && quote !== SINGLE_QUOTE) { throw this.failure(expected); }
    const end = this.text.indexOf(quote === DOUBLE_QUOTE ? '"' : "'", start + 1);
    if (end < 0) { throw this.failure('closing quote'); }
    this.position = end + 1;
    return this.text.slice(start + 1, end);
  }

  private pair(unit: number): boolean {
    if (this.text.charCodeAt(this.position) !== unit || this.text.charCodeAt(this.position + 1) !== unit) { return false; }
    this.position += 2;
    return true;
  }

  private keyEnd(start: number): number {
    let end = start;
    while (isKeyUnit(this.text.charCodeAt(end))) { end++; }
    return end;
  }

  private skipBlanks(): void {
    while (isBlank(this.text.charCodeAt(this.position))) { this.position++; }
  }

  private failure(expected: Expectation): SelectorFailure {
    return new SelectorFailure(this.position, expected);
  }
}
