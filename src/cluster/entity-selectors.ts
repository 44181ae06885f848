import { printSelector } from '../selector';
import { type Interner } from './interner';
import { NAMESPACE_LABEL, NAMESPACE_PREFIX, SERVICE_ACCOUNT_LABEL, SERVICE_ACCOUNT_PREFIX } from './labels';

/**
 * How the selector fields of a policy or of one side of a rule become the one selector that Felix evaluates.
 * Calico puts texts together, so do we: `all()` is replaced in the text, and a text that cannot be read stays a fault of the whole.
 */

const HAS_NAMESPACE = `has(${NAMESPACE_LABEL})`;
const HAS_SERVICE_ACCOUNT = `has(${SERVICE_ACCOUNT_LABEL})`;

export function namespacedPolicySelector(interner: Interner, selector: string, serviceAccountSelector: string, namespace: string): string {
  const inNamespace = `${NAMESPACE_LABEL} == '${namespace}'`;
  const scoped = selector === '' ? inNamespace : `(${selector}) && ${inNamespace}`;
  if (serviceAccountSelector === '') { return scoped; }
  const accounts = interner.prefixed(serviceAccountSelector, SERVICE_ACCOUNT_PREFIX);
  return accounts === '' ? scoped : `(${scoped}) && ${accounts}`;
}

export function globalPolicySelector(interner: Interner, selector: string, namespaceSelector: string, serviceAccountSelector: string): string {
  let result = selector;
  for (const [text, prefix, presence] of [
    [namespaceSelector, NAMESPACE_PREFIX, HAS_NAMESPACE], [serviceAccountSelector, SERVICE_ACCOUNT_PREFIX, HAS_SERVICE_ACCOUNT],
  ] as const) {
    if (text === '') { continue; }
    const clause = interner.prefixed(text, prefix);
    if (clause !== '') { result = result === '' ? clause : `(${result}) && ${clause}`; }
    result = result.replaceAll('all()', presence); // also when the clause could not be read and was left out
  }
  return result;
}

export interface EntitySelectors {
  readonly selector: string;
  readonly notSelector: string;
  readonly namespaceSelector: string;
  readonly serviceAccountNames: readonly string[];
  readonly serviceAccountSelector: string;
}

/** The positive selector of one side of a rule in two texts, of which both must hold; an empty one says nothing. */
export interface PositiveParts {
  /** Where the rule looks: the namespaces. */
  readonly scope: string;
  /** What it selects there. */
  readonly selected: string;
}

/** `namespace` is that of the policy, empty for global kinds. */
export function positiveParts(interner: Interner, entity: EntitySelectors, namespace: string): PositiveParts {
  const accounts = serviceAccountsSelector(interner, entity);
  const selected = accounts === '' || entity.selector === '' ? accounts + entity.selector : `(${accounts}) && (${entity.selector})`;
  if (entity.namespaceSelector !== '') { return { scope: namespacesSelector(interner, entity.namespaceSelector), selected }; }
  const isScoped = namespace !== '' && (selected !== '' || entity.notSelector !== '');
  return { scope: isScoped ? `${NAMESPACE_LABEL} == '${namespace}'` : '', selected };
}

/** The selector that the parts are together; empty for none. */
export function positiveText({ scope, selected }: PositiveParts): string {
  return scope === '' || selected === '' ? scope + selected : `(${scope}) && (${selected})`;
}

function namespacesSelector(interner: Interner, selector: string): string {
  return interner.prefixed(selector, NAMESPACE_PREFIX).replaceAll('all()', HAS_NAMESPACE).replaceAll('global()', `!${HAS_NAMESPACE}`);
}

function serviceAccountsSelector(interner: Interner, entity: EntitySelectors): string {
  const labels = entity.serviceAccountSelector === '' ? '' : interner.prefixed(entity.serviceAccountSelector, SERVICE_ACCOUNT_PREFIX);
  if (entity.serviceAccountNames.length === 0) { return labels; }
  const named = interner.parse(`${SERVICE_ACCOUNT_LABEL} in { '${entity.serviceAccountNames.join('\', \'')}' }`);
  if (named === undefined) { return ''; }
  return labels === '' ? printSelector(named) : `(${labels}) && (${printSelector(named)})`;
}

/** A negative beside a positive narrows it object by object, so a set with wide CIDRs still matches what the negative excludes. */
export function foldNegative(positive: string, negative: string): string {
  return `(${positive}) && (!(${negative}))`;
}
