import { ApiObject, App, Chart } from 'cdk8s';
import { Encapsulation, IPPool, IPPoolAssignment, PodAddressing, Selector } from 'cdk8s-calico';

function pod(chart: Chart, name: string): ApiObject {
  return new ApiObject(chart, name, {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, labels: { app: name } },
    spec: { containers: [{ name, image: 'nginx' }] },
  });
}

/** Two pools, a private and a routable one; pods that choose a pool or an address. */
export function addressing(app: App): void {
  const chart = new Chart(app, 'addressing', { namespace: 'web', disableResourceNameHashes: true });
  const pool = new IPPool(chart, 'my.ippool', {
    cidr: '10.1.0.0/16',
    encapsulation: Encapsulation.IPIP_CROSS_SUBNET,
    natOutgoing: true,
    disabled: false,
  });
  new IPPool(chart, 'routable', {
    cidr: '198.51.100.0/24',
    assignment: IPPoolAssignment.MANUAL,
    nodeSelector: Selector.label('rack').equalTo('edge'),
  });
  console.log(pool.plan(100).toString());

  new PodAddressing(chart, 'private', { target: pod(chart, 'private-nginx'), pools: [pool, IPPool.named('ipv6', '2001:db8::/120')] });
  new PodAddressing(chart, 'fixed', {
    target: pod(chart, 'fixed-nginx'),
    addresses: ['192.168.0.1'],
    externalPools: [IPPool.named('default-ipv4-ippool', '192.168.0.0/16')],
  });
  new PodAddressing(chart, 'own', { target: pod(chart, 'own-address-nginx'), addressesWithoutIpam: ['10.0.0.1'] });
}
