import { ApiObject, App, Chart } from 'cdk8s';
import { CalicoApp } from 'cdk8s-calico';

/** Synthesizes one app in a process of its own, as `cdk8s synth` does, and prints the seconds that pass and those of processor time; called by synth.ts. */
const [kind, outdir, count, perChart, allDiffer] = process.argv.slice(2);
const app = fill(kind === 'CalicoApp' ? new CalicoApp({ outdir }) : new App({ outdir }), Number(count), Number(perChart), allDiffer === 'true');
const [started, before] = [performance.now(), process.cpuUsage()];
app.synth();
const elapsed = performance.now() - started;
const { user, system } = process.cpuUsage(before);
console.log(JSON.stringify({ elapsed: elapsed / 1e3, processor: (user + system) / 1e6 }));

/** Policies repeat a few hundred rules, as policies from one template do, unless each rule names a client of its own. */
function fill<T extends App>(scope: T, policies: number, each: number, differ: boolean): T {
  let chart = new Chart(scope, 'chart-0');
  for (let n = 0; n < policies; n += 1) {
    if (n > 0 && n % each === 0) chart = new Chart(scope, `chart-${n / each}`);
    new ApiObject(chart, `policy-${n}`, {
      apiVersion: 'projectcalico.org/v3',
      kind: 'GlobalNetworkPolicy',
      metadata: { name: `default.policy-${n}`, labels: { team: `team-${n % 50}` } },
      spec: {
        tier: 'default',
        order: n,
        selector: `app == 'app-${n}'`,
        types: ['Ingress'],
        ingress: Array.from({ length: 10 }, (_, rule) => ({
          action: 'Allow',
          protocol: 'TCP',
          source: { selector: `role == 'client-${differ ? `${n}-${rule}` : rule}'`, namespaceSelector: "team == 'a'", nets: [`10.${n % 200}.${rule}.0/24`, '192.168.0.0/16'] },
          destination: { ports: [80, 443, '8000:8080', `named-${rule}`] },
        })),
      },
    });
  }
  return scope;
}
