import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import * as fc from 'fast-check';
import { CalicoApp, CalicoTarget, CalicoVersion, GlobalNetworkPolicy, Peer, Rule, Selector, Traffic } from '../../src';
import { SharedParts } from '../../src/manifest';
import { tries } from '../setup/tries';

afterEach(() => jest.restoreAllMocks());

/** Rules that are fine everywhere, wrong everywhere, or wrong in one direction, kind, namespace or version only. */
const RULES: readonly object[] = [
  { action: 'Allow', protocol: 'TCP', source: { selector: "app == 'web'" }, destination: { ports: [80, '8000:8080', 'http'] } },
  { action: 'Allow', source: { namespaceSelector: "team == 'a'", nets: ['10.0.0.0/8'], serviceAccounts: { names: ['x'] } } },
  { action: 'Deny' },
  { action: 'Pass', source: { notSelector: "app == 'wev'" } },
  { action: 'Allow', destination: { services: { name: 'db' } } },
  { action: 'Allow', destination: { services: { name: 'db', namespace: 'shop' } } },
  { action: 'Allow', source: { nets: ['10.0.0.1/8', 'nowhere'] } },
  { action: 'Allow', protocol: 6, destination: { ports: ['80'] } },
  { action: 'Allow', destination: { ports: [80] } },
  { action: 'Allow', protocol: 'TCP', http: { methods: ['GET', 'GET'] } },
  { action: 'allow', protocol: '17', destination: { ports: ['8:6'] } },
  { action: 'Allow', source: { selector: 'app = 1', nets: ['::/0'] }, destination: { nets: ['10.0.0.0/8'], notNets: ['0.0.0.0/0'] } },
  { action: 'Deny', source: { selector: 'global()' } },
  { action: 'Log', protocol: 'ICMP', icmp: { code: 1 }, metadata: { annotations: { '?': 'x' } } },
  { action: 'Allow', destination: { port: 80 } },
  { action: 'Allow', order: -0, source: null },
  { action: 'Allow', order: 0 },
  { action: 'Allow', source: { nets: '10.0.0.0/8' } },
  { action: 'Allow', protocol: 'TCP', destination: { ports: Array.from({ length: 60 }, (_, port) => port + 1) } },
  { action: 'Deny', destination: { selector: `a == '${'x'.repeat(1100)}'` } },
  { action: true, ipVersion: 5, source: { nets: ['10.0.0.0/8', '10.0.0.0/8'] } },
];

const rules = fc.array(fc.constantFrom(...RULES), { maxLength: 3 });
const policies = fc.array(fc.record({
  kind: fc.constantFrom('GlobalNetworkPolicy', 'NetworkPolicy', 'StagedNetworkPolicy', 'Profile', 'construct'),
  namespace: fc.constantFrom('shop', 'data'),
  order: fc.constantFrom(1, 2),
  isNested: fc.boolean(),
  isPatched: fc.boolean(),
  ingress: rules,
  egress: rules,
}), { minLength: 2, maxLength: 6 });
const targets = fc.constantFrom(CalicoVersion.V3_28, CalicoVersion.V3_31, CalicoVersion.V3_33);

type PolicyPlan = typeof policies extends fc.Arbitrary<(infer P)[]> ? P : never;

/** A rule as people write it with constructs, different for rules that differ in their action or in having a source. */
function ruleLike(rule: { readonly action?: unknown; readonly source?: unknown }): Rule {
  const peer = rule.source ? Peer.selector(Selector.parse("app == 'wev'")) : Peer.service('db');
  return (rule.action === 'Deny' ? Rule.deny(Traffic.allTcp()) : Rule.allow(Traffic.tcp(80))).from(peer);
}

function build(app: CalicoApp, plans: readonly PolicyPlan[]): void {
  const chart = new Chart(app, 'c');
  const namespace = new ApiObject(chart, 'shop', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } });
  new ApiObject(chart, 'pod', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'shop', labels: { app: 'web' } } }).addDependency(namespace);
  plans.forEach(({ kind, namespace: home, order, isNested, isPatched, ingress, egress }, index) => {
    const patch = isPatched && ingress.length > 0 ? [JsonPatch.replace('/spec/ingress/0/action', 'Deny')] : [];
    if (kind === 'construct') {
      new GlobalNetworkPolicy(chart, `p${index}`, { order, ingress: ingress.map(ruleLike), egress: egress.map(ruleLike) }).addJsonPatch(...patch);
      return;
    }
    const isNamespaced = kind.endsWith('NetworkPolicy') && !kind.startsWith('Global');
    const directions = { ingress, egress, types: ['Ingress', 'Egress'] };
    const object = new ApiObject(chart, `p${index}`, {
      apiVersion: 'projectcalico.org/v3',
      kind,
      metadata: { name: `p${index}`, ...isNamespaced && { namespace: home } },
      spec: kind === 'Profile' ? { ingress, egress } : isNested ? { order, selector: 'all()', nested: directions } : { order, selector: "app == 'web'", ...directions },
    });
    if (!isNested || kind === 'Profile') object.addJsonPatch(...patch);
  });
}

/** Everything that an app says and writes. */
function outcome(plans: readonly PolicyPlan[], version: CalicoVersion, complete: boolean): unknown {
  const told: string[] = [];
  const stderr = jest.spyOn(process.stderr, 'write').mockImplementation((text) => told.push(String(text)) > 0);
  const outdir = mkdtempSync(join(tmpdir(), 'shared-rules-'));
  const app = new CalicoApp({ outdir, complete, calico: CalicoTarget.of(version) });
  build(app, plans);
  let error: unknown;
  try {
    app.synth();
  } catch (thrown) {
    error = String(thrown);
  }
  stderr.mockRestore();
  const files = readdirSync(outdir).filter((name) => name.endsWith('.yaml')).map((name) => readFileSync(join(outdir, name), 'utf8'));
  rmSync(outdir, { recursive: true });
  return { told, error, files };
}

test('policies that share rules are judged and written as if each had its own', () => {
  fc.assert(fc.property(policies, targets, fc.boolean(), (plans, version, complete) => {
    const shared = outcome(plans, version, complete);
    const parts = jest.spyOn(SharedParts.prototype, 'copyOf').mockImplementation((_, copy) => copy());
    const apart = outcome(plans, version, complete);
    parts.mockRestore();
    expect(shared).toEqual(apart);
  }), tries(300));
});
