import * as fc from 'fast-check';
import { Answers } from './answers';
import { naiveEvaluate, type NaiveFlow } from './evaluator';
import { agreement, FLOWS, type Tally } from './property';
import { type JsonObject } from '../../../src/manifest';
import { tries } from '../../setup/tries';

/** `npm run test:naive` compares as many as one likes. */
const COMPARISONS = 100_000;
const SECONDS = 12;

test('the naive evaluator, the walker and the matrix agree', () => {
  const tally: Tally = { walker: 0, matrix: 0 };
  fc.assert(agreement(tally), { ...tries(COMPARISONS / FLOWS), interruptAfterTimeLimit: SECONDS * 1000 });
  expect(tally.walker).toBeGreaterThan(1000);
  expect(tally.matrix).toBeGreaterThan(500);
}, (SECONDS + 60) * 1000);

test('a global policy with a serviceAccountSelector has no host endpoints in `all()`', () => {
  const objects: JsonObject[] = [
    { apiVersion: 'projectcalico.org/v3', kind: 'HostEndpoint', metadata: { name: 'hep' }, spec: { node: 'n', interfaceName: 'eth0', expectedIPs: ['203.0.113.7'] } },
    {
      apiVersion: 'projectcalico.org/v3',
      kind: 'GlobalNetworkPolicy',
      metadata: { name: 'none' },
      spec: { selector: 'all()', serviceAccountSelector: '!has(role)', ingress: [{ action: 'Allow' }] },
    },
  ];
  const flow = { from: { ip: '198.51.100.9' }, to: { host: 'n' }, protocol: 6, ipVersion: 4, sourcePort: 4000, destinationPort: 80, hook: 'toHost', hostEndpoint: 'hep' } as const;
  expect(naiveEvaluate(objects, flow).verdict).toBe('deny');
  expect(new Answers(objects).ofWalker(flow).verdict).toBe('deny');
});

test('a preDNAT policy of a host endpoint for all interfaces tells addresses apart in the matrix', () => {
  const objects: JsonObject[] = [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a' } },
    { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', namespace: 'a' }, spec: { nodeName: 'n', containers: [] }, status: { podIPs: [{ ip: '10.65.1.10' }] } },
    { apiVersion: 'projectcalico.org/v3', kind: 'HostEndpoint', metadata: { name: 'all' }, spec: { node: 'n', interfaceName: '*', expectedIPs: ['203.0.113.7'] } },
    {
      apiVersion: 'projectcalico.org/v3',
      kind: 'GlobalNetworkPolicy',
      metadata: { name: 'early' },
      spec: { selector: 'all()', preDNAT: true, applyOnForward: true, types: ['Ingress'], ingress: [{ action: 'Deny', destination: { selector: '!has(app)' } }] },
    },
  ];
  const to = (ip: string): NaiveFlow => ({ from: { pod: 'a/p' }, to: { ip }, protocol: 6, ipVersion: 4, sourcePort: 4000, destinationPort: 80 });
  for (const [ip, verdict] of [['203.0.113.7', 'deny'], ['203.0.113.8', 'allow']]) {
    expect(naiveEvaluate(objects, to(ip)).verdict).toBe(verdict);
    expect(new Answers(objects).ofMatrix(to(ip))).toBe(verdict);
  }
});
