import { ApiObject, App, Chart } from 'cdk8s';
import { NetworkPolicy, Peer, Rule, Selector, Traffic } from '../../src';

const app = (name: string): Selector => Selector.label('app').equalTo(name);

/** Three pods, a database that only orders may reach on TCP 5432, and an app that holds them. */
export function shop(root = new App()): { readonly root: App; readonly chart: Chart } {
  const chart = new Chart(root, 'shop', { namespace: 'shop' });
  new ApiObject(chart, 'namespace', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } });
  for (const name of ['web', 'orders', 'database']) {
    new ApiObject(chart, name, { apiVersion: 'v1', kind: 'Pod', metadata: { name, labels: { app: name } } });
  }
  new NetworkPolicy(chart, 'database-policy', {
    metadata: { name: 'database' },
    selector: app('database'),
    ingress: [Rule.allow(Traffic.tcp(5432)).from(Peer.selector(app('orders')))],
  });
  return { root, chart };
}

/** The message that something throws; empty when it does not. */
export function messageOf(act: () => unknown): string {
  try {
    act();
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}
