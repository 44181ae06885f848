import { type FieldPath, type JsonObject, type Manifest } from '../manifest';
import { tryParseNet } from '../network';
import { type BuildContext } from './build-context';
import { ANY_PEER, type ConvertedPeer, type ConvertedRule, expandRules } from './converted-rules';
import { globalPolicySelector } from './entity-selectors';
import { numberAt, objectAt, objectsAt, stringMapAt, stringsAt, textAt } from './fields';
import { groupAdminPolicyPorts, groupClusterPolicyProtocols, UnconvertibleRule, type ProtocolPorts } from './kubernetes-ports';
import { namespaceSelectorText, podSelectorText, podsSelectors } from './label-selectors';
import { type PolicyKind, type PolicyRule, type RuleAction, type Source } from './model';
import { type PolicyDraft } from './policy-draft';
import { PolicyIgnored } from './rule-builder';

/** What differs between the cluster-wide policy kinds of the Kubernetes network policy API. */
interface ClusterPolicyForm {
  readonly kind: PolicyKind;
  readonly tier: string;
  readonly name: string;
  readonly order: number;
  /** What a rule calls an allow. */
  readonly allow: string;
  ports(rule: JsonObject): ProtocolPorts[];
}

const TIERS: ReadonlyMap<string, string> = new Map([['Admin', 'kube-admin'], ['Baseline', 'kube-baseline']]);

/** ClusterNetworkPolicy v1alpha2. Since Calico v3.32. */
export function readClusterNetworkPolicy(context: BuildContext, manifest: Manifest, source: Source): PolicyDraft {
  const spec = objectAt(manifest.object, 'spec') ?? {};
  const tier = TIERS.get(textAt(spec, 'tier'));
  if (tier === undefined) { throw new PolicyIgnored('spec.tier is neither Admin nor Baseline'); }
  return readPolicy(context, spec, source, {
    kind: 'KubernetesClusterNetworkPolicy',
    tier,
    name: source.name,
    order: numberAt(spec, 'priority') ?? 0,
    allow: 'Accept',
    ports: (rule) => groupClusterPolicyProtocols(objectsAt(rule, 'protocols')),
  });
}

/** AdminNetworkPolicy and BaselineAdminNetworkPolicy v1alpha1. Calico v3.29 (baseline: v3.30) to v3.31. */
export function readAdminNetworkPolicy(context: BuildContext, manifest: Manifest, source: Source): PolicyDraft {
  const spec = objectAt(manifest.object, 'spec') ?? {};
  const isBaseline = source.kind === 'BaselineAdminNetworkPolicy';
  const tier = isBaseline ? 'baselineadminnetworkpolicy' : 'adminnetworkpolicy';
  return readPolicy(context, spec, source, {
    kind: isBaseline ? 'KubernetesBaselineAdminNetworkPolicy' : 'KubernetesAdminNetworkPolicy',
    tier,
    name: `${isBaseline ? 'kbanp' : 'kanp'}.${tier}.${source.name}`,
    order: isBaseline ? 1000 : numberAt(spec, 'priority') ?? 0,
    allow: 'Allow',
    ports: (rule) => groupAdminPolicyPorts(objectsAt(rule, 'ports')),
  });
}

function readPolicy(context: BuildContext, spec: JsonObject, source: Source, form: ClusterPolicyForm): PolicyDraft {
  const ingress = readRules(context, spec, source, 'ingress', form);
  const egress = readRules(context, spec, source, 'egress', form);
  const isEmpty = ingress.length === 0 && egress.length === 0; // Felix takes a policy without types as one for both directions
  return {
    kind: form.kind,
    isStaged: false,
    namespace: '',
    name: form.name,
    tier: form.tier,
    order: form.order,
    selector: subjectSelector(context, objectAt(spec, 'subject')),
    appliesToIngress: isEmpty || ingress.length > 0,
    appliesToEgress: isEmpty || egress.length > 0,
    applyOnForward: false,
    preDnat: false,
    doNotTrack: false,
    ingress,
    egress,
    source,
  };
}

function subjectSelector(context: BuildContext, subject: JsonObject | undefined): PolicyDraft['selector'] {
  const namespaces = objectAt(subject, 'namespaces');
  const pods = objectAt(subject, 'pods');
  if (namespaces === undefined && pods === undefined) { throw new PolicyIgnored('spec.subject selects neither namespaces nor pods'); }
  const parts = pods === undefined
    ? { selector: podSelectorText(undefined), namespaceSelector: namespaceSelectorText(namespaces) }
    : podsSelectors(pods);
  const selector = context.interner.selector(globalPolicySelector(context.interner, parts.selector, parts.namespaceSelector, ''));
  if (selector === undefined) { throw new PolicyIgnored('spec.subject has keys or values that no label can have'); }
  return selector;
}

function readRules(
  context: BuildContext, spec: JsonObject, source: Source, direction: 'ingress' | 'egress', form: ClusterPolicyForm,
): PolicyRule[] {
  const converted = objectsAt(spec, direction).flatMap((rule, index): ConvertedRule[] => {
    const path: FieldPath = ['spec', direction, index];
    const action = actionOf(textAt(rule, 'action'), form);
    try {
      if (action === undefined) { throw new UnconvertibleRule('its action is not known'); }
      const peers = objectsAt(rule, direction === 'ingress' ? 'from' : 'to').flatMap((peer) => readPeer(peer));
      return [{ action, ports: form.ports(rule), peers, path }];
    } catch (error) {
      if (!(error instanceof UnconvertibleRule)) { throw error; }
      const becomes = action === 'Allow' || action === undefined ? 'leaves it out' : 'denies everything in its place';
      context.noteOf(source, 'invalid-field', `spec.${direction}[${index}] cannot be converted (${error.message}): Calico ${becomes}.`);
      return action === 'Allow' || action === undefined ? [] : [{ action: 'Deny', ports: [{ protocol: '' }], peers: [ANY_PEER], path }];
    }
  });
  return expandRules(context, direction, '', converted);
}

function actionOf(action: string, form: ClusterPolicyForm): RuleAction | undefined {
  if (action === form.allow) { return 'Allow'; }
  return action === 'Deny' || action === 'Pass' ? action : undefined;
}

function readPeer(peer: JsonObject): ConvertedPeer[] {
  const namespaces = objectAt(peer, 'namespaces');
  if (namespaces !== undefined) { return [{ ...ANY_PEER, namespaceSelector: namespaceSelectorText(namespaces) }]; }
  const pods = objectAt(peer, 'pods');
  if (pods !== undefined) { return [{ ...ANY_PEER, ...podsSelectors(pods) }]; }
  const networks = stringsAt(peer, 'networks');
  if (networks.length === 0 || stringMapAt(peer, 'nodes').size > 0) { throw new UnconvertibleRule('a peer is neither namespaces, pods nor networks'); }
  const nets = networks.map((text) => {
    const net = tryParseNet(text);
    if (net === undefined) { throw new UnconvertibleRule(`"${text}" is no CIDR`); }
    return net;
  });
  return [{ ...ANY_PEER, nets }];
}
