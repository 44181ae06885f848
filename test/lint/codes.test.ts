import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { LINT_CODES, lintCluster } from '../../src/lint';
import { LINT_RULES } from '../../src/lint/rules';
import type { JsonObject } from '../../src/manifest';
import { CalicoTarget } from '../../src/target';
import { tries } from '../setup/tries';

const PAGES = join(__dirname, '../../docs/findings');

test.each(Object.keys(LINT_CODES))('%s has a page with what, why, a bad and a good example', (code) => {
  const file = join(PAGES, `${code}.md`);
  expect(existsSync(file)).toBe(true);
  const page = readFileSync(file, 'utf8');
  expect(page).toContain(`# ${code}: ${LINT_CODES[code].title}\n`);
  for (const part of ['**Why it matters.**', '\nBad:\n', '\nGood:\n']) expect(page).toContain(part);
});

test('every page is of a code, and every code belongs to one rule', () => {
  const pages = readdirSync(PAGES).filter((name) => /^CAL[23]/.test(name)).map((name) => name.replace('.md', ''));
  expect(pages.sort()).toEqual(Object.keys(LINT_CODES).sort());
  expect(LINT_RULES.flatMap(({ codes }) => codes).sort()).toEqual(Object.keys(LINT_CODES).sort());
});

test('whatever the objects are, rules do not throw', () => {
  const kinds = ['NetworkPolicy', 'GlobalNetworkPolicy', 'Tier', 'HostEndpoint', 'GlobalNetworkSet', 'BGPPeer', 'IPPool', 'FelixConfiguration', 'StagedNetworkPolicy'];
  const junk = fc.jsonValue({ maxDepth: 3 });
  const rule = fc.record({ action: fc.constantFrom('Allow', 'Deny', 'Pass', 5, null), source: junk, destination: junk, protocol: junk }, { requiredKeys: [] });
  const fields = ['tier', 'order', 'selector', 'types', 'cidr', 'filters', 'node', 'failsafeInboundHostPorts', 'nets', 'stagedAction'];
  const spec = fc.oneof(junk, fc.record(
    { ...Object.fromEntries(fields.map((field) => [field, junk])), ingress: fc.oneof(junk, fc.array(rule)), egress: fc.oneof(junk, fc.array(rule)) },
    { requiredKeys: [] }));
  const object = fc.record({ apiVersion: fc.constant('projectcalico.org/v3'), kind: fc.constantFrom(...kinds), metadata: junk, spec });
  fc.assert(fc.property(fc.array(object), fc.boolean(), (objects, complete) => {
    lintCluster(objects.map((value) => ({ object: value as unknown as JsonObject, origin: {} })), { target: CalicoTarget.assumed(), complete });
  }), tries(100));
});
