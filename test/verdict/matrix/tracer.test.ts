import * as fc from 'fast-check';
import { cluster } from './random-cluster';
import { buildCluster } from '../../../src/cluster';
import { CalicoVersion } from '../../../src/target';
import { type TraceEntry, toAnswer } from '../../../src/verdict';
import { type FamilyMatrix, hasBit, Matrix, type MatrixEnd, type TracedTraffic } from '../../../src/verdict/matrix';
import { tries } from '../../setup/tries';

interface Told {
  readonly verdict: string;
  readonly reason?: string;
  readonly ways: readonly { readonly verdict: string; readonly reason?: string; readonly trace: readonly TraceEntry[] }[];
}

/** What the walker says of one atom: the verdict, and who decides at each place. */
function walker(family: FamilyMatrix, from: MatrixEnd, to: MatrixEnd, atom: number): Told {
  const { verdict, reason, stages, egress, ingress } = toAnswer(undefined, family.explain(from, to, atom));
  const ways = stages ?? [egress, ingress].filter((way) => way !== undefined);
  return { verdict, reason, ways: ways.map((way) => ({ verdict: way.verdict, reason: way.reason, trace: way.trace })) };
}

function tracer(traced: readonly TracedTraffic[], atom: number): Told[] {
  return traced.filter(({ atoms }) => hasBit(atoms, atom)).map(({ verdict, reason, ways }) => ({
    verdict,
    reason,
    ways: ways.map((way) => ({
      verdict: way.verdict,
      reason: way.reason,
      trace: way.trace.map(({ policy: _policy, rule: _rule, ...entry }) => entry),
    })),
  }));
}

/** Where a part of a group is unknown for another reason than the rest, one of them is told. */
function withoutReasons({ verdict, ways }: Told): object {
  return { verdict, ways: ways.map(({ verdict: way, trace, reason }) => ({ verdict: way, trace, isTold: reason !== undefined })) };
}

test.each([[true, false], [false, false], [true, true], [false, true]])('tells of all traffic who decides, as the walker does (complete %s, staged %s)', (complete, staged) => {
  fc.assert(fc.property(cluster, fc.array(fc.nat(), { minLength: 20, maxLength: 20 }), (objects, picks) => {
    const model = buildCluster(objects.map((object) => ({ object, origin: {} })), { version: CalicoVersion.V3_32, complete });
    for (const family of new Matrix(model, { staged }).families) {
      for (let index = 0; index + 1 < picks.length; index += 2) {
        const from = family.ends[picks[index] % family.ends.length];
        const to = family.ends[picks[index + 1] % family.ends.length];
        if (from.type === 'addresses' && to.type === 'addresses') { continue; }
        const traced = family.trace(from, to);
        for (let atom = picks[index] % 7; atom < family.atoms.size; atom += 7) {
          const expected = walker(family, from, to, atom);
          const told = tracer(traced, atom);
          const [ours, theirs] = [told.map(withoutReasons), [withoutReasons(expected)]];
          if (JSON.stringify(ours) !== JSON.stringify(theirs)) { expect(ours).toEqual(theirs); }
          if (expected.verdict !== 'unknown') { expect(told[0].reason).toBe(expected.reason); }
        }
      }
    }
  }), tries(40));
}, 60_000);
