import { synthExample } from './synth-example';

const charts = synthExample('policy-enrichment');

test('policies', () => {
  expect(charts.policies).toMatchInlineSnapshot(`
"apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata:
  labels:
    projectcalico.org/tier: default
  name: deny-transaction
spec:
  ingress:
    - action: Deny
      protocol: TCP
      source:
        selector: tier == "frontend"
  selector: tier == "transaction"
  tier: default
  types:
    - Ingress
---
apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata:
  labels:
    projectcalico.org/tier: default
  name: deny-transaction
  namespace: production
spec:
  ingress:
    - action: Log
      protocol: TCP
      source:
        selector: tier == "frontend"
    - action: Deny
      protocol: TCP
      source:
        selector: tier == "frontend"
  selector: tier == "transaction"
  tier: default
  types:
    - Ingress
    - Egress
---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata:
  labels:
    projectcalico.org/tier: default
  name: allow-cluster-internal-ingress
spec:
  ingress:
    - action: Allow
      source:
        nets:
          - 192.168.0.0/16
  order: 10
  selector: exposure == "internal"
  tier: default
  types:
    - Ingress
---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata:
  labels:
    projectcalico.org/tier: default
  name: drop-other-ingress
spec:
  ingress:
    - action: Deny
  order: 20
  selector: exposure == "internal"
  tier: default
  types:
    - Ingress
"
`);
});

test('hosts', () => {
  expect(charts.hosts).toMatchInlineSnapshot(`
"apiVersion: projectcalico.org/v3
kind: HostEndpoint
metadata:
  labels:
    role: favorite-k8s-worker
  name: favorite-k8s-worker-eth0
spec:
  expectedIPs:
    - 10.0.0.11
  interfaceName: eth0
  node: worker-1
---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata:
  labels:
    projectcalico.org/tier: default
  name: favorite-k8s-worker
spec:
  egress:
    - action: Allow
      destination:
        nets:
          - 192.0.2.10/32
        ports:
          - 2379
      protocol: TCP
    - action: Allow
      destination:
        ports:
          - 53
          - 67
      protocol: UDP
  ingress:
    - action: Allow
      destination:
        ports:
          - 22
      protocol: TCP
      source:
        nets:
          - 203.0.113.0/24
    - action: Allow
      protocol: ICMP
    - action: Allow
      destination:
        ports:
          - 10250
      protocol: TCP
  order: 0
  selector: role == "favorite-k8s-worker"
  tier: default
  types:
    - Ingress
    - Egress
"
`);
});

test('dos-mitigation', () => {
  expect(charts['dos-mitigation']).toMatchInlineSnapshot(`
"apiVersion: projectcalico.org/v3
kind: HostEndpoint
metadata:
  labels:
    apply-dos-mitigation: "true"
  name: production-host
spec:
  expectedIPs:
    - 10.0.0.1
  interfaceName: eth0
  node: secured
---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkSet
metadata:
  labels:
    calico.cdk8s.io/network-set: dos-mitigation
    dos-deny-list: "true"
  name: dos-mitigation
spec:
  nets:
    - 1.2.3.4/32
    - 5.6.0.0/16
---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata:
  labels:
    projectcalico.org/tier: default
  name: dos-mitigation
spec:
  applyOnForward: true
  doNotTrack: true
  ingress:
    - action: Deny
      source:
        selector: dos-deny-list == "true"
  selector: apply-dos-mitigation == "true"
  tier: default
  types:
    - Ingress
"
`);
});

test('dos-mitigation-safe', () => {
  expect(charts['dos-mitigation-safe']).toMatchInlineSnapshot(`
"apiVersion: projectcalico.org/v3
kind: HostEndpoint
metadata:
  labels:
    apply-dos-mitigation: "true"
  name: production-host
spec:
  expectedIPs:
    - 10.0.0.1
  interfaceName: eth0
  node: secured
  profiles:
    - projectcalico-default-allow
---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkSet
metadata:
  labels:
    calico.cdk8s.io/network-set: dos-mitigation
    dos-deny-list: "true"
  name: dos-mitigation
spec:
  nets:
    - 1.2.3.4/32
    - 5.6.0.0/16
---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata:
  labels:
    projectcalico.org/tier: default
  name: dos-mitigation
spec:
  applyOnForward: true
  doNotTrack: true
  ingress:
    - action: Deny
      source:
        selector: dos-deny-list == "true"
  selector: apply-dos-mitigation == "true"
  tier: default
  types:
    - Ingress
"
`);
});

test('more', () => {
  expect(charts.more).toMatchInlineSnapshot(`
"apiVersion: projectcalico.org/v3
kind: GlobalNetworkSet
metadata:
  labels:
    audience: partners
    calico.cdk8s.io/network-set: partners
  name: partners
spec:
  nets:
    - 198.51.100.0/24
---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkSet
metadata:
  labels:
    audience: blocked
    calico.cdk8s.io/network-set: blocked
  name: blocked
spec:
  nets:
    - 198.51.100.128/25
---
apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata:
  labels:
    projectcalico.org/tier: default
  name: gateway
  namespace: production
spec:
  ingress:
    - action: Allow
      icmp:
        type: 8
      protocol: ICMP
    - action: Deny
      source:
        namespaceSelector: global()
        selector: calico.cdk8s.io/network-set == "blocked"
    - action: Allow
      destination:
        ports:
          - 443
      protocol: TCP
      source:
        namespaceSelector: global()
        selector: calico.cdk8s.io/network-set == "partners"
    - action: Allow
      http:
        methods:
          - GET
        paths:
          - prefix: /status
      protocol: TCP
      source:
        selector: tier == "frontend"
  selector: app == "gateway"
  tier: default
  types:
    - Ingress
"
`);
});

test('setup', () => {
  expect(charts.setup).toMatchInlineSnapshot(`
"apiVersion: projectcalico.org/v3
kind: FelixConfiguration
metadata:
  name: default
spec:
  wireguardEnabled: true
---
apiVersion: operator.tigera.io/v1
kind: Installation
metadata:
  name: default
spec:
  cni:
    ipam:
      type: HostLocal
    type: GKE
  kubernetesProvider: GKE
"
`);
});
