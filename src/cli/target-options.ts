import type { Command } from 'commander';
import { allVersions, CalicoEdition, CalicoTarget, Dataplane, InstallMode, NEWEST_RELEASED, parseVersion, type CalicoTargetOptions } from '../target';
import { UsageError } from './io';

/** Where manifests go, as options and the configuration file name it. */
export interface TargetChoice {
  readonly calicoVersion?: string;
  readonly installMode?: string;
  readonly dataplane?: string;
  readonly edition?: string;
  readonly podNets?: string[];
  readonly serviceNets?: string[];
  readonly nodeNets?: string[];
}

/** What every answer depends on. */
export function addTargetOptions(command: Command): Command {
  return command
    .option('--calico-version <minor>', `what the manifests are for, like v3.31 (default: ${NEWEST_RELEASED})`)
    .option('--install-mode <mode>', `how objects reach the cluster: ${Object.values(InstallMode).join(', ')} (default: ${InstallMode.APISERVER})`)
    .option('--pod-nets <cidr>', 'networks that pods get their addresses from, where the input has no IPPool; may be repeated',
      (text: string, others: string[] = []) => [...others, ...text.split(',')]);
}

/** What findings depend on, and no verdict. */
export function addFindingOptions(command: Command): Command {
  return command
    .option('--dataplane <name>', `what enforces policy: ${Object.values(Dataplane).join(', ')} (default: ${Dataplane.IPTABLES})`)
    .option('--edition <name>', `${Object.values(CalicoEdition).join(', ')} (default: ${CalicoEdition.OPEN_SOURCE})`);
}

/** For an option that may be repeated. */
export function collect(value: string, others: string[] = []): string[] {
  return [...others, value];
}

/** @throws UsageError for a value that does not exist */
export function targetOf(choice: TargetChoice): CalicoTarget {
  const options: CalicoTargetOptions = {
    installMode: oneOf('install mode', choice.installMode, Object.values(InstallMode)),
    dataplane: oneOf('dataplane', choice.dataplane, Object.values(Dataplane)),
    edition: oneOf('edition', choice.edition, Object.values(CalicoEdition)),
    podNets: choice.podNets,
    serviceNets: choice.serviceNets,
    nodeNets: choice.nodeNets,
  };
  if (choice.calicoVersion === undefined && Object.values(options).every((value) => value === undefined)) return CalicoTarget.assumed();
  const version = choice.calicoVersion === undefined ? NEWEST_RELEASED : parseVersion(choice.calicoVersion);
  if (!version) {
    const known = allVersions();
    throw new UsageError(`there is no Calico version '${choice.calicoVersion}' here; known are ${known[0]} to ${known.at(-1)}`);
  }
  try {
    return CalicoTarget.of(version, options);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** The value as a member of an enum. */
export function oneOf<T extends string>(what: string, value: string | undefined, known: readonly T[]): T | undefined {
  if (value === undefined) return undefined;
  const found = known.find((candidate) => candidate === value);
  if (found === undefined) throw new UsageError(`there is no ${what} '${value}'; use one of ${known.join(', ')}`);
  return found;
}
