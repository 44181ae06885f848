import { Chart } from 'cdk8s';
import { DenyByDefault, DenyScope, Dns, NetworkPolicy, Peer, Rule, Selector, Traffic } from 'cdk8s-calico';
import type { Construct } from 'constructs';

/** The policies of the namespace `shop`: web reaches api, every pod resolves names, and nothing else happens. */
export class Shop extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'shop', disableResourceNameHashes: true });

    // Isolates every pod of the namespace in both directions; only queries to the cluster's DNS go out.
    new DenyByDefault(this, 'default-deny', { scope: DenyScope.namespaces('shop'), dns: Dns.kubeDns() });

    // A connection needs both: egress where it starts, ingress where it ends. The port is that of the pods, not that of a Service.
    const web = Selector.label('app').equalTo('web');
    const api = Selector.label('app').equalTo('api');
    new NetworkPolicy(this, 'web', {
      selector: web,
      egress: [Rule.allow(Traffic.tcp(8080)).to(Peer.selector(api))],
    });
    new NetworkPolicy(this, 'api', {
      selector: api,
      ingress: [Rule.allow(Traffic.tcp(8080)).from(Peer.selector(web))],
    });
  }
}
