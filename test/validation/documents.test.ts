import { readManifests } from '../../src/manifest';
import { CalicoEdition, CalicoVersion } from '../../src/target';
import { validateManifest } from '../../src/validation';

const TARGET = { version: CalicoVersion.V3_31 };

function findings(yaml: string, target = TARGET as Parameters<typeof validateManifest>[1]) {
  return readManifests(yaml, { file: 'a.yaml' }).manifests.flatMap((manifest) => validateManifest(manifest, target));
}

const header = (kind: string): string => `apiVersion: projectcalico.org/v3\nkind: ${kind}\nmetadata: {name: a, namespace: b}\n`;

test('a finding says which object, where, and how bad', () => {
  const [finding, ...others] = findings(`${header('NetworkPolicy')}spec:\n  types: [Ingress]\n  order: "1"\n`);
  expect(others).toEqual([]);
  expect(finding).toMatchObject({
    code: 'CAL1008',
    severity: 'error',
    refusedBy: ['calicoctl', 'apiserver'],
    path: 'spec.order',
    file: 'a.yaml',
    line: 6,
    column: 3,
    object: { apiVersion: 'projectcalico.org/v3', kind: 'NetworkPolicy', namespace: 'b', name: 'a' },
  });
  const { object } = validateManifest({ object: { apiVersion: 'projectcalico.org/v3', kind: 'Tier', metadata: { name: 5 } }, origin: {} }, TARGET)[0];
  expect(object).toEqual({ apiVersion: 'projectcalico.org/v3', kind: 'Tier', namespace: undefined, name: undefined });
  const bare = validateManifest({ object: { apiVersion: 'projectcalico.org/v3', kind: 'Tier', metadata: 'x' }, origin: { constructPath: 'a/b' } }, TARGET)[0];
  expect(bare).toMatchObject({ constructPath: 'a/b', file: undefined, line: undefined, column: undefined });
});

test('severity is that of the code where nobody refuses, and error where somebody does', () => {
  const severities = findings(`${header('NetworkPolicy')}spec: {selector: null, order: x}\n`).map(({ code, severity }) => [code, severity]);
  expect(severities).toEqual([['CAL1009', 'warning'], ['CAL1008', 'error'], ['CAL1081', 'warning']]);
});

test('what YAML made of an unquoted text is not what was meant', () => {
  const written = (text: string) => findings(`apiVersion: projectcalico.org/v3\nkind: GlobalNetworkSet\nmetadata:\n  name: a\n  labels: {on: ${text}}\n`)
    .map(({ fix, help }) => [fix?.isSafe, fix?.edits[0].value, help]);
  expect(written('yes')).toEqual([[false, 'yes', 'put it in quotes: "yes"; YAML reads the unquoted yes as true']]);
  expect(written('1.50')).toEqual([[false, '1.50', 'put it in quotes: "1.50"; YAML reads the unquoted 1.50 as 1.5']]);
  expect(written('true')).toEqual([[true, 'true', 'put it in quotes: "true"; YAML reads it as a boolean without them']]);
  expect(written('7')).toEqual([[true, '7', 'put it in quotes: "7"; YAML reads it as a number without them']]);
  expect(written('"yes"')).toEqual([]);
});

test('fields of the commercial editions are none there', () => {
  const yaml = `${header('NetworkPolicy')}spec: {types: [Egress], egress: [{action: Allow, destination: {domains: [a.b]}}], zzz: 1}\n`;
  expect(findings(yaml).map(({ code }) => code)).toEqual(['CAL1018', 'CAL1005']);
  expect(findings(yaml, { ...TARGET, edition: CalicoEdition.OPEN_SOURCE }).map(({ code }) => code)).toEqual(['CAL1018', 'CAL1005']);
  expect(findings(yaml, { ...TARGET, edition: CalicoEdition.ENTERPRISE }).map(({ code }) => code)).toEqual(['CAL1005']);
});

test('what is no object is no document of ours', () => {
  expect(validateManifest({ object: [] as never, origin: {} }, TARGET)).toEqual([]);
  expect(validateManifest({ object: {}, origin: {} }, TARGET)).toEqual([]);
});
