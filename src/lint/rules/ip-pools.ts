import { textAt } from '../../cluster';
import { netsOverlap, tryParseNet } from '../../network';
import { type LintRule } from '../rule';

/** Calico hands out each address once, so pools may not share any. */
export const overlappingPools: LintRule = {
  codes: ['CAL3030'],
  check(view, report) {
    const pools = view.ofKind('IPPool').flatMap((pool) => {
      const net = tryParseNet(textAt(pool.spec, 'cidr'));
      return net === undefined ? [] : [{ pool, net }];
    });
    pools.forEach(({ pool, net }, index) => {
      const other = pools.slice(0, index).find((earlier) => netsOverlap(earlier.net, net));
      if (other === undefined) { return; }
      const [told, rival] = pool.isJudged ? [pool, other.pool] : [other.pool, pool];
      report.add('CAL3030', told, {
        message: `${textAt(told.spec, 'cidr')} overlaps ${textAt(rival.spec, 'cidr')} of IPPool ${rival.name}`,
        help: 'give the pools separate networks; with native CRDs both are accepted, and Calico disables one of them',
        path: ['spec', 'cidr'],
        refusedBy: ['calicoctl', 'apiserver'],
      });
    });
  },
};
