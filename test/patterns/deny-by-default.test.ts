import { Testing, Yaml } from 'cdk8s';
import { DenyByDefault, type DenyByDefaultProps, DenyScope, Dns, Enforcement, PolicyType, Selector, Tier } from '../../src';

function synth(props: DenyByDefaultProps): any[] {
  const chart = Testing.chart();
  new DenyByDefault(chart, 'deny', props);
  return Testing.synth(chart);
}
const yaml = (props: DenyByDefaultProps) => Yaml.formatObjects(synth(props));

test('the whole cluster: one policy, system namespaces and host endpoints left alone, DNS open', () => {
  expect(yaml({ scope: DenyScope.cluster() })).toMatchInlineSnapshot(`
"apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata:
  labels:
    projectcalico.org/tier: default
  name: default-deny
spec:
  egress:
    - action: Allow
      destination:
        namespaceSelector: projectcalico.org/name == "kube-system"
        ports:
          - 53
        selector: k8s-app == "kube-dns"
      metadata:
        annotations:
          calico.cdk8s.io/because: names are resolved here
      protocol: UDP
    - action: Allow
      destination:
        namespaceSelector: projectcalico.org/name == "kube-system"
        ports:
          - 53
        selector: k8s-app == "kube-dns"
      metadata:
        annotations:
          calico.cdk8s.io/because: names are resolved here
      protocol: TCP
  namespaceSelector: (has(projectcalico.org/name) && projectcalico.org/name not in {"calico-apiserver", "calico-system", "kube-system", "tigera-operator"})
  selector: all()
  tier: default
  types:
    - Ingress
    - Egress
"
`);
});

test('namespaces: a Calico policy in each', () => {
  expect(yaml({ scope: DenyScope.namespaces('shop', 'data'), types: [PolicyType.INGRESS] })).toMatchInlineSnapshot(`
"apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata:
  labels:
    projectcalico.org/tier: default
  name: default-deny
  namespace: shop
spec:
  selector: all()
  tier: default
  types:
    - Ingress
---
apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata:
  labels:
    projectcalico.org/tier: default
  name: default-deny
  namespace: data
spec:
  selector: all()
  tier: default
  types:
    - Ingress
"
`);
});

test('plain Kubernetes policies', () => {
  expect(yaml({ scope: DenyScope.kubernetes('shop') })).toMatchInlineSnapshot(`
"apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: default-deny
  namespace: shop
spec:
  egress:
    - ports:
        - port: 53
          protocol: UDP
        - port: 53
          protocol: TCP
      to:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: kube-system
          podSelector:
            matchLabels:
              k8s-app: kube-dns
  podSelector: {}
  policyTypes:
    - Ingress
    - Egress
"
`);
});

test('enforced, staged or both: the names stay', () => {
  const names = (enforcement: Enforcement) => synth({ scope: DenyScope.cluster(), enforcement }).map((object) => `${object.kind} ${object.metadata.name}`);
  expect(names(Enforcement.ENFORCED)).toEqual(['GlobalNetworkPolicy default-deny']);
  expect(names(Enforcement.STAGED)).toEqual(['StagedGlobalNetworkPolicy default-deny']);
  expect(names(Enforcement.BOTH)).toEqual(['GlobalNetworkPolicy default-deny', 'StagedGlobalNetworkPolicy default-deny']);
});

test('a staged policy has the rules of the enforced one', () => {
  for (const scope of [DenyScope.cluster(), DenyScope.namespaces('shop'), DenyScope.kubernetes('shop')]) {
    const [enforced, staged] = synth({ scope, enforcement: Enforcement.BOTH });
    expect(staged.spec).toEqual({ ...enforced.spec, stagedAction: 'Set' });
  }
});

test('no exceptions still leaves host endpoints alone', () => {
  const [policy] = synth({ scope: DenyScope.cluster({ except: [] }) });
  expect(policy.spec.namespaceSelector).toBe('has(projectcalico.org/name)');
});

test('OpenShift listens on 5353, NodeLocal DNSCache on addresses of its own, others as told', () => {
  const egress = (dns: Dns) => synth({ scope: DenyScope.cluster(), dns })[0].spec.egress
    .filter((rule: any) => rule.protocol === 'UDP').map((rule: any) => rule.destination);
  expect(egress(Dns.openShift())[0]).toMatchObject({ ports: [5353], namespaceSelector: 'projectcalico.org/name == "openshift-dns"' });
  expect(egress(Dns.nodeLocal()).map((peer: any) => peer.nets ?? peer.selector)).toEqual([['169.254.20.10/32'], 'k8s-app == "kube-dns"']);
  expect(egress(Dns.custom({ nets: ['192.0.2.53'], port: 5300 }))).toEqual([{ nets: ['192.0.2.53/32'], ports: [5300] }]);
  expect(egress(Dns.custom({ namespace: 'dns' }))).toEqual([{ namespaceSelector: 'projectcalico.org/name == "dns"', ports: [53] }]);
});

test('the namespaces of the DNS servers stay open with those of the system, unless others are named', () => {
  const denied = (props: Partial<DenyByDefaultProps>) => synth({ scope: DenyScope.cluster(), ...props })[0].spec.namespaceSelector;
  const matches = (text: string, name: string) => Selector.parse(text).matches({ 'projectcalico.org/name': name });
  const openShift = denied({ dns: Dns.openShift() });
  expect(['kube-system', 'openshift-dns', 'openshift-ingress', 'shop', 'openshift'].map((name) => matches(openShift, name))).toEqual([false, false, false, true, true]);
  const custom = denied({ dns: Dns.custom({ namespace: 'dns' }, { nets: ['192.0.2.53'] }), types: [PolicyType.INGRESS] });
  expect(['kube-system', 'dns', 'shop'].map((name) => matches(custom, name))).toEqual([false, false, true]);
  const named = denied({ scope: DenyScope.cluster({ except: ['tools'] }), dns: Dns.openShift() });
  expect(['tools', 'openshift-dns'].map((name) => matches(named, name))).toEqual([false, true]);
});

test('without DNS there is no egress rule, and egress is still denied', () => {
  const [policy] = synth({ scope: DenyScope.cluster(), dns: Dns.none() });
  expect(policy.spec.egress).toBeUndefined();
  expect(policy.spec.types).toEqual(['Ingress', 'Egress']);
});

test('ingress alone needs no DNS rule', () => {
  expect(synth({ scope: DenyScope.cluster(), types: [PolicyType.INGRESS] })[0].spec.egress).toBeUndefined();
});

test('a tier prefixes the name', () => {
  const [policy] = synth({ scope: DenyScope.cluster(), tier: Tier.named('security'), order: 900 });
  expect(policy).toMatchObject({ metadata: { name: 'security.default-deny' }, spec: { tier: 'security', order: 900 } });
});

test('what makes no sense is refused where it is written', () => {
  expect(() => DenyScope.namespaces()).toThrow('For the whole cluster say DenyScope.cluster()');
  expect(() => Dns.custom()).toThrow('at least one server');
  expect(() => Dns.custom({ port: 53 })).toThrow('either by namespace');
  expect(() => Dns.custom({ nets: ['10.0.0.1'], labels: { a: 'b' } })).toThrow('give the namespace too');
  expect(() => synth({ scope: DenyScope.cluster(), types: [] })).toThrow('types is empty');
  expect(() => synth({ scope: DenyScope.kubernetes('shop'), order: 1 })).toThrow('no tier and no order');
});

test('servers with addresses of both IP versions get rules for each', () => {
  const [{ spec }] = synth({ scope: DenyScope.namespaces('shop'), dns: Dns.custom({ nets: ['169.254.20.10', 'fd00::a'] }) });
  expect(spec.egress.map(({ protocol, destination }: any) => `${protocol} ${destination.nets}`)).toEqual([
    'UDP 169.254.20.10/32', 'TCP 169.254.20.10/32', 'UDP fd00::a/128', 'TCP fd00::a/128',
  ]);
  expect(() => Dns.custom({ nets: [] })).toThrow('nets of a server is empty');
});
