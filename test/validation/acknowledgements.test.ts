import { explainedCodes } from '../../src/findings';
import { readManifests } from '../../src/manifest';
import { CalicoVersion } from '../../src/target';
import { validateManifest } from '../../src/validation';

function found(annotations: string, head = 'apiVersion: projectcalico.org/v3\nkind: GlobalNetworkSet') {
  const yaml = `${head}\nmetadata:\n  name: a\n  annotations:\n    ${annotations}\n`;
  return readManifests(yaml, { file: 'a.yaml' }).manifests.flatMap((manifest) => validateManifest(manifest, { version: CalicoVersion.V3_31 }));
}
const ACKNOWLEDGE = 'calico.cdk8s.io/acknowledge';

test.each(['""', '" "'])('an acknowledgement with the reason %s says that it does nothing', (reason) => {
  expect(found(`${ACKNOWLEDGE}-CAL2003: ${reason}`)).toMatchObject([{
    code: 'CAL1032',
    severity: 'warning',
    refusedBy: [],
    line: 6,
    column: 5,
    message: 'the annotation acknowledges nothing: CAL2003 needs a reason',
    help: 'write as its value, in quotes, why the finding is fine here, or remove it',
  }]);
});

test('what is no text is no reason, and told once', () => {
  expect(found(`${ACKNOWLEDGE}-CAL2003: 5`).map(({ code }) => code)).toEqual(['CAL1008']);
  expect(found(`${ACKNOWLEDGE}-CAL2003:`).map(({ code }) => code)).toEqual(['CAL1032']);
});

test('a code that no finding has is told with the one that was meant', () => {
  const told = (annotation: string) => found(`${annotation}: a test`).map(({ message, help, fix }) => [message, help, fix?.isSafe, fix?.edits[0].renameTo]);
  expect(told(`${ACKNOWLEDGE}-cal2003`)).toEqual([[
    'the annotation acknowledges nothing: no finding has the code "cal2003"',
    'did you mean calico.cdk8s.io/acknowledge-CAL2003?', false, 'calico.cdk8s.io/acknowledge-CAL2003',
  ]]);
  expect(told('calico.cdk8s.io/Acknowledge-CAL2003')).toEqual([[
    'the annotation acknowledges nothing: its name is written in another case',
    'did you mean calico.cdk8s.io/acknowledge-CAL2003?', false, 'calico.cdk8s.io/acknowledge-CAL2003',
  ]]);
  // Another number may be another finding: nothing to be changed unasked.
  expect(told(`${ACKNOWLEDGE}-CAL20033`)[0].slice(1)).toEqual([expect.stringContaining('did you mean calico.cdk8s.io/acknowledge-CAL2003?'), undefined, undefined]);
  expect(told(`${ACKNOWLEDGE}-no-such-rule`)).toEqual([[
    'the annotation acknowledges nothing: no finding has the code "no-such-rule"',
    'end the name of the annotation with the code as the finding shows it, like CAL2003', undefined, undefined,
  ]]);
});

test('objects of every kind are looked at, for rules over the whole cluster tell findings of them', () => {
  expect(found(`${ACKNOWLEDGE}-CAL2003: ""`, 'apiVersion: apps/v1\nkind: Deployment').map(({ code }) => code)).toEqual(['CAL1032']);
});

test('what acknowledges is fine, and so are other annotations', () => {
  for (const code of explainedCodes()) expect(found(`${ACKNOWLEDGE}-${code}: a test`)).toEqual([]);
  expect(found('calico.cdk8s.io/because: ""')).toEqual([]);
});
