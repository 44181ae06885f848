import { ApiObject, App, Chart } from 'cdk8s';
import { howToAllow, PolicyAssertions } from '../../src/assertions';
import { Traffic } from '../../src/network';
import { Cluster } from '../../src/verdict';

test('where no policy applies and no profile allows it, any tier will do', () => {
  const pod = (name: string, namespace: string, ip: string): string => `
{ apiVersion: v1, kind: Pod, metadata: { name: ${name}, namespace: ${namespace} }, spec: {}, status: { podIP: ${ip} } }`;
  const namespace = '{ apiVersion: v1, kind: Namespace, metadata: { name: here } }';
  const query = { source: 'here/from', destination: 'gone/to' };
  const verdict = Cluster.fromYaml([namespace, pod('from', 'here', '10.0.0.1'), pod('to', 'gone', '10.0.0.2')].join('\n---\n'), { complete: true }).verdict(query);
  expect(howToAllow(verdict, query)).toBe('if it should be allowed, add an Allow to ingress of gone/to, in a policy of any tier');
});

test('a service has no policy: its pods need the Allow', () => {
  const cluster = Cluster.fromYaml(`
{ apiVersion: v1, kind: Namespace, metadata: { name: a } }
---
{ apiVersion: v1, kind: Pod, metadata: { name: from, namespace: a }, spec: {}, status: { podIP: 10.0.0.1 } }
---
{ apiVersion: v1, kind: Pod, metadata: { name: to, namespace: a, labels: { app: to } }, spec: {}, status: { podIP: 10.0.0.2 } }
---
{ apiVersion: v1, kind: Service, metadata: { name: web, namespace: a }, spec: { selector: { app: to }, ports: [{ port: 80 }] } }
---
{ apiVersion: projectcalico.org/v3, kind: NetworkPolicy, metadata: { name: closed, namespace: a }, spec: { selector: app == 'to', types: [Ingress] } }
`, { complete: true });
  for (const destination of ['service:a/web', 'svc:a/web']) {
    const query = { source: 'a/from', destination };
    expect(howToAllow(cluster.verdict(query), query)).toBe(
      'if it should be allowed, add an Allow to ingress of the pods behind service a/web, in tier default or an earlier one');
  }
});

test('a failsafe port is closed by Felix\'s configuration alone', () => {
  const assertions = PolicyAssertions.fromScope(new ApiObject(new Chart(new App(), 'chart'), 'eth0', {
    apiVersion: 'projectcalico.org/v3', kind: 'HostEndpoint', metadata: { name: 'n1-eth0' }, spec: { node: 'n1', interfaceName: 'eth0' },
  }));
  expect(() => assertions.denies({ source: '192.0.2.1', destination: 'host:n1', traffic: Traffic.tcp(22) })).toThrow(
    'help: no policy closes a failsafe port: give the FelixConfiguration failsafeInboundHostPorts (of the sender failsafeOutboundHostPorts) without it, or');
});
