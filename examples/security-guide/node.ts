import { App, Chart, Duration } from 'cdk8s';
import {
  ApplicationLayerPolicy, CalicoNodeStatus, EndpointToHostAction, FelixConfiguration, FelixLogLevel, HostEndpoint, Protocol,
} from 'cdk8s-calico';

/** The guide's host endpoint and Felix settings. */
export function node(app: App): void {
  const chart = new Chart(app, 'node', { disableResourceNameHashes: true });
  new HostEndpoint(chart, 'dev-vm1-interface', {
    metadata: { labels: { type: 'development' } },
    node: 'dev1',
    interfaceName: 'eth0',
    expectedIPs: ['192.168.0.1', '192.168.0.2'],
    ports: [{ name: 'web', port: 9090, protocol: Protocol.TCP }, { name: 'healthcheck', port: 7071, protocol: Protocol.TCP }],
  });

  new FelixConfiguration(chart, 'felix', {
    logging: { screen: FelixLogLevel.INFO },
    reportingInterval: Duration.seconds(0),
    metrics: { port: 9081 },
  });
  new FelixConfiguration(chart, 'myhost', { node: 'myhost', endpointToHostAction: EndpointToHostAction.RETURN });
  new ApplicationLayerPolicy(chart, 'http');

  new CalicoNodeStatus(chart, 'dev1-status', { node: 'dev1' });
}
