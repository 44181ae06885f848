import { isJsonObject, type Json, type JsonObject } from '../manifest';
import { selectorError } from './selectors';

const isText = (value: Json | undefined): value is string => typeof value === 'string' && !value.includes('\'');

function equalities(labels: Json | undefined): string[] | undefined {
  if (labels === undefined) return [];
  if (!isJsonObject(labels)) return undefined;
  const entries = Object.entries(labels);
  return entries.every(([, value]) => isText(value)) ? entries.map(([key, value]) => `${key} == '${value as string}'`) : undefined;
}

function requirement({ key, operator, values = [] }: JsonObject): string | undefined {
  if (!isText(key) || !Array.isArray(values) || !values.every(isText)) return undefined;
  const set = `{${values.map((value) => `'${value}'`).join(', ')}}`;
  switch (operator) {
    case 'In': return `${key} in ${set}`;
    case 'NotIn': return `${key} not in ${set}`;
    case 'Exists': return `has(${key})`;
    case 'DoesNotExist': return `!has(${key})`;
    default: return undefined;
  }
}

function requirements(list: Json | undefined): (string | undefined)[] | undefined {
  if (list === undefined) return [];
  return Array.isArray(list) && list.every(isJsonObject) ? list.map(requirement) : undefined;
}

/** What a label selector of Kubernetes, or a plain map of labels, says as a selector of Calico; undefined where it is neither. */
export function expressionOf(value: JsonObject): string | undefined {
  const isLabelSelector = Object.keys(value).every((key) => key === 'matchLabels' || key === 'matchExpressions');
  const conditions = isLabelSelector ? [equalities(value.matchLabels), requirements(value.matchExpressions)] : [equalities(value)];
  if (conditions.includes(undefined)) return undefined;
  const parts = conditions.flat();
  if (parts.includes(undefined)) return undefined;
  const text = parts.join(' && ') || 'all()';
  return selectorError(text) === undefined ? text : undefined;
}
