import { type Members } from './ends';
import { type EntityAnswer } from './entity-answers';
import { type Direction, type Family } from './family';
import { type AppliedPolicy, appliedPolicies, type Role, RoleBuilder } from './roles';
import { type ClusterModel, type Policy } from '../../cluster';

/** The roles of classes, in which the ends on the other side are counted as those of the matrix. */
export class EndRoles {
  private readonly builder: RoleBuilder;
  private readonly endOf: ReadonlyMap<number, number>;
  private readonly reduced = new Map<EntityAnswer, EntityAnswer>();
  private readonly applied: Partial<Record<Direction, AppliedPolicy[][]>> = {};

  public constructor(
    model: ClusterModel, private readonly members: Members, source: Family, private readonly policies: readonly Policy[],
    private readonly classes: readonly number[][], representatives: readonly number[],
  ) {
    this.builder = new RoleBuilder(model, source);
    this.endOf = new Map(representatives.map((raw, end) => [raw, end]));
  }

  /** Equal keys, equal decisions. */
  public decisionKey(direction: Direction, end: number): string {
    const [first] = this.classes[end];
    return this.builder.decisionKey(this.members.pods[first], first, direction, this.appliedTo(direction)[end]);
  }

  /** Equal keys, equal roles. */
  public key(direction: Direction, end: number): string {
    const [first] = this.classes[end];
    return this.builder.key(this.members.pods[first], first, direction, this.appliedTo(direction)[end]);
  }

  public build(direction: Direction, end: number): Role {
    const [first] = this.classes[end];
    const role = this.builder.build(this.members.pods[first], first, direction, this.appliedTo(direction)[end]);
    return {
      ...role,
      tiers: role.tiers.map((tier) => ({ ...tier, rules: tier.rules.map((rule) => ({ ...rule, peer: this.reduce(rule.peer) })) })),
      profiles: role.profiles.map((rules) => rules.map((rule) => ({ ...rule, peer: this.reduce(rule.peer) }))),
    };
  }

  private appliedTo(direction: Direction): AppliedPolicy[][] {
    const { pods, labels } = this.members;
    return this.applied[direction] ??= appliedPolicies(
      this.policies, direction, ({ selector }) => labels.select(selector), this.classes.map(([first]) => pods[first].index),
    );
  }

  private reduce(answer: EntityAnswer): EntityAnswer {
    if (answer === undefined) { return undefined; }
    let result = this.reduced.get(answer);
    if (result === undefined) {
      result = answer.map(({ ends, traffic }) => ({ traffic, ends: ends.map((end) => this.endOf.get(end)).filter((end) => end !== undefined) }));
      this.reduced.set(answer, result);
    }
    return result;
  }
}
