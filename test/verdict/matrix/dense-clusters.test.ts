import { DENSE } from './dense-clusters';
import { type ClusterModel } from '../../../src/cluster';
import { FlowEvaluator } from '../../../src/verdict';
import { hasBit, Matrix, type MatrixEnd, type TracedTraffic, type TracedWay, waysOf } from '../../../src/verdict/matrix';
import { type ResolvedEnd } from '../../../src/verdict/resolve';
import { modelOf } from '../../cluster/model-of';
import { verdictOf } from './differences';

const membersOf = (end: MatrixEnd): ResolvedEnd[] => (
  end.type === 'workloads' ? end.workloads.map((workload) => ({ type: 'workload', workload })) : [{ type: 'address', ip: end.sample }]
);

/** Of a profile the name may be that of another one with equal rules. */
function inWords({ verdict, reason, ways }: Pick<TracedTraffic, 'verdict' | 'reason' | 'ways'>): string {
  return [verdict, verdict === 'unknown' ? reason !== undefined : reason, ...ways.map(wayInWords)].join('\n');
}

function wayInWords({ place, hostEndpoint, verdict, reason, trace }: TracedWay): string {
  const steps = trace.map(({ tier, kind, policy, namespace, name, ruleIndex, action, certain, rule }) => (
    `${tier} ${kind} ${policy === undefined ? '' : `${policy.index} ${namespace}/${name}`} ${ruleIndex} ${action} ${certain} ${rule?.index}`
  ));
  return [place, hostEndpoint, verdict, verdict === 'unknown' ? reason !== undefined : reason, ...steps].join(', ');
}

/** Of every pair, all traffic: what the matrix says and who decides, where that differs from the walker's answer. */
function differences(model: ClusterModel, staged: boolean): unknown[] {
  const walker = new FlowEvaluator(model);
  const wrong: unknown[] = [];
  for (const family of new Matrix(model, { staged }).families) {
    const pairs = family.ends.flatMap((from) => family.ends.map((to) => [from, to] as const)).filter((pair) => pair.some(({ type }) => type === 'workloads'));
    for (const [from, to] of pairs) {
      const cell = family.cell(from, to);
      const traced = family.trace(from, to).map((traffic) => ({ traffic, words: inWords(traffic) }));
      family.atoms.list.forEach(({ protocol, ports, icmp }, atom) => {
        const headers = { ipVersion: family.family, protocol, destinationPort: ports?.[atom % 2], icmpType: icmp?.type, icmpCode: icmp?.code };
        const told = traced.filter(({ traffic }) => hasBit(traffic.atoms, atom)).map(({ words }) => words).join('; ');
        for (const [source, destination] of membersOf(from).flatMap((one) => membersOf(to).map((other) => [one, other] as const))) {
          const expected = walker.between(source, destination, headers, { staged });
          const words = inWords({ ...expected, ways: waysOf(expected) });
          if (verdictOf(cell, atom) !== expected.verdict || told !== words) { wrong.push({ source, destination, headers, told, words }); }
        }
      });
    }
  }
  return wrong;
}

test.each<[string, boolean, boolean]>([
  ['peers', true, false], ['headers', true, false], ['headers', false, false], ['tiers', true, false], ['tiers', false, false], ['tiers', true, true],
  ['open', true, false], ['open', false, false], ['missing', true, false], ['missing', false, false], ['hosts', true, false],
])('the matrix of "%s" answers as the walker does for all ends and traffic, and tells who decides (complete: %s, staged: %s)', (name, complete, staged) => {
  expect(differences(modelOf(DENSE[name], { complete }), staged).slice(0, 1)).toEqual([]);
});
