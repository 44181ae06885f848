import '../../src/matchers/jest';
import { Traffic } from '../../src';
import { messageOf, shop } from '../assertions/shop';

const SQL = Traffic.tcp(5432);
const flow = { source: 'shop/orders', destination: 'shop/database', traffic: SQL };
const { root } = shop();

test('what holds', () => {
  expect(root).toAllow(flow);
  expect(root).toDeny({ ...flow, source: 'shop/web' });
  expect(root).toHaveNoFindings();
});

test('what does not hold says the same as the assertion', () => {
  expect(messageOf(() => expect(root).toAllow({ ...flow, source: 'shop/web' }))).toContain('allows: shop/web cannot reach shop/database on TCP 5432: denied by');
  expect(messageOf(() => expect(root).toDeny(flow))).toContain('denies: shop/orders can reach shop/database');
  expect(messageOf(() => expect(root).toAllowOnly([flow]))).toContain('allowsOnly: shop/orders can reach shop/web on everything');
});

test('the opposite is refused, and so is what is no construct', () => {
  expect(messageOf(() => expect(root).not.toAllow({ ...flow, source: 'shop/web' }))).toBe('.not.toAllow would pass for what is unknown, too. Say toDeny instead.');
  expect(messageOf(() => expect('shop').toHaveNoFindings())).toContain('is for an App, a Chart');
});
