import { Construct } from 'constructs';
import { type ClusterPeer } from './cluster-peer';
import { type ClusterRule } from './cluster-rule';
import { RuleList } from './rule-list';
import { CalicoResource, type CalicoResourceProps, type KindFacts, type PlainObject, type RenderContext } from '../resource';

/** Where a ClusterNetworkPolicy stands. */
export enum ClusterNetworkPolicyTier {
  /** Before the policies of namespaces: cannot be overruled by them. Calico's tier `kube-admin`. */
  ADMIN = 'Admin',
  /** After the policies of namespaces: holds where they say nothing. Calico's tier `kube-baseline`. */
  BASELINE = 'Baseline',
}

/** Properties of a ClusterNetworkPolicy. */
export interface ClusterNetworkPolicyProps extends CalicoResourceProps {
  /** Before or after the policies of namespaces. */
  readonly tier: ClusterNetworkPolicyTier;
  /** Where the policy stands in its tier: from 0 to 1000, lower ones first. */
  readonly priority: number;
  /** The pods that the policy applies to: `ClusterPeer.namespaces(…)` or `ClusterPeer.pods(…)`. */
  readonly subject: ClusterPeer;
  /**
   * Rules for connections to the subject, in order.
   * @default - none
   */
  readonly ingress?: ClusterRule[];
  /**
   * Rules for connections from the subject, in order.
   * @default - none
   */
  readonly egress?: ClusterRule[];
}

/**
 * The ClusterNetworkPolicy of Kubernetes (policy.networking.k8s.io/v1alpha2), which Calico enforces. Since Calico v3.32.
 *
 * What no rule matches goes to the next tier; this kind isolates nothing by itself.
 *
 * @example
 * new ClusterNetworkPolicy(chart, 'no-ssh', {
 *   tier: ClusterNetworkPolicyTier.ADMIN,
 *   priority: 10,
 *   subject: ClusterPeer.namespacesMatching(Selector.all()),
 *   ingress: [ClusterRule.deny(Traffic.tcp(22)).from(ClusterPeer.namespacesMatching(Selector.all()))],
 * });
 */
export class ClusterNetworkPolicy extends CalicoResource {
  private readonly props: ClusterNetworkPolicyProps;
  private readonly ingressRules: RuleList<ClusterRule>;
  private readonly egressRules: RuleList<ClusterRule>;

  public constructor(scope: Construct, id: string, props: ClusterNetworkPolicyProps) {
    super(scope, id, props);
    this.props = props;
    this.ingressRules = new RuleList(props.ingress);
    this.egressRules = new RuleList(props.egress);
  }

  /** Adds rules for connections to the subject, after those that are there. */
  public addIngress(...rules: ClusterRule[]): void {
    this.ingressRules.add(rules);
  }

  /** Adds rules for connections from the subject, after those that are there. */
  public addEgress(...rules: ClusterRule[]): void {
    this.egressRules.add(rules);
  }

  /** @internal */
  public _kind(): KindFacts {
    return { apiVersion: 'policy.networking.k8s.io/v1alpha2', kind: 'ClusterNetworkPolicy', isNamespaced: false };
  }

  /** @internal */
  public _content(context: RenderContext): PlainObject {
    const { tier, priority, subject } = this.props;
    if (subject._isNetworks) {
      context.report('spec.subject', 'the subject is pods: ClusterPeer.namespaces(…) or ClusterPeer.pods(…).');
    }
    return {
      spec: {
        tier,
        priority,
        subject: subject._render(),
        ingress: this.ingressRules.rules?.map((rule, index) => rule._render(context, `spec.ingress[${index}]`, 'ingress')),
        egress: this.egressRules.rules?.map((rule, index) => rule._render(context, `spec.egress[${index}]`, 'egress')),
      },
    };
  }
}
