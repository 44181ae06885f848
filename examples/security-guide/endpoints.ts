import { App, Chart } from 'cdk8s';
import { CalicoctlChart, CalicoctlPod, EndpointPortProtocol, Profile, WorkloadEndpoint } from 'cdk8s-calico';

/** Kinds that only calicoctl knows, and a pod to run it in. */
export function endpoints(app: App): void {
  const chart = new CalicoctlChart(app, 'endpoints');
  new WorkloadEndpoint(chart, 'frontend', {
    node: 'k8s-node1',
    pod: 'my-nginx-b1337a',
    namespace: 'myproject',
    labels: { app: 'frontend' },
    containerId: '133725156942031415926535',
    interfaceName: 'cali0ef25fa',
    mac: 'ca:fe:1d:52:bb:e9',
    ipNetworks: ['192.168.0.0/32'],
    profiles: ['frontend-profile'],
    ports: [
      { name: 'connect-port', port: 1234, protocol: EndpointPortProtocol.TCP },
      { name: 'another-port', port: 5432, protocol: EndpointPortProtocol.UDP },
    ],
  });
  new Profile(chart, 'frontend-profile', { labelsToApply: { tier: 'frontend' }, egress: [{ action: 'Allow' }] });

  new CalicoctlPod(new Chart(app, 'calicoctl-pod', { disableResourceNameHashes: true }), 'calicoctl');
}
