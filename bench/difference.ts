import { makeCluster } from './verdict';
import { buildCluster } from '../src/cluster';
import { type JsonObject } from '../src/manifest';
import { CalicoVersion } from '../src/target';
import { flowChanges, lostFlows, Matrix } from '../src/verdict';

interface Change {
  readonly name: string;
  readonly apply: (objects: readonly JsonObject[]) => JsonObject[];
}

const isPolicy = ({ kind }: JsonObject): boolean => String(kind).endsWith('NetworkPolicy');

/** Changes as pull requests bring them, from small to as large as can be. */
const CHANGES: readonly Change[] = [
  { name: 'nothing', apply: (objects) => [...objects] },
  { name: 'one policy removed', apply: (objects) => objects.filter((object) => object !== objects.find(isPolicy)) },
  { name: 'a tenth of the policies removed', apply: (objects) => objects.filter((object, index) => !isPolicy(object) || index % 10 !== 0) },
  {
    name: 'a policy that denies all',
    apply: (objects) => [...objects, {
      apiVersion: 'projectcalico.org/v3',
      kind: 'GlobalNetworkPolicy',
      metadata: { name: 'security.deny-all' },
      spec: {
        tier: 'security', order: -1, types: ['Ingress', 'Egress'], ingress: [{ action: 'Deny' }], egress: [{ action: 'Deny' }],
      },
    } as JsonObject],
  },
];

function measure(pods: number, policies: number): void {
  const objects = makeCluster(pods, policies);
  const matrixOf = (input: readonly JsonObject[]): Matrix => (
    new Matrix(buildCluster(input.map((object) => ({ object, origin: {} })), { version: CalicoVersion.V3_32, complete: true }))
  );
  const before = matrixOf(objects);
  for (const { name, apply } of CHANGES) {
    const start = performance.now();
    const after = matrixOf(apply(objects));
    const made = performance.now();
    const changes = flowChanges(before, after);
    const compared = performance.now();
    const isLost = lostFlows([before], after).next().done !== true;
    const searched = performance.now();
    const seconds = (from: number, to: number): string => `${((to - from) / 1000).toFixed(2)} s`;
    console.log(`difference ${pods} pods, ${policies} policies, ${name}: ${changes.length} entries; second matrix ${seconds(start, made)}, `
      + `compare ${seconds(made, compared)}; ${isLost ? 'first' : 'no'} lost flow ${seconds(compared, searched)}; `
      + `${Math.round(process.resourceUsage().maxRSS / 1024)} MB at most`);
  }
}

export function run(args: string[]): void {
  const [pods = 1_000, policies = 500] = args.map(Number);
  measure(pods, policies);
}
