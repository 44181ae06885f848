import { expectCases, objectOf } from './boundaries';
import { readManifests } from '../../src/manifest';
import { allVersions, CalicoEdition, CalicoVersion, InstallMode, minorOf } from '../../src/target';
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

test('a field that has lost its indentation is told where it belongs, and is not offered to be removed', () => {
  const lost = 'apiVersion: projectcalico.org/v3\nkind: GlobalNetworkPolicy\nmetadata:\nname: a\nspec:\nselector: all()\nslector: all()\n';
  expect(findings(lost).filter(({ code }) => code === 'CAL1005').map(({ path, help, fix }) => [path, help, fix?.title])).toEqual([
    ['name', 'it belongs to `metadata`: indent it below, or move it there', undefined],
    ['selector', 'it belongs to `spec`: indent it below, or move it there', undefined],
    ['slector', 'remove it', 'remove `slector`'],
  ]);
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
  expect(validateManifest({ object: null as never, origin: {} }, TARGET)).toEqual([]);
});

test('who is asked, and accepts', () => {
  const accepted = (place: string, text: string, minor: number): string[] => {
    const version = allVersions().find((one) => minorOf(one) === minor)!;
    return validateManifest({ object: objectOf(place, text), origin: {} }, { version }).map(({ code, acceptedBy }) => [code, ...acceptedBy!].join(' '));
  };
  // calicoctl reads a CalicoNodeStatus since v3.29.
  const status = '{node: a, classes: [BGP], updatePeriodSeconds: null}';
  expect([28, 29].map((minor) => accepted('Status', status, minor))).toEqual([
    ['CAL1009 apiserver', 'CAL1015', 'CAL1031 apiserver'], ['CAL1009 calicoctl apiserver', 'CAL1015'],
  ]);
  // The first minor of a kind.
  expect(accepted('Tier', '{order: null}', 29)).toEqual(['CAL1009 calicoctl apiserver']);
  // A policy of Kubernetes is for its API server, however Calico is installed.
  expect([24, 33].map((minor) => accepted('K', '{podSelector: {}}', minor))).toEqual([['CAL1081 apiserver native'], ['CAL1081 apiserver native']]);
  // A profile has no CRD.
  expect(accepted('Prof', '{ingress: null}', 33)).toEqual(['CAL1009 calicoctl apiserver', 'CAL1031 calicoctl apiserver']);
  expect(accepted('G', '{types: [Ingress], Selector: all()}', 33)).toEqual(['CAL1006 calicoctl native']);
});

test('a kind that another way of applying does not know is no finding where the target takes this one', () => {
  const codes = (place: string, text: string, version: CalicoVersion): string[][] => Object.values(InstallMode).map((installMode) =>
    validateManifest({ object: objectOf(place, text), origin: {} }, { version, installMode }).map(({ code }) => code));
  expect(Object.values(InstallMode)).toEqual(['apiserver', 'calicoctl', 'native']);
  expect(codes('Prof', '{labelsToApply: {a: b}}', CalicoVersion.V3_33)).toEqual([[], [], ['CAL1031']]);
  expect(codes('Status', '{node: a, classes: [BGP], updatePeriodSeconds: 10}', CalicoVersion.V3_28)).toEqual([[], ['CAL1031'], []]);
});

test('what is found at one place: a wrong name and a wrong value keep their own refusers', () => {
  const found = validateManifest({ object: objectOf('G', '{types: [Ingress], selector: all(), Selector: 5}'), origin: {} }, { version: CalicoVersion.V3_28 });
  expect(found.map(({ code, refusedBy }) => `${code} ${refusedBy.join(' ')}`)).toEqual(['CAL1006 calicoctl apiserver', 'CAL1008 apiserver']);
});

test('a type twice is told once, with all who refuse it', () => {
  const found = validateManifest({ object: objectOf('G', '{types: [Ingress, Ingress]}'), origin: {} }, { version: CalicoVersion.V3_33 });
  expect(found.map(({ code, refusedBy }) => `${code} ${refusedBy.join(' ')}`)).toEqual(['CAL1080 calicoctl apiserver native']);
});

test('a status that Calico would decode', () => {
  expectCases([
    ['CAL1008', 'Tier', 'metadata: {name: a}, spec: {order: 1}, status: {conditions: [{type: 5, status: "True"}]}',
      'status.conditions[0].type 32 n safe ="5", 33 an safe ="5"'],
    // A warning where nobody refuses it.
    ['CAL1016', 'Tier', 'metadata: {name: a}, spec: {order: 1}, status: {}', 'status 29-32 ca safe -, 33 warning safe -'],
  ]);
  expect(findings(`${header('GlobalNetworkPolicy')}spec: {types: [Ingress]}\nstatus: {}\n`).find(({ code }) => code === 'CAL1016')?.severity).toBe('error');
});
