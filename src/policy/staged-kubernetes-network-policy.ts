import { Construct } from 'constructs';
import { type KubernetesNetworkPolicyProps, kubernetesSpec } from './kubernetes-policy-spec';
import { type KubernetesRule } from './kubernetes-rule';
import { StagedAction } from './policy-type';
import { RuleList } from './rule-list';
import { calicoKind, CalicoResource, type KindFacts, type PlainObject, type RenderContext } from '../resource';

/** Properties of a StagedKubernetesNetworkPolicy: those of the enforced one, and what it rehearses. */
export interface StagedKubernetesNetworkPolicyProps extends KubernetesNetworkPolicyProps {
  /**
   * What is rehearsed. With DELETE, nothing else may be given.
   * @default StagedAction.SET
   */
  readonly stagedAction?: StagedAction;
}

/**
 * A NetworkPolicy of Kubernetes that is tried out: never enforced, but Calico's flow logs show what it would do.
 * Since Calico v3.30.
 */
export class StagedKubernetesNetworkPolicy extends CalicoResource {
  private readonly props: StagedKubernetesNetworkPolicyProps;
  private readonly ingressRules: RuleList<KubernetesRule>;
  private readonly egressRules: RuleList<KubernetesRule>;

  public constructor(scope: Construct, id: string, props: StagedKubernetesNetworkPolicyProps = {}) {
    super(scope, id, props);
    this.props = props;
    this.ingressRules = new RuleList(props.ingress);
    this.egressRules = new RuleList(props.egress);
  }

  /** Allows more to come in. */
  public addIngress(...rules: KubernetesRule[]): void {
    this.ingressRules.add(rules);
  }

  /** Allows more to go out. */
  public addEgress(...rules: KubernetesRule[]): void {
    this.egressRules.add(rules);
  }

  /** @internal */
  public _kind(): KindFacts {
    return calicoKind('StagedKubernetesNetworkPolicy', 'namespaced');
  }

  /** @internal */
  public _content(context: RenderContext): PlainObject {
    const { stagedAction = StagedAction.SET, policyTypes } = this.props;
    const spec = kubernetesSpec(this.props, { ingress: this.ingressRules.rules, egress: this.egressRules.rules }, context);
    if (stagedAction === StagedAction.DELETE) {
      // Calico refuses every other field then, also those that are otherwise always written.
      return { spec: { ...spec, stagedAction, policyTypes, podSelector: this.props.podSelector && spec.podSelector } };
    }
    return { spec: { ...spec, stagedAction } };
  }

  /**
   * Takes the rules of these lists for each direction in which none were given.
   * @internal
   */
  public _followRules(ingress: RuleList<KubernetesRule>, egress: RuleList<KubernetesRule>): void {
    this.ingressRules.follow(ingress);
    this.egressRules.follow(egress);
  }
}
