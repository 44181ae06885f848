import { App, Chart } from 'cdk8s';
import {
  CalicoTarget, CalicoVersion, GlobalNetworkPolicy, LkeBaselinePolicy, LkeEndpoints, Rule, Selector, Traffic,
} from 'cdk8s-calico';

const app = new App();
CalicoTarget.of(CalicoVersion.V3_31).applyTo(app);

const webServers = Selector.label('role').equalTo('webserver');

// The guide's policies.
const guide = new Chart(app, 'lke-guide');
new LkeBaselinePolicy(guide, 'lke', { appliesTo: LkeEndpoints.ALL });
new GlobalNetworkPolicy(guide, 'webserver', {
  selector: webServers,
  order: 2,
  ingress: [Rule.deny(Traffic.tcp(80)), Rule.allow(Traffic.tcp(443))],
  egress: [Rule.allow()],
});

// The guide's closing variant: nothing comes in.
const closed = new Chart(app, 'webserver-closed');
new GlobalNetworkPolicy(closed, 'webserver-closed', {
  selector: webServers,
  order: 2,
  ingress: [Rule.deny(Traffic.allTcp())],
  egress: [Rule.allow()],
});

// What the guide describes, a baseline for the nodes, without isolating every pod.
const safe = new Chart(app, 'lke-hosts-only');
new LkeBaselinePolicy(safe, 'lke', { appliesTo: LkeEndpoints.HOSTS, policyName: 'lke-hosts-only' });

app.synth();
