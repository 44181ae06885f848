import type { Json, JsonObject } from '../../manifest';
import { remove, write } from '../report';
import { NOW, type Rule, type Site } from '../rule';
import { show } from '../words';
import { has, listOf, objectOf, textOf } from './helpers';
import { globalIn } from './policy-rules';

const ALWAYS = [24, NOW] as const;
const NAMESPACED_SPECS = ['NetworkPolicySpec', 'StagedNetworkPolicySpec'];
const GLOBAL_SPECS = ['GlobalNetworkPolicySpec', 'StagedGlobalNetworkPolicySpec'];
const SPECS = [...NAMESPACED_SPECS, ...GLOBAL_SPECS];

function typesRepeated(spec: JsonObject, site: Site): void {
  const types = listOf(spec.types);
  types.forEach((type, index) => {
    if (types.indexOf(type) !== index) {
      site.found({ message: `the type ${show(type)} stands in \`types\` twice`, help: 'write each of Ingress and Egress once at most', fix: remove(site.report, 'same', 'remove the repetition', ['types', index]) }, 'types', index);
    }
  });
}

function preDnatEgress(spec: JsonObject, site: Site): void {
  if (spec.preDNAT === true && listOf(spec.egress).length > 0) {
    site.found({ message: 'a preDNAT policy has no egress: it sees packets before they are routed', help: 'move the egress rules into a policy without `preDNAT`' }, 'egress');
  }
}

function preDnatType(spec: JsonObject, site: Site): void {
  const index = listOf(spec.types).indexOf('Egress');
  if (spec.preDNAT === true && index >= 0) {
    site.found({ message: 'a preDNAT policy is for ingress only', help: 'write `types: [Ingress]`', fix: write(site.report, 'guess', 'write types: [Ingress]', ['types'], ['Ingress']) }, 'types', index);
  }
}

function preDnatUntracked(spec: JsonObject, site: Site): void {
  if (spec.preDNAT === true && spec.doNotTrack === true) {
    site.found({ message: '`preDNAT` and `doNotTrack` exclude each other', help: 'choose one; a policy can stand in one place of the packet path only' }, 'preDNAT');
  }
}

function applyOnForward(spec: JsonObject, site: Site): void {
  if ((spec.preDNAT === true || spec.doNotTrack === true) && spec.applyOnForward !== true) {
    site.found({
      message: `\`${spec.preDNAT === true ? 'preDNAT' : 'doNotTrack'}\` needs \`applyOnForward: true\``,
      help: 'add `applyOnForward: true`; such a policy holds for forwarded packets too',
      fix: write(site.report, 'repair', 'add applyOnForward: true', ['applyOnForward'], true),
    }, 'applyOnForward');
  }
}

/** Go compares with the zero value: an empty list or map that is written down is not zero. */
function isZero(value: Json | undefined): boolean {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return Object.entries(value).every(([key, member]) => (key === 'matchLabels' ? member === null : isZero(member)));
  }
  return value === null || value === undefined || value === '' || value === false;
}

function stagedDelete(except: readonly string[]): (spec: JsonObject, site: Site) => void {
  return (spec, site) => {
    if (spec.stagedAction !== 'Delete') return;
    const written = objectOf(site.source.spec);
    for (const field of Object.keys(written)) {
      if (field !== 'stagedAction' && !except.includes(field) && !isZero(written[field])) {
        site.found({ message: `\`stagedAction: Delete\` stages the removal of a policy, and \`${field}\` says what a policy contains`, help: `remove \`${field}\``, fix: remove(site.report, 'guess', `remove \`${field}\``, [field]) }, field);
      }
    }
  };
}

const TYPELESS_HELP = 'API server and calicoctl fill in Ingress when there are no egress rules, and that stays when egress rules come later; Felix without them takes both';

function typesMissing(field: string): (spec: JsonObject, site: Site) => void {
  return (spec, site) => {
    if (has(spec, field) || spec.stagedAction === 'Delete') return;
    const types = [...has(spec, 'ingress') || !has(spec, 'egress') ? ['Ingress'] : [], ...has(spec, 'egress') ? ['Egress'] : []];
    site.found({
      message: `\`${field}\` is not written, so it depends on who applies the policy first`,
      help: `write \`${field}: [${types.join(', ')}]\`; ${TYPELESS_HELP}`,
      fix: write(site.report, 'guess', `add ${field}: [${types.join(', ')}]`, [field], types),
    }, field);
  };
}

function blankSelector(fields: readonly string[]): (value: JsonObject, site: Site) => void {
  return (value, site) => {
    for (const field of fields) {
      if (/^[ \t]+$/.test(textOf(value[field]))) {
        site.found({ message: 'the selector is blank but not empty, and Felix drops the policy for it', help: 'write `all()`, or leave it out', fix: remove(site.report, 'guess', 'remove it', [field]) }, field);
      }
    }
  };
}

function tierPrefix(spec: JsonObject, site: Site): void {
  const { metadata } = site.root;
  const prefix = textOf(objectOf(metadata).name).split('.');
  const tier = textOf(spec.tier) || 'default';
  const name = textOf(objectOf(metadata).name);
  if (name === '' || /^(knp|kanp|kbanp|ossg)\./.test(name)) return;
  const isPrefixed = prefix.length === 2 && prefix[0] === tier;
  if (isPrefixed || (tier === 'default' && prefix.length === 1)) return;
  const fixed = `${tier}.${prefix[prefix.length - 1]}`;
  site.foundAtRoot({
    message: `in Calico v3.${site.minor} the name of a policy begins with its tier, and ${show(name)} does not begin with \`${tier}.\``,
    help: `call it ${fixed}; that name works in every version`,
  }, 'metadata', 'name');
}

/** Calico converts the policy into its own form, which fails for a range that is none. */
function kubernetesRange(port: JsonObject, site: Site): void {
  if (typeof port.endPort === 'number' && has(port, 'port') && (typeof port.port !== 'number' || port.endPort < port.port || port.endPort > 65535)) {
    site.found({ message: `\`endPort: ${port.endPort}\` does not end a range that begins at ${show(port.port)}`, help: 'write a number that is not smaller than `port`, which has to be a number too' }, 'endPort');
  }
}

/** Rules about the whole spec of Calico's policies. */
export const POLICY_SPEC_RULES: readonly Rule[] = [
  { code: 'CAL1080', at: SPECS, go: ALWAYS, check: typesRepeated },
  { code: 'CAL1081', at: [...SPECS], reported: ALWAYS, check: typesMissing('types') },
  { code: 'CAL1081', at: ['StagedKubernetesNetworkPolicySpec'], reported: ALWAYS, check: typesMissing('policyTypes') },
  ...([['go', 24, 32], ['crd', 32, NOW]] as const).flatMap(([by, first, last]): Rule[] => [
    { code: 'CAL1082', at: GLOBAL_SPECS, [by]: [first, last], check: preDnatEgress },
    { code: 'CAL1082', at: GLOBAL_SPECS, [by]: [first, last], check: preDnatType },
    { code: 'CAL1083', at: GLOBAL_SPECS, [by]: [first, last], check: preDnatUntracked },
    { code: 'CAL1084', at: GLOBAL_SPECS, [by]: [first, last], check: applyOnForward },
  ]),
  { code: 'CAL1041', at: NAMESPACED_SPECS, go: [24, 32], check: globalIn(['selector', 'serviceAccountSelector']) },
  { code: 'CAL1041', at: NAMESPACED_SPECS, crd: [33, NOW], check: globalIn(['selector', 'serviceAccountSelector']) },
  { code: 'CAL1041', at: GLOBAL_SPECS, go: [24, 32], check: globalIn(['selector', 'serviceAccountSelector', 'namespaceSelector']) },
  { code: 'CAL1041', at: GLOBAL_SPECS, crd: [33, NOW], check: globalIn(['selector', 'serviceAccountSelector', 'namespaceSelector']) },
  { code: 'CAL1042', at: [...SPECS], reported: ALWAYS, check: blankSelector(['selector']) },
  { code: 'CAL1085', at: ['StagedNetworkPolicySpec', 'StagedGlobalNetworkPolicySpec'], go: ALWAYS, check: stagedDelete(['tier']) },
  { code: 'CAL1085', at: ['StagedKubernetesNetworkPolicySpec'], go: ALWAYS, check: stagedDelete([]) },
  { code: 'CAL1062', at: ['KubePort'], kinds: ['StagedKubernetesNetworkPolicy'], go: ALWAYS, check: kubernetesRange },
  { code: 'CAL1025', at: SPECS, go: [29, 31], check: tierPrefix },
];
