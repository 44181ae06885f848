import { expectCases } from './boundaries';
import { CASES as bgp } from './cases/bgp';
import { CASES as documents } from './cases/documents';
import { CASES as felix } from './cases/felix';
import { CASES as kubernetes } from './cases/kubernetes';
import { CASES as objects } from './cases/objects';
import { CASES as policies } from './cases/policies';
import { CASES as resources } from './cases/resources';
import { CASES as rules } from './cases/rules';
import { CODES } from '../../src/validation';

const TABLES = { bgp, documents, felix, kubernetes, objects, policies, resources, rules };

test.each(Object.entries(TABLES))('%s', (_, cases) => {
  expectCases(cases);
});

test('every code has a case that raises it, and one that does not: another text, or another version', () => {
  const cases = Object.values(TABLES).flat();
  expect(Object.keys(CODES).filter((code) => !cases.some(([of, , , said]) => of === code && said !== ''))).toEqual([]);
  const good = (code: string): boolean => cases.some(([of, , , said, ...texts]) => of === code && (!said.includes(' 24- ') || texts.length > 0));
  expect(Object.keys(CODES).filter((code) => !good(code))).toEqual([]);
});
