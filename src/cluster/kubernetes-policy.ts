import { type FieldPath, isJsonObject, type Json, type JsonObject, type Manifest } from '../manifest';
import { type Net, tryParseNet } from '../network';
import { type BuildContext } from './build-context';
import { ANY_PEER, type ConvertedPeer, type ConvertedRule, expandRules } from './converted-rules';
import { namespacedPolicySelector } from './entity-selectors';
import { listAt, objectAt, objectsAt, stringsAt, textAt } from './fields';
import { groupNetworkPolicyPorts } from './kubernetes-ports';
import { namespaceSelectorText, podSelectorText } from './label-selectors';
import { type PolicyRule, type Source } from './model';
import { type PolicyDraft } from './policy-draft';
import { convertedName } from './policy-names';
import { PolicyIgnored } from './rule-builder';

/** Calico reads every Kubernetes NetworkPolicy as a policy of this order in the tier `default`. */
const KUBERNETES_ORDER = 1000;

/** NetworkPolicy of Kubernetes, and Calico's staged form of it. */
export function readKubernetesPolicy(context: BuildContext, manifest: Manifest, source: Source): PolicyDraft {
  const spec = objectAt(manifest.object, 'spec') ?? {};
  const isStaged = source.kind === 'StagedKubernetesNetworkPolicy';
  const types = policyTypes(spec, isStaged);
  const text = namespacedPolicySelector(context.interner, podSelectorText(objectAt(spec, 'podSelector')), '', source.namespace);
  const selector = context.interner.selector(text);
  if (selector === undefined) { throw new PolicyIgnored('spec.podSelector has keys or values that no label can have'); }
  return {
    kind: isStaged ? 'StagedKubernetesNetworkPolicy' : 'KubernetesNetworkPolicy',
    isStaged,
    namespace: source.namespace,
    name: convertedName(context, 'knp.default.', source.name),
    tier: 'default',
    order: KUBERNETES_ORDER,
    selector,
    appliesToIngress: types.includes('Ingress'),
    appliesToEgress: types.includes('Egress'),
    applyOnForward: false,
    preDnat: false,
    doNotTrack: false,
    ingress: readRules(context, source, 'ingress', listAt(spec, 'ingress')),
    egress: readRules(context, source, 'egress', listAt(spec, 'egress')),
    source,
  };
}

/** The API server adds Egress when there are egress rules and no types; it does not know the staged kind. */
function policyTypes(spec: JsonObject, isStaged: boolean): string[] {
  const given = stringsAt(spec, 'policyTypes');
  if (given.length > 0) { return given; }
  return !isStaged && listAt(spec, 'egress').length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
}

function readRules(context: BuildContext, source: Source, direction: 'ingress' | 'egress', rules: readonly Json[]): PolicyRule[] {
  const peersField = direction === 'ingress' ? 'from' : 'to';
  const converted = rules.map((value, index): ConvertedRule => {
    const rule = isJsonObject(value) ? value : {};
    const path: FieldPath = ['spec', direction, index];
    const peers = objectsAt(rule, peersField);
    return {
      action: 'Allow',
      ports: groupNetworkPolicyPorts(objectsAt(rule, 'ports')),
      peers: peers.length === 0 ? [ANY_PEER] : peers.map((peer) => readPeer(context, source, peer)),
      path,
    };
  });
  return expandRules(context, direction, source.namespace, converted);
}

function readPeer(context: BuildContext, source: Source, peer: JsonObject): ConvertedPeer {
  const block = objectAt(peer, 'ipBlock');
  if (block === undefined) {
    return {
      ...ANY_PEER,
      selector: podSelectorText(objectAt(peer, 'podSelector')),
      namespaceSelector: namespaceSelectorText(objectAt(peer, 'namespaceSelector')),
    };
  }
  const parse = (text: string): Net[] => {
    const net = tryParseNet(text);
    if (net === undefined) { context.noteOf(source, 'invalid-address', `ipBlock "${text}" is no CIDR; Calico leaves it out.`); }
    return net === undefined ? [] : [net];
  };
  return { ...ANY_PEER, nets: parse(textAt(block, 'cidr')), notNets: stringsAt(block, 'except').flatMap(parse) };
}
