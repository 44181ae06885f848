import { expect, test } from '@jest/globals';
import '../../src/matchers/jest-globals';
import { PolicyAssertions, PolicyType, Traffic } from '../../src';
import { shop } from '../assertions/shop';

test('the expect of @jest/globals knows the matchers, also for PolicyAssertions', () => {
  const assertions = PolicyAssertions.fromScope(shop().root, { complete: true });
  const flow = { source: 'shop/orders', destination: 'shop/database', traffic: Traffic.tcp(5432) };
  expect(assertions).toAllow(flow);
  expect(assertions).toAllowOnly([flow], { direction: PolicyType.INGRESS });
});
