import { IConstruct } from 'constructs';
import { CalicoVersion } from './calico-version';
import { CalicoEdition, Dataplane, InstallMode } from './edition';
import { isAtLeast, NEWEST_RELEASED } from './version-order';

/** What else is known of the cluster that manifests are written for. */
export interface CalicoTargetOptions {
  /**
   * The edition. Fields that only the commercial editions have are an error for open source.
   * @default CalicoEdition.OPEN_SOURCE
   */
  readonly edition?: CalicoEdition;
  /**
   * How objects reach the cluster.
   * @default InstallMode.APISERVER
   */
  readonly installMode?: InstallMode;
  /**
   * What enforces policy on the nodes.
   * @default Dataplane.IPTABLES
   */
  readonly dataplane?: Dataplane;
  /**
   * Networks that pods get their addresses from, as CIDRs.
   * @default - not known; taken from IPPools where there are some
   */
  readonly podNets?: string[];
  /**
   * Networks of service addresses (ClusterIP), as CIDRs.
   * @default - not known
   */
  readonly serviceNets?: string[];
  /**
   * Networks of the nodes, as CIDRs.
   * @default - not known
   */
  readonly nodeNets?: string[];
}

const CONTEXT = 'cdk8s-calico/target';

/**
 * What manifests are written for: a Calico version, how it is installed, and its networks.
 *
 * A target marks a cluster: objects under different targets are never judged together.
 *
 * @example
 * const target = CalicoTarget.of(CalicoVersion.V3_31);
 * target.applyTo(app);
 */
export class CalicoTarget {
  /** A target of the given Calico minor. */
  public static of(version: CalicoVersion, options: CalicoTargetOptions = {}): CalicoTarget {
    return new CalicoTarget(version, options, false);
  }

  /**
   * The target that holds for a construct: that of the nearest scope that has one,
   * else the newest released version with every default (`isAssumed` is then true).
   */
  public static ofConstruct(scope: IConstruct): CalicoTarget {
    const found: unknown = scope.node.tryGetContext(CONTEXT);
    return found instanceof CalicoTarget ? found : CalicoTarget.assumed();
  }

  /** What is assumed where nobody names a target: the newest released version. */
  public static assumed(): CalicoTarget {
    return new CalicoTarget(NEWEST_RELEASED, {}, true);
  }

  /** The Calico minor. */
  public readonly version: CalicoVersion;
  /** The edition. */
  public readonly edition: CalicoEdition;
  /** How objects reach the cluster. */
  public readonly installMode: InstallMode;
  /** What enforces policy on the nodes. */
  public readonly dataplane: Dataplane;
  /** Networks of pods, empty when not known. */
  public readonly podNets: string[];
  /** Networks of services, empty when not known. */
  public readonly serviceNets: string[];
  /** Networks of nodes, empty when not known. */
  public readonly nodeNets: string[];
  /** True when nobody named a target and this one is a guess. */
  public readonly isAssumed: boolean;

  private constructor(version: CalicoVersion, options: CalicoTargetOptions, isAssumed: boolean) {
    this.version = version;
    this.edition = options.edition ?? CalicoEdition.OPEN_SOURCE;
    this.installMode = options.installMode ?? InstallMode.APISERVER;
    this.dataplane = options.dataplane ?? Dataplane.IPTABLES;
    this.podNets = options.podNets ?? [];
    this.serviceNets = options.serviceNets ?? [];
    this.nodeNets = options.nodeNets ?? [];
    this.isAssumed = isAssumed;
    if (this.installMode === InstallMode.NATIVE && !isAtLeast(version, CalicoVersion.V3_32)) {
      throw new Error(`CalicoTarget: native CRDs of projectcalico.org/v3 exist since Calico v3.32, the target is ${version}. `
        + 'Use InstallMode.APISERVER or InstallMode.CALICOCTL, or a newer version.');
    }
  }

  /**
   * Makes this the target of a scope (an App, a Chart or any construct) and of everything below it.
   *
   * Call it before constructs are added: cdk8s refuses to set context on a scope that has children.
   *
   * @throws when the scope has children already
   */
  public applyTo(scope: IConstruct): void {
    if (scope.node.children.length > 0) {
      throw new Error(`CalicoTarget.applyTo: '${scope.node.path || 'the app'}' holds constructs already (${scope.node.children.map(({ node }) => node.id).join(', ')}). `
        + 'Apply the target before anything is added, or give CalicoApp the property calico.');
    }
    scope.node.setContext(CONTEXT, this);
  }
}
