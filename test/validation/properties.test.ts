import * as fc from 'fast-check';
import type { Json, JsonObject } from '../../src/manifest';
import { allVersions } from '../../src/target';
import { CODES, validateManifest } from '../../src/validation';
import { KINDS } from '../../src/validation/kinds';
import { STRUCTS } from '../../src/validation/typed/structs';
import { tries } from '../setup/tries';

const FIELDS = [...new Set(Object.values(STRUCTS).flatMap((fields) => Object.keys(fields)))];
const leaf = fc.oneof(fc.constantFrom<Json>(null, true, 0, -1, 1.5, 65536,
  '', 'all()', 'app == "a"', '10.0.0.0/8', '::/0', '80:90', 'TCP', 'Allow', 'Delete', '1h'),
fc.string());
const key = fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...FIELDS) }, fc.constantFrom('__proto__', 'constructor', 'toString'));
const tree: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof({ maxDepth: 5 }, leaf, fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(key, tie('value'), { maxKeys: 6 })),
})).value;

const parts = { of: fc.constantFrom(...KINDS), metadata: tree, spec: tree, status: fc.option(tree, { nil: undefined }) };
const object = fc.record(parts).map(({ of, ...rest }) => ({
  apiVersion: of.apiVersion, kind: of.kind, ...JSON.parse(JSON.stringify(rest)) as JsonObject,
}));

describe('whatever the object is', () => {
  test('validation answers, the same each time, with known codes and without changing the object', () => {
    fc.assert(fc.property(object, fc.constantFrom(...allVersions()), (manifest, version) => {
      const before = JSON.stringify(manifest);
      const findings = validateManifest({ object: manifest, origin: {} }, { version });
      expect(validateManifest({ object: manifest, origin: {} }, { version })).toEqual(findings);
      expect(JSON.stringify(manifest)).toBe(before);
      for (const finding of findings) {
        expect(CODES).toHaveProperty(finding.code);
      }
    }), tries(1000));
  });

  test('a document without any of our kinds gives nothing, and none throws', () => {
    fc.assert(fc.property(fc.dictionary(fc.constantFrom('apiVersion', 'kind', 'metadata', 'spec'), tree), (manifest) => {
      expect(() => validateManifest({ object: manifest, origin: {} }, { version: allVersions()[9] })).not.toThrow();
    }), tries(300));
  });
});
