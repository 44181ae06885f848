import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, App, Chart } from 'cdk8s';
import { CalicoApp, CalicoTarget } from 'cdk8s-calico';
import { validateManifest } from '../src/validation';

/**
 * CalicoApp.synth beside App.synth, on the same objects in the same run.
 *
 *   npm run bench -- synth                  a tenth of the full size
 *   npm run bench -- synth --scale=1        20,000 policies, 5,000 charts (cdk8s takes minutes)
 *   npm run bench -- synth --only-ours      without cdk8s; also 120,000 objects in one file
 *
 * Beside it stands what checking each object alone would take, which CalicoApp does for all that they share at once.
 */
export function run(args: string[]): void {
  const scale = Number(args.find((arg) => arg.startsWith('--scale='))?.slice('--scale='.length) ?? 0.1);
  const onlyOurs = args.includes('--only-ours');
  compare(Math.round(20_000 * scale), 100, 'policies of 10 rules, 100 for each chart', onlyOurs);
  compare(Math.round(20_000 * scale), 100, 'policies of 10 rules that all differ, 100 for each chart', onlyOurs, true);
  compare(Math.round(5_000 * scale), 1, 'policies of 10 rules, 1 for each chart', onlyOurs);
  if (onlyOurs) compare(120_000, 120_000, 'policies of 10 rules in one chart', true);
}

function compare(count: number, perChart: number, what: string, onlyOurs: boolean, allDiffer = false): void {
  const folder = mkdtempSync(join(tmpdir(), 'bench-synth-'));
  const app = build(new CalicoApp({ outdir: join(folder, 'ours') }), count, perChart, allDiffer);
  const ours = seconds(() => app.synth());
  const objects = app.node.findAll().filter((one): one is ApiObject => ApiObject.isApiObject(one)).map((one) => one.toJson());
  const target = CalicoTarget.assumed();
  const judging = seconds(() => objects.forEach((object) => validateManifest({ object, origin: {} }, target)));
  const inWords = `CalicoApp ${ours.toFixed(2)} s, all checks on (each object alone: ${judging.toFixed(2)} s)`;
  if (onlyOurs) {
    console.log(`synth: ${count} ${what}: ${inWords}`);
  } else {
    const other = build(new App({ outdir: join(folder, 'cdk8s') }), count, perChart, allDiffer);
    const theirs = seconds(() => other.synth());
    for (const file of readdirSync(join(folder, 'cdk8s'))) {
      if (!readFileSync(join(folder, 'cdk8s', file)).equals(readFileSync(join(folder, 'ours', file)))) throw new Error(`${file} differs`);
    }
    console.log(`synth: ${count} ${what}: App ${theirs.toFixed(2)} s, ${inWords}: ${(theirs / ours).toFixed(1)} times as fast; same bytes`);
  }
  rmSync(folder, { recursive: true });
}

/** Processor time, which other programs on the machine disturb less than the clock. */
function seconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** Policies repeat a few hundred rules, as policies from one template do, unless each rule names a client of its own. */
function build<T extends App>(app: T, count: number, perChart: number, allDiffer: boolean): T {
  let chart = new Chart(app, 'chart-0');
  for (let n = 0; n < count; n += 1) {
    if (n > 0 && n % perChart === 0) chart = new Chart(app, `chart-${n / perChart}`);
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
          source: { selector: `role == 'client-${allDiffer ? `${n}-${rule}` : rule}'`, namespaceSelector: "team == 'a'", nets: [`10.${n % 200}.${rule}.0/24`, '192.168.0.0/16'] },
          destination: { ports: [80, 443, '8000:8080', `named-${rule}`] },
        })),
      },
    });
  }
  return app;
}
