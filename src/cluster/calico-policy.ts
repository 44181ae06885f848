import { type Json, type JsonObject, type Manifest } from '../manifest';
import { CalicoVersion, InstallMode } from '../target';
import { type BuildContext } from './build-context';
import { globalPolicySelector, namespacedPolicySelector } from './entity-selectors';
import { flagAt, listAt, numberAt, objectAt, stringsAt, textAt } from './fields';
import { type PolicyKind, type Source } from './model';
import { type PolicyDraft } from './policy-draft';
import { PolicyIgnored, RuleBuilder } from './rule-builder';
import { isStored } from './stored-metadata';

type CalicoKind = Extract<PolicyKind, 'NetworkPolicy' | 'GlobalNetworkPolicy' | 'StagedNetworkPolicy' | 'StagedGlobalNetworkPolicy'>;

/** NetworkPolicy and GlobalNetworkPolicy of Calico, and their staged twins. */
export function readCalicoPolicy(context: BuildContext, manifest: Manifest, source: Source): PolicyDraft {
  const kind = source.kind as CalicoKind;
  const spec = objectAt(manifest.object, 'spec') ?? {};
  const isGlobal = kind.includes('Global');
  const selector = policySelector(context, spec, source, isGlobal);
  const rules = new RuleBuilder(context, source, source.namespace);
  const types = policyTypes(context, source, spec);
  return {
    kind,
    isStaged: kind.startsWith('Staged'),
    namespace: source.namespace,
    name: source.name,
    tier: tierOf(context, manifest, source, spec),
    order: numberAt(spec, 'order') ?? Infinity,
    selector,
    appliesToIngress: types.includes('Ingress'),
    appliesToEgress: types.includes('Egress'),
    applyOnForward: isGlobal && flagAt(spec, 'applyOnForward'),
    preDnat: isGlobal && flagAt(spec, 'preDNAT'),
    doNotTrack: isGlobal && flagAt(spec, 'doNotTrack'),
    ingress: rules.rules(listAt(spec, 'ingress'), ['spec', 'ingress']),
    egress: rules.rules(listAt(spec, 'egress'), ['spec', 'egress']),
    source,
  };
}

function policySelector(context: BuildContext, spec: JsonObject, source: Source, isGlobal: boolean): PolicyDraft['selector'] {
  const [own, accounts] = [textAt(spec, 'selector'), textAt(spec, 'serviceAccountSelector')];
  const namespaces = isGlobal ? textAt(spec, 'namespaceSelector') : '';
  for (const [field, text] of [['serviceAccountSelector', accounts], ['namespaceSelector', namespaces]]) {
    if (text !== '' && context.interner.prefixed(text, '') === '') {
      context.noteOf(source, 'policy-widened', `spec.${field} is no selector: Calico leaves it out and applies the policy more widely.`);
    }
  }
  const text = isGlobal ? globalPolicySelector(context.interner, own, namespaces, accounts)
    : namespacedPolicySelector(context.interner, own, accounts, source.namespace);
  const selector = context.interner.selector(text);
  if (selector === undefined) { throw new PolicyIgnored('spec.selector is no selector'); }
  return selector;
}

/**
 * Absent types are filled in by the API server and calicoctl from the rules, with native CRDs from the presence of the fields;
 * objects written straight to `crd.projectcalico.org/v1` are filled in by nobody, and Felix then takes both.
 */
function policyTypes(context: BuildContext, source: Source, spec: JsonObject): string[] {
  const given = stringsAt(spec, 'types');
  if (given.length > 0) { return given; }
  if (isStored(source.apiVersion)) { return ['Ingress', 'Egress']; }
  const isNative = context.options.installMode === InstallMode.NATIVE;
  const has = (value: Json | undefined): boolean => (isNative ? value !== undefined && value !== null : Array.isArray(value) && value.length > 0);
  if (!has(spec.egress)) { return ['Ingress']; }
  return has(spec.ingress) ? ['Ingress', 'Egress'] : ['Egress'];
}

function tierOf(context: BuildContext, manifest: Manifest, source: Source, spec: JsonObject): string {
  if (!context.has(CalicoVersion.V3_29)) { return 'default'; }
  const written = textAt(spec, 'tier');
  if (written !== '' || !isStored(source.apiVersion) || context.has(CalicoVersion.V3_32)) { return written || 'default'; }
  const [prefix, ...rest] = textAt(objectAt(manifest.object, 'metadata'), 'name').split('.');
  return rest.length > 0 ? prefix : 'default';
}
