import { flowName } from './flow-name';
import { type FolderOf, type GivenStep, hasWave, numberedFolders, stepsByFile, stepsByFolder, stepsByWave } from './given-orders';
import { changesBetween, changeTitle, isPolicyChange, isWorkloadLike, orderRollout, policyFlows, type RolloutChange } from './rollout-order';
import { type RolloutWalk, walkRollout, type WrongFlow } from './rollout-walk';
import { type ClusterOptions } from '../cluster';
import { type Manifest } from '../manifest';

/** Where the order of a rollout comes from: worked out, Argo CD's sync waves, numbered folders, or the files as they are. */
export type OrderSource = 'plan' | 'waves' | 'folders' | 'files';

export interface JudgedStep {
  readonly name: string;
  readonly why?: string;
  readonly changes: readonly { readonly verb: RolloutChange['verb']; readonly object: string }[];
  readonly reasons: readonly string[];
  /** Flows that may be wrong until the last object of the step is there. */
  readonly disturbed: readonly string[];
  /** Flows that are wrong once the step is done. */
  readonly wrong: readonly WrongFlow[];
}

/** A rollout with what goes wrong on its way. */
export interface JudgedRollout {
  readonly order: OrderSource;
  readonly steps: readonly JudgedStep[];
  readonly notes: readonly string[];
}

/** The order that manifests ask for themselves: waves when an object has one, folders when all are in numbered ones. */
export function orderSourceOf(after: readonly Manifest[]): OrderSource {
  if (after.some(hasWave)) { return 'waves'; }
  const folderOf = numberedFolders(after);
  return after.length > 0 && after.every((manifest) => folderOf(manifest) !== undefined) ? 'folders' : 'plan';
}

/**
 * Walks from one set of manifests to another.
 *
 * @param before undefined for a first rollout: then the workloads of `after` run already, and nothing isolates them
 * @param common what is there before and after
 * @param tell is told what is being done, and how far it is
 */
export function judgeRollout(
  before: readonly Manifest[] | undefined, after: readonly Manifest[], common: readonly Manifest[], order: OrderSource, options: ClusterOptions,
  tell: (what: string, done?: number, total?: number) => void = () => undefined,
): JudgedRollout {
  const [all, becomes] = [[...common, ...before ?? []], [...common, ...after]];
  const running = before === undefined ? after.filter(isWorkloadLike) : [];
  tell('putting the changes in order');
  const walked = (planned: OrderedSteps): { readonly planned: OrderedSteps; readonly walk: RolloutWalk } => ({
    planned,
    walk: walkRollout(all, becomes, running, planned.steps.map(({ changes }) => changes), options, (done) => tell('walking: steps', done, planned.steps.length)),
  });
  const first = walked(order === 'plan' ? orderRollout(all, becomes, options) : given(all, becomes, order, numberedFolders(after, { anyDepth: true }), options));
  const second = order === 'plan' && wrongFlows(first.walk) > 0 ? walked(orderRollout(all, becomes, options, true)) : first;
  const { planned, walk } = wrongFlows(second.walk) < wrongFlows(first.walk) ? second : first;
  return {
    order,
    steps: planned.steps.map(({ changes, disturbed, ...step }, index) => ({
      ...step,
      changes: changes.map((change) => ({ verb: change.verb, object: changeTitle(change) })),
      disturbed: [...new Set([...disturbed, ...walk.disturbed[index]])],
      wrong: walk.wrong[index],
    })),
    notes: [...planned.notes, ...walk.notes],
  };
}

/** A flow that stays wrong counts once. */
function wrongFlows({ wrong }: RolloutWalk): number {
  return new Set(wrong.flat().map((flow) => JSON.stringify(flow))).size;
}

interface OrderedSteps {
  readonly steps: readonly (Omit<JudgedStep, 'changes' | 'wrong'> & { readonly changes: readonly RolloutChange[] })[];
  readonly notes: readonly string[];
}

const GIVEN: { readonly [source in Exclude<OrderSource, 'plan'>]: (changes: readonly RolloutChange[], folderOf: FolderOf) => GivenStep[] } = {
  waves: stepsByWave, folders: stepsByFolder, files: stepsByFile,
};

function given(
  before: readonly Manifest[], after: readonly Manifest[], order: Exclude<OrderSource, 'plan'>, folderOf: FolderOf, options: ClusterOptions,
): OrderedSteps {
  const steps = GIVEN[order](changesBetween(before, after), folderOf);
  const policies = steps.flatMap(({ changes }) => changes.filter(isPolicyChange));
  const lastWithPolicy = steps.filter(({ changes }) => changes.some(isPolicyChange)).at(-1);
  const laterHosts = new Set(steps.slice(lastWithPolicy === undefined ? 0 : steps.indexOf(lastWithPolicy) + 1).flatMap(({ changes }) => changes)
    .filter(({ verb, identity }) => verb === 'add' && identity.kind === 'HostEndpoint').map(({ identity }) => identity.name));
  const flows = policies.length === 0 ? undefined : policyFlows(before, after, policies, laterHosts, options);
  const places = new Map(policies.map((change, index) => [change, index]));
  const placed = steps.map(({ changes }) => changes.map((change) => places.get(change)).filter((place) => place !== undefined));
  const disturbances = flows?.order.disturbances(placed);
  return {
    steps: steps.map((step, index) => ({
      ...step,
      reasons: [],
      disturbed: [...new Set(disturbances?.[index].map(({ situation }) => flowName(situation, flows!.nets)))],
    })),
    notes: flows?.notes ?? [],
  };
}
