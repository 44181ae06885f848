import { App, Chart } from 'cdk8s';
import { NetworkPolicy, Peer, Rule, Selector, Traffic } from 'cdk8s-calico';

const POLICIES = 1000;
const RULES = 10;
const ROUNDS = 5;

/** 1,000 policies of 10 rules each, from values to plain objects: rendered, and rendered and checked as synth does. */
export function run(): void {
  const toChart: number[] = [];
  const toObjects: number[] = [];
  const toJson: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const started = performance.now();
    const chart = new Chart(new App(), 'bench', { namespace: 'shop' });
    const policies = Array.from({ length: POLICIES }, (_, i) => policy(chart, i));
    const built = performance.now();
    policies.forEach(({ apiObject }) => apiObject.toJson());
    const rendered = performance.now();
    chart.toJson();
    toChart.push(built - started);
    toObjects.push(rendered - built);
    toJson.push(performance.now() - rendered);
  }
  console.log(`${POLICIES} policies of ${RULES} rules, best of ${ROUNDS} (first): constructs ${best(toChart)}, plain objects ${best(toObjects)}, chart.toJson with all checks ${best(toJson)}`);
}

function policy(chart: Chart, i: number): NetworkPolicy {
  return new NetworkPolicy(chart, `policy-${i}`, {
    order: i,
    selector: Selector.labels({ app: `app-${i}` }),
    ingress: Array.from({ length: RULES }, (_, rule) => Rule.allow(Traffic.tcp(1000 + i, 5000 + rule))
      .from(Peer.selector(Selector.label('app').equalTo(`client-${i}-${rule}`)).inNamespaces('shop', `team-${rule}`))),
  });
}

function best(milliseconds: number[]): string {
  return `${Math.min(...milliseconds).toFixed(0)} ms (${milliseconds[0].toFixed(0)})`;
}
