import { IConstruct } from 'constructs';
import { flowFailure } from './failure';
import { manifestsOf } from './scope-manifests';
import { Manifest, readPaths, takeManifests } from '../manifest';
import { Cluster, ClusterProps, FlowError, FlowQuery, VerdictDecision } from '../verdict';

/** How the input of assertions is taken. */
export interface PolicyAssertionsProps extends ClusterProps {
  /**
   * Files and folders with what else the cluster holds, such as the platform's tiers and namespaces.
   * @default - nothing
   */
  readonly context?: string[];
}

/**
 * What the policies of an app or of files do, for unit tests: every method throws when what it says is not so, with the
 * rule that decides and what to do; else it returns the same object for the next one. What the input does not tell never
 * passes.
 *
 * @example
 * PolicyAssertions.fromScope(app)
 *   .allows({ source: 'shop/orders', destination: 'shop/database', traffic: Traffic.tcp(5432) })
 *   .denies({ source: 'world', destination: 'shop/database' });
 */
export class PolicyAssertions {
  /**
   * Takes what an App, a Chart or any other construct becomes. Nothing is written.
   *
   * @throws when synth would refuse it, when it holds no object, or objects for several targets
   */
  public static fromScope(scope: IConstruct, props: PolicyAssertionsProps = {}): PolicyAssertions {
    const { manifests, target } = manifestsOf(scope, props.target);
    return new PolicyAssertions(manifests, { ...props, target }, `what '${scope.node.path || 'the app'}' becomes`);
  }

  /**
   * Reads files and folders of YAML or JSON, like the folder that `cdk8s synth` writes.
   *
   * @throws when one cannot be read
   */
  public static fromFiles(paths: string[], props: PolicyAssertionsProps = {}): PolicyAssertions {
    return new PolicyAssertions(takeManifests(readPaths(paths)), props, paths.join(', '));
  }

  private readonly cluster: Cluster;

  private constructor(manifests: readonly Manifest[], props: PolicyAssertionsProps, private readonly input: string) {
    this.cluster = Cluster._fromManifests([...takeManifests(readPaths(props.context ?? [])), ...manifests], props);
  }

  /**
   * All of this is allowed. Without traffic: everything; to a service, what its ports take.
   *
   * @throws when some of it is denied, or the input does not tell
   */
  public allows(flow: FlowQuery): PolicyAssertions {
    return this.decides('allows', flow, VerdictDecision.ALLOW);
  }

  /**
   * All of this is denied. Without traffic: everything; to a service, what its ports take.
   *
   * @throws when some of it is allowed, or the input does not tell
   */
  public denies(flow: FlowQuery): PolicyAssertions {
    return this.decides('denies', flow, VerdictDecision.DENY);
  }

  private decides(assertion: string, query: FlowQuery, decision: VerdictDecision.ALLOW | VerdictDecision.DENY): PolicyAssertions {
    let failure: string | undefined;
    try {
      failure = flowFailure({ assertion, query, decision }, this.cluster.verdict(query));
    } catch (error) {
      if (!(error instanceof FlowError)) { throw error; }
      failure = `${assertion}: ${error.message}\nhelp: the input is ${this.input}; the property context adds manifests`;
    }
    if (failure !== undefined) { throw new Error(failure); }
    return this;
  }
}
