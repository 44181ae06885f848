import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import { CalicoApp, CalicoTarget, CalicoVersion, GlobalNetworkPolicy, PolicyType, Selector } from '../../src';

function appWith(metadata: object, spec: object): CalicoApp {
  const app = new CalicoApp({ calico: CalicoTarget.of(CalicoVersion.V3_31) });
  new ApiObject(new Chart(app, 'c'), 'o', { apiVersion: 'projectcalico.org/v3', kind: 'GlobalNetworkPolicy', metadata, spec });
  return app;
}

const WRONG = { selector: "app = 'x'", types: ['Ingress'], ingress: [{ action: 'Allow' }] };
const RIGHT = { ...WRONG, selector: "app == 'x'" };
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
  expect(appWith({ name: 'p' }, RIGHT).synthYaml()).toContain("selector: app == 'x'");
  expect(told).toBe('');
});

test('an acknowledged finding does not stop the run', () => {
  const [, code] = /(CAL\d{4})/.exec(message(() => appWith({ name: 'p' }, WRONG).synthYaml()))!;
  expect(appWith({ name: 'p', annotations: { [`calico.cdk8s.io/acknowledge-${code}`]: 'a test' } }, WRONG).synthYaml()).toContain("app = 'x'");
});

test('a field that a patch adds to a construct of ours is written, with a warning', () => {
  const app = new CalicoApp({ calico: CalicoTarget.of(CalicoVersion.V3_31) });
  const policy = new GlobalNetworkPolicy(new Chart(app, 'c'), 'p', { selector: Selector.label('app').exists(), types: [PolicyType.INGRESS] });
  policy.addJsonPatch(JsonPatch.add('/spec/newerThanUs', true));
  expect(app.synthYaml()).toContain('newerThanUs: true');
  expect(told).toMatch(/^warning\[CAL1005\].*newerThanUs/);
});

describe('objects of one target are judged together', () => {
  const target = CalicoTarget.of(CalicoVersion.V3_31);
  const pool = (scope: Chart, id: string, cidr: string) => new ApiObject(scope, id, {
    apiVersion: 'projectcalico.org/v3', kind: 'IPPool', metadata: { name: id }, spec: { cidr, ipipMode: 'Never', vxlanMode: 'Never' },
  });

  test('an error stops the run, with the path of the construct', () => {
    const app = new CalicoApp({ calico: target });
    pool(new Chart(app, 'c'), 'p', '10.0.0.0/8');
    pool(new Chart(app, 'd'), 'q', '10.1.0.0/16');
    expect(() => app.synthYaml()).toThrow('[d/q] CAL3030 spec.cidr');
  });

  test('charts under different targets are not', () => {
    const app = new CalicoApp();
    for (const [index, id] of ['c', 'd'].entries()) {
      const chart = new Chart(app, id);
      CalicoTarget.of(CalicoVersion.V3_31).applyTo(chart);
      pool(chart, `p${index}`, '10.0.0.0/8');
    }
    app.synthYaml();
    expect(told).toBe('');
  });

  test('charts without a target are one cluster', () => {
    const app = new CalicoApp();
    pool(new Chart(app, 'c'), 'p', '10.0.0.0/8');
    pool(new Chart(app, 'd'), 'q', '10.1.0.0/16');
    expect(() => app.synthYaml()).toThrow('CAL3030');
    expect(told).toContain('assuming Calico v3.32');
  });

  const everything = (metadata: object) => appWith({ name: 'p', ...metadata }, { selector: 'all()', types: ['Ingress'] });

  test('a warning is told and does not stop the run; an acknowledged one is not told', () => {
    expect(everything({}).synthYaml()).toContain('all()');
    expect(told).toContain('warning[CAL2001]');
    told = '';
    everything({ annotations: { 'calico.cdk8s.io/acknowledge-CAL2001': 'a test' } }).synthYaml();
    expect(told).toBe('');
  });

  test('what other apps may hold is told only of a complete app', () => {
    const policy = (complete: boolean) => {
      const app = new CalicoApp({ calico: target, complete });
      new ApiObject(new Chart(app, 'c'), 'o', {
        apiVersion: 'projectcalico.org/v3', kind: 'NetworkPolicy', metadata: { name: 'security.p', namespace: 'default' }, spec: { ...RIGHT, tier: 'security' },
      });
      return app;
    };
    policy(false).synthYaml();
    expect(told).toBe('');
    expect(() => policy(true).synthYaml()).toThrow('[c/o] CAL3001 spec.tier');
    expect(told).toContain('nothing exists besides this app');
  });
});

function message(run: () => unknown): string {
  try {
    run();
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

test('two different objects of one name in one cluster stop the run: one of them would be lost', () => {
  const app = new CalicoApp({ calico: CalicoTarget.of(CalicoVersion.V3_31) });
  const chart = new Chart(app, 'c');
  ['a', 'b'].forEach((id, order) => new GlobalNetworkPolicy(chart, id, { metadata: { name: 'same' }, order, types: [PolicyType.INGRESS] }));
  expect(() => app.synthYaml()).toThrow(/CAL3010 .*same is in the input twice, with different content/);
});
