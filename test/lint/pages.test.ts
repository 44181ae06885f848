import { parseAllDocuments } from 'yaml';
import { found, type Given, gnp, lint, np } from './lint';
import { explanation, Severity } from '../../src/findings';
import { LINT_CODES } from '../../src/lint';
import type { JsonObject } from '../../src/manifest';
import { CalicoVersion, Dataplane } from '../../src/target';

const CALICO = 'projectcalico.org/v3';
const NAMESPACED = ['NetworkPolicy', 'StagedNetworkPolicy', 'NetworkSet'];

/** What an example of a few lines stands in. */
interface Surroundings extends Given {
  /** The kind of an example that does not say it. */
  readonly kind?: string;
  /** What else the cluster holds. */
  readonly beside?: string;
  /** The good example mends what stands beside it, and is no other form of the bad one. */
  readonly joins?: boolean;
}

const pod = (labels: string): string => `---
apiVersion: v1
kind: Pod
metadata: {name: some, namespace: shop, labels: {${labels}}}
spec: {containers: [{name: c, image: i}]}
status: {phase: Running, podIPs: [{ip: 10.0.0.1}]}
`;
const core = (kind: string, metadata: string): string => `---\napiVersion: v1\nkind: ${kind}\nmetadata: {${metadata}}\n`;
const calico = (kind: string, name: string, spec: string): string => `---\napiVersion: ${CALICO}\nkind: ${kind}\nmetadata: {name: ${name}}\nspec: {${spec}}\n`;

const SURROUNDINGS: Record<string, Surroundings> = {
  CAL2008: { beside: calico('Tier', 'security', 'order: 100') },
  CAL2012: { beside: pod('app: frontend') },
  CAL2022: { joins: true },
  CAL2030: { joins: true },
  CAL2031: { dataplane: Dataplane.WINDOWS },
  CAL2032: { dataplane: Dataplane.EBPF },
  CAL2033: { dataplane: Dataplane.NFTABLES },
  CAL3001: { complete: true, beside: calico('Tier', 'security', 'order: 100') },
  CAL3011: { version: CalicoVersion.V3_31 },
  CAL3020: { complete: true, beside: core('Namespace', 'name: data') + core('Service', 'name: db, namespace: data') },
  CAL3021: { complete: true, beside: core('Namespace', 'name: shop') },
  CAL3022: { complete: true, beside: calico('BGPFilter', 'no-default', '') },
  CAL3023: { complete: true, beside: core('Node', 'name: worker-1') },
  CAL3024: { complete: true, beside: pod('app: web') },
  CAL3025: { complete: true, beside: pod('role: client') },
  CAL3026: { complete: true, beside: gnp('all', "types: [Ingress], ingress: [{action: Deny, source: {selector: role == 'blocked'}}]") },
  CAL3027: { complete: true, beside: np('web', 'types: [Ingress]') },
  CAL3028: { complete: true, beside: pod('app: web').replace('image: i', 'image: i, ports: [{name: http, containerPort: 80}]') },
  CAL3030: { kind: 'IPPool' },
};

const OBJECT_FIELDS = ['apiVersion', 'kind', 'metadata', 'spec'];

/** An example as a whole object: a rule's side goes into a rule, a spec's fields into a spec. */
function whole(example: JsonObject, name: string, kindWithout = 'NetworkPolicy'): JsonObject {
  const kind = (example.kind ?? kindWithout) as string;
  const loose = Object.fromEntries(Object.entries(example).filter(([key]) => !OBJECT_FIELDS.includes(key)));
  const spec: JsonObject = { ...example.spec as JsonObject | undefined, ...asSpec(loose) };
  const types = [...'egress' in spec ? ['Egress'] : [], ...'ingress' in spec || !('egress' in spec) ? ['Ingress'] : []];
  const metadata: JsonObject = { name, ...NAMESPACED.includes(kind) ? { namespace: 'shop' } : {}, ...example.metadata as JsonObject | undefined };
  return { apiVersion: CALICO, kind, metadata, spec: { ...kind.endsWith('NetworkPolicy') && spec.stagedAction !== 'Delete' ? { types } : {}, ...spec } };
}

function asSpec(loose: JsonObject): JsonObject {
  if ('source' in loose) return { ingress: [{ action: 'Allow', ...loose }] };
  if ('services' in loose) return { egress: [{ action: 'Allow', destination: loose }] };
  return loose;
}

/** The documents of an example, each as a whole object, as one text. */
function text(example: string, kind?: string): string {
  return parseAllDocuments(example).map((document, index) => `---\n${JSON.stringify(whole(document.toJS() as JsonObject, `example-${index}`, kind))}\n`).join('');
}

describe.each(Object.keys(LINT_CODES))('the page of %s', (code) => {
  test('has a bad example that raises it, and a good one that does not', () => {
    const { kind, beside = '', joins, ...given } = SURROUNDINGS[code] ?? {};
    const [bad, good] = [...explanation(code)!.matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => text(match[1], kind));
    expect(found(code, beside + bad, given)).not.toEqual([]);
    expect(found(code, beside + (joins ? bad : '') + good, given)).toEqual([]);
    // The good example raises no error of another kind either.
    const errors = lint(beside + (joins ? bad : '') + good, given).filter(({ finding }) => finding.severity === Severity.ERROR);
    expect(errors.map(({ finding }) => `${finding.code} ${finding.message}`)).toEqual([]);
  });
});
