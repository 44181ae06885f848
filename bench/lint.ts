import { makeCluster } from './verdict';
import { lintCluster } from '../src/lint';
import { LintReport } from '../src/lint/report';
import { LINT_RULES } from '../src/lint/rules';
import { LintView } from '../src/lint/view';
import { type JsonObject } from '../src/manifest';
import { CalicoTarget, CalicoVersion } from '../src/target';

const SLOWEST = 4;

function policy(index: number, namespace: string | undefined, spec: object): JsonObject {
  return {
    apiVersion: 'projectcalico.org/v3',
    kind: namespace === undefined ? 'GlobalNetworkPolicy' : 'NetworkPolicy',
    metadata: { name: `p${index}`, ...namespace !== undefined && { namespace } },
    spec: { tier: 'default', types: ['Ingress'], ...spec },
  } as JsonObject;
}

/** What is slow when each policy is compared with each: one order for all, selectors that all may meet, and rules that hardly ever do. */
const CLUSTERS: readonly [what: string, objects: () => JsonObject[]][] = [
  ['2,000 policies of one order for all()', () => Array.from({ length: 2000 }, (_, index) => policy(index, undefined, {
    order: 100,
    selector: 'all()',
    ingress: Array.from({ length: 5 }, (__, rule) => ({
      action: index % 2 === 0 ? 'Allow' : 'Deny',
      protocol: 'TCP',
      source: { selector: `app == 'client-${index}'` },
      destination: { ports: [index * 10 + rule] },
    })),
  }))],
  ['10,000 policies of one order in 100 namespaces', () => Array.from({ length: 10_000 }, (_, index) => policy(index, `ns${index % 100}`, {
    order: 100,
    selector: index % 10 === 0 ? '' : `app == 'app${index}'`,
    ingress: [{ action: index % 5 === 0 ? 'Deny' : 'Allow', protocol: 'TCP', source: { selector: `app == 'client${index}'` }, destination: { ports: [80 + index] } }],
  }))],
  ['10,000 policies and 10,000 pods of a big cluster', () => makeCluster(10_000, 10_000)],
];

/** Processor time, which other programs on the machine disturb less than the clock. */
function seconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** Judging whole clusters: all rules, and those that take longest. */
export function run(): void {
  for (const [what, objects] of CLUSTERS) {
    const manifests = objects().map((object) => ({ object, origin: {} }));
    for (const complete of [false, true]) {
      const options = { target: CalicoTarget.of(CalicoVersion.V3_32), complete };
      let length = 0;
      const took = seconds(() => { ({ length } = lintCluster(manifests, options)); });
      const view = new LintView(manifests, options);
      const times = LINT_RULES.map((rule) => [rule.codes.join('/'), seconds(() => rule.check(view, new LintReport(view)))] as const);
      const slowest = times.sort(([, a], [, b]) => b - a).slice(0, SLOWEST).map(([codes, time]) => `${codes} ${time.toFixed(2)} s`).join(', ');
      console.log(`lint: ${what}${complete ? ', complete' : ''}: ${took.toFixed(2)} s, ${length} findings; slowest rules: ${slowest}`);
    }
  }
}
