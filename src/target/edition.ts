/** Which Calico it is. Some fields exist only in the commercial editions. */
export enum CalicoEdition {
  /** Calico Open Source */
  OPEN_SOURCE = 'open-source',
  /** Calico Enterprise and Calico Cloud */
  ENTERPRISE = 'enterprise',
}

/** How objects of projectcalico.org/v3 reach the cluster, which decides who checks them. */
export enum InstallMode {
  /** kubectl through Calico's aggregated API server (the `APIServer` object of the operator): Calico's own validator and the CRDs both check. */
  APISERVER = 'apiserver',
  /** `calicoctl apply`: Calico's own validator runs in calicoctl, then the CRDs check. */
  CALICOCTL = 'calicoctl',
  /**
   * kubectl on the native `projectcalico.org/v3` CRDs: only the CRDs check, Calico's own validator does not run.
   * Since v3.32 (preview).
   */
  NATIVE = 'native',
}

/** What enforces policy on the nodes. */
export enum Dataplane {
  /** Linux iptables, the default. */
  IPTABLES = 'iptables',
  /** Linux nftables. Since v3.29. */
  NFTABLES = 'nftables',
  /** Linux eBPF */
  EBPF = 'ebpf',
  /** Windows Host Networking Service */
  WINDOWS = 'windows',
  /** VPP */
  VPP = 'vpp',
}
