import type { Command } from 'commander';
import { ExitCode, UsageError, type Io } from './io';
import { addQueryOptions, type QueryAnswer, type QueryOptions, runQuery } from './query-options';
import { idOf, kindOf, nameOf, table, unlessSure } from './query-text';
import type { Policy } from '../cluster';
import type { QueryModel, Selected } from './query-model';

/** `policy NAME [PATHS…]`: whom a policy is about. */
export function policyCommand(program: Command, io: Io, done: (code: ExitCode) => void): void {
  addQueryOptions(program.command('policy')
    .description('list the endpoints that a policy applies to, and those that the selectors of its rules select')
    .argument('<name>', 'the name of a policy, or namespace/name'))
    .action((name: string, paths: string[], options: QueryOptions) => {
      runQuery(io, paths, options, (model) => answer(model, name));
      done(ExitCode.OK);
    });
}

function answer(model: QueryModel, name: string): QueryAnswer {
  const policies = model.policies.filter((policy) => [policy.name, nameOf(policy), policy.source.name, nameOf(policy.source)].includes(name));
  if (policies.length === 0) { throw new UsageError(`no policy '${name}' in the input.${model.near(name, new Set(model.policies.map(nameOf)))}`); }
  const found = policies.map((policy) => ({
    policy,
    applied: model.endpoints.map((member) => ({ member, selects: model.applies(policy, member) })).filter(({ selects }) => selects !== 'no'),
    rules: model.ruleSelections(policy, [...model.endpoints, ...model.cluster.networkSets]),
  }));
  return {
    json: {
      policies: found.map(({ policy, applied, rules }) => ({
        tier: policy.tier,
        kind: policy.kind,
        namespace: policy.namespace,
        name: policy.name,
        selector: selectorOf(policy),
        appliesTo: applied.map(entry),
        rules: rules.map(({ path, isNegated, selector, selected }) => ({ path, selector, isNegated, selected: selected.map(entry) })),
      })),
    },
    lines: found.flatMap(({ policy, applied, rules }) => [
      `${policy.kind} ${nameOf(policy)} (tier ${policy.tier})`,
      `  selector ${selectorOf(policy)} applies to:`,
      ...cells(applied),
      ...rules.flatMap(({ path, isNegated, selector, selected }) => [`  ${path} ${selector} selects${isNegated ? ' all but what it names' : ''}:`, ...cells(selected)]),
    ]),
  };
}

function selectorOf(policy: Policy): string {
  return policy.selector.text || 'all()';
}

function entry({ member, selects }: Selected): object {
  return { kind: kindOf(member), id: idOf(member), selects };
}

function cells(selected: readonly Selected[]): string[] {
  if (selected.length === 0) { return ['    nothing']; }
  return table(selected.map(({ member, selects }) => [kindOf(member), idOf(member), unlessSure(selects)])).map((line) => `    ${line}`);
}
