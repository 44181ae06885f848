/** Where a cluster's DNS servers are found: by labels in a namespace, or by address. */
export interface DnsServer {
  /**
   * The namespace of the DNS pods.
   * @default - found by `nets`
   */
  readonly namespace?: string;
  /**
   * The labels of the DNS pods; all must match.
   * @default - every pod of the namespace
   */
  readonly labels?: Record<string, string>;
  /**
   * Addresses of DNS servers as CIDRs, for servers that are not pods.
   * @default - found by `namespace`
   */
  readonly nets?: string[];
  /**
   * The port on which the server itself listens. For pods behind a Service that is the target port, which policy sees.
   * @default 53
   */
  readonly port?: number;
}

/** How the workloads of a cluster resolve names, for policies that must leave DNS open. UDP and TCP are opened. */
export class Dns {
  /** CoreDNS or kube-dns as most clusters have it: pods labelled `k8s-app: kube-dns` in `kube-system`, port 53. */
  public static kubeDns(): Dns {
    return new Dns([{ namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' }, port: 53 }]);
  }

  /** OpenShift: pods labelled `dns.operator.openshift.io/daemonset-dns: default` in `openshift-dns`, which listen on 5353. */
  public static openShift(): Dns {
    return new Dns([{ namespace: 'openshift-dns', labels: { 'dns.operator.openshift.io/daemonset-dns': 'default' }, port: 5353 }], 'openshift-');
  }

  /**
   * NodeLocal DNSCache: a cache on every node at an address of its own, and the DNS pods behind it.
   *
   * @param addresses the cache's addresses as CIDRs; where kube-proxy runs in iptables mode the cache also answers on the address of
   * the kube-dns Service, which then belongs here too. The usual one is 169.254.20.10/32.
   */
  public static nodeLocal(...addresses: string[]): Dns {
    const nets = addresses.length > 0 ? addresses : ['169.254.20.10/32'];
    return new Dns([{ nets, port: 53 }, ...Dns.kubeDns().servers]);
  }

  /**
   * Other servers.
   * @throws when none is given, or one is found neither by namespace nor by nets, or by both, or its nets are empty
   */
  public static custom(...servers: DnsServer[]): Dns {
    if (servers.length === 0) {
      throw new Error('Dns.custom() needs at least one server; say Dns.none() if DNS is to be closed.');
    }
    for (const server of servers) {
      if (server.nets?.length === 0) {
        throw new Error('Dns.custom(): nets of a server is empty, so nothing would be opened for it. Give its addresses, or leave the server out.');
      }
      if ((server.namespace === undefined) === (server.nets === undefined)) {
        throw new Error('Dns.custom(): a server is found either by namespace (and labels) or by nets. '
          + 'Give one of the two, and a second server for the other.');
      }
      if (server.labels !== undefined && server.namespace === undefined) {
        throw new Error('Dns.custom(): labels say which pods of a namespace are meant; give the namespace too.');
      }
    }
    return new Dns(servers);
  }

  /** DNS is not opened: names resolve only where another policy allows it. */
  public static none(): Dns {
    return new Dns([]);
  }

  /** The servers that are to be reached. */
  public readonly servers: DnsServer[];
  /**
   * With what the names of the cluster's own namespaces begin, where it is one that names them so.
   * @internal
   */
  public readonly _systemPrefix?: string;

  private constructor(servers: DnsServer[], systemPrefix?: string) {
    this.servers = servers;
    this._systemPrefix = systemPrefix;
  }
}
