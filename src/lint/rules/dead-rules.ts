import { type Policy, type PolicyRule, type Tier } from '../../cluster';
import { printSelector, type SelectorNode } from '../../selector';
import { appliesTo, type Direction, DIRECTIONS, isCalicoKind, isCatchAll } from '../effects';
import { type LintRule } from '../rule';
import { title } from '../view';

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
interface Decider {
  readonly policy: Policy;
  readonly rule: PolicyRule;
  readonly conditions: readonly string[];
}

/** What a selector demands, each condition as text. */
function conditionsOf(selector: SelectorNode): string[] {
  const conditions: string[] = [];
  const open = [selector];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === 'and') { open.push(...node.operands); } else if (node.type !== 'all') { conditions.push(printSelector(node)); }
  }
  return conditions;
}

/** The deciders of a tier so far, found by one of their conditions. */
class Deciders {
  private readonly byCondition = new Map<string, Decider[]>();

  public add(decider: Decider): void {
    const [key = ''] = decider.conditions;
    const deciders = this.byCondition.get(key);
    if (deciders === undefined) { this.byCondition.set(key, [decider]); } else { deciders.push(decider); }
  }

  /** The first that surely selects all that a policy selects, at the same stage. */
  public before(policy: Policy): Decider | undefined {
    if (this.byCondition.size === 0) { return undefined; }
    const conditions = new Set(conditionsOf(policy.selector.node));
    return ['', ...conditions].flatMap((key) => this.byCondition.get(key) ?? []).find(({ policy: earlier, conditions: demanded }) =>
      demanded.every((condition) => conditions.has(condition)) && earlier.preDnat === policy.preDnat && earlier.doNotTrack === policy.doNotTrack
      && (earlier.applyOnForward || !policy.applyOnForward));
  }
}

/** Whether a policy would decide otherwise than one that comes first; another deny behind a deny is a safety net. */
function differs(policy: Policy, direction: Direction, { rule: { action } }: Decider, tier: Tier): boolean {
  const actions = policy[direction].filter(decides).map((rule) => rule.action);
  return actions.length === 0 ? tier.defaultAction !== action : actions.some((each) => each !== action);
}

function shadows(policy: Policy, tier: Tier, deciders: Readonly<Record<Direction, Deciders>>): Decider | undefined {
  const directions = DIRECTIONS.filter((direction) => appliesTo(policy, direction));
  const earlier = directions.map((direction) => deciders[direction].before(policy));
  if (earlier.length === 0 || earlier.some((decider) => decider === undefined)) { return undefined; }
  return earlier.find((decider, index) => differs(policy, directions[index], decider!, tier));
}

/** An earlier policy of the tier that decides everything leaves nothing to the later ones. */
export const policiesAfterEverything: LintRule = {
  codes: ['CAL2010'],
  check(view, report) {
    for (const tier of view.model.tiers) {
      const deciders = { ingress: new Deciders(), egress: new Deciders() };
      for (const policy of tier.policies) {
        if (policy.isStaged) { continue; }
        const shadow = isCalicoKind(policy) && tier.standing !== 'missing' ? shadows(policy, tier, deciders) : undefined;
        const by = shadow === undefined ? undefined : view.objectOf(shadow.policy.source);
        if (shadow !== undefined && by !== undefined) {
          report.addFor('CAL2010', policy.source, {
            message: `the policy decides nothing: ${title(by)} comes first in tier ${tier.name} and decides all traffic of what this policy selects `
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
