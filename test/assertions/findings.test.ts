import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JsonPatch } from 'cdk8s';
import { messageOf, shop } from './shop';
import { NetworkPolicy, PolicyAssertions, Rule, Selector, Severity } from '../../src';

function withBlindPolicy(): { policy: NetworkPolicy; assertions: () => PolicyAssertions } {
  const { root, chart } = shop();
  const policy = new NetworkPolicy(chart, 'blind', { selector: Selector.label('app').equalTo('orders'), egress: [] });
  return { policy, assertions: () => PolicyAssertions.fromScope(root) };
}

test('nothing is found', () => {
  PolicyAssertions.fromScope(shop().root).hasNoFindings();
});

test('a warning counts, unless only errors do', () => {
  const { assertions } = withBlindPolicy();
  expect(messageOf(() => assertions().hasNoFindings())).toMatchInlineSnapshot(`
"hasNoFindings: 1 warning in 6 manifests

warning[CAL2005]: the policy restricts egress, and nothing in the input allows DNS: its pods cannot resolve names
  --> construct shop/blind
   = NetworkPolicy shop/blind, spec.types
help: allow UDP and TCP port 53 to the pods of kube-dns

assuming Calico v3.32; CalicoTarget.of(…).applyTo(app) or the property target says otherwise
help: repair it, or acknowledge it with a reason: acknowledge('CAL2005', …) of the construct, or the annotation calico.cdk8s.io/acknowledge-CAL2005"
`);
  assertions().hasNoFindings({ failOn: Severity.ERROR });
});

test('what is acknowledged does not count', () => {
  const { policy, assertions } = withBlindPolicy();
  policy.acknowledge('CAL2005', 'it looks nothing up');
  assertions().hasNoFindings();
});

test('a patched-in field is a warning, as it is at synth', () => {
  const { root, chart } = shop();
  const policy = new NetworkPolicy(chart, 'patched', { selector: Selector.label('app').equalTo('web'), ingress: [Rule.allow()] });
  policy.addJsonPatch(JsonPatch.add('/spec/futureField', 1));
  expect(messageOf(() => PolicyAssertions.fromScope(root).hasNoFindings()).split('\n')[0]).toBe('hasNoFindings: 1 warning in 6 manifests');
});

describe('files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-calico-assertions-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'policy.yaml');
  writeFileSync(file, `apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata:
  name: deny
spec:
  ingress:
    - action: Deny
      destination: { ports: [80] }
`);

  test('a finding names its line', () => {
    expect(messageOf(() => PolicyAssertions.fromFiles([file]).hasNoFindings()).replaceAll(`${folder}/`, '')).toMatchInlineSnapshot(`
"hasNoFindings: 1 error, 1 warning in 1 manifest

error[CAL1004]: numeric ports need a protocol
 --> policy.yaml:8:22
  |
8 |       destination: { ports: [80] }
  |                      ^^^^^
  = GlobalNetworkPolicy deny, spec.ingress[0].destination.ports
  = refused by calicoctl and Calico's API server; accepted by the native v3 CRDs
help: add \`protocol: TCP\`, UDP or SCTP to the rule; where nobody refuses the policy, Felix ignores it as a whole, and a deny fails open
fix: add \`protocol: TCP\` (check --fix=CAL1004)

warning[CAL1081]: \`types\` is not written, so it depends on who applies the policy first
 --> policy.yaml:5:1
  |
5 | spec:
  | ^^^^
  = GlobalNetworkPolicy deny, spec.types
help: write \`types: [Ingress]\`; API server and calicoctl fill in Ingress when there are no egress rules, and that stays when egress rules come later; Felix without them takes both
fix: add types: [Ingress] (check --fix=CAL1081)

assuming Calico v3.32; CalicoTarget.of(…).applyTo(app) or the property target says otherwise
help: repair it, or acknowledge it with a reason: acknowledge('CAL1004', …) of the construct, or the annotation calico.cdk8s.io/acknowledge-CAL1004"
`);
  });

  test('context is looked at and not judged', () => {
    PolicyAssertions.fromScope(shop().root, { context: [file] }).hasNoFindings();
  });
});
