import { App, Chart } from 'cdk8s';
import { CalicoTarget, CalicoVersion, InstallMode } from '../../src';

test('the nearest scope with a target decides', () => {
  const app = new App();
  CalicoTarget.of(CalicoVersion.V3_31).applyTo(app);
  const chart = new Chart(app, 'c');
  CalicoTarget.of(CalicoVersion.V3_30).applyTo(chart);
  expect(CalicoTarget.ofConstruct(chart).version).toBe('v3.30');
  expect(CalicoTarget.ofConstruct(new Chart(app, 'd')).version).toBe('v3.31');
});

test('without a target the newest released version is assumed, and said to be', () => {
  const target = CalicoTarget.ofConstruct(new App());
  expect(target).toMatchObject({ version: 'v3.32', isAssumed: true });
});

test('native CRDs need v3.32', () => {
  expect(() => CalicoTarget.of(CalicoVersion.V3_31, { installMode: InstallMode.NATIVE })).toThrow('since Calico v3.32');
});
