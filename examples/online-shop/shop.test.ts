import { App } from 'cdk8s';
import { addShop } from './shop';
import { CalicoTarget, CalicoVersion, PolicyAssertions, PolicyType, Traffic } from 'cdk8s-calico';

const app = new App();
CalicoTarget.of(CalicoVersion.V3_31).applyTo(app);
addShop(app);
const shop = PolicyAssertions.fromScope(app);

test('orders go from the storefront to the database', () => {
  shop.allows({ source: 'world', destination: 'shop/storefront', traffic: Traffic.tcp(8080) })
    .allows({ source: 'shop/storefront', destination: 'shop/orders', traffic: Traffic.tcp(8080) })
    .allows({ source: 'shop/orders', destination: 'shop/database', traffic: Traffic.tcp(5432) });
});

test('only orders reads the database, and the database opens no connection', () => {
  shop.reachableFrom('shop/database', ['shop/orders'])
    .isIsolated('shop/database', { direction: PolicyType.EGRESS });
});

test('nothing else is allowed', () => {
  shop.allowsOnly([
    { source: 'world', destination: 'shop/storefront', traffic: Traffic.tcp(8080) },
    { source: 'shop/storefront', destination: 'shop/orders', traffic: Traffic.tcp(8080) },
    { source: 'shop/orders', destination: 'shop/database', traffic: Traffic.tcp(5432) },
  ]);
});

test('check finds nothing', () => {
  shop.hasNoFindings();
});
