import { resolve } from 'node:path';
import { ApiObject, App } from 'cdk8s';
import { SYNC_WAVE } from './given-orders';
import { Identity, identityKey, identityOf, identityTitle } from './identity';
import { objectFileNames } from './output-names';
import { placeAmongWriters } from './place-among-writers';
import { Rendered, rendererOf } from './render-object';
import { ChangeStep, objectKey, orderRollout } from './rollout-order';
import { ROLLOUT, stageNamed, stageOf } from './rollout-stages';
import { PRUNE_LAST, setSyncOptions, syncOptionsOf } from './sync-options';
import { synthOrder } from './synth-order';
import { OutputFile, writeOutput } from './write-output';
import { documentsText } from './yaml-text';
import { JsonObject } from '../manifest';
import { CalicoTarget } from '../target';

/** A step of a rollout. Its objects may be applied in any order; the next step waits for all of them. */
export interface RolloutStep {
  /** What the step is about, like `tiers`. */
  readonly name: string;
  /** Why it stands where it stands. */
  readonly why: string;
  /** The folder that `RolloutPlan.writeFolders` writes the step into, like `02-tiers`. */
  readonly folder: string;
  /** The objects, like `NetworkPolicy.projectcalico.org shop/deny`. */
  readonly objects: string[];
  /** Why single objects are in this step, and not in an earlier one. Empty where the kind is reason enough. */
  readonly reasons: string[];
  /**
   * Flows that may be cut while the step is under way, because its objects need each other and no way of applying them is atomic.
   * Empty for a step that cuts nothing.
   */
  readonly disturbed: string[];
}

interface PlannedObject {
  readonly object: ApiObject;
  readonly rendered: Rendered;
  readonly identity: Identity;
}

/**
 * The order in which an app's objects reach a cluster: what others need comes first; then policies, so that no flow is cut that
 * they allow in the end; host endpoints come last, because a host endpoint blocks everything that no policy allows yet.
 * Removal goes the other way round.
 *
 * Policies that let through what others of them block can only come together. No way of applying is atomic: what may be cut until
 * the last of them is there stands in `disturbed` of their step.
 *
 * @example
 * const plan = RolloutPlan.of(app);
 * const text = plan.toString();
 * plan.addSyncWaves();
 */
export class RolloutPlan {
  /** The plan for all objects that the app holds now. */
  public static of(app: App): RolloutPlan {
    const render = rendererOf(app);
    const target = CalicoTarget.ofConstruct(app);
    const objects = synthOrder(app).charts.flatMap((chart) => chart.objects).map((object): PlannedObject => {
      const rendered = render(object);
      return { object, rendered, identity: identityOf(rendered) };
    });
    const manifests = objects.map(({ rendered }) => ({ object: rendered as JsonObject, origin: {} }));
    const { steps, notes } = orderRollout([], manifests, { version: target.version, installMode: target.installMode, podNets: target.podNets });
    return new RolloutPlan(app, objects, steps, [...notes]);
  }

  /** The steps of applying; a step without objects is left out. */
  public readonly steps: RolloutStep[];
  /** The steps of removal: those of applying in reverse. */
  public readonly removalSteps: RolloutStep[];
  /** What the plan takes for granted. */
  public readonly notes: string[];
  private readonly stepOf = new Map<string, number>();

  private constructor(private readonly app: App, private readonly objects: PlannedObject[], steps: readonly ChangeStep[], notes: string[]) {
    this.notes = notes;
    this.steps = steps.map(({ name, why, changes, reasons, disturbed }, place): RolloutStep => {
      changes.forEach(({ identity }) => this.stepOf.set(objectKey(identity), place));
      return {
        name,
        why,
        folder: `${String(place + 1).padStart(2, '0')}-${name}`,
        objects: changes.map(({ identity }) => identityTitle(identity)).sort(),
        reasons: [...reasons],
        disturbed: [...disturbed],
      };
    });
    this.removalSteps = [...this.steps].reverse();
  }

  /**
   * What is wrong with an order of applying. Empty when the order keeps to the plan.
   *
   * @param order the objects as the steps name them; objects that the plan does not know are passed over
   */
  public problemsOf(order: string[]): string[] {
    const places = new Map(this.steps.flatMap(({ objects }, place) => objects.map((name): [string, number] => [name, place])));
    const known = order.filter((name) => places.has(name));
    return known.flatMap((name, index) => {
      const place = places.get(name)!;
      const waits = known.slice(index + 1).filter((later) => places.get(later)! < place);
      return waits.length === 0 ? [] : [`${name} comes before ${waits.join(', ')}: ${this.steps[place].why}`];
    });
  }

  /**
   * Makes Argo CD follow the plan: each object gets the annotation of its sync wave. An object that has the annotation keeps it.
   * All but host endpoints get the option `PruneLast`: host endpoints that go are deleted before the policies that they need,
   * everything else after the rest was applied. Call it when all objects are there, before `synth`.
   */
  public addSyncWaves(): void {
    const waves = wavesOf(this.steps);
    for (const { object, rendered, identity } of this.objects) {
      const { annotations } = rendered.metadata as { annotations?: Record<string, string> };
      if (annotations?.[SYNC_WAVE] === undefined) object.metadata.addAnnotation(SYNC_WAVE, String(waves[this.place(identity)]));
      const isDecided = syncOptionsOf(object.metadata.toJson()).some((option) => option.startsWith('PruneLast='));
      if (!isDecided && stageOf(identity) !== stageNamed('host-endpoints')) setSyncOptions(object.metadata, PRUNE_LAST);
    }
  }

  /**
   * Writes the objects into numbered folders, one for each step (`01-namespaces`, …), a file for each object:
   * for `kubectl apply -f` in turn, or a Flux Kustomization for each folder. The folder is written like the output of `CalicoApp`.
   */
  public writeFolders(folder: string): void {
    const files = this.steps.flatMap(({ folder: step }, place) => {
      const byIdentity = new Map<string, PlannedObject[]>();
      for (const one of this.objects.filter(({ identity }) => this.place(identity) === place)) {
        byIdentity.set(identityKey(one.identity), [...byIdentity.get(identityKey(one.identity)) ?? [], one]);
      }
      const definitions = [...byIdentity.values()];
      const names = objectFileNames(definitions.map(([first]) => first.identity));
      return definitions.map((members, index): OutputFile => ({
        path: `${step}/${names[index]}.yaml`,
        content: [documentsText(members.map(({ rendered }) => rendered))],
      }));
    });
    writeOutput(folder, files, placeOfPlans(this.app, folder));
  }

  /** The plan in words: each step with its objects, and why they are where they are. */
  public toString(): string {
    return [
      ...this.steps.flatMap(({ name, why, objects, reasons, disturbed }, index) => [
        `${index + 1}. ${name}: ${why}`,
        ...objects.map((object) => `   ${object}`),
        ...reasons.map((reason) => `   - ${reason}`),
        ...disturbed.length === 0 ? [] : [`   May be cut until the last object of this step is there: ${disturbed.join('; ')}`],
      ]),
      ...this.notes.map((note) => `note: ${note}`),
    ].join('\n');
  }

  private place(identity: Identity): number {
    return this.stepOf.get(objectKey(identity))!;
  }
}

const places = new WeakMap<App, Map<string, number>>();

/** All plans of an app count as one: a later one replaces what an earlier one wrote. */
function placeOfPlans(app: App, folder: string): number {
  const ofApp = places.get(app) ?? new Map<string, number>();
  places.set(app, ofApp);
  const place = ofApp.get(resolve(folder)) ?? placeAmongWriters(folder);
  ofApp.set(resolve(folder), place);
  return place;
}

/**
 * Kinds are ten waves apart, with the first policies in wave 0, where Argo CD puts what has no wave, and each further step of policies
 * one wave later.
 */
function wavesOf(steps: readonly RolloutStep[]): number[] {
  const isPolicies = ({ name }: RolloutStep): boolean => /^policies(-|$)/.test(name);
  const policySteps = steps.filter(isPolicies).length;
  const first = ROLLOUT.findIndex(({ name }) => name === 'policies');
  const room = Math.max(10, Math.ceil(policySteps / 10) * 10) - 10;
  let policies = 0;
  return steps.map((step) => {
    if (isPolicies(step)) { return policies++; }
    const stage = ROLLOUT.findIndex(({ name }) => name === step.name);
    return (stage - first) * 10 + (stage > first ? room : 0);
  });
}
