import { readFileSync } from 'node:fs';
import { Chart, Testing } from 'cdk8s';
import { sourceLineOf } from '../../src/resource';
import { CalicoApp, GlobalNetworkPolicy, LkeBaselinePolicy, LkeEndpoints, NetworkPolicy, Rule, Traffic } from 'cdk8s-calico';

afterEach(() => {
  delete process.env.CALICO_SOURCE;
  delete process.env.JSII_AGENT;
});

/** The place of the line of this file that holds a text, as it is told. */
function lineOf(text: string): RegExp {
  const line = readFileSync(__filename, 'utf8').split('\n').findIndex((each) => each.includes(text)) + 1;
  return new RegExp(`^test/resource/source-line.test.ts:${line}:\\d+$`);
}

test('nothing is recorded unless the environment asks for it', () => {
  const { apiObject } = new NetworkPolicy(Testing.chart(), 'p', {});
  expect(sourceLineOf(apiObject)).toBeUndefined();
});

test('the line that creates a construct', () => {
  process.env.CALICO_SOURCE = '1';
  const { apiObject } = new NetworkPolicy(Testing.chart(), 'p', {}); // a policy
  expect(sourceLineOf(apiObject)).toMatch(lineOf('// a policy'));
});

test('a policy of a pattern: the line that creates the pattern', () => {
  process.env.CALICO_SOURCE = '1';
  const chart = Testing.chart();
  new LkeBaselinePolicy(chart, 'lke', { appliesTo: LkeEndpoints.HOSTS }); // a pattern
  const policies = chart.node.findAll().filter((one) => one instanceof GlobalNetworkPolicy);
  expect(policies.length).toBeGreaterThan(0);
  for (const { apiObject } of policies) expect(sourceLineOf(apiObject)).toMatch(lineOf('// a pattern'));
});

test('a staged twin: the line that asks for it', () => {
  process.env.CALICO_SOURCE = '1';
  const policy = new NetworkPolicy(Testing.chart(), 'p', {});
  const twin = policy.addStaged('staged'); // a twin
  expect(sourceLineOf(twin.apiObject)).toMatch(lineOf('// a twin'));
});

test('the line of a subclass in the user\'s own program is the user\'s', () => {
  process.env.CALICO_SOURCE = '1';
  class Closed extends NetworkPolicy {
    constructor(chart: Chart) {
      super(chart, 'closed', {}); // a subclass
    }
  }
  expect(sourceLineOf(new Closed(Testing.chart()).apiObject)).toMatch(lineOf('// a subclass'));
});

test('errors at synth name the line', () => {
  process.env.CALICO_SOURCE = '1';
  const chart = Testing.chart();
  new GlobalNetworkPolicy(chart, 'q', { preDNAT: true, doNotTrack: true, egress: [Rule.deny()] });
  expect(() => Testing.synth(chart)).toThrow(/\(created at test\/resource\/source-line\.test\.ts:\d+:\d+\)/);
});

test('CalicoApp tells it with each finding, and in the error that ends the run', () => {
  process.env.CALICO_SOURCE = '1';
  let told = '';
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => { told += String(text); return true; });
  const app = new CalicoApp();
  for (const id of ['a', 'b']) {
    new GlobalNetworkPolicy(new Chart(app, id), 'p', { metadata: { name: 'twice' }, ingress: [Rule.allow(Traffic.tcp(id === 'a' ? 1 : 2))] });
  }
  expect(() => app.synthYaml()).toThrow(/\[b\/p\] CAL3010 .* \(created at test\/resource\/source-line\.test\.ts:\d+:\d+\)/);
  jest.restoreAllMocks();
  expect(told).toMatch(/--> construct b\/p {3}created at test\/resource\/source-line\.test\.ts:\d+:\d+\n/);
});

test('a program in another language has no line here', () => {
  process.env.CALICO_SOURCE = '1';
  process.env.JSII_AGENT = 'Python/3.12';
  expect(sourceLineOf(new NetworkPolicy(Testing.chart(), 'p', {}).apiObject)).toBeUndefined();
});
