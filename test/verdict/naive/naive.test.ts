import * as fc from 'fast-check';
import { Answers } from './answers';
import { naiveEvaluate } from './evaluator';
import { agreement, FLOWS, type Tally } from './property';
import { type JsonObject } from '../../../src/manifest';

/** `npm run test:naive` compares as many as one likes. */
const COMPARISONS = 100_000;
const SECONDS = 12;

test('the naive evaluator, the walker and the matrix agree', () => {
  const tally: Tally = { walker: 0, matrix: 0 };
  fc.assert(agreement(tally), { numRuns: Math.ceil(COMPARISONS / FLOWS), interruptAfterTimeLimit: SECONDS * 1000 });
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
