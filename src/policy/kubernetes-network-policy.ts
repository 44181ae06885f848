import { Construct } from 'constructs';
import { type KubernetesNetworkPolicyProps, kubernetesSpec } from './kubernetes-policy-spec';
import { type KubernetesRule } from './kubernetes-rule';
import { RuleList } from './rule-list';
import { StagedKubernetesNetworkPolicy, type StagedKubernetesNetworkPolicyProps } from './staged-kubernetes-network-policy';
import { CalicoResource, type KindFacts, type PlainObject, type RenderContext } from '../resource';

/**
 * The NetworkPolicy of Kubernetes itself (networking.k8s.io/v1). Calico enforces it in the tier `default`, with order 1000.
 *
 * The namespace is that of the metadata, else the chart's, else it is left to `kubectl -n`.
 *
 * @example
 * new KubernetesNetworkPolicy(chart, 'default-deny', { ingress: [], egress: [] });
 */
export class KubernetesNetworkPolicy extends CalicoResource {
  private readonly props: KubernetesNetworkPolicyProps;
  private readonly ingressRules: RuleList<KubernetesRule>;
  private readonly egressRules: RuleList<KubernetesRule>;

  public constructor(scope: Construct, id: string, props: KubernetesNetworkPolicyProps = {}) {
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

  /**
   * Puts a staged twin beside this policy: the same name, properties and rules (those added later included), never
   * enforced, but shown in Calico's flow logs. Changes made with addJsonPatch are not taken over. Since Calico v3.30.
   *
   * @param id the twin's id beside this construct
   * @param overrides what differs in the twin
   */
  public addStaged(id: string, overrides: StagedKubernetesNetworkPolicyProps = {}): StagedKubernetesNetworkPolicy {
    const twin = new StagedKubernetesNetworkPolicy(this.node.scope as Construct, id, {
      ...this.props,
      ...overrides,
      ingress: overrides.ingress,
      egress: overrides.egress,
      metadata: { ...this.props.metadata, name: this.name, ...overrides.metadata },
    });
    twin._followRules(this.ingressRules, this.egressRules);
    return twin;
  }

  /** @internal */
  public _kind(): KindFacts {
    return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', isNamespaced: true };
  }

  /** @internal */
  public _content(context: RenderContext): PlainObject {
    return { spec: kubernetesSpec(this.props, { ingress: this.ingressRules.rules, egress: this.egressRules.rules }, context) };
  }
}
