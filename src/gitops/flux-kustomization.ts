import { Construct } from 'constructs';
import { inNamespaceOf, pathProblem } from './delivery-object';
import { fluxDuration } from './flux-duration';
import { type IFluxSource } from './flux-source';
import { RolloutPlan } from './rollout-plan';
import { CalicoResource, type CalicoResourceProps, type KindFacts, type PlainObject, type RenderContext } from '../resource';

/** What happens to the objects when their Kustomization is deleted. */
export enum FluxDeletionPolicy {
  /** They are deleted if `prune` is on. */
  MIRROR_PRUNE = 'MirrorPrune',
  /** They are deleted. */
  DELETE = 'Delete',
  /** They are deleted, and the Kustomization waits until they are gone. */
  WAIT_FOR_TERMINATION = 'WaitForTermination',
  /** They stay. */
  ORPHAN = 'Orphan',
}

/** How Flux applies a folder. */
export interface FluxKustomizationOptions extends CalicoResourceProps {
  /** Where the folder is fetched from. */
  readonly source: IFluxSource;
  /** The folder, as seen from the root of the source. */
  readonly path: string;
  /**
   * How often Flux compares the cluster with the folder, and mends what somebody changed.
   * @default '10m'
   */
  readonly interval?: string;
  /**
   * How soon a failure is tried again.
   * @default '1m'
   */
  readonly retryInterval?: string;
  /**
   * How long Flux waits until the objects are there.
   * @default '5m'
   */
  readonly timeout?: string;
  /**
   * Whether objects that are no longer in the folder are deleted from the cluster.
   * @default true
   */
  readonly prune?: boolean;
  /**
   * Whether the Kustomization is ready only when its objects are. What depends on it waits for that.
   * @default true
   */
  readonly wait?: boolean;
  /**
   * What happens to the objects when the Kustomization is deleted.
   * @default - Flux's own: deleted if `prune` is on
   */
  readonly deletionPolicy?: FluxDeletionPolicy;
  /**
   * The ServiceAccount as which Flux applies.
   * @default - Flux's own
   */
  readonly serviceAccountName?: string;
  /**
   * Whether Flux leaves the folder alone for now.
   * @default false
   */
  readonly suspend?: boolean;
}

/** Properties of a FluxKustomization. */
export interface FluxKustomizationProps extends FluxKustomizationOptions {
  /**
   * Kustomizations that come first.
   * @default - none
   */
  readonly dependsOn?: FluxKustomization[];
}

/**
 * Flux's Kustomization: applies a folder of the rendered manifests.
 *
 * Flux gives no order to the objects of one folder beyond definitions and namespaces first. Where the order matters, write the
 * folders of a `RolloutPlan` and let `FluxKustomization.ofPlan` make one Kustomization for each.
 */
export class FluxKustomization extends CalicoResource {
  /**
   * One Kustomization for each folder that `RolloutPlan.writeFolders` writes; each depends on the one before.
   * They are named by their steps, like `policies-tiers`.
   *
   * @param scope the chart for the Kustomizations; not one of those that the plan is about
   * @param prefix what the names start with
   * @param options `path` is the folder that was given to `writeFolders`; the name in `metadata` is not used
   *
   * @example
   * const plan = RolloutPlan.of(app);
   * const flux = new Chart(new App(), 'flux');
   * FluxKustomization.ofPlan(flux, 'policies', plan, { source: FluxGitRepository.named('platform'), path: 'rendered' });
   */
  public static ofPlan(scope: Construct, prefix: string, plan: RolloutPlan, options: FluxKustomizationOptions): FluxKustomization[] {
    const made: FluxKustomization[] = [];
    for (const { name, folder } of plan.steps) {
      made.push(new FluxKustomization(scope, `${prefix}-${name}`, {
        ...options,
        metadata: { ...options.metadata, name: `${prefix}-${name}` },
        path: `${options.path.replace(/\/+$/, '')}/${folder}`,
        dependsOn: made.slice(-1),
      }));
    }
    return made;
  }

  public constructor(scope: Construct, id: string, private readonly props: FluxKustomizationProps) {
    super(scope, id, { ...props, metadata: inNamespaceOf('flux-system', scope, props.metadata) });
  }

  /**
   * @internal
   */
  public _kind(): KindFacts {
    return { apiVersion: 'kustomize.toolkit.fluxcd.io/v1', kind: 'Kustomization', isNamespaced: true };
  }

  /**
   * @internal
   */
  public _content({ report }: RenderContext): PlainObject {
    const { source, path, interval = '10m', retryInterval = '1m', timeout = '5m', prune = true, wait = true, dependsOn = [] } = this.props;
    const problem = pathProblem(path);
    if (problem !== undefined) report('spec.path', problem);
    if (dependsOn.includes(this)) report('spec.dependsOn', 'the Kustomization depends on itself and would never be applied.');
    return {
      spec: {
        sourceRef: { kind: source.sourceKind, name: source.sourceName, namespace: elsewhere(source.sourceNamespace, this.namespace) },
        path: `./${path.replace(/^\.\//, '')}`,
        interval: fluxDuration(interval, 'spec.interval', report),
        retryInterval: fluxDuration(retryInterval, 'spec.retryInterval', report),
        timeout: fluxDuration(timeout, 'spec.timeout', report),
        prune,
        wait,
        dependsOn: dependsOn.length === 0 ? undefined
          : dependsOn.map(({ name, namespace }) => ({ name, namespace: elsewhere(namespace, this.namespace) })),
        deletionPolicy: this.props.deletionPolicy,
        serviceAccountName: this.props.serviceAccountName,
        suspend: this.props.suspend,
      },
    };
  }
}

function elsewhere(namespace: string | undefined, own: string | undefined): string | undefined {
  return namespace === own ? undefined : namespace;
}
