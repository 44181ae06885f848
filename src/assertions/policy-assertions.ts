import { IConstruct } from 'constructs';
import { AssertedInput, inputOfScope } from './asserted-input';
import { ExpectedDecision, flowFailure, nothingAllowed, surplusFailure } from './failure';
import { findingsFailure } from './findings-failure';
import { Severity } from '../findings';
import { LintOptions } from '../lint';
import { readPaths, takeManifests } from '../manifest';
import { Traffic } from '../network';
import { PolicyType } from '../policy';
import { CalicoTarget } from '../target';
import { Cluster, ClusterProps, FlowError, FlowQuery, parseFlowEnd, VerdictDecision } from '../verdict';

/** How the input of assertions is taken. */
export interface PolicyAssertionsProps extends ClusterProps {
  /**
   * Files and folders with what else the cluster holds, such as the platform's tiers and namespaces.
   * @default - nothing
   */
  readonly context?: string[];
}

/** Which way an assertion about workloads looks. */
export interface DirectionOptions {
  /**
   * What comes in, or what goes out.
   * @default - both
   */
  readonly direction?: PolicyType;
}

/** What `allowsOnly` looks at. */
export interface AllowsOnlyOptions extends DirectionOptions {
  /**
   * What comes in to these workloads and goes out of them.
   * @default - what comes in to the destinations and goes out of the sources that the flows name
   */
  readonly workloads?: string[];
}

/** What an assertion about peers looks at. */
export interface TrafficOptions {
  /**
   * This traffic only.
   * @default - everything
   */
  readonly traffic?: Traffic;
}

/** What an assertion about findings looks at. */
export interface FindingsOptions {
  /**
   * The least severity that counts.
   * @default Severity.WARNING
   */
  readonly failOn?: Severity;
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
    return new PolicyAssertions(inputOfScope(scope, props.target), props);
  }

  /**
   * Reads files and folders of YAML or JSON, like the folder that `cdk8s synth` writes.
   *
   * @throws when one cannot be read
   */
  public static fromFiles(paths: string[], props: PolicyAssertionsProps = {}): PolicyAssertions {
    const manifests = takeManifests(readPaths(paths));
    return new PolicyAssertions({ manifests, target: props.target ?? CalicoTarget.assumed(), findings: new Map(), help: `the input is ${paths.join(', ')}; context (--with) adds manifests` }, props);
  }

  private readonly cluster: Cluster;
  private readonly options: LintOptions;

  private constructor(private readonly input: AssertedInput, { complete, namespace, context: paths = [] }: PolicyAssertionsProps) {
    const { manifests, target } = input;
    const context = takeManifests(readPaths(paths));
    this.options = { target, complete, namespace, context, oneCluster: true };
    this.cluster = Cluster._fromManifests([...context, ...manifests], { target, complete, namespace });
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

  /**
   * These flows are allowed, and nothing else is: nothing else comes in to a workload that is a destination of one, and nothing
   * else goes out of a workload that is a source of one. `workloads` names others, `direction` looks at one of the two.
   *
   * Counted are the workloads of the input and the addresses outside of it (those of the pod network belong to workloads).
   * Hosts are not counted: ask about them with `denies`. A workload with replicas is a peer of itself.
   *
   * @throws when one of the flows is denied, something else is allowed, or the input does not tell
   */
  public allowsOnly(flows: FlowQuery[], options: AllowsOnlyOptions = {}): PolicyAssertions {
    const isWorkload = (end: string): boolean => parseFlowEnd(end).workload !== undefined || parseFlowEnd(end).pod !== undefined;
    const named = (ends: string[]): string[] => options.workloads ?? ends.filter(isWorkload);
    const subjects = subjectsOf(options, named(flows.map(({ destination }) => destination)), named(flows.map(({ source }) => source)));
    if (subjects.length === 0) {
      throw new Error(`allowsOnly: ${flows.length === 0 ? 'there are no flows' : 'no flow names a workload'}, so there is nothing that only they could reach. `
        + 'isIsolated() says that nothing at all is allowed.');
    }
    return this.check('allowsOnly', () => {
      const surplus = this.cluster._surplus({ subjects, permitted: flows }); // refuses ends that cannot be counted
      return first(flows, (query) => this.flow('allowsOnly', query, VerdictDecision.ALLOW)) ?? surplusFailure('allowsOnly', surplus);
    });
  }

  /**
   * Nothing comes in to the workload and nothing goes out of it; `direction` looks at one of the two. Counted is what
   * `allowsOnly` counts.
   *
   * @throws when something is allowed, or the input does not tell
   */
  public isIsolated(workload: string, options: DirectionOptions = {}): PolicyAssertions {
    const subjects = subjectsOf(options, [workload], [workload]);
    return this.check('isIsolated', () => surplusFailure('isIsolated', this.cluster._surplus({ subjects, permitted: [] })));
  }

  /**
   * The workload reaches each of these on some traffic, and nobody else on any: workloads, `world`, addresses, CIDRs, network
   * sets. Counted is what `allowsOnly` counts.
   *
   * @throws when it reaches fewer or more, or the input does not tell
   */
  public reaches(workload: string, destinations: string[], options: TrafficOptions = {}): PolicyAssertions {
    return this.peersAre('reaches', { workload, direction: 'egress' }, destinations.map((destination) => ({ source: workload, destination })), options);
  }

  /**
   * Each of these reaches the workload on some traffic, and nobody else on any: workloads, `world`, addresses, CIDRs, network
   * sets. Counted is what `allowsOnly` counts.
   *
   * @throws when fewer or more reach it, or the input does not tell
   */
  public reachableFrom(workload: string, sources: string[], options: TrafficOptions = {}): PolicyAssertions {
    return this.peersAre('reachableFrom', { workload, direction: 'ingress' }, sources.map((source) => ({ source, destination: workload })), options);
  }

  /**
   * Nothing is wrong or risky with the manifests that nobody has acknowledged: no finding of `cdk8s-calico check`. What counts as
   * context is looked at and not judged.
   *
   * @throws when something is found
   */
  public hasNoFindings(options: FindingsOptions = {}): PolicyAssertions {
    return this.check('hasNoFindings', () => findingsFailure(this.input, this.options, options.failOn ?? Severity.WARNING));
  }

  private decides(assertion: string, query: FlowQuery, decision: ExpectedDecision): PolicyAssertions {
    return this.check(assertion, () => this.flow(assertion, query, decision));
  }

  private peersAre(assertion: string, subject: Subject, flows: FlowQuery[], { traffic }: TrafficOptions): PolicyAssertions {
    return this.check(assertion, () => {
      const surplus = this.cluster._surplus({ subjects: [subject], permitted: flows, traffic });
      return first(flows, (flow) => {
        const query = { ...flow, traffic };
        return nothingAllowed(assertion, query, this.cluster.verdict(query));
      }) ?? surplusFailure(assertion, surplus);
    });
  }

  private flow(assertion: string, query: FlowQuery, decision: ExpectedDecision): string | undefined {
    return flowFailure({ assertion, query, decision }, this.cluster.verdict(query));
  }

  /** @throws with the failure that is found */
  private check(assertion: string, find: () => string | undefined): PolicyAssertions {
    let failure: string | undefined;
    try {
      failure = find();
    } catch (error) {
      if (!(error instanceof FlowError)) { throw error; }
      const isAbsent = error.message.startsWith('No ');
      failure = `${assertion}: ${error.message}${isAbsent ? `\nhelp: ${this.input.help}` : ''}`;
    }
    if (failure !== undefined) { throw new PolicyAssertionError(failure); }
    return this;
  }
}

/** Thrown when an assertion does not hold. */
export class PolicyAssertionError extends Error {
  public readonly name = 'PolicyAssertionError';
}

interface Subject {
  readonly workload: string;
  readonly direction: 'ingress' | 'egress';
}

function subjectsOf({ direction }: DirectionOptions, receivers: string[], senders: string[]): Subject[] {
  return [
    ...direction === PolicyType.EGRESS ? [] : receivers.map((workload): Subject => ({ workload, direction: 'ingress' })),
    ...direction === PolicyType.INGRESS ? [] : senders.map((workload): Subject => ({ workload, direction: 'egress' })),
  ];
}

function first<T>(things: readonly T[], failureOf: (thing: T) => string | undefined): string | undefined {
  for (const thing of things) {
    const failure = failureOf(thing);
    if (failure !== undefined) { return failure; }
  }
  return undefined;
}
