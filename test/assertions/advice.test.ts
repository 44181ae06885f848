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
