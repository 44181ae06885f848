import { synthExample } from './synth-example';

const charts = synthExample('lke-guide');

test('lke-guide', () => {
  expect(charts['lke-guide']).toMatchInlineSnapshot(`
"apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata:
  labels:
    projectcalico.org/tier: default
  name: lke-specific
spec:
  ingress:
    - action: Allow
      destination:
        nets:
          - 192.168.128.0/17
        ports:
          - 10250
          - 179
      protocol: TCP
    - action: Allow
      destination:
        nets:
          - 192.168.128.0/17
        ports:
          - 51820
      protocol: UDP
    - action: Allow
      destination:
        ports:
          - 30000:32767
      protocol: TCP
    - action: Allow
      destination:
        ports:
          - 30000:32767
      protocol: UDP
  order: 1
  selector: all()
  tier: default
  types:
    - Ingress
---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata:
  labels:
    projectcalico.org/tier: default
  name: webserver
spec:
  egress:
    - action: Allow
  ingress:
    - action: Deny
      destination:
        ports:
          - 80
      protocol: TCP
    - action: Allow
      destination:
        ports:
          - 443
      protocol: TCP
  order: 2
  selector: role == "webserver"
  tier: default
  types:
    - Ingress
    - Egress
"
`);
});

test('webserver-closed', () => {
  expect(charts['webserver-closed']).toMatchInlineSnapshot(`
"apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata:
  labels:
    projectcalico.org/tier: default
  name: webserver-closed
spec:
  egress:
    - action: Allow
  ingress:
    - action: Deny
      protocol: TCP
  order: 2
  selector: role == "webserver"
  tier: default
  types:
    - Ingress
    - Egress
"
`);
});

test('lke-hosts-only', () => {
  expect(charts['lke-hosts-only']).toMatchInlineSnapshot(`
"apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata:
  labels:
    projectcalico.org/tier: default
  name: lke-hosts-only
spec:
  ingress:
    - action: Allow
      destination:
        nets:
          - 192.168.128.0/17
        ports:
          - 10250
          - 179
      protocol: TCP
    - action: Allow
      destination:
        nets:
          - 192.168.128.0/17
        ports:
          - 51820
      protocol: UDP
    - action: Allow
      destination:
        ports:
          - 30000:32767
      protocol: TCP
    - action: Allow
      destination:
        ports:
          - 30000:32767
      protocol: UDP
  order: 1
  selector: "!has(projectcalico.org/namespace)"
  tier: default
  types:
    - Ingress
"
`);
});
