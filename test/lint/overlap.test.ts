import * as fc from 'fast-check';
import { buildCluster, type Policy, type PolicyRule } from '../../src/cluster';
import { areDisjoint } from '../../src/lint/overlap/demands';
import { portsMeet } from '../../src/lint/overlap/port-overlaps';
import { Rivals } from '../../src/lint/overlap/rivals';
import { SelectorOverlaps } from '../../src/lint/overlap/selector-overlaps';
import type { JsonObject } from '../../src/manifest';
import { evaluateSelector, parseSelector } from '../../src/selector';
import { CalicoVersion } from '../../src/target';
import { fullBits, hasBit } from '../../src/verdict';
import { tries } from '../setup/tries';

const label = fc.constantFrom('a', 'b', 'c');
const leaf = fc.oneof(
  fc.tuple(label, fc.constantFrom('==', '!=', 'contains', 'starts with', 'ends with'), label).map(([key, operator, value]) => `${key} ${operator} '${value}'`),
  fc.tuple(label, fc.constantFrom('in', 'not in'), fc.array(label, { maxLength: 2 })).map(([key, operator, values]) => `${key} ${operator} {${values.map((value) => `'${value}'`).join()}}`),
  label.map((key) => `has(${key})`),
  fc.constant('all()'),
);
const selector = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.tuple(tie('node'), fc.constantFrom('&&', '||'), tie('node')).map(([a, operator, b]) => `(${a} ${operator} ${b})`),
    tie('node').map((node) => `!(${node})`),
  ),
})).node;

test('nothing is selected by both of two selectors that are called disjoint', () => {
  const labels = fc.dictionary(label, label, { maxKeys: 3 });
  fc.assert(fc.property(selector, selector, fc.array(labels, { minLength: 5, maxLength: 20 }), (a, b, maps) => {
    const [first, second] = [parseSelector(a), parseSelector(b)];
    fc.pre(areDisjoint(first, second));
    for (const map of maps) {
      const known = new Map(Object.entries(map));
      expect(evaluateSelector(first, known) && evaluateSelector(second, known)).toBe(false);
    }
  }), tries(150));
});

test('asking many selectors at once is asking each', () => {
  fc.assert(fc.property(selector, fc.array(fc.option(selector, { nil: undefined }), { maxLength: 40 }), (text, texts) => {
    const asked = parseSelector(text);
    const nodes = texts.map((each) => (each === undefined ? undefined : parseSelector(each)));
    const places = fullBits(nodes.length);
    new SelectorOverlaps(nodes).removeDisjoint(asked, places);
    nodes.forEach((node, place) => expect(hasBit(places, place)).toBe(node === undefined || !areDisjoint(asked, node)));
  }), tries(100));
});

describe('rivals', () => {
  const port = fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constantFrom('2:4', '3:8', 'http'));
  // Mostly few, so that rules are often alike.
  const few = fc.oneof({ weight: 3, arbitrary: fc.constantFrom("a == 'a'", "a == 'b'") }, leaf);
  const side = fc.record({ selector: few, ports: fc.array(port, { minLength: 1, maxLength: 2 }) }, { requiredKeys: [] });
  const rule = fc.record(
    {
      action: fc.constantFrom('Allow', 'Deny', 'Pass', 'Log'),
      protocol: fc.constantFrom('TCP', 'UDP'),
      ipVersion: fc.constantFrom(4, 6),
      source: fc.oneof(fc.constant({}), side),
      destination: fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, side),
    },
    { requiredKeys: ['action', 'protocol'] });
  const policy = fc.record({
    selector: fc.oneof({ weight: 3, arbitrary: few }, selector),
    doNotTrack: fc.boolean(),
    types: fc.constantFrom(['Ingress'], ['Egress'], ['Ingress', 'Egress']),
    ingress: fc.array(rule, { maxLength: 3 }),
    egress: fc.array(rule, { maxLength: 3 }),
  });

  /** Two policies compared rule by rule. */
  function disagree(a: Policy, b: Policy, direction: 'ingress' | 'egress'): boolean {
    const applies = (each: Policy): boolean => (direction === 'ingress' ? each.appliesToIngress : each.appliesToEgress);
    return applies(a) && applies(b) && a.doNotTrack === b.doNotTrack && !areDisjoint(a.selector.node, b.selector.node)
      && a[direction].some((rule1) => b[direction].some((rule2) => rulesDisagree(rule1, rule2)));
  }

  function rulesDisagree(a: PolicyRule, b: PolicyRule): boolean {
    return a.action !== 'Log' && b.action !== 'Log' && a.action !== b.action
      && (a.protocol === undefined || b.protocol === undefined || a.protocol === b.protocol)
      && (a.ipVersion === undefined || b.ipVersion === undefined || a.ipVersion === b.ipVersion)
      && (['source', 'destination'] as const).every((each) => portsMeet(a[each].ports, b[each].ports)
        && (a[each].selector === undefined || b[each].selector === undefined || !areDisjoint(a[each].selector.node, b[each].selector.node)));
  }

  test('are those that comparing each with each finds', () => {
    fc.assert(fc.property(fc.array(policy, { minLength: 3, maxLength: 8 }), (specs) => {
      const manifests = specs.map((spec, index) => ({
        object: {
          apiVersion: 'projectcalico.org/v3', kind: 'GlobalNetworkPolicy', metadata: { name: `p${index}` }, spec: { ...spec, applyOnForward: true },
        } as unknown as JsonObject,
        origin: {},
      }));
      const { policies } = buildCluster(manifests, { version: CalicoVersion.V3_32 });
      for (const direction of ['ingress', 'egress'] as const) {
        const rivals = new Rivals(policies, direction);
        policies.forEach((each, place) => {
          const first = policies.slice(0, place).findIndex((other) => disagree(other, each, direction));
          expect(rivals.before(each, place)).toBe(first === -1 ? undefined : first);
        });
      }
    }), tries(400));
  });

  test('among hundreds of port lists', () => {
    const specs = Array.from({ length: 700 }, (_, index) => ({
      types: ['Ingress'],
      ingress: [{ action: index === 650 ? 'Deny' : 'Allow', protocol: 'TCP', destination: { ports: [`${1000 + index * 10}:${1005 + index * 10}`, ...index === 3 ? [7501] : []] } }],
    }));
    const manifests = specs.map((spec, index) => ({
      object: { apiVersion: 'projectcalico.org/v3', kind: 'GlobalNetworkPolicy', metadata: { name: `p${index}` }, spec } as unknown as JsonObject,
      origin: {},
    }));
    const { policies } = buildCluster(manifests, { version: CalicoVersion.V3_32 });
    const rivals = new Rivals(policies, 'ingress');
    expect(policies.flatMap((each, place) => rivals.before(each, place) ?? [])).toEqual([3]);
  });
});
