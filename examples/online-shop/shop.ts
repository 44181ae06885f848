import { type App, Chart } from 'cdk8s';
import { Deployment, LabelSelector, Namespace } from 'cdk8s-plus-34';
import { Peer, Rule, Selector, TierDefaultAction, TieredPolicy, Traffic, Workload } from 'cdk8s-calico';

export function addShop(app: App): void {
  // The application: a storefront that the world sees, orders behind it, and a database that only orders reaches.
  new Namespace(new Chart(app, 'namespace'), 'shop', { metadata: { name: 'shop' } });
  const shop = new Chart(app, 'shop', { namespace: 'shop', disableResourceNameHashes: true });
  const deploy = (name: string, portNumber: number) => {
    const labels = { app: name };
    const deployment = new Deployment(shop, name, {
      metadata: { name },
      podMetadata: { labels },
      select: false,
      containers: [{ image: `shop/${name}`, portNumber }],
    });
    deployment.select(LabelSelector.of({ labels }));
    return deployment;
  };
  const storefront = Workload.of(deploy('storefront', 8080));
  const orders = Workload.of(deploy('orders', 8080));
  const database = Workload.of(deploy('database', 5432));

  const policy = new Chart(app, 'policy', { namespace: 'shop' });
  const tiers = new TieredPolicy(policy, 'tiers');
  const pods = Selector.label('projectcalico.org/orchestrator').equalTo('k8s');

  // Security: what is forbidden to everybody. What it does not decide, the next tier does.
  tiers.addTier('security', { endOfTier: TierDefaultAction.PASS }).addPolicy('quarantine', {
    selector: Selector.label('quarantine').equalTo('true'),
    ingress: [Rule.deny()],
    egress: [Rule.deny()],
  });

  // Platform: what every workload may do.
  tiers.addTier('platform', { endOfTier: TierDefaultAction.PASS }).addPolicy('dns', {
    selector: pods,
    namespaceSelector: Selector.label('projectcalico.org/name').notEqualTo('kube-system'),
    egress: [Traffic.udp(53), Traffic.tcp(53)].map((traffic) => Rule.allow(traffic)
      .to(Peer.selector(Selector.label('k8s-app').equalTo('kube-dns')).inNamespaces('kube-system'))),
  });

  // Application: what this shop needs, and nothing else.
  tiers.addTier('application', { endOfTier: TierDefaultAction.DENY })
    .addNamespacedPolicy('storefront', {
      selector: storefront.selector,
      ingress: [Rule.allow(Traffic.tcp(8080))],
      egress: [Rule.allow(Traffic.tcp(8080)).to(orders.peer)],
    })
    .addNamespacedPolicy('orders', {
      selector: orders.selector,
      ingress: [Rule.allow(Traffic.tcp(8080)).from(storefront.peer)],
      egress: [Rule.allow(Traffic.tcp(5432)).to(database.peer)],
    })
    .addNamespacedPolicy('database', {
      selector: database.selector,
      ingress: [Rule.allow(Traffic.tcp(5432)).from(orders.peer).because('only orders keeps data')],
      egress: [],
    });
}
