import type { Io } from './io';

/** What should be known about the input, beside the answer: on standard error, so that the answer can go into a file. */
export function tellNotes(io: Io, notes: readonly string[], { quiet }: { readonly quiet?: boolean }): void {
  if (quiet !== true) { notes.forEach((note) => io.error(`note: ${note}\n`)); }
}
