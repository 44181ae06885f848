import { join } from 'node:path';
import 'cdk8s-calico/jest';
import { addPolicies } from './policies';
import { CalicoApp, CalicoTarget, CalicoVersion, PolicyAssertions, Traffic } from 'cdk8s-calico';

const app = new CalicoApp({ calico: CalicoTarget.of(CalicoVersion.V3_31) });
addPolicies(app);
// The workloads live in the repositories of their teams: a few stand for them.
const policies = PolicyAssertions.fromScope(app, { context: [join(__dirname, 'workloads.yaml')] });

test('customers reach the web, and the web reaches orders', () => {
  expect(policies).toAllow({ source: 'world', destination: 'shop/web', traffic: Traffic.tcp(8080) });
  expect(policies).toAllow({ source: 'shop/web', destination: 'shop/orders', traffic: Traffic.tcp(8080) });
});

test('a workload that nobody wrote a policy for may resolve names, and nothing else', () => {
  policies.reaches('shop/batch', ['kube-system/coredns']).reachableFrom('shop/batch', []);
});

test('all that comes in to the shop and goes out of it', () => {
  const shop = ['shop/web', 'shop/orders', 'shop/batch'];
  policies.allowsOnly([
    { source: 'world', destination: 'shop/web', traffic: Traffic.tcp(8080) },
    { source: 'kube-system/coredns', destination: 'shop/web', traffic: Traffic.tcp(8080) }, // the default deny leaves kube-system alone
    { source: 'shop/web', destination: 'shop/orders', traffic: Traffic.tcp(8080) },
    ...shop.map((source) => ({ source, destination: 'kube-system/coredns', traffic: Traffic.udp(53) })),
    ...shop.map((source) => ({ source, destination: 'kube-system/coredns', traffic: Traffic.tcp(53) })),
  ], { workloads: shop });
});
