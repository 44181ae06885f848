import { closest } from '../findings';
import type { Json } from '../manifest';

/** What a value is, in words for a message. */
export function kindOf(value: Json | undefined): string {
  if (value === null) {
    return 'null';
  }
  if (value === undefined) {
    return 'nothing';
  }
  if (Array.isArray(value)) {
    return 'a list';
  }
  switch (typeof value) {
    case 'string': return 'text';
    case 'number': return 'a number';
    case 'boolean': return 'a boolean';
    default: return 'an object';
  }
}

/** A value in a message: as JSON, cut when it is long. */
export function show(value: Json | undefined): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

/** `a, b or c` */
export function oneOf(values: readonly string[], last = 'or'): string {
  return values.length < 2 ? values.join('') : `${values.slice(0, -1).join(', ')} ${last} ${values[values.length - 1]}`;
}

/** What other firewalls call the actions of a rule. */
const ACTIONS: Readonly<Record<string, readonly string[]>> = {
  accept: ['Allow', 'Accept'],
  permit: ['Allow', 'Accept'],
  allow: ['Allow', 'Accept'],
  drop: ['Deny'],
  reject: ['Deny'],
  block: ['Deny'],
  nexttier: ['Pass'],
  next: ['Pass'],
  delegate: ['Pass'],
};

/** Which of some values was meant: one that is spelt alike, or that means the same. */
export function meantValue(value: string, values: readonly string[]): string | undefined {
  const word = value.toLowerCase().replaceAll(/[^a-z]/g, '');
  const synonyms = values.includes('Pass') && values.includes('Deny') && Object.hasOwn(ACTIONS, word) ? ACTIONS[word] : [];
  return closest(value, values) ?? values.find((each) => synonyms.includes(each));
}
