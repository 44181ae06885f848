import { rulesOf } from '../../cluster';
import { isCalicoKind } from '../effects';
import { type LintRule } from '../rule';

/** Tiers from here on come after those that people add. */
const LAST = 1_000_000;

/** After the last tier there is no next one: profiles decide, and those of namespaces allow. */
export const passInLastTier: LintRule = {
  codes: ['CAL2007'],
  check(view, report) {
    const { tiers } = view.model;
    tiers.forEach((tier, index) => {
      const later = tiers.slice(index + 1).some(({ policies }) => policies.length > 0);
      if (tier.standing === 'missing' || later || (!view.isComplete && tier.order < LAST)) { return; }
      for (const policy of tier.policies) {
        const rule = isCalicoKind(policy) ? rulesOf(policy).find(({ action }) => action === 'Pass') : undefined;
        if (rule === undefined) { continue; }
        report.addFor('CAL2007', policy.source, {
          message: `Pass in tier ${tier.name}, and no policy comes after it: the profile of the namespace decides, which allows`,
          help: 'write Allow if that is meant, else Deny',
          path: [...rule.path, 'action'],
        });
      }
    });
  },
};

/** A tier in which nothing is enforced passes; once a policy of it is, its end drops. */
export const stagedOnly: LintRule = {
  codes: ['CAL2008'],
  check(view, report) {
    for (const tier of view.model.tiers) {
      if (tier.standing !== 'input' || tier.policies.length === 0 || !tier.policies.every(({ isStaged }) => isStaged)) { continue; }
      report.addFor('CAL2008', tier.source!, {
        message: `tier ${tier.name} holds staged policies only: it enforces nothing, and its default action ${tier.defaultAction} does not apply`,
        path: ['metadata', 'name'],
      });
    }
  },
};
