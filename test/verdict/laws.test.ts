import * as fc from 'fast-check';
import { Answers } from './naive/answers';
import { cluster, flow } from './naive/clusters';
import { type JsonObject } from '../../src/manifest';
import { tries } from '../setup/tries';

/* Changes of a cluster that must not change any verdict, and one that must. */

/* eslint-disable @typescript-eslint/no-explicit-any */
type Anything = any;

const RUNS = Number(process.env.LAW_RUNS ?? 120);
const flows = fc.array(flow, { minLength: 15, maxLength: 15 });

function changesNothing(change: (objects: JsonObject[]) => JsonObject[]): void {
  fc.assert(fc.property(cluster, flows, (objects, asked) => {
    const before = new Answers(objects);
    const after = new Answers(change(objects));
    for (const one of asked) { expect(after.ofWalker(one).verdict).toBe(before.ofWalker(one).verdict); }
  }), tries(RUNS));
}

/** The objects with the rules of Calico's own kinds replaced. */
function mapRules(objects: JsonObject[], map: (rule: Anything) => Anything[]): JsonObject[] {
  return objects.map((object: Anything) => {
    if (object.apiVersion !== 'projectcalico.org/v3' || !String(object.kind).endsWith('NetworkPolicy')) { return object; }
    const spec = { ...object.spec };
    for (const direction of ['ingress', 'egress']) {
      if (spec[direction] !== undefined) { spec[direction] = spec[direction].flatMap(map); }
    }
    return { ...object, spec };
  });
}

test('splitting a rule by its destination ports changes nothing', () => {
  changesNothing((objects) => mapRules(objects, (rule) => {
    const ports: Anything[] = rule.destination?.ports ?? [];
    return ports.length < 2 ? [rule] : ports.map((port) => ({ ...rule, destination: { ...rule.destination, ports: [port] } }));
  }));
});

test('splitting a rule by its source nets changes nothing', () => {
  changesNothing((objects) => mapRules(objects, (rule) => {
    const nets: Anything[] = rule.source?.nets ?? [];
    return nets.length < 2 ? [rule] : nets.map((net) => ({ ...rule, source: { ...rule.source, nets: [net] } }));
  }));
});

test('renumbering orders without changing their sequence changes nothing', () => {
  // Kubernetes policies keep the order 1000 whatever we do, so it is the one that stays.
  changesNothing((objects) => objects.map((object: Anything) => (
    typeof object.spec?.order === 'number' && object.kind !== 'Tier'
      ? { ...object, spec: { ...object.spec, order: object.spec.order < 1000 ? object.spec.order / 2 - 7 : object.spec.order } } : object
  )));
});

test('a tier in front that passes everything changes nothing', () => {
  changesNothing((objects) => [...objects, {
    apiVersion: 'projectcalico.org/v3', kind: 'Tier', metadata: { name: 'front' }, spec: { order: -100, defaultAction: 'Deny' },
  }, {
    apiVersion: 'projectcalico.org/v3',
    kind: 'GlobalNetworkPolicy',
    metadata: { name: 'front.pass' },
    spec: { tier: 'front', types: ['Ingress', 'Egress'], ingress: [{ action: 'Pass' }], egress: [{ action: 'Pass' }] },
  }] as JsonObject[]);
});

test('renaming a label everywhere changes nothing', () => {
  changesNothing((objects) => JSON.parse(JSON.stringify(objects).replaceAll(/\bapp\b/g, 'zone.example/kind')) as JsonObject[]);
});

const HALVES: Record<string, string[]> = {
  '0.0.0.0/0': ['0.0.0.0/1', '128.0.0.0/1'],
  '203.0.113.0/24': ['203.0.113.0/25', '203.0.113.128/25'],
  '10.65.0.0/16': ['10.65.0.0/17', '10.65.128.0/17'],
  '::/0': ['::/1', '8000::/1'],
  '2001:db8::/32': ['2001:db8::/33', '2001:db8:8000::/33'],
};

test('splitting CIDRs changes nothing', () => {
  const split = (nets: string[] | undefined): string[] | undefined => nets?.flatMap((net) => HALVES[net] ?? [net]);
  const splitSide = (side: Anything): Anything => (side === undefined ? side : { ...side, nets: split(side.nets), notNets: split(side.notNets) });
  changesNothing((objects) => mapRules(objects, (rule) => [{ ...rule, source: splitSide(rule.source), destination: splitSide(rule.destination) }])
    .map((object: Anything) => (String(object.kind).endsWith('NetworkSet') ? { ...object, spec: { nets: split(object.spec.nets) } } : object)));
});

test('a policy that selects nobody changes nothing', () => {
  changesNothing((objects) => [{
    apiVersion: 'projectcalico.org/v3',
    kind: 'GlobalNetworkPolicy',
    metadata: { name: 'unrelated' },
    spec: { order: -50, selector: 'app == \'nobody\'', types: ['Ingress', 'Egress'], ingress: [{ action: 'Deny' }], egress: [{ action: 'Deny' }] },
  }, ...objects]);
});

test('the order of the input changes nothing', () => {
  changesNothing((objects) => [...objects].reverse());
});

test('without the deciding rule something else decides', () => {
  let decided = 0;
  fc.assert(fc.property(cluster, flows, (objects, asked) => {
    const before = new Answers(objects);
    for (const one of asked) {
      const answer = before.ofWalker(one);
      for (const direction of ['egress', 'ingress'] as const) {
        const last = answer[direction]?.trace.at(-1);
        const match = /^\S+ (NetworkPolicy|GlobalNetworkPolicy) (\S*)\/(\S+) (\d+) /.exec(last ?? '');
        if (match === null) { continue; }
        const [, kind, namespace, name, index] = match;
        const without = objects.map((object: Anything) => {
          const isDecider = object.kind === kind && object.apiVersion === 'projectcalico.org/v3' && object.metadata.name === name
            && (object.metadata.namespace ?? '') === namespace;
          if (!isDecider) { return object; }
          const rules = object.spec[direction].map((rule: Anything, position: number) => (position === Number(index) ? { action: 'Log' } : rule));
          return { ...object, spec: { ...object.spec, [direction]: rules } };
        });
        expect(new Answers(without).ofWalker(one)[direction]?.trace.at(-1)).not.toBe(last);
        decided++;
      }
    }
  }), tries(RUNS));
  expect(decided).toBeGreaterThan(20);
});
