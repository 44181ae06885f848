import type { Command } from 'commander';
import { collect } from './target-options';

/** What a question is asked about: the same words for every command that asks. `paths` is added as the last argument. */
export function addInputPaths(command: Command): Command {
  return command
    .argument('[paths...]', 'files and folders with the manifests; - is standard input (default: .)')
    .option('--with <path>', 'what else the cluster holds; may be repeated', collect);
}

/** All that is read. */
export function inputPaths(paths: readonly string[], { with: others = [] }: { readonly with?: readonly string[] }): string[] {
  return [...paths.length > 0 ? paths : ['.'], ...others];
}
