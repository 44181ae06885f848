import { type JsonObject } from '../manifest';
import { CALICO, rename, type Remark, remove, type Report } from './report';
import { closest } from '../findings';
import type { Field } from './typed/decode';
import { STRUCTS } from './typed/structs';
import { oneOf } from './words';
import { insteadOfEnterpriseField } from '../target';

type Found = [code: string, refusers: number, remark: Remark, field: string];

/** What Kubernetes writes, and how Calico says it. */
const KUBERNETES_WORDS: Readonly<Record<string, string>> = {
  podSelector: "Calico selects with an expression: `selector: app == 'web'`",
  matchLabels: "Calico selects with an expression in one line: `selector: app == 'web' && tier == 'db'`",
  matchExpressions: "Calico selects with an expression in one line: `selector: app in { 'web', 'api' }`",
  from: 'Calico writes the peer of an ingress rule into `source`, an object and not a list; several peers are several rules',
  to: 'Calico writes the peer of an egress rule into `destination`, an object and not a list; several peers are several rules',
  ipBlock: 'Calico writes networks into `nets` and exceptions into `notNets`',
  except: 'Calico writes exceptions into `notNets`',
  policyTypes: 'Calico calls the field `types`',
  endPort: 'Calico writes a range as text: `ports: ["8000:8999"]`',
  port: 'Calico writes ports into `destination.ports`, and the protocol beside `destination`',
  subject: 'Calico selects what a policy applies to with `selector` and `namespaceSelector`',
  priority: 'Calico orders policies with `order`; the lowest goes first',
};

/** What Calico writes, and how Kubernetes says it. */
const CALICO_WORDS: Readonly<Record<string, string>> = {
  selector: 'Kubernetes selects pods with `podSelector: {matchLabels: {app: web}}`',
  types: 'Kubernetes calls the field `policyTypes`',
  source: 'Kubernetes lists the peers of an ingress rule under `from`',
  destination: 'Kubernetes lists the peers of an egress rule under `to`, and the ports beside it',
  nets: 'Kubernetes writes a network as `ipBlock: {cidr: 10.0.0.0/8}`',
  notNets: 'Kubernetes writes exceptions as `ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}`',
  action: 'a Kubernetes NetworkPolicy only allows; what no rule allows is denied',
  order: 'a Kubernetes NetworkPolicy has no order',
  tier: 'a Kubernetes NetworkPolicy has no tier',
};

/** What differs in its name only. */
const RENAMED: Readonly<Record<string, string>> = { policyTypes: 'types', types: 'policyTypes' };

/** Fields that only the commercial editions have. */
const ENTERPRISE_WORDS = new Set(['domains', 'dropActionOverride', 'prometheusReporterEnabled', 'prometheusReporterPort', 'egressGateway', 'dnsLogsFileEnabled',
  'flowLogsFileEnabled', 'dnsTrustedServers', 'egressIPSupport', 'captureDir', 'l7LogsFileEnabled', 'allowedEgressDomains', 'awsSubnetID', 'bfdProfile']);

/** Words that people use for a field of another name. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  podselector: 'selector',
  selector: 'nodeSelector',
  nodeselector: 'selector',
  priority: 'order',
  cidrs: 'nets',
  networks: 'nets',
  cidr: 'nets',
  policytypes: 'types',
  services: 'services',
  service: 'services',
  serviceaccount: 'serviceAccounts',
  protocols: 'protocol',
  methods: 'http',
  interface: 'interfaceName',
  ips: 'expectedIPs',
  notselectors: 'notSelector',
  notports: 'notPorts',
  from: 'source',
  to: 'destination',
};

const OF_HOSTS = 'only a GlobalNetworkPolicy has it: it is about host endpoints, and a NetworkPolicy is for the pods of its namespace';

/** What people write where a field of another form says it: the field beside which they do, and the form. */
const OTHER_FORMS: readonly (readonly [word: string, beside: string, help: string])[] = [
  ['namespace', 'namespaceSelector', "a namespace is named by a selector: `namespaceSelector: projectcalico.org/name == 'shop'`"],
  ['namespace', 'destination', "a namespace is named by a selector: `namespaceSelector: projectcalico.org/name == 'shop'`"],
  ['namespaces', 'namespaceSelector', "namespaces are named by a selector: `namespaceSelector: projectcalico.org/name in {'shop', 'data'}`"],
  ['namespaces', 'destination', "namespaces are named by a selector: `namespaceSelector: projectcalico.org/name in {'shop', 'data'}`"],
  ['ports', 'destination', 'ports stand in `destination` (or `source`), and `protocol` in the rule'],
  ['preDNAT', 'serviceAccountSelector', OF_HOSTS],
  ['doNotTrack', 'serviceAccountSelector', OF_HOSTS],
  ['applyOnForward', 'serviceAccountSelector', OF_HOSTS],
  ['namespaceSelector', 'serviceAccountSelector', 'only a GlobalNetworkPolicy has it: a NetworkPolicy is for its own namespace; the peers of a rule take a `namespaceSelector`'],
  ['port', 'peerIP', 'the port stands behind the address: `peerIP: 10.0.0.1:179`'],
];

const KUBERNETES_STRUCTS = /Kube(?!Controllers)|LabelSelector/;
/** Where words of a Kubernetes NetworkPolicy tell that one was meant; `port` or `priority` of another kind is just a wrong field. */
const POLICY_STRUCTS = /NetworkPolicySpec$|^(?:Rule|EntityRule)$/;

function minorName(minor: number): string {
  return `Calico v3.${minor}`;
}

/** What to say of a field that Calico's decoder does not know. */
export function unknownFieldRemark(
  report: Report, struct: string, key: string, value: JsonObject, known: Field | undefined, fields: Readonly<Record<string, Field>>, minor: number,
): Found {
  // What a rule does not ask any more, it does for everybody.
  const isPartOfRule = struct === 'EntityRule';
  const drop = isPartOfRule ? undefined : remove(report, 'guess', `remove \`${key}\``, [key]);
  if (known) {
    const why = known.first > minor ? `it exists since ${minorName(known.first)}` : `it is gone since ${minorName(known.last + 1)}`;
    return ['CAL1007', CALICO, { message: `${minorName(minor)} has no field \`${key}\` here: ${why}`, help: 'remove it, or choose another target version', fix: drop }, key];
  }
  const isKubernetes = KUBERNETES_STRUCTS.test(struct);
  const words = isKubernetes ? CALICO_WORDS : KUBERNETES_WORDS;
  if (Object.hasOwn(words, key) && (isKubernetes || POLICY_STRUCTS.test(struct))) {
    const from = isKubernetes ? 'Calico, and this is a kind with Kubernetes syntax' : 'Kubernetes, and this is a kind with Calico syntax';
    const twin = Object.hasOwn(RENAMED, key) ? RENAMED[key] : '';
    const isFree = Object.hasOwn(fields, twin) && !Object.hasOwn(value, twin);
    // Without what it selects or denies, the object would say something else.
    const harmless = key === 'action' && value.action === 'Allow' || twin !== '' ? drop : undefined;
    const fix = isFree ? rename(report, 'guess', `rename it to \`${twin}\``, [key], twin) : harmless;
    return ['CAL1017', CALICO, { message: `\`${key}\` is the syntax of ${from}`, help: words[key], fix }, key];
  }
  if (ENTERPRISE_WORDS.has(key)) {
    const instead = insteadOfEnterpriseField(key);
    return ['CAL1018', CALICO, {
      message: `\`${key}\` is a field of Calico Enterprise and Calico Cloud; open source Calico does not have it`,
      help: isPartOfRule ? 'name the networks in `nets`, or remove the rule; without the field it is for every destination. Or say that the target is the Enterprise edition'
        : `remove it${instead === undefined ? '' : ` and ${instead}`}, or say that the target is the Enterprise edition`,
      fix: drop,
    }, key];
  }
  const here = Object.values(fields).filter((field) => field.first <= minor && field.last >= minor).map((field) => field.name);
  const form = OTHER_FORMS.find(([word, beside]) => word === key && here.includes(beside));
  if (form !== undefined) { return ['CAL1005', CALICO, { message: `there is no field \`${key}\` here`, help: form[2] }, key]; }
  const home = report.at.length > 0 ? undefined : ['metadata', 'spec'].find((part) => Object.hasOwn(STRUCTS[fields[part]?.struct ?? ''] ?? {}, key));
  if (home !== undefined) {
    // Removed, it would be lost; YAML that was copied from a page has often lost its indentation.
    return ['CAL1005', CALICO, { message: `there is no field \`${key}\` here`, help: `it belongs to \`${home}\`: indent it below, or move it there` }, key];
  }
  const other = Object.hasOwn(OTHER_NAMES, key.toLowerCase()) ? OTHER_NAMES[key.toLowerCase()] : undefined;
  const open = here.filter((name) => !Object.hasOwn(value, name));
  const meant = open.find((name) => name === other) ?? closest(key, open);
  const choice = open.length <= 14 ? oneOf(open) : '';
  return ['CAL1005', CALICO, {
    message: `there is no field \`${key}\` here`,
    help: meant !== undefined ? `did you mean \`${meant}\`?` : choice ? `what can stand here: ${choice}` : 'remove it',
    fix: meant !== undefined ? rename(report, 'guess', `rename it to \`${meant}\``, [key], meant) : drop,
  }, key];
}
