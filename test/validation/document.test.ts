import { CalicoVersion } from '../../src/target';
import { validateManifest } from '../../src/validation';

test.each([
  ["calicoctl's own settings are no object of the cluster", { apiVersion: 'projectcalico.org/v3', kind: 'CalicoAPIConfig' }, []],
  ['nothing reads what calicoctl v1.x took', { apiVersion: 'v1', kind: 'policy' }, ['CAL1002 apiVersion refused by calicoctl, apiserver, native']],
  ['a Node of Kubernetes is none of them', { apiVersion: 'v1', kind: 'Node' }, []],
])('%s', (_, object, expected) => {
  const found = validateManifest({ object, origin: {} }, { version: CalicoVersion.V3_33 });
  expect(found.map(({ code, path, refusedBy }) => `${code} ${path} refused by ${refusedBy.join(', ')}`)).toEqual(expected);
});
