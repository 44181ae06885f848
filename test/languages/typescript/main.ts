import { App, Chart } from 'cdk8s';
import {
  calico, CalicoTarget, CalicoVersion, DenyByDefault, DenyScope, GlobalNetworkPolicy, NetworkPolicy, Peer, Rule, Selector, Tier, TierDefaultAction,
  Traffic,
} from 'cdk8s-calico';

const app = new App();
CalicoTarget.of(CalicoVersion.V3_31).applyTo(app);
const chart = new Chart(app, 'shop');
const web = Selector.label('app').isIn('web', 'api').and(Selector.label('tier').exists());
const tier = new Tier(chart, 'security', { order: 100, defaultAction: TierDefaultAction.PASS });
new DenyByDefault(chart, 'deny', { scope: DenyScope.cluster({ except: ['kube-system'] }) });
new GlobalNetworkPolicy(chart, 'no-telnet', {
  tier, order: 10, selector: web.negate(), ingress: [Rule.deny(Traffic.tcp(23)).from(Peer.nets('10.0.0.0/8').exceptNets('10.1.0.0/16')), Rule.pass()],
});
new NetworkPolicy(chart, 'database', {
  metadata: { namespace: 'data', name: 'database' },
  selector: Selector.parse("app == 'database'"),
  ingress: [Rule.allow(Traffic.tcp(5432)).from(Peer.selector(web).inNamespaces('shop')).because('the shop reads stock')],
});
new calico.GlobalNetworkSet(chart, 'partners', { metadata: { name: 'partners' }, spec: { nets: ['203.0.113.0/24'] } });
app.synth();
