import { ApiObject, App, Chart } from 'cdk8s';
import { NetworkPolicy, Peer, Rule, Selector, Traffic } from 'cdk8s-calico';

/** The guide's Service, its endpoints, its Ingress and the nginx with two replicas, and a policy on them. */
export function application(app: App): void {
  const chart = new Chart(app, 'application', { namespace: 'web', disableResourceNameHashes: true });
  const labels = { component: 'myapp', role: 'client' };
  new ApiObject(chart, 'namespace', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'web', namespace: undefined } });
  new ApiObject(chart, 'service', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'myapp', labels },
    spec: { type: 'NodePort', selector: labels, ports: [{ name: 'http', port: 9090, protocol: 'TCP' }] },
  });
  new ApiObject(chart, 'endpoints', {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name: 'myapp-1', labels: { 'kubernetes.io/service-name': 'myapp' } },
    addressType: 'IPv4',
    endpoints: [{ addresses: ['10.32.5.4'] }],
    ports: [{ name: 'http', port: 9090, protocol: 'TCP' }],
  });
  new ApiObject(chart, 'ingress', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'test-ingress', annotations: { 'nginx.ingress.kubernetes.io/rewrite-target': '/myapp' } },
    spec: { rules: [{ http: { paths: [{ path: '/myapp', pathType: 'Prefix', backend: { service: { name: 'myapp', port: { number: 9090 } } } }] } }] },
  });
  new ApiObject(chart, 'nginx', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'nginx' },
    spec: {
      replicas: 2,
      selector: { matchLabels: { run: 'nginx' } },
      template: { metadata: { labels: { run: 'nginx' } }, spec: { containers: [{ name: 'nginx', image: 'nginx' }] } },
    },
  });
  new NetworkPolicy(chart, 'myapp', {
    selector: Selector.labels(labels),
    ingress: [Rule.allow(Traffic.tcp(9090)).from(Peer.selector(Selector.label('app').equalTo('ingress-nginx')).inNamespaces('ingress-nginx'))],
  });
}
