import { Encapsulation } from './encapsulation';

/** Who runs Kubernetes. The operator adapts paths, networking and security settings to it. */
export enum KubernetesProvider {
  /** Nobody in particular: kubeadm and the like. */
  NONE = '',
  /** Amazon Elastic Kubernetes Service */
  EKS = 'EKS',
  /** Google Kubernetes Engine */
  GKE = 'GKE',
  /** Azure Kubernetes Service */
  AKS = 'AKS',
  /** Red Hat OpenShift */
  OPENSHIFT = 'OpenShift',
  /** Mirantis Kubernetes Engine, formerly Docker Enterprise */
  DOCKER_ENTERPRISE = 'DockerEnterprise',
  /** Rancher RKE2 */
  RKE2 = 'RKE2',
  /** VMware Tanzu Kubernetes Grid */
  TKG = 'TKG',
  /** kind, Kubernetes in Docker */
  KIND = 'Kind',
}

/** Who connects pods to the network. */
export enum CniPlugin {
  /** Calico */
  CALICO = 'Calico',
  /** GKE's own; Calico enforces policy only. */
  GKE = 'GKE',
  /** Amazon's VPC plugin; Calico enforces policy only. */
  AMAZON_VPC = 'AmazonVPC',
  /** Azure's plugin; Calico enforces policy only. */
  AZURE_VNET = 'AzureVNET',
}

/** What goes with a provider when nothing else is said. */
export interface ProviderPreset {
  readonly cni: CniPlugin;
  readonly ipam: string;
  /** Whether Calico's BGP works there. */
  readonly bgp: boolean;
  /** How Calico's own pools are wrapped there. */
  readonly encapsulation: Encapsulation;
}

const CALICO: ProviderPreset = { cni: CniPlugin.CALICO, ipam: 'Calico', bgp: true, encapsulation: Encapsulation.VXLAN_CROSS_SUBNET };

/** Managed clouds bring their own CNI plugin, beside which Calico enforces policy. */
export function providerPreset(provider: KubernetesProvider, cni?: CniPlugin): ProviderPreset {
  switch (cni ?? ownPlugin(provider)) {
    case CniPlugin.GKE:
      return { cni: CniPlugin.GKE, ipam: 'HostLocal', bgp: false, encapsulation: Encapsulation.NONE };
    case CniPlugin.AMAZON_VPC:
      return { cni: CniPlugin.AMAZON_VPC, ipam: 'AmazonVPC', bgp: false, encapsulation: Encapsulation.NONE };
    case CniPlugin.AZURE_VNET:
      return { cni: CniPlugin.AZURE_VNET, ipam: 'AzureVNET', bgp: false, encapsulation: Encapsulation.NONE };
    default: {
      // The networks of these clouds drop what BGP would need; VXLAN works everywhere.
      const isCloud = [KubernetesProvider.EKS, KubernetesProvider.AKS, KubernetesProvider.GKE].includes(provider);
      return isCloud ? { ...CALICO, bgp: false, encapsulation: Encapsulation.VXLAN } : CALICO;
    }
  }
}

function ownPlugin(provider: KubernetesProvider): CniPlugin {
  switch (provider) {
    case KubernetesProvider.GKE: return CniPlugin.GKE;
    case KubernetesProvider.EKS: return CniPlugin.AMAZON_VPC;
    case KubernetesProvider.AKS: return CniPlugin.AZURE_VNET;
    default: return CniPlugin.CALICO;
  }
}
