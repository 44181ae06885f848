import { type Policy, type PolicyRule, type Tier, titleOf } from '../../cluster';
import { appliesTo, type Direction, DIRECTIONS, isForDnsAlone, isOnPods, isOpenedBy, letsThrough } from '../effects';
import { conditionsOf, type Cover, Covers } from '../overlap/covers';
import { type LintRule } from '../rule';

/** From the order of tier default on, tiers are there for what nothing before them is about. */
const LAST = 1_000_000;

const passes = ({ action }: PolicyRule): boolean => action === 'Pass';

/** Whether somebody expects a policy to let something through, besides the DNS that a default deny keeps open. */
const opens = (rule: PolicyRule): boolean => letsThrough(rule) && !isForDnsAlone(rule);

/** A tier that drops what none of its policies decided, and these. */
interface Wall {
  readonly tier: Tier;
  readonly covers: Readonly<Record<Direction, Covers<Cover>>>;
}

/** Selecting an endpoint once is enough for a tier to drop all that nobody there allows, and no later tier is asked. */
export const behindTierWithDeny: LintRule = {
  codes: ['CAL2014'],
  check(view, report) {
    const walls: Wall[] = [];
    for (const tier of view.model.tiers) {
      if (tier.standing === 'missing') { continue; }
      for (const policy of tier.policies) {
        const dead = isOnPods(policy) ? deadDirections(policy, walls) : [];
        const by = dead.length === 0 ? undefined : view.objectOf(dead[0].wall.policy.source);
        if (by === undefined) { continue; }
        const { name } = dead[0].tier;
        report.addFor('CAL2014', policy.source, {
          message: `the ${dead.map(({ direction }) => direction).join(' and ')} rules are never asked: ${titleOf(by)} selects all that this policy selects, its tier ${name} `
            + `drops what it does not allow, and nothing ${view.isComplete ? '' : 'in the input '}passes it on`,
          help: `put both into one tier, or write a rule with \`action: Pass\` in tier ${name} for what later tiers are to decide, or give that tier \`defaultAction: Pass\``,
          path: dead.length === 1 ? ['spec', dead[0].direction] : ['spec'],
        });
      }
      if (tier.defaultAction === 'Deny' && tier.order < LAST) { walls.push(wallOf(tier)); }
    }
  },
};

function wallOf(tier: Tier): Wall {
  const covers = { ingress: new Covers<Cover>(), egress: new Covers<Cover>() };
  for (const policy of tier.policies.filter(isOnPods)) {
    for (const direction of DIRECTIONS.filter((each) => appliesTo(policy, each))) {
      covers[direction].add({ policy, conditions: conditionsOf(policy.selector.node) });
    }
  }
  return { tier, covers };
}

/** The directions in which a policy would let something through, and is never asked. */
function deadDirections(policy: Policy, walls: readonly Wall[]): { direction: Direction; tier: Tier; wall: Cover }[] {
  return DIRECTIONS.flatMap((direction) => {
    if (!appliesTo(policy, direction) || !policy[direction].some(opens)) { return []; }
    for (const { tier, covers } of walls) {
      const wall = covers[direction].of(policy);
      if (wall !== undefined && !isOpenedBy(tier.policies, policy, direction, passes)) { return [{ direction, tier, wall }]; }
    }
    return [];
  });
}
