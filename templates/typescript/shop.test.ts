import { PolicyAssertions, Traffic } from 'cdk8s-calico';
import { createApp } from './app';

// workloads/ tells who is there; the policies are those that the app would write.
const policies = PolicyAssertions.fromScope(createApp(), { context: ['workloads'] });

test('web reaches api', () => {
  policies.allows({ source: 'shop/web', destination: 'shop/api', traffic: Traffic.tcp(8080) });
});

test('nobody else reaches api, and web nothing else', () => {
  policies
    .denies({ source: 'shop/api', destination: 'shop/web' })
    .denies({ source: 'shop/web', destination: 'shop/api', traffic: Traffic.tcp(22) })
    .denies({ source: 'shop/web', destination: 'world' })
    .denies({ source: 'world', destination: 'shop/api' });
});

test.each(['shop/web', 'shop/api'])('%s resolves names', (source) => {
  policies
    .allows({ source, destination: 'kube-system/coredns', traffic: Traffic.udp(53) })
    .allows({ source, destination: 'kube-system/coredns', traffic: Traffic.tcp(53) });
});
