import type { Command } from 'commander';
import { ExitCode, type Io } from './io';
import { addQueryOptions, type QueryAnswer, type QueryOptions, runQuery } from './query-options';
import { nameOf, table, typesOf } from './query-text';
import type { Policy, Tier } from '../cluster';
import type { QueryModel } from './query-model';

/** `policies PATH…`: all policies in evaluation order. */
export function policiesCommand(program: Command, io: Io, done: (code: ExitCode) => void): void {
  addQueryOptions(program.command('policies').description('list all policies in evaluation order and how many endpoints each selects'))
    .action((paths: string[], options: QueryOptions) => {
      runQuery(io, paths, options, answer);
      done(ExitCode.OK);
    });
}

interface PolicyRow {
  readonly tier: string;
  /** Null when nobody can tell, or for a tier that comes after all others. */
  readonly tierOrder: number | null;
  /** Null for a policy without order: it comes after those that have one. */
  readonly order: number | null;
  /** Another policy of the tier has the same order: names decide. */
  readonly sharesOrder: boolean;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly isStaged: boolean;
  readonly types: readonly string[];
  readonly selector: string;
  readonly endpoints: number;
  readonly maybeEndpoints: number;
}

function answer(model: QueryModel): QueryAnswer {
  const policies = model.cluster.tiers.flatMap((tier) => tier.policies.map((policy) => rowOf(model, tier, policy)));
  const lines = table([
    ['TIER', 'ORDER', 'KIND', 'NAME', 'TYPES', 'ENDPOINTS', 'SELECTOR'],
    ...policies.map((row) => [
      `${row.tier} (${row.tierOrder ?? (model.cluster.isComplete ? 'last' : '?')})`, `${row.order ?? '-'}${row.sharesOrder ? ' =' : ''}`, row.kind, nameOf(row),
      row.types.join(','), `${row.endpoints}${row.maybeEndpoints > 0 ? ` (maybe ${row.maybeEndpoints} more)` : ''}`, row.selector || 'all()',
    ]),
  ]);
  return { json: { policies }, lines: policies.length > 0 ? lines : ['no policies'] };
}

function rowOf(model: QueryModel, tier: Tier, policy: Policy): PolicyRow {
  const applied = model.endpoints.map((endpoint) => model.applies(policy, endpoint));
  const finite = (order: number): number | null => (Number.isFinite(order) ? order : null);
  return {
    tier: tier.name,
    tierOrder: finite(tier.order),
    order: finite(policy.order),
    sharesOrder: tier.policies.some((other) => other !== policy && other.order === policy.order),
    kind: policy.kind,
    namespace: policy.namespace,
    name: policy.name,
    isStaged: policy.isStaged,
    types: typesOf(policy),
    selector: policy.selector.text,
    endpoints: applied.filter((result) => result === 'yes').length,
    maybeEndpoints: applied.filter((result) => result === 'maybe').length,
  };
}
