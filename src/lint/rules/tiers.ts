import { type Tier } from '../../cluster';
import { minorOf } from '../../target';
import { type LintRule } from '../rule';

/** A policy names its tier; a tier that is not there comes last and drops. */
export const missingTiers: LintRule = {
  codes: ['CAL3001'],
  check(view, report) {
    const missing = view.model.tiers.filter(({ standing }) => standing === 'missing');
    report.absent('CAL3001', 'tier', missing.flatMap((tier) => tier.policies.flatMap((policy) => {
      const by = view.objectOf(policy.source);
      return by === undefined ? [] : [{
        thing: tier.name,
        by,
        remark: {
          message: `tier ${tier.name} does not exist`,
          help: 'add the Tier, or name one that exists; where nobody refuses the policy, Felix puts it after all other tiers and drops what it does not allow',
          path: ['spec', 'tier'],
          refusedBy: ['calicoctl', 'apiserver'],
        },
      }];
    })));
  },
};

/** On Kubernetes a tier without order is read as 1,000,000, that of `default`. */
export const unorderedTiers: LintRule = {
  codes: ['CAL3002', 'CAL3003'],
  check(view, report) {
    if (minorOf(view.options.target.version) < 29) { return; } // no tiers
    const byOrder = new Map<number, Tier[]>();
    for (const tier of view.model.tiers) {
      if (tier.standing === 'missing') { continue; }
      const source = tier.source === undefined ? undefined : view.objectOf(tier.source);
      const hasOrder = source === undefined || typeof source.spec.order === 'number' || tier.name === 'default';
      if (!hasOrder) {
        report.add('CAL3002', source, {
          message: `tier ${tier.name} has no order: it counts as 1000000, like tier default, and the name decides which of them comes first`,
          help: 'write an order below 1000000 for what comes before Kubernetes and default policies',
          path: ['spec', 'order'],
        });
        continue;
      }
      byOrder.set(tier.order, [...byOrder.get(tier.order) ?? [], tier]);
    }
    for (const [order, [first, ...others]] of byOrder) {
      for (const tier of others) {
        const hasObject = tier.source !== undefined && view.objectOf(tier.source)?.isJudged;
        const told = hasObject ? tier : first;
        if (told.source === undefined) { continue; }
        report.addFor('CAL3003', told.source, {
          message: `tiers ${first.name} and ${tier.name} have the same order ${order}: ${first.name} comes first, because of its name`,
          help: 'give each tier an order of its own',
          path: ['spec', 'order'],
        });
      }
    }
  },
};
