import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildCluster } from '../src/cluster';
import { type JsonObject } from '../src/manifest';
import { CalicoVersion } from '../src/target';
import { type Decision, FlowEvaluator } from '../src/verdict';
import { type FamilyMatrix, hasBit, isEmpty, Matrix } from '../src/verdict/matrix';

const SAMPLES = 10_000;

/** Numbers that look random and are the same in every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0; // eslint-disable-line no-bitwise
    return Math.floor((state / 2 ** 32) * below);
  };
}

/**
 * A cluster as big ones are: teams with namespaces, many label sets, an address and one label of its own for every pod, policies in three
 * tiers, CIDRs in a fifth of the rules, named ports, network sets.
 */
export function makeCluster(pods: number, policies: number): JsonObject[] {
  const random = numbers(42);
  const namespaces = Math.max(10, Math.round(pods / 100));
  const apps = Math.max(20, Math.round(pods / 20));
  const cidrs = Array.from({ length: 500 }, (_, index) => `172.${16 + (index % 16)}.${Math.floor(index / 16)}.0/${24 + (index % 5)}`);
  const v3 = 'projectcalico.org/v3';
  const objects: object[] = [];
  for (let index = 0; index < namespaces; index++) {
    objects.push({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: `ns${index}`, labels: { team: `team${index % 12}`, stage: ['prod', 'test'][index % 2] } } });
  }
  for (const [name, order] of [['security', 10], ['platform', 20]] as const) {
    objects.push({ apiVersion: v3, kind: 'Tier', metadata: { name }, spec: { order, defaultAction: 'Pass' } });
  }
  for (let index = 0; index < 20; index++) {
    objects.push({
      apiVersion: v3,
      kind: 'GlobalNetworkSet',
      metadata: { name: `set${index}`, labels: { set: `s${index % 10}` } },
      spec: { nets: Array.from({ length: 5 }, (_, each) => `198.${18 + index % 2}.${index * 5 + each}.0/24`) },
    });
  }
  for (let index = 0; index < pods; index++) {
    objects.push({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: `pod${index}`,
        namespace: `ns${index % namespaces}`,
        // Two pods of three have labels like no other.
        labels: { app: `app${random(apps)}`, role: `role${random(8)}`, version: `v${index % Math.ceil(pods * 0.67)}`, pod: `pod${index}` },
      },
      spec: { containers: [{ name: 'c', ports: [{ name: `port${index % 10}`, containerPort: 8000 + index % 10 }] }] },
      status: { phase: 'Running', podIP: `10.${Math.floor(index / 65536)}.${Math.floor(index / 256) % 256}.${index % 256}` },
    });
  }
  let namedPorts = 50;
  const peer = (): object => {
    switch (random(10)) {
      case 0:
      case 1: return { nets: [cidrs[random(500)], cidrs[random(500)]] };
      case 2: return { selector: `set == 's${random(10)}'` };
      case 3: return { selector: 'all()', namespaceSelector: `team == 'team${random(12)}'` };
      default: return { selector: `app == 'app${random(apps)}' && role in {'role${random(8)}', 'role${random(8)}'}` };
    }
  };
  const rule = (action: string, isIngress: boolean): object => {
    const named = namedPorts > 0 && random(20) === 0 ? [`port${namedPorts-- % 10}`] : undefined;
    const ports = named ?? [1000 + random(60), `${9000 + random(20) * 10}:${9099 + random(20) * 10}`];
    const far = peer();
    return {
      action,
      protocol: random(5) === 0 ? 'UDP' : 'TCP',
      ...isIngress ? { source: far, destination: { ports } } : { destination: { ...far, ports } },
    };
  };
  for (let index = 0; index < policies; index++) {
    const tier = ['security', 'platform', 'default'][index % 3];
    const isGlobal = tier !== 'default';
    const action = tier === 'security' ? 'Deny' : tier === 'platform' ? 'Pass' : 'Allow';
    objects.push({
      apiVersion: v3,
      kind: isGlobal ? 'GlobalNetworkPolicy' : 'NetworkPolicy',
      metadata: { name: `${tier}.p${index}`, ...isGlobal ? {} : { namespace: `ns${index % namespaces}` } },
      spec: {
        tier,
        order: index,
        selector: `app == 'app${random(apps)}'${index % 4 === 0 ? ` || role == 'role${random(8)}' && version == 'v${random(pods)}'` : ''}`,
        types: ['Ingress', 'Egress'],
        ingress: [rule(action, true), rule('Allow', true)],
        egress: [rule(action, false), rule('Allow', false)],
      },
    });
  }
  return objects as JsonObject[];
}

/** Microseconds of all cores: other programs don't count, the collector's threads do. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

const COMPILED = join(__dirname, '..', 'lib', 'src');

/** What the model and the matrix cost once; times in seconds. */
interface Cost {
  readonly model: number;
  readonly decide: number;
  readonly processor: number;
}

/** In a process of its own, which has loaded the compiled package and run nothing of it: a user's program does this once, too. */
interface ColdCost extends Cost {
  /** Reading every cell. */
  readonly read: number;
  readonly open: number;
  readonly megabytes: number;
}

const COLD_PROGRAM = `
  const { buildCluster } = require(process.argv[1] + '/cluster');
  const { isEmpty, Matrix } = require(process.argv[1] + '/verdict/matrix');
  const manifests = JSON.parse(require('fs').readFileSync(0, 'utf8')).map((object) => ({ object, origin: {} }));
  const [start, before] = [performance.now(), process.cpuUsage()];
  const model = buildCluster(manifests, { version: '${CalicoVersion.V3_32}', complete: true });
  const built = performance.now();
  const [family] = new Matrix(model).families;
  const [decided, { user, system }] = [performance.now(), process.cpuUsage(before)];
  let open = 0;
  for (const from of family.ends) {
    for (const to of family.ends) { if (!isEmpty(family.cell(from, to).allow)) { open++; } }
  }
  const read = (performance.now() - decided) / 1e3;
  const megabytes = process.resourceUsage().maxRSS / 1024;
  console.log(JSON.stringify({ model: (built - start) / 1e3, decide: (decided - built) / 1e3, processor: (user + system) / 1e6, read, open, megabytes }));
`;

function cold(objects: readonly JsonObject[]): ColdCost {
  return JSON.parse(execFileSync(process.execPath, ['-e', COLD_PROGRAM, COMPILED], { input: JSON.stringify(objects), encoding: 'utf8' })) as ColdCost;
}

function warm(objects: readonly JsonObject[]): Cost & { matrix: Matrix } {
  const manifests = objects.map((object) => ({ object, origin: {} }));
  const [start, before] = [performance.now(), processorTime()];
  const model = buildCluster(manifests, { version: CalicoVersion.V3_32, complete: true });
  const built = performance.now();
  const matrix = new Matrix(model);
  const decided = performance.now();
  return { model: (built - start) / 1e3, decide: (decided - built) / 1e3, processor: (processorTime() - before) / 1e6, matrix };
}

/** The round that other programs disturbed least. */
function best<T extends Cost>(rounds: number, measure: () => T): T {
  return Array.from({ length: rounds }, measure).reduce((a, b) => (a.model + a.decide <= b.model + b.decide ? a : b));
}

function costText({ model, decide, processor }: Cost): string {
  const seconds = (time: number): string => `${time.toFixed(2)} s`;
  return `${seconds(model + decide)} (model ${seconds(model)}, decide ${seconds(decide)}; ${seconds(processor)} of processor time on all cores)`;
}

/** How many pairs may have any traffic. */
function openPairs(family: FamilyMatrix): number {
  let open = 0;
  for (const from of family.ends) {
    for (const to of family.ends) { open += isEmpty(family.cell(from, to).allow) ? 0 : 1; }
  }
  return open;
}

function allPairs(pods: number, policies: number): void {
  const objects = JSON.parse(JSON.stringify(makeCluster(pods, policies))) as JsonObject[];
  const rounds = pods > 2_000 ? 1 : 7;
  const size = `verdict ${pods} pods, ${policies} policies`;
  const { matrix, ...warmed } = best(rounds, () => warm(objects));
  const { model, families: [family] } = matrix;
  const { ends, atoms } = family;
  const classes = ends.filter(({ type }) => type === 'workloads').length;
  console.log(`${size}: ${classes} classes of workloads, ${ends.length - classes} of addresses, ${atoms.size} atoms, ${ends.length ** 2} pairs`);
  if (existsSync(COMPILED)) {
    const fresh = best(rounds, () => cold(objects));
    if (fresh.open !== openPairs(family)) { throw new Error('the compiled package answers otherwise than the sources: compile it anew'); }
    console.log(`${size}, cold, best of ${rounds}: ${costText(fresh)}; reading every cell ${fresh.read.toFixed(2)} s; ${Math.round(fresh.megabytes)} MB at most`);
  } else {
    console.log(`${size}, cold: nothing is compiled; run npx projen compile first`);
  }
  console.log(`${size}, warm, best of ${rounds}: ${costText(warmed)}`);

  const evaluator = new FlowEvaluator(model);
  const random = numbers(7);
  const times: Record<'first' | 'warm', number[]> = { first: [], warm: [] };
  for (let sample = 0; sample < SAMPLES; sample++) {
    const from = ends[random(ends.length)];
    const to = ends[random(ends.length)];
    const atom = random(atoms.size);
    const cell = family.cell(from, to);
    const { protocol, ports, icmp } = atoms.list[atom];
    const [source, destination] = [from, to].map((end): Parameters<FlowEvaluator['between']>[0] => (end.type === 'addresses'
      ? { type: 'address', ip: end.sample } : { type: 'workload', workload: end.workloads[random(end.workloads.length)] }));
    const headers = { ipVersion: 4, protocol, destinationPort: ports?.[1], icmpType: icmp?.type, icmpCode: icmp?.code } as const;
    const judge = (list: number[]): Decision => {
      const began = processorTime();
      const { verdict } = evaluator.between(source, destination, headers);
      list.push((processorTime() - began) / 1000);
      return verdict;
    };
    judge(times.first); // the evaluator keeps what it finds out about the two ends
    const verdict = judge(times.warm);
    if (!hasBit(cell[verdict], atom)) { throw new Error(`the walker says ${verdict} of sample ${sample}, the matrix does not`); }
  }
  const told = Object.entries(times).map(([name, list]) => {
    const sorted = list.sort((a, b) => a - b);
    return `${name} ${sorted[Math.floor(sorted.length / 2)].toFixed(3)} ms median, ${sorted[Math.floor(sorted.length * 0.99)].toFixed(3)} ms at p99`;
  });
  console.log(`verdict single flows: ${SAMPLES} sampled pairs agree; ${told.join('; ')}`);
}

export function run(args: string[]): void {
  const sizes = args.length === 2 ? [[Number(args[0]), Number(args[1])]] : [[1_000, 500], [10_000, 5_000]];
  for (const [pods, policies] of sizes) { allPairs(pods, policies); }
}
