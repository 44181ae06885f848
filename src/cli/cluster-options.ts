import type { Command } from 'commander';
import { collect, targetOf, type TargetChoice } from './target-options';
import type { ClusterProps } from '../verdict';

/** How manifests are taken together as one cluster, as options and the configuration file of `check` say it. */
export interface ClusterChoice {
  readonly with?: string[];
  readonly complete?: boolean;
  readonly namespace?: string;
}

/** The options that every command has which judges manifests together. */
export function addClusterOptions(command: Command): Command {
  return command
    .option('--with <path>', 'what else the cluster holds; may be repeated', collect)
    .option('--complete', 'nothing exists besides the input')
    .option('--namespace <name>', 'the namespace of objects that name none');
}

/** What a question is asked about: the same words for every command that asks. `paths` is added as the last argument. */
export function addInputPaths(command: Command): Command {
  return addClusterOptions(command.argument('[paths...]', 'files and folders with the manifests; - is standard input (default: .)'));
}

/** All that is read. */
export function inputPaths(paths: readonly string[], { with: others = [] }: ClusterChoice): string[] {
  return [...paths.length > 0 ? paths : ['.'], ...others];
}

/** @throws UsageError for a target that does not exist */
export function clusterProps(options: TargetChoice & ClusterChoice): ClusterProps {
  return { target: targetOf(options), complete: options.complete, namespace: options.namespace };
}
