import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { command } from './run-command';

/** Where fixes are made: the lines of src/validation that made one. */
const mockPlaces = new Set<string>();

jest.mock('../../src/validation/report', () => {
  const report = jest.requireActual<typeof import('../../src/validation/report')>('../../src/validation/report');
  const noted = <T extends unknown[], R>(make: (...args: T) => R) => (...args: T): R => {
    const caller = new Error().stack!.split('\n').slice(1).find((line) => !line.includes('fixes.test.ts'))!;
    const [, file, line] = /(src\/validation\/[^:]+):(\d+)/.exec(caller)!;
    mockPlaces.add(`${file}:${line}`);
    return make(...args);
  };
  return { ...report, write: noted(report.write), remove: noted(report.remove), rename: noted(report.rename) };
});

let folder: string;
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'fixes-')); });
afterAll(() => { rmSync(folder, { recursive: true }); });

type Case = [code: string, kind: string, bad: string, good: string, version?: string];

/** The first character says whether the fix is safe (!) or a suggestion (?). The texts stand in the spec; texts of a `Whole` object are all of it. */
const CASES: Case[] = [
  // documents and fields
  ['?CAL1002', 'Whole', 'apiVersion: crd.projectcalico.org/v1\nkind: Tier\nmetadata: {name: a}', 'apiVersion: projectcalico.org/v3\nkind: Tier\nmetadata: {name: a}'],
  ['?CAL1002', 'Whole', 'apiVersion: crd.projectcalico.org/v1\nkind: IPAMConfig\nmetadata: {name: default}', 'apiVersion: projectcalico.org/v3\nkind: IPAMConfiguration\nmetadata: {name: default}'],
  ['!CAL1002', 'Whole', 'apiVersion: "projectcalico.org/v3 "\nkind: Tier\nmetadata: {name: a}', 'apiVersion: projectcalico.org/v3\nkind: Tier\nmetadata: {name: a}'],
  ['!CAL1001', 'Whole', 'apiVersion: projectcalico.org/v3\nkind: tier\nmetadata: {name: a}', 'apiVersion: projectcalico.org/v3\nkind: Tier\nmetadata: {name: a}'],
  ['?CAL1005', 'GlobalNetworkPolicy', 'types: [Ingress]\nselectr: all() # why', 'types: [Ingress]\nselector: all() # why'],
  ['?CAL1005', 'GlobalNetworkPolicy', 'types: [Ingress]\nzzz: 1\nselector: all()', 'types: [Ingress]\nselector: all()'],
  ['?CAL1005', 'ClusterNetworkPolicy', 'tier: Admin\npriority: 1\nsubject: {namespaces: {}}\nprioritty: 1', 'tier: Admin\npriority: 1\nsubject: {namespaces: {}}', 'v3.32'],
  ['?CAL1006', 'GlobalNetworkPolicy', 'types: [Ingress]\nSelector: all()', 'types: [Ingress]\nselector: all()'],
  ['?CAL1007', 'GlobalNetworkPolicy', 'types: [Ingress]\nperformanceHints: []', 'types: [Ingress]', 'v3.26'],
  ['?CAL1017', 'GlobalNetworkPolicy', 'policyTypes: [Ingress]', 'types: [Ingress]'],
  ['?CAL1017', 'GlobalNetworkPolicy', 'types: [Ingress]\npolicyTypes: [Ingress] # of Kubernetes\nselector: all()', 'types: [Ingress]\nselector: all()'],
  ['?CAL1018', 'FelixConfiguration', 'vxlanMTU: 1400\ndropActionOverride: Accept', 'vxlanMTU: 1400'],
  ['!CAL1008', 'GlobalNetworkPolicy', 'types: Ingress', 'types: [Ingress]'],
  ['!CAL1008', 'GlobalNetworkPolicy', 'types: [Ingress]\ningress:\n- action: Allow\n  protocol: TCP\n  destination: {ports: 80}',
    'types: [Ingress]\ningress:\n- action: Allow\n  protocol: TCP\n  destination: {ports: [80]}'],
  ['!CAL1008', 'GlobalNetworkPolicy', 'types: [Ingress]\nselector: {matchLabels: {app: web}, matchExpressions: [{key: a, operator: In, values: [b, c]}, {key: d, operator: DoesNotExist}]}',
    "types: [Ingress]\nselector: app == 'web' && a in {'b', 'c'} && !has(d)"],
  ['!CAL1008', 'GlobalNetworkPolicy', 'types: [Ingress]\nselector: {app: web} # pods', "types: [Ingress]\nselector: app == 'web' # pods"],
  ['?CAL1040', 'GlobalNetworkPolicy', 'types: [Ingress]\nnamespaceSelector: shop', "types: [Ingress]\nnamespaceSelector: projectcalico.org/name == 'shop'"],
  ['?CAL1060', 'GlobalNetworkPolicy', 'types: [Ingress]\ningress: [{action: drop}]', 'types: [Ingress]\ningress: [{action: Deny}]'],
  ['?CAL1060', 'GlobalNetworkPolicy', 'types: [Ingress]\ningress: [{action: ACCEPT}]', 'types: [Ingress]\ningress: [{action: Allow}]'],
  ['?CAL1009', 'GlobalNetworkPolicy', 'types: [Ingress]\nselector:\norder: 5', 'types: [Ingress]\norder: 5'],
  ['!CAL1008', 'GlobalNetworkPolicy', 'types: [Ingress]\norder: "10"   # first', 'types: [Ingress]\norder: 10   # first'],
  ['!CAL1008', 'GlobalNetworkPolicy', 'types: [Ingress]\ntier: 7', 'types: [Ingress]\ntier: "7"'],
  ['!CAL1008', 'GlobalNetworkPolicy', "types: [Ingress]\napplyOnForward: 'true'", 'types: [Ingress]\napplyOnForward: true'],
  ['!CAL1008', 'FelixConfiguration', "vxlanMTU: '1400'", 'vxlanMTU: 1400'],
  ['!CAL1008', 'ClusterNetworkPolicy', 'tier: Admin\npriority: "1"\nsubject: {namespaces: {}}', 'tier: Admin\npriority: 1\nsubject: {namespaces: {}}', 'v3.32'],
  ['!CAL1008', 'Whole', 'apiVersion: projectcalico.org/v3\nkind: GlobalNetworkSet\nmetadata:\n  name: a\n  labels: {a: 1}',
    'apiVersion: projectcalico.org/v3\nkind: GlobalNetworkSet\nmetadata:\n  name: a\n  labels: {a: "1"}', 'v3.32'],
  ['?CAL1008', 'Whole', 'apiVersion: projectcalico.org/v3\nkind: GlobalNetworkSet\nmetadata:\n  name: a\n  labels: {a: yes}',
    'apiVersion: projectcalico.org/v3\nkind: GlobalNetworkSet\nmetadata:\n  name: a\n  labels: {a: "yes"}'],
  ['!CAL1010', 'Tier', 'order: 1\ndefaultAction: pass', 'order: 1\ndefaultAction: Pass', 'v3.33'],
  ['!CAL1010', 'IPPool', 'cidr: 192.168.0.0/16\nipipMode: always', 'cidr: 192.168.0.0/16\nipipMode: Always'],
  ['!CAL1014', 'GlobalNetworkPolicy', 'types: [Ingress]\ningress: [{action: Allow, source: {nets: [10.0.0.0/8, 10.0.0.0/8]}}]',
    'types: [Ingress]\ningress: [{action: Allow, source: {nets: [10.0.0.0/8]}}]', 'v3.32'],
  ['?CAL1032', 'Whole', 'apiVersion: projectcalico.org/v3\nkind: GlobalNetworkSet\nmetadata:\n  name: a\n  annotations:\n    calico.cdk8s.io/acknowledge-cal2003: why',
    'apiVersion: projectcalico.org/v3\nkind: GlobalNetworkSet\nmetadata:\n  name: a\n  annotations:\n    calico.cdk8s.io/acknowledge-CAL2003: why'],
  ['!CAL1016', 'Whole', 'apiVersion: projectcalico.org/v3\nkind: Tier\nmetadata: {name: a}\nspec: {order: 5}\nstatus:\n  conditions: []',
    'apiVersion: projectcalico.org/v3\nkind: Tier\nmetadata: {name: a}\nspec: {order: 5}'],
  ['?CAL1019', 'FelixConfiguration', "reportingInterval: '90' # seconds", 'reportingInterval: 90s # seconds'],
  // names
  ['?CAL1021', 'Whole', 'apiVersion: projectcalico.org/v3\nkind: Tier\nmetadata: {name: My_Tier}\nspec: {order: 5}',
    'apiVersion: projectcalico.org/v3\nkind: Tier\nmetadata: {name: my-tier}\nspec: {order: 5}'],
  ['!CAL1024', 'Whole', 'apiVersion: projectcalico.org/v3\nkind: Tier\nmetadata:\n  namespace: a\n  name: a\nspec: {order: 5}',
    'apiVersion: projectcalico.org/v3\nkind: Tier\nmetadata:\n  name: a\nspec: {order: 5}'],
  ['?CAL1026', 'Whole', 'apiVersion: projectcalico.org/v3\nkind: KubeControllersConfiguration\nmetadata: {name: a}\nspec: {controllers: {}}',
    'apiVersion: projectcalico.org/v3\nkind: KubeControllersConfiguration\nmetadata: {name: default}\nspec: {controllers: {}}'],
  ['?CAL1030', 'Whole', 'apiVersion: projectcalico.org/v3\nkind: GlobalNetworkSet\nmetadata:\n  name: a\n  labels:\n    projectcalico.org/namespace: b',
    'apiVersion: projectcalico.org/v3\nkind: GlobalNetworkSet\nmetadata:\n  name: a\n  labels: {}'],
  // selectors and addresses
  ['!CAL1040', 'GlobalNetworkPolicy', 'types: [Ingress]\nselector: |\n  app == "a" &&\n  has(b)\norder: 5', 'types: [Ingress]\nselector: app == "a" && has(b)\norder: 5'],
  ['?CAL1040', 'GlobalNetworkPolicy', "types: [Ingress]\nselector: app = 'a' # one", "types: [Ingress]\nselector: app == 'a' # one"],
  ['?CAL1042', 'GlobalNetworkPolicy', 'types: [Ingress]\nselector: " "', 'types: [Ingress]'],
  ['?CAL1051', 'BGPFilter', 'exportV4: [{action: Accept, cidr: 10.0.0.1/8, matchOperator: In}]', 'exportV4: [{action: Accept, cidr: 10.0.0.0/8, matchOperator: In}]'],
  ['?CAL1051', 'IPPool', 'cidr: 192.168.0.1/16', 'cidr: 192.168.0.0/16'],
  ['?CAL1051', 'IPPool', 'cidr: 192.168.0.1/16', 'cidr: 192.168.0.0/16', 'v3.33'],
  ['!CAL1056', 'HostEndpoint', 'node: a\nexpectedIPs:\n- 192.0.2.1/32\n- 192.0.2.2', 'node: a\nexpectedIPs:\n- 192.0.2.1\n- 192.0.2.2'],
  // rules
  ['!CAL1060', 'GlobalNetworkPolicy', 'types: [Ingress]\ningress:\n- action: allow', 'types: [Ingress]\ningress:\n- action: Allow'],
  ['?CAL1004', 'GlobalNetworkPolicy', 'types: [Ingress]\ningress:\n- action: Allow\n  destination:\n    ports: [80]',
    'types: [Ingress]\ningress:\n- action: Allow\n  destination:\n    ports: [80]\n  protocol: TCP'],
  ['?CAL1052', 'GlobalNetworkPolicy', 'types: [Ingress]\ningress: [{action: Allow, source: {nets: [10.0.0.1]}}]', 'types: [Ingress]\ningress: [{action: Allow, source: {nets: [10.0.0.1/32]}}]'],
  ['?CAL1054', 'GlobalNetworkPolicy', 'types: [Ingress]\ningress: [{action: Allow, ipVersion: 6, source: {nets: [10.0.0.0/8]}}]',
    'types: [Ingress]\ningress: [{action: Allow, ipVersion: 4, source: {nets: [10.0.0.0/8]}}]'],
  ['!CAL1061', 'GlobalNetworkPolicy', 'types: [Ingress]\ningress: [{action: Allow, protocol: tcp}]', 'types: [Ingress]\ningress: [{action: Allow, protocol: TCP}]', 'v3.32'],
  ['?CAL1062', 'GlobalNetworkPolicy', 'types: [Ingress]\ningress: [{action: Allow, protocol: TCP, destination: {ports: ["90:80"]}}]',
    'types: [Ingress]\ningress: [{action: Allow, protocol: TCP, destination: {ports: ["80:90"]}}]'],
  ['?CAL1063', 'GlobalNetworkPolicy', 'types: [Ingress]\ningress: [{action: Allow, protocol: TCP, destination: {ports: [80-90]}}]',
    'types: [Ingress]\ningress: [{action: Allow, protocol: TCP, destination: {ports: ["80:90"]}}]'],
  ['?CAL1065', 'GlobalNetworkPolicy', 'types: [Ingress]\ningress: [{action: Allow, icmp: {type: 8}}]', 'types: [Ingress]\ningress: [{action: Allow, icmp: {type: 8}, protocol: ICMP}]'],
  ['?CAL1067', 'GlobalNetworkPolicy', 'types: [Ingress]\ningress: [{action: Allow, protocol: ICMP, ipVersion: 6}]', 'types: [Ingress]\ningress: [{action: Allow, protocol: ICMP, ipVersion: 4}]'],
  ['?CAL1068', 'GlobalNetworkPolicy', 'types: [Ingress]\ningress: [{action: Allow, protocol: UDP, http: {methods: [GET]}}]',
    'types: [Ingress]\ningress: [{action: Allow, protocol: TCP, http: {methods: [GET]}}]'],
  ['!CAL1071', 'GlobalNetworkPolicy', 'types: [Ingress]\ningress: [{action: Allow, protocol: TCP, http: {methods: [GET, PUT, GET]}}]',
    'types: [Ingress]\ningress: [{action: Allow, protocol: TCP, http: {methods: [GET, PUT]}}]'],
  ['?CAL1074', 'GlobalNetworkPolicy', 'types: [Egress]\negress:\n- action: Allow\n  protocol: TCP\n  destination:\n    services: {name: a, namespace: b}\n    ports:\n    - 80',
    'types: [Egress]\negress:\n- action: Allow\n  protocol: TCP\n  destination:\n    services: {name: a, namespace: b}'],
  ['?CAL1077', 'NetworkPolicy', 'types: [Egress]\negress: [{action: Allow, destination: {services: {name: a}}}]',
    'types: [Egress]\negress: [{action: Allow, destination: {services: {name: a, namespace: shop}}}]'],
  // policies
  ['!CAL1080', 'GlobalNetworkPolicy', 'types:\n- Ingress\n- Ingress\n- Egress', 'types:\n- Ingress\n- Egress'],
  ['?CAL1081', 'GlobalNetworkPolicy', 'selector: all()', 'selector: all()\ntypes: [Ingress]'],
  ['?CAL1082', 'GlobalNetworkPolicy', 'types: [Ingress, Egress]\npreDNAT: true\napplyOnForward: true', 'types: [Ingress]\npreDNAT: true\napplyOnForward: true'],
  ['!CAL1084', 'GlobalNetworkPolicy', 'types: [Ingress]\npreDNAT: true', 'types: [Ingress]\npreDNAT: true\napplyOnForward: true'],
  ['?CAL1085', 'StagedGlobalNetworkPolicy', 'stagedAction: Delete\norder: 5', 'stagedAction: Delete'],
  // tiers, hosts, pools
  ['!CAL1100', 'Whole', 'apiVersion: projectcalico.org/v3\nkind: Tier\nmetadata: {name: default}\nspec: {order: 5}',
    'apiVersion: projectcalico.org/v3\nkind: Tier\nmetadata: {name: default}\nspec: {order: 1000000}'],
  ['!CAL1101', 'Whole', 'apiVersion: projectcalico.org/v3\nkind: Tier\nmetadata: {name: default}\nspec: {order: 1000000, defaultAction: Pass}',
    'apiVersion: projectcalico.org/v3\nkind: Tier\nmetadata: {name: default}\nspec: {order: 1000000, defaultAction: Deny}', 'v3.33'],
  ['?CAL1106', 'HostEndpoint', 'node: a\ninterfaceName: eth0\nports: [{name: a, port: 1, protocol: ICMP}]', 'node: a\ninterfaceName: eth0\nports: [{name: a, port: 1, protocol: TCP}]'],
  ['!CAL1061', 'HostEndpoint', 'node: a\ninterfaceName: eth0\nports: [{name: a, port: 1, protocol: udp}]', 'node: a\ninterfaceName: eth0\nports: [{name: a, port: 1, protocol: UDP}]'],
  ['!CAL1115', 'IPPool', 'cidr: "fd00::/48"', 'cidr: "fd00::/48"\nipipMode: Never'],
  ['?CAL1116', 'IPPool', 'cidr: 192.168.0.0/16\nallowedUses: [LoadBalancer]\nipipMode: Always', 'cidr: 192.168.0.0/16\nallowedUses: [LoadBalancer]\nipipMode: Never'],
  ['?CAL1116', 'IPPool', 'cidr: 192.168.0.0/16\nallowedUses: [LoadBalancer]\nnodeSelector: has(a)', 'cidr: 192.168.0.0/16\nallowedUses: [LoadBalancer]\nnodeSelector: all()'],
  // BGP and Felix
  ['?CAL1132', 'BGPPeer', 'node: a\nnodeSelector: has(a)\npeerIP: 192.0.2.1\nasNumber: 64512', 'nodeSelector: has(a)\npeerIP: 192.0.2.1\nasNumber: 64512'],
  ['?CAL1132', 'BGPPeer', 'peerIP: 192.0.2.1\nasNumber: 64512\nkeepOriginalNextHop: true\nnextHopMode: Auto', 'peerIP: 192.0.2.1\nasNumber: 64512\nnextHopMode: Auto'],
  ['?CAL1140', 'BGPConfiguration', 'nodeToNodeMeshEnabled: false\nnodeMeshMaxRestartTime: 5s', 'nodeToNodeMeshEnabled: false'],
  ['?CAL1152', 'FelixConfiguration', 'routeTableRange: {min: 1, max: 5}\nrouteTableRanges: [{min: 1, max: 5}]', 'routeTableRanges: [{min: 1, max: 5}]'],
  ['?CAL1156', 'FelixConfiguration', 'failsafeInboundHostPorts: [{port: 22}]', 'failsafeInboundHostPorts: [{port: 22, protocol: TCP}]'],
  ['?CAL1157', 'Whole', 'apiVersion: projectcalico.org/v3\nkind: FelixConfiguration\nmetadata: {name: default}\nspec:\n  nodeSelector: has(a)\n  vxlanMTU: 1400',
    'apiVersion: projectcalico.org/v3\nkind: FelixConfiguration\nmetadata: {name: default}\nspec:\n  vxlanMTU: 1400', 'v3.32'],
  // Kubernetes
  ['!CAL1180', 'Kubernetes', 'policyTypes: [Ingress]\npodSelector: {matchExpressions: [{key: a, operator: exists}]}', 'policyTypes: [Ingress]\npodSelector: {matchExpressions: [{key: a, operator: Exists}]}'],
  ['?CAL1180', 'Kubernetes', 'policyTypes: [Ingress]\npodSelector: {matchExpressions: [{key: a, operator: Exist}]}', 'policyTypes: [Ingress]\npodSelector: {matchExpressions: [{key: a, operator: Exists}]}'],
  ['!CAL1061', 'Kubernetes', 'podSelector: {}\npolicyTypes: [Ingress]\ningress: [{ports: [{port: 80, protocol: tcp}]}]', 'podSelector: {}\npolicyTypes: [Ingress]\ningress: [{ports: [{port: 80, protocol: TCP}]}]'],
  ['!CAL1063', 'Kubernetes', 'podSelector: {}\npolicyTypes: [Ingress]\ningress: [{ports: [{port: "80"}]}]', 'podSelector: {}\npolicyTypes: [Ingress]\ningress: [{ports: [{port: 80}]}]'],
];

const GROUPS: Record<string, string> = { ClusterNetworkPolicy: 'policy.networking.k8s.io/v1alpha2', Kubernetes: 'networking.k8s.io/v1' };

function manifest(kind: string, text: string): string {
  if (kind === 'Whole') return `# kept\n${text}\n`;
  const [name, space] = kind === 'Kubernetes' || kind === 'NetworkPolicy' ? ['NetworkPolicy', ', namespace: shop'] : [kind, ''];
  const indented = text.split('\n').map((line) => `  ${line}`).join('\n');
  return `# kept\napiVersion: ${GROUPS[kind] ?? 'projectcalico.org/v3'}\nkind: ${name}\nmetadata: {name: example${space}} # kept\nspec:\n${indented}\n`;
}

interface Report { findings: { code: string }[] }

async function codes(file: string, version: string): Promise<string[]> {
  const { out } = await command('check', file, '--format', 'json', '--calico-version', version);
  return (JSON.parse(out) as Report).findings.map(({ code }) => code);
}

test.each(CASES)('%s of a %s: %j', async (marked, kind, bad, good, version = 'v3.31') => {
  const [isSafe, code] = [marked.startsWith('!'), marked.slice(1)];
  const file = join(folder, 'a.yaml');
  const before = manifest(kind, bad);
  const after = manifest(kind, good);
  writeFileSync(file, before);
  expect(await codes(file, version)).toContain(code);
  await command('check', file, '--fix', '--calico-version', version);
  expect(readFileSync(file, 'utf8')).toBe(isSafe ? after : before);
  await command('check', file, `--fix=${code}`, '--calico-version', version);
  expect(readFileSync(file, 'utf8')).toBe(after);
  expect(await codes(file, version)).not.toContain(code);
  expect(readdirSync(folder)).toEqual(['a.yaml']);
});

test('every place in src/validation that makes a fix is reached by one of these cases', () => {
  const root = resolve(__dirname, '../..');
  const files = readdirSync(join(root, 'src/validation'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const places = files.flatMap((file) => readFileSync(join(root, 'src/validation', file), 'utf8').split('\n')
    .flatMap((line, index) => (/\b(write|remove|rename)\((site\.)?report, /.test(line) ? [`src/validation/${file}:${index + 1}`] : [])));
  expect(places.length).toBeGreaterThan(50);
  expect(places.filter((place) => !mockPlaces.has(place))).toEqual([]);
});

test('docs/fixes.md names the codes that have a safe fix, and no others', () => {
  const page = readFileSync(resolve(__dirname, '../../docs/fixes.md'), 'utf8').split('## Suggestions')[0];
  const rows = [...page.matchAll(/^\| (CAL\d{4}(?:, CAL\d{4})*) \|/gm)].flatMap(([, list]) => list.split(', '));
  expect([...new Set(rows)].sort()).toEqual([...new Set(CASES.flatMap(([code]) => (code.startsWith('!') ? [code.slice(1)] : [])))].sort());
});
