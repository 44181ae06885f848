import { ApiObject, App, Chart } from 'cdk8s';
import { ShopBaseline, ShopBaselineProps } from '../src';
import { PolicyAssertions, Traffic } from 'cdk8s-calico';

function baseline(props: Partial<ShopBaselineProps> = {}): PolicyAssertions {
  const chart = new Chart(new App(), 'test');
  for (const [namespace, name, labels] of [['shop', 'orders', { metrics: 'true' }], ['shop', 'cart', { app: 'cart' }], ['monitoring', 'prometheus', {}]] as const) {
    new ApiObject(chart, `${namespace}-ns-${name}`, { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace, labels: { name, ...labels } }, spec: {} });
  }
  for (const name of ['shop', 'monitoring']) new ApiObject(chart, name, { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  new ShopBaseline(chart, 'baseline', { namespace: 'shop', ...props });
  return PolicyAssertions.fromScope(chart);
}

test('monitoring scrapes what is labelled so, and nothing else goes', () => {
  baseline()
    .allows({ source: 'monitoring/prometheus', destination: 'shop/orders', traffic: Traffic.tcp(9090) })
    .denies({ source: 'monitoring/prometheus', destination: 'shop/cart' })
    .denies({ source: 'shop/cart', destination: 'shop/orders' })
    .denies({ source: 'shop/cart', destination: 'world' });
});

test('the port is yours to choose', () => {
  baseline({ metrics: Traffic.tcp(9113) })
    .allows({ source: 'monitoring/prometheus', destination: 'shop/orders', traffic: Traffic.tcp(9113) })
    .denies({ source: 'monitoring/prometheus', destination: 'shop/orders', traffic: Traffic.tcp(9090) });
});
