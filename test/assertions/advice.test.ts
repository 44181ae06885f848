import { howToAllow } from '../../src/assertions';
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
