import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import { CalicoApp, CalicoTarget, CalicoVersion, GlobalNetworkPolicy, PolicyType } from '../../src';

function appWith(metadata: object, spec: object): CalicoApp {
  const app = new CalicoApp({ calico: CalicoTarget.of(CalicoVersion.V3_31) });
  new ApiObject(new Chart(app, 'c'), 'o', { apiVersion: 'projectcalico.org/v3', kind: 'GlobalNetworkPolicy', metadata, spec });
  return app;
}

const WRONG = { selector: "app = 'x'", types: ['Ingress'], ingress: [{ action: 'Allow' }] };
let told: string;
beforeEach(() => {
  told = '';
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => { told += String(text); return true; });
});
afterEach(() => jest.restoreAllMocks());

test('an object that Calico refuses stops the run: told in full on standard error, in a line in the error', () => {
  expect(() => appWith({ name: 'p' }, WRONG).synthYaml()).toThrow(/^Validation failed, nothing was written: 1 error in 1 manifest\n {2}\[c\/o\] CAL\d{4} spec\.selector: /);
  expect(told).toMatch(/^error\[CAL\d{4}\]: /);
  expect(told).toContain('c/o');
});

test('an object that is right is written without a word', () => {
  expect(appWith({ name: 'p' }, { ...WRONG, selector: "app == 'x'" }).synthYaml()).toContain("selector: app == 'x'");
  expect(told).toBe('');
});

test('an acknowledged finding does not stop the run', () => {
  const [, code] = /(CAL\d{4})/.exec(message(() => appWith({ name: 'p' }, WRONG).synthYaml()))!;
  expect(appWith({ name: 'p', annotations: { [`calico.cdk8s.io/acknowledge-${code}`]: 'a test' } }, WRONG).synthYaml()).toContain("app = 'x'");
});

test('a field that a patch adds to a construct of ours is meant, here as in a plain App', () => {
  const app = new CalicoApp({ calico: CalicoTarget.of(CalicoVersion.V3_31) });
  const policy = new GlobalNetworkPolicy(new Chart(app, 'c'), 'p', { types: [PolicyType.INGRESS] });
  policy.addJsonPatch(JsonPatch.add('/spec/newerThanUs', true));
  expect(app.synthYaml()).toContain('newerThanUs: true');
  expect(told).toBe('');
});

function message(run: () => unknown): string {
  try {
    run();
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}
