import { Construct } from 'constructs';
import {
  GlobalNetworkPolicy, type GlobalNetworkPolicyProps, KubernetesNetworkPolicy, type KubernetesNetworkPolicyProps, NetworkPolicy,
  type NetworkPolicyProps, StagedGlobalNetworkPolicy, StagedKubernetesNetworkPolicy, StagedNetworkPolicy,
} from '../policy';

/** Whether the policies of a pattern act, are only rehearsed, or both. The names are the same in each case. */
export enum Enforcement {
  /** The policies act. */
  ENFORCED = 'enforced',
  /** Staged policies only: nothing is dropped, flow logs show what would be. Since Calico v3.30. */
  STAGED = 'staged',
  /** Both, side by side: the staged one shows in flow logs what the enforced one does. Since Calico v3.30. */
  BOTH = 'both',
}

const acts = (enforcement: Enforcement) => enforcement !== Enforcement.STAGED;
const isRehearsed = (enforcement: Enforcement) => enforcement !== Enforcement.ENFORCED;

/** Adds a GlobalNetworkPolicy, its staged twin, or both; the construct's id must be the policy's own. */
export function addGlobalPolicy(scope: Construct, id: string, enforcement: Enforcement, props: GlobalNetworkPolicyProps): void {
  if (acts(enforcement)) {
    new GlobalNetworkPolicy(scope, id, props);
  }
  if (isRehearsed(enforcement)) {
    new StagedGlobalNetworkPolicy(scope, `${id}-staged`, props);
  }
}

/** Adds a NetworkPolicy, its staged twin, or both. */
export function addNamespacedPolicy(scope: Construct, id: string, enforcement: Enforcement, props: NetworkPolicyProps): void {
  if (acts(enforcement)) {
    new NetworkPolicy(scope, id, props);
  }
  if (isRehearsed(enforcement)) {
    new StagedNetworkPolicy(scope, `${id}-staged`, props);
  }
}

/** Adds a Kubernetes NetworkPolicy, its staged twin, or both. */
export function addKubernetesPolicy(scope: Construct, id: string, enforcement: Enforcement, props: KubernetesNetworkPolicyProps): void {
  if (acts(enforcement)) {
    new KubernetesNetworkPolicy(scope, id, props);
  }
  if (isRehearsed(enforcement)) {
    new StagedKubernetesNetworkPolicy(scope, `${id}-staged`, props);
  }
}
