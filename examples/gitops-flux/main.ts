import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import {
  CalicoApp, CalicoTarget, CalicoVersion, FluxGitRepository, FluxKustomization, GlobalNetworkPolicy, GlobalNetworkSet, HostEndpoint, Peer,
  RolloutPlan, Rule, Selector, Tier, TierDefaultAction, Traffic,
} from 'cdk8s-calico';

const rendered = process.env.CDK8S_OUTDIR ?? 'rendered';

// A gateway that drops known bad networks and lets in web traffic only. On a host endpoint the order of applying matters:
// it blocks what no policy allows yet.
const manifests = new CalicoApp({ calico: CalicoTarget.of(CalicoVersion.V3_31) });
const gateways = new Chart(manifests, 'gateways');
const edge = new Tier(gateways, 'edge', { order: 50, defaultAction: TierDefaultAction.DENY });
const bad = new GlobalNetworkSet(gateways, 'bad-nets', { nets: ['192.0.2.0/24', '198.51.100.0/24'], metadata: { labels: { list: 'bad' } } });
new GlobalNetworkPolicy(gateways, 'web', {
  tier: edge,
  order: 10,
  selector: Selector.label('role').equalTo('gateway'),
  ingress: [Rule.deny().from(Peer.networkSet(bad)), Rule.allow(Traffic.tcp(80, 443))],
  egress: [Rule.allow()],
});
new HostEndpoint(gateways, 'gateway-1-eth0', {
  metadata: { labels: { role: 'gateway' } },
  node: 'gateway-1',
  interfaceName: 'eth0',
  expectedIPs: ['10.0.0.1'],
});

// Checked, then written as numbered folders: one for each step.
const plan = RolloutPlan.of(manifests);
manifests.synthYaml();
plan.writeFolders(join(rendered, 'policies'));

// What tells Flux to apply them one after the other. It lies beside, not inside.
const flux = new App({ outdir: join(rendered, 'flux') });
const delivery = new Chart(flux, 'delivery');
const source = new FluxGitRepository(delivery, 'gateway-policies', { url: 'https://git.example.com/platform/gateways.git' });
FluxKustomization.ofPlan(delivery, 'gateways', plan, { source, path: 'rendered/policies' });
flux.synth();
