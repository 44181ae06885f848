import {
  buildCluster, type ClusterModel, type HostEndpoint, matchLabels, type Member, NAME_LABEL, NAMESPACE_PREFIX,
  type Policy, rulesOf, SERVICE_ACCOUNT_PREFIX, type Tri, triNot, UNNAMED_NAMESPACE, type Workload,
} from '../cluster';
import { didYouMean } from '../findings';
import { printPath, readPaths, takeManifests } from '../manifest';
import { parseSelector, SelectorSyntaxError, type SelectorNode } from '../selector';
import type { CalicoVersion } from '../target';
import { UsageError } from './io';
import type { QueryOptions } from './query-options';
import { targetOf } from './target-options';

export type Endpoint = Workload | HostEndpoint;

export interface ProfileLabels {
  readonly name: string;
  readonly labels: ReadonlyMap<string, string>;
  /** There may be labels that the input does not show. */
  readonly isOpen: boolean;
}

export interface Selected {
  readonly member: Member;
  /** `yes` or `maybe`. */
  readonly selects: Tri;
}

/** What the selector of one side of a rule selects, whatever else the rule asks for. */
export interface RuleSelection {
  readonly policy: Policy;
  readonly path: string;
  readonly selector: string;
  /** It is a `notSelector`: the members are those that it does not select. */
  readonly isNegated: boolean;
  readonly selected: readonly Selected[];
}

/** What a query asks a cluster for. */
export class QueryModel {
  /** @throws InputError when a file cannot be read */
  public static read(paths: readonly string[], options: QueryOptions): QueryModel {
    const target = targetOf(options);
    return new QueryModel(buildCluster(takeManifests(readPaths(paths)), {
      version: target.version as CalicoVersion,
      installMode: target.installMode,
      podNets: target.podNets,
      complete: options.complete,
      namespace: options.namespace,
    }));
  }

  /** What policy can be applied to. A pod in the network of its node is no endpoint of its own. */
  public readonly endpoints: readonly Endpoint[];

  private constructor(public readonly cluster: ClusterModel) {
    this.endpoints = [...cluster.workloads.filter(({ hostNetwork }) => !hostNetwork), ...cluster.hostEndpoints];
  }

  public get notes(): string[] {
    return this.cluster.notes.map(({ message }) => message);
  }

  /** Profiles in the order of their names. Namespaces and service accounts that are only mentioned have one too, whose labels may be open. */
  public profiles(): ProfileLabels[] {
    const { cluster } = this;
    const profiles = new Map<string, ProfileLabels>();
    for (const { name, labels } of cluster.profiles.values()) { profiles.set(name, { name, labels, isOpen: false }); }
    const add = (name: string, prefix: string, own: string, labels: ReadonlyMap<string, string>, isOpen: boolean): void => {
      const given = [...labels].map(([key, value]): [string, string] => [prefix + key, value]);
      const named: [string, string][] = own === UNNAMED_NAMESPACE ? [] : [[prefix + NAME_LABEL, own]];
      profiles.set(name, { name, labels: new Map([...given, ...named]), isOpen });
    };
    for (const { name, labels, isKnown } of cluster.namespaces.values()) {
      if (isKnown || !cluster.isComplete) { add(`kns.${name}`, NAMESPACE_PREFIX, name, labels, !isKnown); }
    }
    const accounts = new Map([...cluster.serviceAccounts].map(([key, labels]) => [key, { labels, isOpen: false }]));
    for (const { namespace, serviceAccount } of cluster.workloads) {
      const key = `${namespace}/${serviceAccount}`;
      if (!accounts.has(key)) { accounts.set(key, { labels: new Map(), isOpen: !cluster.isComplete }); }
    }
    for (const [key, { labels, isOpen }] of accounts) {
      add(`ksa.${key.replace('/', '.')}`, SERVICE_ACCOUNT_PREFIX, key.slice(key.indexOf('/') + 1), labels, isOpen);
    }
    return [...profiles.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /**
   * Whether a policy counts for an endpoint. Policies that act before connection tracking or address translation are for host
   * endpoints; Felix has no untracked stage on those for all interfaces.
   */
  public applies(policy: Policy, endpoint: Endpoint): Tri {
    const isRefused = endpoint.type === 'workload' ? policy.doNotTrack || policy.preDnat : policy.doNotTrack && endpoint.interfaceName === '*';
    return isRefused ? 'no' : matchLabels(policy.selector.node, endpoint.labels);
  }

  /** All policies in evaluation order. */
  public get policies(): Policy[] {
    return this.cluster.tiers.flatMap(({ policies }) => policies);
  }

  /** What the selectors of a policy's rules select among some members; rules and sides without selector are left out. */
  public ruleSelections(policy: Policy, members: readonly Member[]): RuleSelection[] {
    return rulesOf(policy).flatMap((rule) => (['source', 'destination'] as const).flatMap((side): RuleSelection[] => {
      const { selector, notSelector } = rule[side];
      const interned = selector ?? notSelector;
      if (interned === undefined) { return []; }
      const isNegated = selector === undefined;
      const selected = members.map((member) => {
        const selects = this.selects(interned.node, member);
        return { member, selects: isNegated ? triNot(selects) : selects };
      }).filter(({ selects }) => selects !== 'no');
      return [{ policy, path: printPath([...rule.path, side]), selector: interned.text || 'all()', isNegated, selected }];
    }));
  }

  /** A sentence with names like one that does not exist. */
  public near(name: string, existing: Iterable<string>): string {
    return didYouMean(name, existing);
  }

  public selects(selector: SelectorNode, member: Member): Tri {
    return matchLabels(selector, member.labels);
  }

  /** @throws UsageError with the message of the selector's parser */
  public selector(text: string): SelectorNode {
    try {
      return parseSelector(text);
    } catch (error) {
      if (error instanceof SelectorSyntaxError) { throw new UsageError(error.message); }
      throw error;
    }
  }
}
