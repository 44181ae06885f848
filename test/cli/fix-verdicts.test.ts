import * as fc from 'fast-check';
import { buildCluster, type ClusterModel } from '../../src/cluster';
import type { Finding } from '../../src/findings';
import { editDocument, type Json, type JsonObject, parsePath, readManifests } from '../../src/manifest';
import { tryParseIp } from '../../src/network';
import { CalicoVersion, InstallMode } from '../../src/target';
import { validateManifest } from '../../src/validation';
import { FlowEvaluator } from '../../src/verdict';
import { tries } from '../setup/tries';
import { cluster } from '../verdict/matrix/random-cluster';

/** A way to write something as people do, which Calico may take or refuse. Undefined: not in this object. */
type Slip = (object: JsonObject) => boolean;

const specOf = (object: JsonObject): JsonObject => (object.spec ?? {}) as JsonObject;
const rulesOf = (object: JsonObject): JsonObject[] => ['ingress', 'egress'].flatMap((field) => (specOf(object)[field] ?? []) as JsonObject[]);
const isPolicy = (object: JsonObject): boolean => String(object.kind).endsWith('NetworkPolicy');

function inRule(change: (rule: JsonObject) => boolean): Slip {
  return (object) => isPolicy(object) && rulesOf(object).map(change).includes(true);
}

const SLIPS: Record<string, Slip> = {
  'protocol in lower case': inRule((rule) => typeof rule.protocol === 'string' && Boolean(rule.protocol = rule.protocol.toLowerCase())),
  'notProtocol in lower case': inRule((rule) => typeof rule.notProtocol === 'string' && Boolean(rule.notProtocol = rule.notProtocol.toLowerCase())),
  'action in lower case': inRule((rule) => Boolean(rule.action = String(rule.action).toLowerCase())),
  'a method twice': inRule((rule) => rule.http !== undefined && Boolean(rule.http = { methods: ['GET', 'GET'] })),
  'a net twice': inRule((rule) => twice(rule.source as JsonObject)),
  'a quoted number': inRule((rule) => rule.ipVersion !== undefined && Boolean(rule.ipVersion = String(rule.ipVersion))),
  'a selector in two lines': inRule((rule) => breakLine(rule.source as JsonObject)),
  'a selector of the policy in two lines': (object) => isPolicy(object) && breakLine(specOf(object)),
  'one equals sign': (object) => isPolicy(object) && String(specOf(object).selector).includes('==')
    && Boolean(specOf(object).selector = String(specOf(object).selector).replace('==', '=')),
  'a type twice': (object) => isPolicy(object) && Boolean(specOf(object).types = [...specOf(object).types as Json[], (specOf(object).types as Json[])[0]]),
  'the order in quotes': (object) => specOf(object).order !== undefined && Boolean(specOf(object).order = String(specOf(object).order)),
  'a boolean in quotes': (object) => object.kind === 'GlobalNetworkPolicy' && Boolean(specOf(object).applyOnForward = 'true'),
  'preDNAT alone': (object) => object.kind === 'GlobalNetworkPolicy' && Boolean(specOf(object).preDNAT = true),
  'a namespace on what has none': (object) => String(object.kind).includes('Global') && Boolean((object.metadata as JsonObject).namespace = 'a'),
  'a status': (object) => String(object.apiVersion).startsWith('projectcalico') && Boolean(object.status = {}),
  'a number as label': (object) => /Set$/.test(String(object.kind)) && Boolean((object.metadata as JsonObject).labels = { app: 7, role: true }),
  'a number as tier': (object) => isPolicy(object) && Boolean(specOf(object).tier = 7),
  'a number as selector': (object) => isPolicy(object) && Boolean(specOf(object).selector = 7),
  'a built-in tier with another order': (object) => object.kind === 'Tier' && Boolean(object.metadata = { name: 'default' })
    && Boolean(specOf(object).order = 5),
  'a built-in tier that passes': (object) => object.kind === 'Tier' && Boolean(object.metadata = { name: 'default' })
    && Boolean(object.spec = { order: 1000000, defaultAction: 'Pass' }),
  'an address with a prefix': (object) => object.kind === 'HostEndpoint' && Boolean(specOf(object).expectedIPs = ['203.0.113.9/32']),
  'the kind in another case': (object) => object.kind === 'GlobalNetworkPolicy' && Boolean(object.kind = 'globalnetworkpolicy'),
};

/** Those that some mode takes. */
const TAKEN = [
  'protocol in lower case', 'notProtocol in lower case', 'a method twice', 'a namespace on what has none', 'a status', 'a number as label', 'a number as tier',
  'a net twice',
];
/** Those that native CRDs take and that change what Felix does: their fixes must not be safe there. */
const TAKEN_FOR_NOTHING = ['one equals sign', 'a selector in two lines', 'a selector of the policy in two lines', 'a built-in tier with another order'];

function twice(entity: JsonObject | undefined): boolean {
  if (!Array.isArray(entity?.nets)) return false;
  entity.nets = [...entity.nets, ...entity.nets];
  return true;
}

function breakLine(holder: JsonObject | undefined): boolean {
  if (typeof holder?.selector !== 'string' || !holder.selector.includes(' ')) return false;
  holder.selector = `${holder.selector}\n`;
  return true;
}

function fixed(object: JsonObject, finding: Finding): JsonObject {
  let text = JSON.stringify(object);
  for (const { path, value, renameTo, remove } of finding.fix!.edits) {
    text = editDocument(text, { path: parsePath(path), value: value as Json | undefined, renameTo, remove }) ?? text;
  }
  return readManifests(text).manifests[0].object;
}

const IPS = ['10.0.0.3', '10.0.0.200', '192.0.2.7', '203.0.113.9', '2001:db8::4', '2001:4860::1'];
const PACKETS = [
  { protocol: 6, destinationPort: 80 }, { protocol: 6, destinationPort: 8080 }, { protocol: 17, destinationPort: 53 },
  { protocol: 1, icmpType: 8, icmpCode: 0 }, { protocol: 112 },
];

/** Verdicts between all workloads and some addresses. */
function verdicts(model: ClusterModel): string[] {
  const evaluator = new FlowEvaluator(model);
  const ends: Parameters<FlowEvaluator['between']>[0][] = [
    ...model.workloads.map((workload) => ({ type: 'workload', workload }) as const),
    ...IPS.map((ip) => ({ type: 'address', ip: tryParseIp(ip)! }) as const),
  ];
  return [4, 6].flatMap((family) => {
    const members = ends.filter((end) => end.type !== 'address' || end.ip.family === family);
    return members.flatMap((from) => members.flatMap((to) => PACKETS
      .map((packet) => evaluator.between(from, to, { ipVersion: family as 4 | 6, ...packet }).verdict)));
  });
}

const { APISERVER, CALICOCTL, NATIVE } = InstallMode;
const TARGETS = [
  ...[APISERVER, CALICOCTL].map((installMode) => ({ version: CalicoVersion.V3_31, installMode })),
  ...[CalicoVersion.V3_32, CalicoVersion.V3_33].flatMap((version) => (
    [APISERVER, CALICOCTL, NATIVE, NATIVE].map((installMode) => ({ version, installMode })))),
];

/** Objects that Calico takes in a mode though they have a finding with a safe fix, and what they are after it. */
function accepted(
  objects: readonly JsonObject[], { version, installMode }: typeof TARGETS[number],
): [finding: Finding, index: number, after: JsonObject][] {
  return objects.flatMap((object, index) => {
    const findings = validateManifest({ object, origin: {} }, { version });
    if (findings.some(({ refusedBy }) => refusedBy.includes(installMode))) return [];
    return findings.filter(({ fix }) => fix?.isSafe).map((finding): [Finding, number, JsonObject] => [finding, index, fixed(object, finding)]);
  });
}

test('a safe fix leaves every verdict as it was, wherever Calico took the object', () => {
  const seen = new Set<string>();
  const slip = fc.oneof(...[TAKEN, TAKEN_FOR_NOTHING, Object.keys(SLIPS)].map((names) => fc.constantFrom(...names)));
  fc.assert(fc.property(cluster, fc.uniqueArray(slip, { minLength: 1, maxLength: 3 }), fc.constantFrom(...TARGETS), (objects, slips, target) => {
    const before = structuredClone(objects);
    for (const each of slips) before.forEach((object) => SLIPS[each](object));
    const changes = accepted(before, target);
    if (changes.length === 0) return;
    const model = (list: readonly JsonObject[]): ClusterModel => buildCluster(
      list.map((object) => ({ object, origin: {} })), { ...target, complete: true },
    );
    const expected = verdicts(model(before));
    for (const [finding, index, after] of changes) {
      seen.add(finding.code);
      const list = [...before];
      list[index] = after;
      expect({ finding, verdicts: verdicts(model(list)) }).toEqual({ finding, verdicts: expected });
    }
  }), tries(150));
  // The fixes of which the property speaks; the others are offered only where everybody refuses.
  expect([...seen].sort()).toEqual(expect.arrayContaining(['CAL1008', 'CAL1016', 'CAL1024', 'CAL1061']));
}, 60_000);
