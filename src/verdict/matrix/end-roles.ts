import { type Members } from './ends';
import { type EntityAnswer } from './entity-answers';
import { type Direction, type Family } from './family';
import { type AppliedPolicy, appliedPolicies, type Role, RoleBuilder } from './roles';
import { type ClusterModel, type Policy } from '../../cluster';

/** The roles of classes, in which the ends on the other side are counted as those of the matrix. */
export class EndRoles {
  private readonly builder: RoleBuilder;
  /** Ends of the matrix, by the numbers of their representatives. */
  private readonly endOf: readonly (number | undefined)[];
  private readonly reduced = new Map<EntityAnswer, EntityAnswer>();
  private readonly applied: Partial<Record<Direction, AppliedPolicy[][]>> = {};

  public constructor(
    model: ClusterModel, private readonly members: Members, source: Family, private readonly policies: readonly Policy[],
    private readonly classes: readonly number[][], representatives: readonly number[],
  ) {
    this.builder = new RoleBuilder(model, source, (answer) => this.reduce(answer));
    const endOf: (number | undefined)[] = [];
    representatives.forEach((raw, end) => { endOf[raw] = end; });
    this.endOf = endOf;
  }

  /** Equal keys, equal decisions. */
  public decisionKey(direction: Direction, end: number): string {
    const first = this.classes[end][0];
    return this.builder.decisionKey(this.members.pods[first], first, direction, this.appliedTo(direction)[end]);
  }

  /** Equal keys, equal roles. */
  public key(direction: Direction, end: number): string {
    const [first] = this.classes[end];
    return this.builder.key(this.members.pods[first], first, direction, this.appliedTo(direction)[end]);
  }

  public build(direction: Direction, end: number): Role {
    const [first] = this.classes[end];
    return this.builder.build(this.members.pods[first], first, direction, this.appliedTo(direction)[end]);
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
      result = answer.map(({ ends, traffic }) => ({ traffic, ends: this.endsAmong(ends) }));
      this.reduced.set(answer, result);
    }
    return result;
  }

  private endsAmong(raw: readonly number[]): number[] {
    const ends: number[] = [];
    for (const each of raw) {
      const end = this.endOf[each];
      if (end !== undefined) { ends.push(end); }
    }
    return ends;
  }
}
