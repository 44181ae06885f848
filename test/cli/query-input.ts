/** A small cluster that leaves open what the namespace `data` is labelled with. */
export const QUERY_INPUT = `
apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {team: red}}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: front, namespace: shop, labels: {role: edge}}
---
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop, labels: {app: web}}
spec: {nodeName: node1, serviceAccountName: front}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: pg, namespace: data}
spec: {template: {metadata: {labels: {app: pg}}, spec: {}}}
---
apiVersion: v1
kind: Pod
metadata: {name: agent, namespace: shop}
spec: {nodeName: node1, hostNetwork: true}
---
apiVersion: projectcalico.org/v3
kind: HostEndpoint
metadata: {name: eth0, labels: {role: worker}}
spec: {node: node1, interfaceName: eth0}
---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkSet
metadata: {name: office, labels: {role: office}}
spec: {nets: [192.0.2.0/24]}
---
apiVersion: projectcalico.org/v3
kind: Tier
metadata: {name: security}
spec: {order: 100, defaultAction: Pass}
---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: {name: deny-bots}
spec:
  tier: security
  order: 10
  doNotTrack: true
  applyOnForward: true
  types: [Ingress]
  ingress: [{action: Deny, source: {selector: role == 'office'}}]
---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: {name: red}
spec: {namespaceSelector: team == 'red', types: [Ingress, Egress], egress: [{action: Allow}]}
---
apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: {name: pg, namespace: data}
spec:
  order: 20
  selector: app == 'pg'
  types: [Ingress]
  ingress:
  - {action: Allow, source: {selector: app == 'web', namespaceSelector: team == 'red'}}
---
apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: {name: pg-too, namespace: data}
spec: {order: 20, selector: app == 'pg', types: [Ingress]}
`;
