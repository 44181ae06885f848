import { ApiObject, App } from 'cdk8s';
import { Identity, identityKey, identityOf } from './identity';
import { objectFileNames } from './output-names';
import { Rendered, rendererOf } from './render-object';
import { ROLLOUT, stageOf } from './rollout-stages';
import { synthOrder } from './synth-order';
import { OutputFile, writeOutput } from './write-output';
import { documentsText } from './yaml-text';

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
}

interface PlannedObject {
  readonly object: ApiObject;
  readonly rendered: Rendered;
  readonly identity: Identity;
  readonly stage: number;
}

const SYNC_WAVE = 'argocd.argoproj.io/sync-wave';

/**
 * The order in which an app's objects reach a cluster: what others need comes first, and host endpoints come last,
 * because a host endpoint blocks everything that no policy allows yet. Removal goes the other way round.
 *
 * The plan orders kinds of objects. It does not order policies among each other: they form one step.
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
    return new RolloutPlan(synthOrder(app).charts.flatMap(({ objects }) => objects).map((object) => {
      const rendered = render(object);
      const identity = identityOf(rendered);
      return { object, rendered, identity, stage: stageOf(identity) };
    }));
  }

  /** The steps of applying; a step without objects is left out. */
  public readonly steps: RolloutStep[];
  /** The steps of removal: those of applying in reverse. */
  public readonly removalSteps: RolloutStep[];

  private constructor(private readonly objects: PlannedObject[]) {
    const present = ROLLOUT.map((stage, index) => ({ ...stage, index })).filter(({ index }) => objects.some(({ stage }) => stage === index));
    this.steps = present.map(({ name, why, index }, place) => ({
      name,
      why,
      folder: `${String(place + 1).padStart(2, '0')}-${name}`,
      objects: objects.filter(({ stage }) => stage === index).map(({ identity }) => title(identity)).sort(),
    }));
    this.removalSteps = [...this.steps].reverse();
  }

  /**
   * What is wrong with an order of applying. Empty when the order keeps to the plan.
   *
   * @param order the objects as the steps name them; objects that the plan does not know are passed over
   */
  public problemsOf(order: string[]): string[] {
    const stages = new Map(this.objects.map(({ identity, stage }) => [title(identity), stage]));
    const known = order.filter((name) => stages.has(name));
    return known.flatMap((name, index) => {
      const stage = stages.get(name)!;
      const waits = known.slice(index + 1).filter((later) => stages.get(later)! < stage);
      return waits.length === 0 ? [] : [`${name} comes before ${waits.join(', ')}: ${ROLLOUT[stage].why}`];
    });
  }

  /**
   * Makes Argo CD follow the plan: each object gets the annotation of its sync wave. Argo CD prunes in reverse.
   * An object that has the annotation keeps it. Call it when all objects are there, before `synth`.
   */
  public addSyncWaves(): void {
    for (const { object, rendered, stage } of this.objects) {
      const { annotations } = rendered.metadata as { annotations?: Record<string, string> };
      if (annotations?.[SYNC_WAVE] === undefined) object.metadata.addAnnotation(SYNC_WAVE, String(waveOf(stage)));
    }
  }

  /**
   * Writes the objects into numbered folders, one for each step (`01-namespaces`, …), a file for each object:
   * for `kubectl apply -f` in turn, or a Flux Kustomization for each folder. The folder is written like the output of `CalicoApp`.
   */
  public writeFolders(folder: string): void {
    const files = this.steps.flatMap(({ name, folder: step }) => {
      const byIdentity = new Map<string, PlannedObject[]>();
      for (const one of this.objects.filter(({ stage }) => ROLLOUT[stage].name === name)) {
        byIdentity.set(identityKey(one.identity), [...byIdentity.get(identityKey(one.identity)) ?? [], one]);
      }
      const definitions = [...byIdentity.values()];
      const names = objectFileNames(definitions.map(([first]) => first.identity));
      return definitions.map((members, place): OutputFile => ({
        path: `${step}/${names[place]}.yaml`,
        content: [documentsText(members.map(({ rendered }) => rendered))],
      }));
    });
    writeOutput(folder, files);
  }

  /** The plan in words. */
  public toString(): string {
    return this.steps.map(({ name, why, objects }, index) => [
      `${index + 1}. ${name}: ${why}`, ...objects.map((object) => `   ${object}`),
    ].join('\n')).join('\n');
  }
}

/** Policies are in wave 0, where Argo CD puts what has no wave. */
function waveOf(stage: number): number {
  return (stage - ROLLOUT.findIndex(({ name }) => name === 'policies')) * 10;
}

function title({ group, kind, namespace, name }: Identity): string {
  return `${kind}${group === '' ? '' : `.${group}`} ${namespace === '' ? '' : `${namespace}/`}${name}`;
}
