import { flowName, namedNets } from './flow-name';
import { FlowOrder, type OrderedStep, type PlacedChange, type PolicyLife } from './flow-order';
import { type Identity, identityKey, identityOf, identityTitle, nameInModel } from './identity';
import { modelOfVersions } from './policy-versions';
import { ROLLOUT, stageNamed, stageOf } from './rollout-stages';
import { type StandIns, standInsFor, withStandIns } from './stand-ins';
import { type ClusterOptions } from '../cluster';
import { type JsonObject, type Manifest } from '../manifest';
import { type Net } from '../network';
import { emptyBits, intersection, isEmpty, LabelIndex, setBit, situationsOf } from '../verdict';

/** What a rollout does with one object. */
export interface RolloutChange {
  readonly identity: Identity;
  readonly verb: 'add' | 'change' | 'remove';
  readonly before?: Manifest;
  readonly after?: Manifest;
}

/** Changes that may be made in any order, unless `together` says more. */
export interface ChangeStep {
  readonly name: string;
  readonly why: string;
  readonly changes: readonly RolloutChange[];
  /** Why single objects are in this step, and not earlier or alone. */
  readonly reasons: readonly string[];
  /** Flows that may be wrong until the last object of the step is there. */
  readonly disturbed: readonly string[];
}

export interface RolloutOrder {
  readonly steps: readonly ChangeStep[];
  /** What was taken for granted. */
  readonly notes: readonly string[];
}

/** The changes that make one set of manifests out of another. Of several objects with one identity the last counts. */
export function changesBetween(before: readonly Manifest[], after: readonly Manifest[]): RolloutChange[] {
  const old = byIdentity(before);
  const changes: RolloutChange[] = [];
  for (const [key, { identity, manifest }] of byIdentity(after)) {
    const was = old.get(key)?.manifest;
    old.delete(key);
    if (was === undefined) { changes.push({ identity, verb: 'add', after: manifest }); } else if (!isSame(was, manifest)) {
      changes.push({ identity, verb: 'change', before: was, after: manifest });
    }
  }
  return [...changes, ...[...old.values()].map(({ identity, manifest }): RolloutChange => ({ identity, verb: 'remove', before: manifest }))];
}

/** Stages that say what policies mean: a change of theirs may have to wait for policies that stand for what it takes away. */
const MEANING = ['platform', 'tiers', 'sets'].map(stageNamed);

/**
 * The order in which changes are made: what others need comes first, policies so that no flow is cut, host endpoints last.
 *
 * @param changesLate settings, tiers and sets that were there before change after the policies, not before them
 */
export function orderRollout(
  before: readonly Manifest[], after: readonly Manifest[], options: ClusterOptions, changesLate: boolean = false,
): RolloutOrder {
  const changes = changesBetween(before, after);
  const late = new Set(changes.filter(({ verb, identity }) => changesLate && verb === 'change' && MEANING.includes(stageOf(identity))));
  const stageOfChange = new Map(changes.map((change) => [change, stageOf(change.identity)]));
  const [policies, hostEndpoints] = [stageNamed('policies'), stageNamed('host-endpoints')];
  const ofStage = (stage: number, isRemoval: boolean): RolloutChange[] => changes
    .filter((change) => stageOfChange.get(change) === stage && (change.verb === 'remove') === isRemoval && !late.has(change));
  const steps: ChangeStep[] = [];
  const add = (name: string, why: string, list: readonly RolloutChange[]): void => {
    if (list.length > 0) { steps.push({ name, why, changes: list, reasons: [], disturbed: [] }); }
  };
  add('remove-host-endpoints', 'a host endpoint without its policies blocks everything', ofStage(hostEndpoints, true));
  const last = policiesOfLeaving(before, changes, options);
  const policyChanges = changes.filter((change) => isPolicyChange(change) && !last.has(change));
  const laterHosts = new Set(ofStage(hostEndpoints, false).filter(({ verb }) => verb === 'add').map(({ identity }) => identity.name));
  const notes: string[] = [];
  ROLLOUT.forEach(({ name, why }, stage) => {
    if (stage !== policies) { add(name, why, ofStage(stage, false)); return; }
    if (policyChanges.length > 0) {
      const old = new Map([...late].map((change) => [change.after, change.before!]));
      const flows = policyFlows(before, after.map((manifest) => old.get(manifest) ?? manifest), policyChanges, laterHosts, options);
      const ordered = flows.order.steps();
      steps.push(...ordered.map((step, index) => policyStep(step, policyChanges, flows.nets, ordered.length === 1 ? name : `${name}-${index + 1}`)));
      notes.push(...flows.notes);
    }
    add('changes', 'policies are there that do without what this takes away', [...late]);
  });
  for (let stage = ROLLOUT.length - 1; stage >= 0; stage--) {
    if (stage === policies) { add('remove-policies', 'the workloads that they select are gone', [...last]); } else if (stage !== hostEndpoints) {
      add(`remove-${ROLLOUT[stage].name}`, 'nothing refers to them any more', ofStage(stage, true));
    }
  }
  return { steps, notes };
}

/** Policies that go along with all workloads that they select: before these are gone, they would be open. */
function policiesOfLeaving(before: readonly Manifest[], changes: readonly RolloutChange[], options: ClusterOptions): Set<RolloutChange> {
  const removals = changes.filter(({ verb }) => verb === 'remove');
  const goingPolicies = new Map(removals.filter(isPolicyChange).map((change) => [change.before, change]));
  const leaving = new Set(removals.filter((change) => stageOf(change.identity) === stageNamed('others')).map(({ identity }) => nameInModel(identity)));
  if (goingPolicies.size === 0 || leaving.size === 0) { return new Set(); }
  const { model, manifestOf } = modelOfVersions(before, [], options);
  const index = new LabelIndex(model.members);
  const stays = emptyBits(model.members.length);
  const goes = emptyBits(model.members.length);
  for (const { index: place, source } of [...model.workloads, ...model.hostEndpoints]) {
    setBit(leaving.has(nameInModel(source)) ? goes : stays, place);
  }
  return new Set(model.policies.flatMap((policy) => {
    const change = goingPolicies.get(manifestOf.get(policy));
    const { possible } = index.select(policy.selector);
    return change === undefined || isEmpty(intersection(possible, goes)) || !isEmpty(intersection(possible, stays)) ? [] : change;
  }));
}

/** Whether a change is one of an enforced policy. */
export function isPolicyChange({ identity }: RolloutChange): boolean {
  return stageOf(identity) === stageNamed('policies');
}

/** Whether an object is a workload or what one runs in, and says nothing about policy. */
export function isWorkloadLike({ object }: Manifest): boolean {
  const stage = stageOf(identityOf(object));
  return stage === stageNamed('namespaces') || stage === stageNamed('others');
}

/** Policies as they were before they changed or went. */
export function policiesReplaced(changes: readonly RolloutChange[]): Manifest[] {
  return changes.filter(isPolicyChange).flatMap((change) => change.before ?? []);
}

/** The flows of two versions of the policies, ready to be put in order. */
export interface PolicyFlows {
  readonly order: FlowOrder;
  readonly standIns: StandIns;
  /** Networks that tell addresses of the flows apart. */
  readonly nets: readonly Net[];
  readonly notes: readonly string[];
}

/** @param changes those of policies; their places in the list are their numbers */
export function policyFlows(
  before: readonly Manifest[], after: readonly Manifest[],
  changes: readonly RolloutChange[], laterHosts: ReadonlySet<string>, options: ClusterOptions,
): PolicyFlows {
  const now = byIdentity(after);
  const replaced = policiesReplaced(changes);
  const going = new Set(changes.map((change) => change.before));
  const staying = [...byIdentity(before)].filter(([key, { identity, manifest }]) => !now.has(key) && !going.has(manifest)
    && stageOf(identity) !== stageNamed('host-endpoints')).map(([, { manifest }]) => manifest);
  const { model, manifestOf } = modelOfVersions([...[...now.values()].map(({ manifest }) => manifest), ...staying], replaced, options);
  const standIns = standInsFor(model);
  const { all, cut } = situationsOf(withStandIns(model, standIns.workloads), { hosts: standIns.hosts });
  const lives = new Map<Manifest, PolicyLife>();
  changes.forEach((change, index) => {
    if (change.before !== undefined) { lives.set(change.before, { until: index }); }
    if (change.after !== undefined) { lives.set(change.after, { from: index }); }
  });
  const passing = new Set(model.tiers.filter(({ defaultAction }) => defaultAction === 'Pass').map(({ name }) => name));
  const order = new FlowOrder(changes.length, all, {
    lifeOf: (policy) => lives.get(manifestOf.get(policy)!) ?? {},
    passes: (tier) => passing.has(tier),
    isMild: ({ subject }) => laterHosts.has(standIns.given.get(subject) ?? ''),
  });
  return {
    order,
    standIns,
    nets: namedNets(model),
    notes: [
      ...standIns.isAssuming ? ['policies that select no workload of the manifests are ordered for any workload that their selectors can select'] : [],
      ...standIns.isCut ? ['there are more combinations of selectors than were looked at: the order holds for the first of them'] : [],
      ...cut.length > 0 ? [`the input leaves so much open that not every possibility was looked at, as for ${cut[0].namespace}/${cut[0].name}`] : [],
    ],
  };
}

function policyStep({ single, groups }: OrderedStep, changes: readonly RolloutChange[], nets: readonly Net[], name: string): ChangeStep {
  const titles = (list: readonly number[]): string => shortList(list.map((change) => changeTitle(changes[change])));
  const late = ({ change, harm }: PlacedChange): string[] => (harm === undefined ? [] : [
    `${changeTitle(changes[change])} comes after ${titles(harm.remedies)}, else it would ${harm.opens ? 'open' : 'cut'} ${flowName(harm.situation, nets)}`,
  ]);
  const together = (group: readonly PlacedChange[]): string[] => (group.length === 1 ? late(group[0]) : group.flatMap(({ change, harm }) => (
    harm === undefined ? [] : [`${changeTitle(changes[change])} needs ${titles(harm.remedies)}, else it ${harm.opens ? 'opens' : 'cuts'} ${flowName(harm.situation, nets)}`]
  )));
  const disturbing = groups.filter((group) => group.length > 1);
  return {
    name,
    why: disturbing.length === 0
      ? 'what they refer to is there, and in any order they cut no flow that is allowed before and after'
      : 'they let through what others of them block, so they come together: until the last one is there, flows may be cut',
    changes: [...single, ...groups.flat()].map(({ change }) => changes[change]),
    reasons: [...single.flatMap(late), ...groups.flatMap(together)],
    disturbed: [...new Set(disturbing.flat().flatMap(({ harm }) => (harm === undefined ? [] : [flowName(harm.situation, nets)])))],
  };
}

/** The object, as steps name it; one that goes is marked. */
export function changeTitle({ identity, verb }: RolloutChange): string {
  return `${identityTitle(identity)}${verb === 'remove' ? ' (removed)' : ''}`;
}

const MOST_NAMED = 3;

function shortList(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  return more <= 0 ? names.join(' and ') : `${names.slice(0, MOST_NAMED).join(', ')} and ${more} more`;
}

function byIdentity(manifests: readonly Manifest[]): Map<string, { identity: Identity; manifest: Manifest }> {
  return new Map(manifests.map((manifest) => {
    const identity = identityOf(manifest.object);
    return [objectKey(identity), { identity, manifest }];
  }));
}

/** What Calico stores under a group of its own is one object with what is written. */
export function objectKey(identity: Identity): string {
  return identityKey({ ...identity, group: identity.group.replace(/^crd\./, '') });
}

/** Whether two versions say the same: what the cluster adds, and annotations, are no part of it. */
function isSame(a: Manifest, b: Manifest): boolean {
  return said(a.object) === said(b.object);
}

function said({ metadata, status: _, ...rest }: JsonObject): string {
  return JSON.stringify(sorted({ ...rest, labels: (metadata as JsonObject | undefined)?.labels ?? {} }));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) { return value.map(sorted); }
  if (typeof value !== 'object' || value === null) { return value; }
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, sorted(item)]));
}
