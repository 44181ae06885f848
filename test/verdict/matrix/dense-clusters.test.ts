import { DENSE } from './dense-clusters';
import { verdictOf } from './differences';
import { type ClusterModel } from '../../../src/cluster';
import { FlowEvaluator } from '../../../src/verdict';
import { hasBit, Matrix, type MatrixEnd, type TracedTraffic, type TracedWay, waysOf } from '../../../src/verdict/matrix';
import { type ResolvedEnd } from '../../../src/verdict/resolve';
import { modelOf } from '../../cluster/model-of';

const membersOf = (end: MatrixEnd): ResolvedEnd[] => (
  end.type === 'workloads' ? end.workloads.map((workload) => ({ type: 'workload', workload })) : [{ type: 'address', ip: end.sample }]
);

/** Why something is unknown may differ within a group; of a profile the name may be that of another one with equal rules, unless it is asked for. */
function inWords({ verdict, reason, ways }: Pick<TracedTraffic, 'verdict' | 'reason' | 'ways'>, withProfiles: boolean): string {
  return [verdict, verdict === 'unknown' ? reason !== undefined : reason, ...ways.map((way) => wayInWords(way, withProfiles))].join('\n');
}

function wayInWords({ place, hostEndpoint, verdict, reason, trace }: TracedWay, withProfiles: boolean): string {
  const steps = trace.map(({ tier, kind, policy, namespace, name, ruleIndex, action, certain, rule }) => (
    `${tier} ${kind} ${policy?.index} ${policy !== undefined || withProfiles ? `${namespace}/${name}` : ''} ${ruleIndex} ${action} ${certain} ${rule?.index}`
  ));
  return [place, hostEndpoint, verdict, verdict === 'unknown' ? reason !== undefined : reason, ...steps].join(', ');
}

const reasonsOf = ({ reason, ways }: Pick<TracedTraffic, 'reason' | 'ways'>): string[] => [reason ?? '', ...ways.map((way) => way.reason ?? '')];

/** Of every pair, all traffic: what the matrix says and who decides, where that differs from the walker's answer. */
function differences(model: ClusterModel, staged: boolean): unknown[] {
  const walker = new FlowEvaluator(model);
  const wrong: unknown[] = [];
  for (const family of new Matrix(model, { staged }).families) {
    const pairs = family.ends.flatMap((from) => family.ends.map((to) => [from, to] as const)).filter((pair) => pair.some(({ type }) => type === 'workloads'));
    for (const [from, to] of pairs) {
      const [cell, traced] = [family.cell(from, to), family.trace(from, to)];
      const members = membersOf(from).flatMap((source, first) => (
        membersOf(to).map((destination, second) => ({ source, destination, isFirst: first + second === 0 }))
      ));
      const words = [true, false].map((withProfiles) => traced.map((traffic) => inWords(traffic, withProfiles)));
      const reasons = traced.map((): string[][] => []);
      family.atoms.list.forEach(({ protocol, ports, icmp }, atom) => {
        const headers = { ipVersion: family.family, protocol, destinationPort: ports?.[atom % 2], icmpType: icmp?.type, icmpCode: icmp?.code };
        const places = [...traced.keys()].filter((place) => hasBit(traced[place].atoms, atom));
        for (const { source, destination, isFirst } of members) {
          const verdict = walker.between(source, destination, headers, { staged });
          const expected = { ...verdict, ways: waysOf(verdict) };
          const [ours, theirs] = [places.map((place) => words[isFirst ? 0 : 1][place]).join('; '), inWords(expected, isFirst)];
          if (verdictOf(cell, atom) !== expected.verdict || ours !== theirs) { wrong.push({ source, destination, headers, ours, theirs }); }
          if (isFirst) { places.forEach((place) => reasons[place].push(reasonsOf(expected))); }
        }
      });
      traced.forEach((traffic, place) => { // each group has traffic, and its reasons are those of some of it
        const isTrue = reasonsOf(traffic).every((reason, way) => reasons[place].some((expected) => expected[way] === reason));
        if (!isTrue) { wrong.push({ from, to, traffic, reasons: reasons[place] }); }
      });
      if (new Set(traced.map((traffic, place) => `${words[0][place]} ${reasonsOf(traffic).join()}`)).size !== traced.length) { wrong.push({ from, to, twice: words[0] }); }
      const hasHosts = traced.some(({ ways }) => ways.some(({ hostEndpoint }) => hostEndpoint !== undefined));
      if (!hasHosts && (family.trace(from, to) !== traced || family.cell(from, to) !== cell)) { wrong.push({ from, to, isNotKept: traced }); }
    }
  }
  return wrong;
}

test.each<[string, boolean, boolean]>([
  ['peers', true, false], ['headers', true, false], ['headers', false, false], ['tiers', true, false], ['tiers', false, false], ['tiers', true, true],
  ['open', true, false], ['open', false, false], ['missing', true, false], ['missing', false, false], ['hosts', true, false], ['hosts', true, true],
  ['alike', true, false], ['reasons', false, false], ['unseen', false, false], ['pooled', false, false], ['pooled', true, false], ['owned', true, false], ['owned', false, false],
])('the matrix of "%s" answers as the walker does for all ends and traffic, and tells who decides (complete: %s, staged: %s)', (name, complete, staged) => {
  expect(differences(modelOf(DENSE[name], { complete }), staged).slice(0, 1)).toEqual([]);
});
