import { type Dns, type DnsServer } from './dns';
import { peersOfNets } from './peers-of-nets';
import { Traffic } from '../network';
import { KubernetesPeer, KubernetesRule, Peer, Rule } from '../policy';
import { Selector } from '../selector';

const DEFAULT_PORT = 53;

/** The egress rules that leave DNS open, in Calico's policies. */
export function dnsRules(dns: Dns): Rule[] {
  return dns.servers.flatMap((server) => {
    const port = server.port ?? DEFAULT_PORT;
    return calicoPeers(server).flatMap((peer) => [Traffic.udp(port), Traffic.tcp(port)]
      .map((traffic) => Rule.allow(traffic).to(peer).because('names are resolved here')));
  });
}

/** The same in Kubernetes' policies. */
export function kubernetesDnsRules(dns: Dns): KubernetesRule[] {
  return dns.servers.map((server) => {
    const port = server.port ?? DEFAULT_PORT;
    return KubernetesRule.allow(Traffic.udp(port), Traffic.tcp(port)).to(...kubernetesPeers(server));
  });
}

function calicoPeers(server: DnsServer): Peer[] {
  if (server.nets) {
    return peersOfNets(server.nets);
  }
  return [server.labels ? Peer.selector(Selector.labels(server.labels)).inNamespaces(server.namespace!) : Peer.namespaces(server.namespace!)];
}

function kubernetesPeers(server: DnsServer): KubernetesPeer[] {
  if (server.nets) {
    return server.nets.map((net) => KubernetesPeer.ipBlock(net));
  }
  const pods = server.labels ? KubernetesPeer.pods(Selector.labels(server.labels)).inNamespaces(server.namespace!) : undefined;
  return [pods ?? KubernetesPeer.namespaces(server.namespace!)];
}
