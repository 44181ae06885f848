import { type Situation } from '../verdict';

/** A policy comes, goes, or is replaced by another version of itself: what a rollout does in one stroke. */
export type Change = number;

/** Which change brings a policy, and which takes it away. A policy of which nothing is known here is always there. */
export interface PolicyLife {
  readonly from?: Change;
  readonly until?: Change;
}

/** Changes that are made at one time, and why. */
export interface OrderedStep {
  /** Each may be made at any time of the step. */
  readonly single: readonly PlacedChange[];
  /** Those of one group belong together: until the last of them is made, flows may be wrong. */
  readonly groups: readonly (readonly PlacedChange[])[];
}

export interface PlacedChange {
  readonly change: Change;
  /** What would go wrong if it came earlier, or alone. */
  readonly harm?: Harm;
}

export interface Harm {
  readonly situation: Situation;
  /** The flow would be open, else cut. */
  readonly opens: boolean;
  /** Changes that prevent it. */
  readonly remedies: readonly Change[];
}

interface Entry extends PolicyLife {
  readonly effect: Situation['says'][number]['effect'];
}

interface TierPart {
  readonly passes: boolean;
  readonly entries: readonly Entry[];
}

/** A flow that is the same before and after, so it has to be the same on the way. */
interface Constant {
  readonly situation: Situation;
  readonly tiers: readonly TierPart[];
  readonly isAllowed: boolean;
  readonly changes: readonly Change[];
  /** It counts only as far as it needs no group. */
  readonly isMild: boolean;
  /** Two versions of one policy are among the entries. */
  readonly hasVersions: boolean;
  /** How many of its changes are made. */
  made: number;
}

/** Why changes could not be made when they were last looked at. */
type Harms = Map<Change, { readonly harm: Harm; readonly constant: Constant; readonly made: number }>;

/** How a `FlowOrder` is to take policies and flows. */
export interface FlowOrderOptions {
  readonly lifeOf: (policy: Situation['says'][number]['policy']) => PolicyLife;
  /** Whether what no policy of a tier matches goes on to the next. */
  readonly passes: (tier: string) => boolean;
  /** Whether the flow cannot happen while the changes are made, as its endpoint comes later: it is kept as far as that costs nothing. */
  readonly isMild: (situation: Situation) => boolean;
}

/** More changes than these of one flow are not tried in every combination. */
const MOST_COMBINED = 10;

/**
 * Finds the order of changes in which no flow is cut, or opened, that is not so before and after.
 *
 * It takes as many changes at once as can be made in any order. Where every single change would do harm, it takes the fewest that
 * do none together: a group.
 */
export class FlowOrder {
  private readonly constantsOf: readonly Constant[][];
  private readonly isMade: boolean[];

  /** @param count how many changes there are */
  public constructor(private readonly count: number, situations: readonly Situation[], private readonly options: FlowOrderOptions) {
    this.isMade = new Array<boolean>(count).fill(false);
    this.constantsOf = Array.from({ length: count }, () => []);
    for (const situation of situations) {
      const constant = this.constant(situation);
      constant?.changes.forEach((change) => this.constantsOf[change].push(constant));
    }
  }

  /** All steps. */
  public steps(): OrderedStep[] {
    const steps: OrderedStep[] = [];
    const harms: Harms = new Map();
    let pending = Array.from({ length: this.count }, (_, change) => change);
    while (pending.length > 0) {
      const mild = this.harmless(pending, harms, () => true);
      const single = mild.length > 0 ? mild : this.harmless(pending, harms, ({ isMild }) => !isMild);
      const groups = single.length > 0 ? [] : this.groups(pending);
      if (mild.length === 0) { single.filter((change) => harms.get(change)?.constant.isMild).forEach((change) => harms.delete(change)); }
      const before = (change: Change): PlacedChange => ({ change, harm: harms.get(change)?.harm });
      steps.push({ single: single.map(before), groups: groups.map((group) => group.map(before)) });
      this.make([...single, ...groups.flat()]);
      pending = pending.filter((change) => !this.isMade[change]);
    }
    return steps;
  }

  /** What may go wrong inside of given steps, in whatever order the changes of each are made, and is right again at its end. */
  public disturbances(steps: readonly (readonly Change[])[]): Harm[][] {
    return steps.map((step) => {
      const disturbed = [...new Set(step.flatMap((change) => this.constantsOf[change]))].filter((constant) => !constant.isMild
        && !this.isWrong(constant, new Set()) && !this.isWrong(constant, new Set(step)) && !this.staysRight(constant, step));
      const harms = disturbed.map((constant) => this.harmOf(constant, new Set()));
      this.make(step);
      return harms;
    });
  }

  private make(changes: readonly Change[]): void {
    for (const change of changes) {
      this.isMade[change] = true;
      this.constantsOf[change].forEach((constant) => { constant.made++; });
    }
  }

  private constant(situation: Situation): Constant | undefined {
    const { lifeOf, passes, isMild } = this.options;
    const goesOn = situation.chain === 'preDNAT' || situation.chain === 'untracked'; // Felix drops nothing at the ends of these tiers
    const tiers = new Map<string, Entry[]>();
    for (const { policy, effect } of situation.says) {
      const entries = tiers.get(policy.tier);
      const entry = { effect, ...lifeOf(policy) };
      if (entries === undefined) { tiers.set(policy.tier, [entry]); } else { entries.push(entry); }
    }
    const parts = [...tiers].map(([tier, entries]): TierPart => ({ passes: goesOn || passes(tier), entries }));
    const changes = [...new Set(parts.flatMap(({ entries }) => entries.flatMap(({ from, until }) => [from, until])))]
      .filter((change) => change !== undefined);
    const isAllowed = allows(parts, () => false);
    if (changes.length < 2 || isAllowed !== allows(parts, () => true)) { return undefined; }
    const all = parts.flatMap(({ entries }) => entries);
    const hasVersions = all.some(({ until }) => until !== undefined && all.some(({ from }) => from === until));
    const constant: Constant = { situation, tiers: parts, isAllowed, changes, isMild: isMild(situation), hasVersions, made: 0 };
    return this.staysRight(constant, changes) ? undefined : constant;
  }

  /** Changes that can be made now, in any order. */
  private harmless(pending: readonly Change[], harms: Harms, counts: (constant: Constant) => boolean): Change[] {
    const chosen: Change[] = [];
    const isChosen = new Set<Change>();
    for (const change of pending) {
      const known = harms.get(change);
      if (known !== undefined && known.made === known.constant.made && counts(known.constant)) { continue; } // nothing happened that could have made it harmless
      const constants = this.constantsOf[change].filter(counts);
      const broken = constants.find((constant) => !this.staysRight(constant, [change]));
      if (broken !== undefined) {
        harms.set(change, { harm: this.harmOf(broken, new Set([change])), constant: broken, made: broken.made });
        continue;
      }
      const together = constants.find((constant) => {
        const same = constant.changes.filter((other) => isChosen.has(other));
        return same.length > 0 && !this.staysRight(constant, [...same, change]);
      });
      if (together !== undefined) { continue; }
      chosen.push(change);
      isChosen.add(change);
    }
    return chosen;
  }

  /** The smallest groups of changes that do no harm together, as many as have nothing to do with each other. */
  private groups(pending: readonly Change[]): Change[][] {
    const needs = new Map(pending.map((change) => [change, this.needsOf(new Set([change]), [change])]));
    const touched = new Set<Constant>();
    const groups: Change[][] = [];
    for (const component of finalComponents(pending, needs)) {
      const group = this.smallest(this.closed(component));
      const constants = group.flatMap((change) => this.constantsOf[change]).filter(({ isMild }) => !isMild);
      if (groups.length > 0 && constants.some((constant) => touched.has(constant))) { continue; }
      constants.forEach((constant) => touched.add(constant));
      groups.push(group);
    }
    return groups;
  }

  private closed(start: readonly Change[]): Set<Change> {
    const group = new Set(start);
    for (let size = 0; size < group.size;) {
      size = group.size;
      this.needsOf(group, [...group]).forEach((change) => group.add(change));
    }
    return group;
  }

  /** Without the changes that are not needed. */
  private smallest(group: Set<Change>): Change[] {
    for (const change of [...group]) {
      if (group.size === 1) { break; }
      group.delete(change);
      if (this.constantsOf[change].some((constant) => !constant.isMild && this.isWrong(constant, group))) { group.add(change); }
    }
    return [...group].sort((a, b) => a - b);
  }

  /** What has to be made too, so that no flow of the given changes is wrong once the group is made. */
  private needsOf(group: ReadonlySet<Change>, of: readonly Change[]): Set<Change> {
    const needs = new Set<Change>();
    for (const constant of new Set(of.flatMap((change) => this.constantsOf[change]))) {
      if (!constant.isMild && this.isWrong(constant, group)) { this.remedies(constant, group).forEach((change) => needs.add(change)); }
    }
    return needs;
  }

  private harmOf(constant: Constant, group: ReadonlySet<Change>): Harm {
    return { situation: constant.situation, opens: !constant.isAllowed, remedies: this.remedies(constant, group) };
  }

  private isWrong(constant: Constant, group: ReadonlySet<Change>): boolean {
    return allows(constant.tiers, (change) => this.isMade[change] || group.has(change)) !== constant.isAllowed;
  }

  /** Changes still to be made that bring what decides in the end where it is decided wrongly now, or else take away what decides now. */
  private remedies({ tiers, changes }: Constant, group: ReadonlySet<Change>): Change[] {
    const isPending = (change: Change | undefined): change is Change => change !== undefined && !this.isMade[change] && !group.has(change);
    const wrongTier = decide(tiers, (change) => this.isMade[change] || group.has(change)).tier;
    const decisive: { tier: number; from?: Change }[] = [];
    for (const [tier, { passes, entries }] of tiers.entries()) {
      const final = entries.filter(({ until }) => until === undefined);
      const match = final.find(({ effect }) => effect !== 'none') ?? (passes ? undefined : final.at(0));
      if (match === undefined) { continue; }
      decisive.push({ tier, from: match.from });
      if (match.effect !== 'pass') { break; }
    }
    const here = decisive.find(({ tier }) => tier === wrongTier) ?? decisive.at(-1);
    if (isPending(here?.from)) { return [here.from]; }
    const bringing = decisive.map(({ from }) => from).filter(isPending);
    if (bringing.length > 0) { return bringing; }
    const old = tiers.flatMap(({ entries }) => entries.map(({ until }) => until)).filter(isPending);
    return old.length > 0 ? old : changes.filter(isPending);
  }

  /** Whether a flow is right whichever of the changes are made. */
  private staysRight(constant: Constant, changes: readonly Change[]): boolean {
    const optional = new Set(changes);
    const made = (change: Change): boolean | undefined => (optional.has(change) && !this.isMade[change] ? undefined : this.isMade[change]);
    if (!canBe(constant.tiers, !constant.isAllowed, made)) { return true; }
    if (!constant.hasVersions || changes.length > MOST_COMBINED) { return false; }
    for (let combination = 0; combination < 2 ** changes.length; combination++) {
      const isMade = (change: Change): boolean => this.isMade[change]
        || (optional.has(change) && Math.floor(combination / 2 ** changes.indexOf(change)) % 2 === 1);
      if (allows(constant.tiers, isMade) !== constant.isAllowed) { return false; }
    }
    return true;
  }
}

function isThere({ from, until }: Entry, isMade: (change: Change) => boolean): boolean {
  return (from === undefined || isMade(from)) && (until === undefined || !isMade(until));
}

/** What the policies that are there decide, and in which tier; past the last one when none does. */
function decide(tiers: readonly TierPart[], isMade: (change: Change) => boolean): { isAllowed: boolean; tier: number } {
  for (const [tier, { passes, entries }] of tiers.entries()) {
    const there = entries.filter((entry) => isThere(entry, isMade));
    const effect = there.find((entry) => entry.effect !== 'none')?.effect ?? (there.length > 0 && !passes ? 'deny' : 'pass');
    if (effect !== 'pass') { return { isAllowed: effect === 'allow', tier }; }
  }
  return { isAllowed: true, tier: tiers.length };
}

function allows(tiers: readonly TierPart[], isMade: (change: Change) => boolean): boolean {
  return decide(tiers, isMade).isAllowed;
}

/**
 * Whether a flow can be allowed, or not, when it is open (`undefined`) which changes are made.
 * Takes policies as independent of each other: of two versions of one, it reckons with both and with none.
 */
function canBe(tiers: readonly TierPart[], allowed: boolean, isMade: (change: Change) => boolean | undefined): boolean {
  const presence = ({ from, until }: Entry): boolean | undefined => {
    const come = from === undefined ? true : isMade(from);
    const gone = until === undefined ? false : isMade(until);
    if (come === false || gone === true) { return false; }
    return come === true && gone === false ? true : undefined;
  };
  for (const { passes, entries } of tiers) {
    let goesOn = false;
    let isStopped = false;
    let isolates: boolean | undefined = false;
    for (const entry of entries) {
      const there = presence(entry);
      if (there === false) { continue; }
      if (entry.effect === 'none') {
        if (isolates !== true) { isolates = there; }
        continue;
      }
      if (entry.effect === 'pass') { goesOn = true; } else if ((entry.effect === 'allow') === allowed) { return true; }
      if (there === true) {
        isStopped = true;
        break;
      }
    }
    if (!isStopped) {
      if (isolates !== false && !passes && !allowed) { return true; }
      if (isolates !== true || passes) { goesOn = true; }
    }
    if (!goesOn) { return false; }
  }
  return allowed;
}

/** Strongly connected parts of a graph that need nothing outside of themselves, without recursion. */
function finalComponents(nodes: readonly Change[], needs: ReadonlyMap<Change, ReadonlySet<Change>>): Change[][] {
  const number = new Map<Change, number>();
  const lowest = new Map<Change, number>();
  const component = new Map<Change, number>();
  const components: Change[][] = [];
  const stack: Change[] = [];
  for (const root of nodes) {
    if (number.has(root)) { continue; }
    const work: { node: Change; next: Change[] }[] = [];
    const enter = (node: Change): void => {
      number.set(node, number.size);
      lowest.set(node, number.get(node)!);
      stack.push(node);
      work.push({ node, next: [...needs.get(node) ?? []] });
    };
    enter(root);
    while (work.length > 0) {
      const { node, next } = work[work.length - 1];
      const to = next.pop();
      if (to !== undefined) {
        if (!number.has(to)) { enter(to); } else if (!component.has(to)) { lowest.set(node, Math.min(lowest.get(node)!, number.get(to)!)); }
        continue;
      }
      work.pop();
      const parent = work.at(-1)?.node;
      if (parent !== undefined) { lowest.set(parent, Math.min(lowest.get(parent)!, lowest.get(node)!)); }
      if (lowest.get(node) !== number.get(node)) { continue; }
      const members = stack.splice(stack.lastIndexOf(node));
      members.forEach((member) => component.set(member, components.length));
      components.push(members);
    }
  }
  return components.filter((members, index) => members.every((member) => [...needs.get(member) ?? []].every((to) => component.get(to) === index)));
}
