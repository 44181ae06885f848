import { Chart } from 'cdk8s';
import {
  type CalicoApp, DenyByDefault, DenyScope, Dns, NetworkPolicy, Peer, PruneProtection, Rule, Selector, Tier, TierDefaultAction, Traffic,
} from 'cdk8s-calico';

/** One chart for each team: its folder is what the team reviews. */
export function addPolicies(app: CalicoApp): void {
  const platform = new Chart(app, 'platform');
  const security = new Tier(platform, 'security', { order: 100, defaultAction: TierDefaultAction.PASS });
  PruneProtection.addTo(security);
  new DenyByDefault(platform, 'deny', { scope: DenyScope.cluster(), dns: Dns.kubeDns() });

  const shop = new Chart(app, 'shop', { namespace: 'shop' });
  const web = Selector.label('app').equalTo('web');
  const orders = Selector.label('app').equalTo('orders');
  new NetworkPolicy(shop, 'web', {
    selector: web,
    ingress: [Rule.allow(Traffic.tcp(8080))],
    egress: [Rule.allow(Traffic.tcp(8080)).to(Peer.selector(orders))],
  });
  new NetworkPolicy(shop, 'orders', {
    selector: orders,
    ingress: [Rule.allow(Traffic.tcp(8080)).from(Peer.selector(web))],
  });
}
