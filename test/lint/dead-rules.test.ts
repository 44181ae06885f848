import * as fc from 'fast-check';
import { buildCluster } from '../../src/cluster';
import { lintCluster } from '../../src/lint';
import type { JsonObject, Manifest } from '../../src/manifest';
import { CalicoTarget, CalicoVersion } from '../../src/target';
import { FlowEvaluator } from '../../src/verdict';
import { tries } from '../setup/tries';

/** What the rules about dead rules call dead changes nothing when it is taken away. */

const PODS = ['a', 'b', 'c'].map((app, index) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: app, namespace: 'shop', labels: { app, role: app === 'b' ? 'y' : 'x' } },
  spec: {},
  status: { podIP: `10.0.0.${index + 1}` },
}));
const TIER = { apiVersion: 'projectcalico.org/v3', kind: 'Tier', metadata: { name: 'security' }, spec: { order: 100, defaultAction: 'Deny' } };
const NAMESPACE = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } };
const FLOWS = ['a', 'b', 'c'].flatMap((from) => ['a', 'b', 'c'].flatMap((to) => [80, 443].map((port) => ({
  from: { pod: `shop/${from}` }, to: { pod: `shop/${to}` }, protocol: 'TCP', destinationPort: port,
}))));

const selector = fc.constantFrom('all()', "app == 'a'", "role == 'x'", "app == 'a' && role == 'x'");
const ofRule = fc.constantFrom("app == 'b'", "role == 'x'", "role == 'y'");
const rule = fc.oneof(
  fc.record({ action: fc.constantFrom('Allow', 'Deny', 'Pass', 'Log') }),
  fc.record({ action: fc.constantFrom('Allow', 'Deny', 'Pass', 'Log'), protocol: fc.constant('TCP'), destination: fc.record({ ports: fc.constantFrom([80], [443]) }) }),
  fc.record({ action: fc.constantFrom('Allow', 'Deny'), source: fc.record({ selector: ofRule }) }),
  fc.record({ action: fc.constantFrom('Allow', 'Deny'), destination: fc.record({ selector: ofRule }) }),
);
const policy = fc.record({
  kind: fc.constantFrom('NetworkPolicy', 'GlobalNetworkPolicy', 'StagedGlobalNetworkPolicy'),
  spec: fc.record({
    tier: fc.constantFrom('default', 'security'),
    order: fc.integer({ min: 1, max: 3 }),
    selector,
    types: fc.constantFrom(['Ingress'], ['Egress'], ['Ingress', 'Egress']),
    ingress: fc.array(rule, { maxLength: 3 }),
    egress: fc.array(rule, { maxLength: 3 }),
  }),
});

type Given = { kind: string; spec: Record<string, unknown> };

function manifestsOf(policies: readonly (Given | undefined)[]): Manifest[] {
  const objects = policies.flatMap((given, index) => given === undefined ? []
    : [{ apiVersion: 'projectcalico.org/v3', metadata: { name: `p${index}`, ...given.kind === 'NetworkPolicy' && { namespace: 'shop' } }, ...given }]);
  return [NAMESPACE, TIER, ...PODS, ...objects].map((object) => ({ object: object as unknown as JsonObject, origin: {} }));
}

function decisions(policies: readonly (Given | undefined)[]): string[] {
  const evaluator = new FlowEvaluator(buildCluster(manifestsOf(policies), { version: CalicoVersion.V3_32, complete: true }));
  return FLOWS.map((flow) => evaluator.evaluate(flow).verdict);
}

test('taking away what is never reached changes no verdict', () => {
  let told = 0;
  fc.assert(fc.property(fc.array(policy, { minLength: 1, maxLength: 4 }), (policies) => {
    const left: (Given | undefined)[] = policies.map(({ kind, spec }) => ({ kind, spec: { ...spec } }));
    const found = lintCluster(manifestsOf(policies), { target: CalicoTarget.of(CalicoVersion.V3_32), complete: true });
    for (const { finding: { code, path, object } } of found) {
      if (!['CAL2009', 'CAL2010', 'CAL2011', 'CAL2013', 'CAL2014'].includes(code)) { continue; }
      told++;
      const index = Number(object.name?.slice(1));
      const spec = left[index]?.spec;
      if (code === 'CAL2010') {
        left[index] = undefined;
      } else if (spec !== undefined && code === 'CAL2013') {
        const [, direction, dead] = /^spec\.(\w+)\[(\d+)\]/.exec(path)!;
        spec[direction] = (spec[direction] as unknown[]).map((each, at) => at === Number(dead) ? { action: 'Log' } : each);
      } else if (spec !== undefined && code === 'CAL2014') {
        const directions = path === 'spec' ? ['ingress', 'egress'] : [path.slice('spec.'.length)];
        for (const direction of directions) { spec[direction] = []; }
      } else if (spec !== undefined) {
        const [, direction, first = '0'] = /^spec\.(\w+?)(?:\[(\d+)\])?$/.exec(path)!;
        spec[direction] = (spec[direction] as unknown[]).slice(0, Number(first));
      }
    }
    expect(decisions(left)).toEqual(decisions(policies));
  }), tries(150));
  expect(told).toBeGreaterThan(50);
});
