import type { Mutant } from './results';

/** Why a mutant may live: there is nothing to notice, or nothing that matters. */
interface Reason {
  readonly why: string;
  matches(mutant: Mutant, file: string): boolean;
}

const at = (file: string, ...sources: string[]) => (mutant: Mutant, mutated: string): boolean => mutated.endsWith(file)
  && sources.some((source) => mutant.source.includes(source));

/** The first that fits is the one. */
const REASONS: Reason[] = [
  {
    why: 'What is kept to save time: without it, or with more of it, the answers are the same',
    matches: at('', 'memo.', 'MEMO_LIMIT', 'compiled.has(', 'compiled.set(', 'bindings.set(', 'if (known) return known;'),
  },
];

export function reasonFor(mutant: Mutant, file: string): string | undefined {
  return REASONS.find((reason) => reason.matches(mutant, file))?.why;
}
