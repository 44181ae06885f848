import * as fc from 'fast-check';
import { cluster, flow } from './naive/clusters';
import { buildCluster } from '../../src/cluster';
import { type JsonObject } from '../../src/manifest';
import { CalicoVersion } from '../../src/target';
import { Cluster, type Flow, FlowError, FlowEvaluator } from '../../src/verdict';
import { manifestsOf } from '../cluster/model-of';
import { tries } from '../setup/tries';

/* Input that leaves things out: what is told all the same has to be so, and what can be told has to be told. */

const FLOWS = 15;

function evaluatorOf(objects: readonly JsonObject[], complete: boolean): FlowEvaluator {
  return new FlowEvaluator(buildCluster(objects.map((object) => ({ object, origin: {} })), { version: CalicoVersion.V3_33, complete }));
}

test('what is said without tiers, namespaces and service accounts is so whatever they are', () => {
  const verdicts = { told: 0, unknown: 0 };
  const flowsAndDrops = [fc.array(flow, { minLength: FLOWS, maxLength: FLOWS }), fc.array(fc.boolean(), { minLength: 20, maxLength: 20 })] as const;
  fc.assert(fc.property(cluster, ...flowsAndDrops, (objects, flows, drops) => {
    const kept = objects.filter(({ kind }, index) => !(['Tier', 'Namespace', 'ServiceAccount'].includes(String(kind)) && drops[index % drops.length]));
    const [partial, whole] = [evaluatorOf(kept, false), evaluatorOf(objects, true)];
    for (const asked of flows) {
      const { verdict } = partial.evaluate(asked);
      verdicts[verdict === 'unknown' ? 'unknown' : 'told']++;
      if (verdict !== 'unknown') { expect(verdict).toBe(whole.evaluate(asked).verdict); }
    }
  }), tries(300));
  expect(verdicts.told).toBeGreaterThan(0);
  expect(verdicts.unknown).toBeGreaterThan(0);
});

test('what is said of a flow without ports is so whatever they are', () => {
  const verdicts = { told: 0, unknown: 0 };
  fc.assert(fc.property(cluster, fc.array(flow, { minLength: FLOWS, maxLength: FLOWS }), (objects, flows) => {
    const evaluator = evaluatorOf(objects, true);
    for (const { sourcePort, destinationPort, ...open } of flows) {
      const { verdict } = evaluator.evaluate(open);
      verdicts[verdict === 'unknown' ? 'unknown' : 'told']++;
      if (verdict === 'unknown') { continue; }
      for (const port of [destinationPort, 22, 68, 80, 5432, 65535]) { // VXLAN is set aside
        if (port !== 4789) { expect(evaluator.evaluate({ ...open, sourcePort: 40_000, destinationPort: port }).verdict).toBe(verdict); }
      }
    }
  }), tries(200));
  expect(verdicts.told).toBeGreaterThan(0);
  expect(verdicts.unknown).toBeGreaterThan(0);
});

const PORTS: JsonObject[] = [{ name: 'web', port: 80 }, { name: 'dns', port: 53, protocol: 'UDP' }];
const POD_NETS = ['10.65.0.0/16', 'fd00:65::/32'];

/** A service without selector, and the endpoints that somebody wrote down for it. */
function serviceOf(namespace: string, name: string, endpoints: readonly JsonObject[]): JsonObject[] {
  return [
    { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace }, spec: { ports: PORTS } },
    {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { name: `${name}-1`, namespace, labels: { 'kubernetes.io/service-name': name } },
      endpoints: [...endpoints],
      ports: PORTS,
    },
  ];
}

function endpointOf({ metadata, status }: JsonObject, family: 4 | 6, isNamed: boolean): JsonObject {
  const { name, namespace } = metadata as JsonObject;
  const { ip } = ((status as JsonObject).podIPs as JsonObject[])[family === 4 ? 0 : 1];
  return { addresses: [ip], nodeName: 'node1', ...isNamed ? { targetRef: { kind: 'Pod', name, namespace } } : {} };
}

test('what is said of services without the pods behind them is so whatever these are', () => {
  const verdicts = { told: 0, unknown: 0 };
  const serviceFlow = fc.record({
    from: fc.constantFrom<Flow['from']>({ pod: 'alpha/p0' }, { pod: 'beta/p2' }, { ip: '203.0.113.7' }, { host: 'node1' }),
    to: fc.constantFrom<Flow['to']>({ service: 'beta/svc' }, { service: 'beta/svc' }, { service: 'alpha/svc' }, { pod: 'beta/p2' }, { pod: 'alpha/p0' }),
    headers: fc.constantFrom({ protocol: 'TCP', destinationPort: 80 }, { protocol: 'TCP', destinationPort: 80 }, { protocol: 'UDP', destinationPort: 53 }),
  }).map(({ from, to, headers }): Flow => ({ from, to, ...headers }));
  const parts = fc.record({
    flows: fc.array(serviceFlow, { minLength: FLOWS, maxLength: FLOWS }),
    behind: fc.subarray(['p0', 'p1', 'p2', 'p3'], { minLength: 1 }),
    dropped: fc.subarray(['p1', 'p3', 'svc-1'], { minLength: 1 }),
    addressless: fc.subarray(['p0', 'p1', 'p2', 'p3']),
    isNamed: fc.boolean(),
    podNets: fc.boolean(),
  });
  fc.assert(fc.property(cluster, parts, (objects, { flows, behind, dropped, addressless, isNamed, podNets }) => {
    const nameOf = ({ metadata }: JsonObject): string => String((metadata as JsonObject).name);
    const isTold = isNamed || podNets; // else nothing says that the address is a pod's
    const pods = objects.filter((object) => object.kind === 'Pod' && behind.includes(nameOf(object)));
    const whole = [...objects.filter(({ kind }) => kind !== 'EndpointSlice' || podNets), ...serviceOf('beta', 'svc', pods.map((object) => endpointOf(object, 4, isNamed)))];
    const kept = whole.filter((object) => !(['Pod', 'EndpointSlice'].includes(String(object.kind)) && dropped.includes(nameOf(object)) && isTold))
      .map((object) => (object.kind === 'Pod' && isNamed && addressless.includes(nameOf(object)) ? { ...object, status: {} } : object));
    const evaluators = [kept, whole].map((list) => new FlowEvaluator(buildCluster(list.map((object) => ({ object, origin: {} })), {
      version: CalicoVersion.V3_33, complete: list === whole, podNets: podNets ? POD_NETS : undefined,
    })));
    for (const asked of flows) {
      if (!podNets && 'service' in asked.to && asked.to.service === 'alpha/svc') { continue; }
      const [partial, complete] = evaluators.map((evaluator) => {
        try { return evaluator.evaluate(asked).verdict; } catch (error) {
          if (error instanceof FlowError) { return 'unknown'; }
          throw error;
        }
      });
      verdicts[partial === 'unknown' ? 'unknown' : 'told']++;
      if (partial !== 'unknown') { expect(partial).toBe(complete); }
    }
  }), tries(300));
  expect(verdicts.told).toBeGreaterThan(0);
  expect(verdicts.unknown).toBeGreaterThan(0);
});

const PODS = `
{ apiVersion: v1, kind: Namespace, metadata: { name: a } }
---
{ apiVersion: v1, kind: Pod, metadata: { name: one, namespace: a }, spec: { nodeName: n1 }, status: { podIP: 10.0.0.1 } }
---
{ apiVersion: v1, kind: Pod, metadata: { name: two, namespace: a, labels: { app: two } }, spec: { nodeName: n1 }, status: { podIP: 10.0.0.2 } }
`;
const FLOW: Flow = { from: { pod: 'a/one' }, to: { pod: 'a/two' }, protocol: 'TCP', destinationPort: 80 };

function policy(tier: string, ...ingress: string[]): string {
  return `{ apiVersion: projectcalico.org/v3, kind: GlobalNetworkPolicy, metadata: { name: ${tier}.p },
    spec: { tier: ${tier}, order: 1, selector: app == 'two', types: [Ingress], ingress: [${ingress.map((action) => `{ action: ${action} }`).join(', ')}] } }`;
}

const tier = (name: string, order: number, defaultAction = 'Deny'): string => `
{ apiVersion: projectcalico.org/v3, kind: Tier, metadata: { name: ${name} }, spec: { order: ${order}, defaultAction: ${defaultAction} } }`;

function ask(...objects: string[]): string {
  const [answer] = Cluster._fromManifests(manifestsOf([PODS, ...objects].join('\n---\n')))._answers([FLOW]);
  if ('error' in answer) { throw new Error(answer.error); }
  const trace = answer.ingress!.trace.map(({ tier: of, ruleIndex, action, certain }) => `${of} ${ruleIndex} ${action}${certain === false ? '?' : ''}`);
  return `${answer.verdict}${answer.verdict === 'unknown' ? ` (${answer.reason})` : ''}: ${trace.join(', ')}`;
}

test.each<[string, string[], string]>([
  ['alone, what the tier decides is so', [policy('absent', 'Deny')], 'deny: absent 0 deny'],
  ['alone, the end of the tier is not known', [policy('absent')], 'unknown (tier-unknown): absent -1 deny?, __PROFILE__ 0 allow?'],
  ['before or after a tier that says the same, it does not matter', [tier('t', 1), policy('t', 'Deny'), policy('absent', 'Deny')], 'deny: t 0 deny?'],
  ['before or after a tier that says the opposite, nothing is known',
    [tier('t', 1), policy('t', 'Allow'), policy('absent', 'Deny')], 'unknown (tier-unknown): t 0 allow?'],
  ['passing on at every rule, it does not matter', [tier('t', 1), policy('t', 'Allow'), policy('absent', 'Pass')], 'allow: t 0 allow'],
  ['two of them that say the same', [policy('absent', 'Allow'), policy('gone', 'Allow')], 'allow: absent 0 allow?'],
  ['two of them that say the opposite: either may come first', [policy('absent', 'Allow'), policy('gone', 'Deny')], 'unknown (tier-unknown): absent 0 allow?'],
  ['a tier that is there passes on, the missing one decides', [tier('t', 1, 'Pass'), policy('t'), policy('absent', 'Deny')], 'deny: t -1 pass?, absent 0 deny?'],
])('a missing tier: %s', (_, objects, expected) => {
  expect(ask(...objects)).toBe(expected);
});

const HOST = `
{ apiVersion: v1, kind: Node, metadata: { name: n1 }, status: { addresses: [{ type: InternalIP, address: 192.0.2.1 }] } }
---
{ apiVersion: projectcalico.org/v3, kind: HostEndpoint, metadata: { name: h }, spec: { node: n1, interfaceName: eth0, expectedIPs: [192.0.2.1], profiles: [first, second] } }
---
{ apiVersion: projectcalico.org/v3, kind: Profile, metadata: { name: second }, spec: { ingress: [{ action: Allow, protocol: SCTP }] } }
`;

function askHost(rules: string, direction = 'ingress'): string {
  const profile = `{ apiVersion: projectcalico.org/v3, kind: Profile, metadata: { name: first }, spec: { ${direction}: [${rules}] } }`;
  const outside = { ip: '203.0.113.9', via: { node: 'n1', interface: 'eth0' } };
  const [from, to] = direction === 'ingress' ? [outside, { host: 'n1' }] : [{ host: 'n1' }, outside];
  const [answer] = Cluster._fromManifests(manifestsOf([HOST, profile].join('\n---\n')), { complete: true })
    ._answers([{ from, to, protocol: 'TCP', destinationPort: 80 }]);
  if ('error' in answer) { throw new Error(answer.error); }
  const trace = answer.stages!.flatMap((stage) => stage.trace).map(({ name, ruleIndex, action, certain }) => `${name} ${ruleIndex} ${action}${certain === false ? '?' : ''}`);
  return `${answer.verdict}: ${trace.join(', ')}`;
}

test.each<[string, string, string]>([
  ['its rule decides', '{ action: Allow }', 'allow: first 0 allow'],
  ['a rule for something else does not', '{ action: Deny, protocol: UDP }, { action: Allow }', 'allow: first 1 allow'],
  ['Log goes on', '{ action: Log }, { action: Allow }', 'allow: first 1 allow'],
  ['Pass goes to the next profile, whose end denies', '{ action: Pass }, { action: Allow }', 'deny: __PROFILE__ -1 deny'],
  ['what may match leaves both', '{ action: Deny, protocol: TCP, source: { ports: [99] } }, { action: Allow }', 'unknown: first 0 deny?, first 1 allow?'],
  ['what may match and says the same as the rest is so', '{ action: Allow, protocol: TCP, source: { ports: [99] } }, { action: Allow }', 'allow: first 0 allow?, first 1 allow?'],
])('a profile of a host: %s', (_, rules, expected) => {
  expect(askHost(rules)).toBe(expected);
  expect(askHost(rules, 'egress')).toBe(expected);
});
