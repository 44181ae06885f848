import type { QueryAnswer } from './query-options';
import { idOf, kindOf, nameOf, table, typesOf, unlessSure } from './query-text';
import type { Policy, Tri } from '../cluster';
import type { Endpoint, QueryModel } from './query-model';

/** What applies to each of some endpoints, and which rules have selectors that select it. */
export function answerEndpoints(model: QueryModel, endpoints: readonly Endpoint[]): QueryAnswer {
  const found = endpoints.map((endpoint) => ({
    endpoint,
    policies: model.policies.map((policy) => ({ policy, applies: model.applies(policy, endpoint) })).filter(({ applies }) => applies !== 'no'),
    rules: model.policies.flatMap((policy) => model.ruleSelections(policy, [endpoint])).filter(({ selected }) => selected.length > 0),
  }));
  return {
    json: {
      endpoints: found.map(({ endpoint, policies, rules }) => ({
        id: idOf(endpoint),
        kind: kindOf(endpoint),
        policies: policies.map(({ policy, applies }) => ({
          ...identity(policy), order: Number.isFinite(policy.order) ? policy.order : null, types: typesOf(policy), applies,
        })),
        rules: rules.map(({ policy, path, selected }) => ({ ...identity(policy), path, selects: selected[0].selects })),
        profiles: endpoint.profiles,
      })),
    },
    lines: found.flatMap(({ endpoint, policies, rules }) => [
      `${idOf(endpoint)} (${kindOf(endpoint)})`,
      ...section('policies that apply', policies.map(({ policy, applies }) => policyCells(policy, applies))),
      ...section('rules that select it', rules.map(({ policy, path, selected }) => [policy.tier, policy.kind, nameOf(policy), path, unlessSure(selected[0].selects)])),
      ...section('profiles', endpoint.profiles.map((name) => [name])),
    ]),
  };
}

function policyCells(policy: Policy, applies: Tri): string[] {
  return [policy.tier, Number.isFinite(policy.order) ? `${policy.order}` : '-', policy.kind, nameOf(policy), typesOf(policy).join(','), unlessSure(applies)];
}

function identity({ tier, kind, namespace, name }: Policy): object {
  return { tier, kind, namespace, name };
}

function section(title: string, rows: readonly (readonly string[])[]): string[] {
  return rows.length === 0 ? [`  ${title}: none`] : [`  ${title}:`, ...table(rows).map((line) => `    ${line}`)];
}
