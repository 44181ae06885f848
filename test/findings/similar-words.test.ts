import { closest, didYouMean, slipOf } from '../../src/findings';

test('the closest word', () => {
  const fields = ['selector', 'order', 'types', 'nets', 'notNets'];
  expect(['selectr', 'slector', 'seletcor', 'ordre', 'type', 'Types', 'SELECTOR', 'net', 'notNet', 'zzz', 'x', '', 'selectorselector', 'oredr'].map((word) => closest(word, fields)))
    .toEqual(['selector', 'selector', 'selector', 'order', 'types', 'types', 'selector', 'nets', 'notNets', undefined, undefined, undefined, undefined, 'order']);
  expect([closest('ab', ['ac', 'ad']), closest('abc', ['xyz']), closest('abcdef', ['abcxyz']), closest('abcdef', ['abxxef']), closest('abcdefg', ['bacdegf'])])
    .toEqual([undefined, undefined, undefined, 'abxxef', 'bacdegf']);
});

test('similar names are offered, the nearest first, else some of all', () => {
  const names = ['shop/web', 'shop/worker', 'data/pg', 'data/web'];
  expect(didYouMean('shop/wbe', names)).toBe(' Did you mean shop/web or data/web?');
  expect(didYouMean('Shop/WEB', names)).toBe(' Did you mean shop/web?');
  expect(didYouMean('other/pg', names)).toBe(' Did you mean data/pg?');
  expect(didYouMean('web/Shop', names)).toBe(' Did you mean shop/web?');
  expect(didYouMean('xxxxxxxx', names)).toBe(' There are data/pg, data/web, shop/web, shop/worker.');
  expect(didYouMean('xxxxxxxx', [...names, 'a/a', 'b/b'])).toBe(' There are a/a, b/b, data/pg, data/web, shop/web and 1 more.');
  expect(didYouMean('x', [])).toBe('');
});

test('a slip of the pen is less than another name', () => {
  const slips = [['fornt', 'front'], ['frnt', 'front'], ['databsae', 'database'], ['detabsae', 'database'], ['web1', 'web2'], ['api', 'app'], ['front', 'front'], ['dtabs', 'database']];
  expect(slips.map(([written, meant]) => slipOf(written, [meant]))).toEqual(['front', 'front', 'database', 'database', undefined, undefined, undefined, undefined]);
});
