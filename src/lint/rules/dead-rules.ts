import { type Policy, type PolicyRule, type Tier, titleOf } from '../../cluster';
import { appliesTo, type Direction, DIRECTIONS, isCalicoKind, isCatchAll } from '../effects';
import { conditionsOf, type Cover, Covers } from '../overlap/covers';
import { type LintRule } from '../rule';

const decides = ({ action }: PolicyRule): boolean => action !== 'Log';

/** The rule after which nothing of a direction is left. */
function lastReached(policy: Policy, direction: Direction): number {
  return policy[direction].findIndex((rule) => decides(rule) && isCatchAll(rule));
}

/** Rules are tried in their order, and one without any condition takes all that is left. */
export const rulesAfterEverything: LintRule = {
  codes: ['CAL2009'],
  check(view, report) {
    for (const policy of view.model.policies.filter(isCalicoKind)) {
      for (const direction of DIRECTIONS) {
        const last = lastReached(policy, direction);
        const dead = last === -1 ? [] : policy[direction].slice(last + 1);
        if (dead.length === 0 || !appliesTo(policy, direction)) { continue; }
        const { action, path } = policy[direction][last];
        report.addFor('CAL2009', policy.source, {
          message: `${dead.length === 1 ? 'this rule is' : `this rule and ${dead.length - 1} after it are`} never reached: `
            + `rule ${path.at(-1)} before matches everything (${action})`,
          help: 'move the rule without conditions to the end of the list, or remove what comes after it',
          path: dead[0].path,
        });
      }
    }
  },
};

/** A policy that decides everything that it selects, in one direction. */
interface Decider extends Cover {
  readonly rule: PolicyRule;
}

/** Whether a policy would decide otherwise than one that comes first; another deny behind a deny is a safety net. */
function differs(policy: Policy, direction: Direction, { rule: { action } }: Decider, tier: Tier): boolean {
  const actions = policy[direction].filter(decides).map((rule) => rule.action);
  return actions.length === 0 ? tier.defaultAction !== action : actions.some((each) => each !== action);
}

function shadows(policy: Policy, tier: Tier, deciders: Readonly<Record<Direction, Covers<Decider>>>): Decider | undefined {
  const directions = DIRECTIONS.filter((direction) => appliesTo(policy, direction));
  const earlier = directions.map((direction) => deciders[direction].of(policy));
  if (earlier.length === 0 || earlier.some((decider) => decider === undefined)) { return undefined; }
  return earlier.find((decider, index) => differs(policy, directions[index], decider!, tier));
}

/** An earlier policy of the tier that decides everything leaves nothing to the later ones. */
export const policiesAfterEverything: LintRule = {
  codes: ['CAL2010'],
  check(view, report) {
    for (const tier of view.model.tiers) {
      const deciders = { ingress: new Covers<Decider>(), egress: new Covers<Decider>() };
      for (const policy of tier.policies) {
        if (policy.isStaged) { continue; }
        const shadow = isCalicoKind(policy) && tier.standing !== 'missing' ? shadows(policy, tier, deciders) : undefined;
        const by = shadow === undefined ? undefined : view.objectOf(shadow.policy.source);
        if (shadow !== undefined && by !== undefined) {
          report.addFor('CAL2010', policy.source, {
            message: `the policy decides nothing: ${titleOf(by)} comes first in tier ${tier.name} and decides all traffic of what this policy selects `
              + `(${shadow.rule.action})`,
            help: 'give this policy a lower order than the other one, or remove it',
            path: ['spec'],
          });
        }
        for (const direction of DIRECTIONS) {
          const last = appliesTo(policy, direction) ? lastReached(policy, direction) : -1;
          if (last === -1) { continue; }
          deciders[direction].add({ policy, rule: policy[direction][last], conditions: conditionsOf(policy.selector.node) });
        }
      }
    }
  },
};
