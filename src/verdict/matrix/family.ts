import { Atoms } from './atoms';
import { type TriBits } from '../bits';
import { Ends } from './ends';
import { type Members } from './ends';
import { type EntityAnswer, EntityAnswers, RuleTraffic } from './entity-answers';
import { Numbering } from './numbering';
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
}

/** The rules of a policy or profile in one direction. */
export interface PreparedRules {
  readonly rules: readonly PreparedRule[];
  /** Those that say something of the pod that policy is applied to. */
  readonly owned: readonly PreparedRule[];
  /** Equal numbers: the rules match the same. */
  readonly content: number;
}

/** Everything about one IP version that does not depend on classes. */
export class Family {
  public readonly atoms: Atoms;
  public readonly ends: Ends;
  public readonly answers: EntityAnswers;
  private readonly traffic: RuleTraffic;
  private readonly prepared = new Map<Policy | Profile, Record<Direction, PreparedRules>>();
  private readonly contents = new Numbering<string>();
  private readonly parts = new Numbering<object>();

  public constructor(model: ClusterModel, members: Members, family: 4 | 6, policies: readonly Policy[], atoms = Atoms.of(model, family)) {
    this.atoms = atoms;
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

  public rulesOf(holder: Policy | Profile, direction: Direction): PreparedRules {
    return this.prepared.get(holder)![direction];
  }

  private prepare(rules: readonly PolicyRule[], peer: 'source' | 'destination', own: 'source' | 'destination'): PreparedRules {
    const list = rules.flatMap((rule): PreparedRule[] => {
      const traffic = this.traffic.of(rule);
      if (traffic === undefined || rule.action === 'Log') { return []; }
      const answers = { peer: this.answers.of(rule[peer], peer), own: this.answers.of(rule[own], own) };
      return [{ rule, action: rule.action, traffic, hasHttp: rule.hasHttp, ...answers }];
    });
    return { rules: list, owned: list.filter((rule) => rule.own !== undefined), content: this.contents.of(list.map((rule) => this.contentOf(rule)).join(';')) };
  }

  private contentOf({ action, traffic, hasHttp, own, peer }: PreparedRule): string {
    const number = (part: object | undefined): number | string => (part === undefined ? '' : this.parts.of(part));
    return [action, hasHttp, number(traffic), number(own), number(peer)].join();
  }
}
