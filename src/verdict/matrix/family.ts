import { Atoms } from './atoms';
import { type TriBits } from './bits';
import { Ends } from './ends';
import { type Members } from './ends';
import { type EntityAnswer, EntityAnswers, RuleTraffic } from './entity-answers';
import { type ClusterModel, type Policy, type PolicyRule, type Profile, type RuleAction } from '../../cluster';

export type Direction = 'ingress' | 'egress';

/** A rule made ready for one family: its traffic, and what it says of the pod that policy is applied to and of the other end. */
export interface PreparedRule {
  readonly rule: PolicyRule;
  readonly action: Exclude<RuleAction, 'Log'>;
  readonly traffic: TriBits;
  readonly hasHttp: boolean;
  readonly own: EntityAnswer;
  readonly peer: EntityAnswer;
  /** Counts the rules that say something of the pod. */
  readonly id: number;
}

/** Everything about one IP version that does not depend on classes. */
export class Family {
  public readonly atoms: Atoms;
  public readonly ends: Ends;
  public readonly answers: EntityAnswers;
  private readonly traffic: RuleTraffic;
  private readonly prepared = new Map<Policy | Profile, Record<Direction, readonly PreparedRule[]>>();
  private rules = 0;

  public constructor(model: ClusterModel, members: Members, family: 4 | 6, policies: readonly Policy[]) {
    this.atoms = Atoms.of(model, family);
    this.ends = new Ends(members, family);
    this.answers = new EntityAnswers(this.ends, this.atoms);
    this.traffic = new RuleTraffic(this.atoms);
    for (const holder of [...policies, ...model.profiles.values()]) {
      this.prepared.set(holder, {
        ingress: this.prepare(holder.ingress, 'source', 'destination'),
        egress: this.prepare(holder.egress, 'destination', 'source'),
      });
    }
  }

  public rulesOf(holder: Policy | Profile, direction: Direction): readonly PreparedRule[] {
    return this.prepared.get(holder)![direction];
  }

  private prepare(rules: readonly PolicyRule[], peer: 'source' | 'destination', own: 'source' | 'destination'): PreparedRule[] {
    return rules.flatMap((rule) => {
      const traffic = this.traffic.of(rule);
      if (traffic === undefined || rule.action === 'Log') { return []; }
      const answers = { peer: this.answers.of(rule[peer], peer), own: this.answers.of(rule[own], own) };
      return [{ rule, action: rule.action, traffic, hasHttp: rule.hasHttp, ...answers, id: this.rules++ }];
    });
  }
}
