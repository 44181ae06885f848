import { synthExample } from './synth-example';

const charts = synthExample('zero-trust');

test('zero-trust', () => {
  expect(charts['zero-trust']).toMatchInlineSnapshot(`
"apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata:
  labels:
    projectcalico.org/tier: default
  name: default-deny
spec:
  selector: all()
  tier: default
  types:
    - Ingress
    - Egress
---
apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata:
  labels:
    projectcalico.org/tier: default
  name: allow-busybox-egress
  namespace: shams
spec:
  egress:
    - action: Allow
  selector: app == "busybox"
  tier: default
  types:
    - Egress
---
apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata:
  labels:
    projectcalico.org/tier: default
  name: allow-nginx-ingress
  namespace: shams
spec:
  ingress:
    - action: Allow
      source:
        selector: app == "busybox"
  selector: app == "nginx"
  tier: default
  types:
    - Ingress
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: default-deny-ingress
  namespace: shams
spec:
  podSelector: {}
  policyTypes:
    - Ingress
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: default-deny-egress
  namespace: shams
spec:
  podSelector: {}
  policyTypes:
    - Egress
"
`);
});

test('draft', () => {
  expect(charts.draft).toMatchInlineSnapshot(`
"apiVersion: projectcalico.org/v3
kind: StagedGlobalNetworkPolicy
metadata:
  labels:
    projectcalico.org/tier: default
  name: default-deny
spec:
  selector: all()
  stagedAction: Set
  tier: default
  types:
    - Ingress
    - Egress
"
`);
});

test('dns-safe', () => {
  expect(charts['dns-safe']).toMatchInlineSnapshot(`
"apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata:
  labels:
    projectcalico.org/tier: default
  name: default-deny-dns-safe
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
