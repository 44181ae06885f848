import { ApiObject, App, Chart, Cron, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-34';
import { Construct, IConstruct } from 'constructs';
import { GlobalNetworkPolicy, KubernetesNetworkPolicy, KubernetesPeer, KubernetesRule, NetworkPolicy, Peer, Rule, Workload } from 'cdk8s-calico';

function chartOf(namespace?: string): Chart {
  return new Chart(new App(), 'c', { namespace });
}

function deployment(chart: Chart, more: object = {}): ApiObject {
  return new ApiObject(chart, 'web', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: {
      selector: { matchLabels: { app: 'web' }, matchExpressions: [{ key: 'track', operator: 'NotIn', values: ['canary'] }] },
      template: { metadata: { labels: { app: 'web', version: '2' } }, spec: { serviceAccountName: 'sa', ...more } },
    },
  });
}

test('an ApiObject: labels, namespace, service account, and the selector that does not change with versions', () => {
  const workload = Workload.of(deployment(chartOf('shop')));
  expect(workload.labels).toEqual({ app: 'web', version: '2' });
  expect([workload.namespace, workload.serviceAccountName]).toEqual(['shop', 'sa']);
  expect([workload.flowName, workload.withNamespace('data').flowName]).toEqual(['shop/web', 'data/web']);
  expect(workload.selector.toString()).toBe('(app == "web" && track not in {"canary"})');
});

test('a construct that holds the workload and the policies about it', () => {
  const chart = chartOf('shop');
  const service = new Construct(chart, 'service');
  new NetworkPolicy(service, 'alike', { ingress: [Rule.allow().from(Workload.of(service).peer)] });
  new KubernetesNetworkPolicy(service, 'alike-too', { ingress: [KubernetesRule.allow().from(KubernetesPeer.workload(service))] });
  new ApiObject(service, 'web', { apiVersion: 'v1', kind: 'Pod', metadata: { labels: { app: 'web' } }, spec: {} });
  const [calico, kubernetes] = Testing.synth(chart);
  expect(calico.spec.ingress[0].source).toEqual({ selector: 'app == "web"' });
  expect(kubernetes.spec.ingress[0].from).toEqual([{ podSelector: { matchLabels: { app: 'web' } } }]);
});

test('cdk8s-plus: the label that it adds is there', () => {
  const chart = chartOf('shop');
  const web = new kplus.Deployment(chart, 'web', { containers: [{ image: 'nginx' }] });
  new NetworkPolicy(chart, 'p', { ingress: [Rule.allow().from(Peer.workload(web))] });
  const objects = Testing.synth(chart);
  const label = objects[0].spec.template.metadata.labels['cdk8s.io/metadata.addr'];
  expect(objects[1].spec.ingress[0].source).toEqual({ selector: `cdk8s.io/metadata.addr == "${label}"` });
});

const containers = [{ image: 'nginx' }];

test.each<[string, (chart: Chart) => IConstruct]>([
  ['StatefulSet', (chart) => new kplus.StatefulSet(chart, 'w', { service: new kplus.Service(chart, 's', { ports: [{ port: 1 }] }), containers })],
  ['DaemonSet', (chart) => new kplus.DaemonSet(chart, 'w', { containers })],
  ['Job', (chart) => new kplus.Job(chart, 'w', { containers })],
  ['CronJob', (chart) => new kplus.CronJob(chart, 'w', { schedule: Cron.daily(), containers })],
  ['Pod', (chart) => new kplus.Pod(chart, 'w', { containers })],
])('%s of cdk8s-plus', (_kind, make) => {
  const labels = Workload.of(make(chartOf('shop'))).labels;
  expect(Object.keys(labels)).toContain('cdk8s.io/metadata.addr');
});

test('a CronJob has its template one level deeper', () => {
  const job = new ApiObject(chartOf(), 'j', {
    apiVersion: 'batch/v1', kind: 'CronJob', spec: { jobTemplate: { spec: { template: { metadata: { labels: { a: 'b' } }, spec: {} } } } },
  });
  expect(Workload.of(job).selector.toString()).toBe('a == "b"');
});

describe('as a peer', () => {
  const source = (policyNamespace: string | undefined, workload: Workload): any =>
    new NetworkPolicy(chartOf(), 'p', { metadata: { namespace: policyNamespace }, ingress: [Rule.allow().from(workload.peer)] }).apiObject.toJson().spec.ingress[0].source;
  const selector = '(app == "web" && track not in {"canary"})';

  test('in the same namespace, also when nobody says which', () => {
    expect(source('shop', Workload.of(deployment(chartOf('shop'))))).toEqual({ selector });
    expect(source(undefined, Workload.of(deployment(chartOf())))).toEqual({ selector });
  });

  test('in another one, and in the cluster', () => {
    const namespaceSelector = 'projectcalico.org/name == "shop"';
    expect(source('data', Workload.of(deployment(chartOf('shop'))))).toEqual({ selector, namespaceSelector });
    expect(source('data', Workload.of(deployment(chartOf())).withNamespace('shop'))).toEqual({ selector, namespaceSelector });
    const policy = new GlobalNetworkPolicy(chartOf(), 'p', { ingress: [Rule.allow().from(Peer.workload(deployment(chartOf('shop'))))] });
    expect(policy.apiObject.toJson().spec.ingress[0].source).toEqual({ selector, namespaceSelector });
  });

  test('in one that nobody says is an error at synth', () => {
    const chart = chartOf('data');
    new NetworkPolicy(chart, 'p', { ingress: [Rule.allow().from(Peer.workload(deployment(chartOf())))] });
    expect(() => Testing.synth(chart)).toThrow('[c/p] spec.ingress[0].source: the namespace of c/web is not known.');
  });

  test('in a policy of Kubernetes', () => {
    const chart = chartOf('data');
    const web = new ApiObject(chartOf('shop'), 'web', { apiVersion: 'v1', kind: 'Pod', metadata: { labels: { app: 'web' } }, spec: {} });
    new KubernetesNetworkPolicy(chart, 'p', { ingress: [KubernetesRule.allow().from(KubernetesPeer.workload(web))] });
    expect(Testing.synth(chart)[0].spec.ingress).toEqual([{
      from: [{ podSelector: { matchLabels: { app: 'web' } }, namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } } }],
    }]);
  });
});

test('is read late: labels added after the rule count', () => {
  const chart = chartOf('shop');
  const pod = new ApiObject(chart, 'pod', { apiVersion: 'v1', kind: 'Pod', metadata: { labels: { a: 'b' } }, spec: {} });
  new NetworkPolicy(chart, 'p', { ingress: [Rule.allow().from(Peer.workload(pod))] });
  pod.metadata.addLabel('c', 'd');
  expect(Testing.synth(chart)[1].spec.ingress[0].source).toEqual({ selector: '(a == "b" && c == "d")' });
});

describe('what is no workload says why', () => {
  test.each<[string, () => Workload, string]>([
    ['no pod template', () => Workload.of(new ApiObject(chartOf(), 's', { apiVersion: 'v1', kind: 'Service', spec: {} })), 'c/s has no pod template'],
    ['a policy', () => Workload.of(new NetworkPolicy(chartOf(), 'p', {})), 'c/p has no pod template'],
    ['no labels', () => Workload.of(new ApiObject(chartOf(), 'p', { apiVersion: 'v1', kind: 'Pod', spec: {} })), 'have no labels'],
    ["the host's network", () => Workload.of(deployment(chartOf(), { hostNetwork: true })), "use the host's network"],
  ])('%s', (_name, make, message) => {
    expect(() => make().selector).toThrow(message);
  });

  test('a chart with two', () => {
    const chart = chartOf();
    deployment(chart);
    new ApiObject(chart, 'p', { apiVersion: 'v1', kind: 'Pod', metadata: { labels: { a: 'b' } }, spec: {} });
    expect(() => Workload.of(chart).selector).toThrow('c holds 2 objects with pods');
  });
});
