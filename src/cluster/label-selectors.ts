import { type JsonObject } from '../manifest';
import { objectAt, objectsAt, stringMapAt, stringsAt, textAt } from './fields';
import { ORCHESTRATOR_LABEL } from './labels';

/** Kubernetes label selectors as the Calico selectors that Calico makes of them. */

/** Selects pods only: nothing but pods carries the orchestrator label. */
export function podSelectorText(selector: JsonObject | undefined): string {
  return [`${ORCHESTRATOR_LABEL} == 'k8s'`, ...requirements(selector)].join(' && ');
}

/** Empty when there is no selector; `all()` for one without requirements. */
export function namespaceSelectorText(selector: JsonObject | undefined): string {
  if (selector === undefined) { return ''; }
  return requirements(selector).join(' && ') || 'all()';
}

function requirements(selector: JsonObject | undefined): string[] {
  const labels = [...stringMapAt(selector, 'matchLabels')].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => `${key} == '${value}'`);
  return [...labels, ...objectsAt(selector, 'matchExpressions').flatMap(expressionText)];
}

function expressionText(expression: JsonObject): string[] {
  const key = textAt(expression, 'key');
  const values = `{ '${stringsAt(expression, 'values').join('\', \'')}' }`;
  switch (textAt(expression, 'operator')) {
    case 'In': return [`${key} in ${values}`];
    case 'NotIn': return [`${key} not in ${values}`];
    case 'Exists': return [`has(${key})`];
    case 'DoesNotExist': return [`! has(${key})`];
    default: return [];
  }
}

/** The pod and namespace selectors of a `pods` peer or subject. */
export function podsSelectors(pods: JsonObject | undefined): { selector: string; namespaceSelector: string } {
  return {
    selector: podSelectorText(objectAt(pods, 'podSelector')),
    namespaceSelector: namespaceSelectorText(objectAt(pods, 'namespaceSelector') ?? {}),
  };
}
