import { type KubernetesRule } from './kubernetes-rule';
import { labelSelector } from './label-selector';
import { PolicyType } from './policy-type';
import { type CalicoResourceProps, type PlainObject, type RenderContext } from '../resource';
import { type Selector } from '../selector';

/** Properties of a KubernetesNetworkPolicy. */
export interface KubernetesNetworkPolicyProps extends CalicoResourceProps {
  /**
   * The pods that the policy applies to. What Kubernetes can say: `==`, `!=`, in, not in, has and not has, joined by "and".
   * @default - all pods of the namespace
   */
  readonly podSelector?: Selector;
  /**
   * The directions that the policy governs. Always written out.
   * @default - the directions for which rules are given, even if the list is empty (`ingress: []` isolates ingress);
   * if there are none, Ingress, as Kubernetes has it
   */
  readonly policyTypes?: PolicyType[];
  /**
   * What is allowed to come in.
   * @default - none
   */
  readonly ingress?: KubernetesRule[];
  /**
   * What is allowed to go out.
   * @default - none
   */
  readonly egress?: KubernetesRule[];
}

/** The rules of a policy, as they are when it is written. */
export interface KubernetesRules {
  readonly ingress: KubernetesRule[] | undefined;
  readonly egress: KubernetesRule[] | undefined;
}

export function kubernetesSpec(props: KubernetesNetworkPolicyProps, { ingress, egress }: KubernetesRules, context: RenderContext): PlainObject {
  return {
    podSelector: props.podSelector === undefined ? {} : labelSelector('podSelector', props.podSelector),
    policyTypes: props.policyTypes ?? typesOf(ingress, egress),
    ingress: ingress?.map((rule, index) => rule._render(context, `spec.ingress[${index}]`, 'ingress')),
    egress: egress?.map((rule, index) => rule._render(context, `spec.egress[${index}]`, 'egress')),
  };
}

/** The directions that somebody spoke of; Ingress when nobody did, as in Calico and Kubernetes. */
export function typesOf(ingress: unknown[] | undefined, egress: unknown[] | undefined): PolicyType[] {
  if (egress === undefined) {
    return [PolicyType.INGRESS];
  }
  return ingress === undefined ? [PolicyType.EGRESS] : [PolicyType.INGRESS, PolicyType.EGRESS];
}
