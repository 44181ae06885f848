import * as jsYaml from 'js-yaml';
import * as yaml from 'yaml';
import { readManifests, writeYaml } from '../src/manifest';

const POLICIES = 1000;
const ROUNDS = 5;

function policy(index: number) {
  return {
    apiVersion: 'projectcalico.org/v3',
    kind: 'GlobalNetworkPolicy',
    metadata: { name: `platform.policy-${index}` },
    spec: {
      tier: 'platform',
      order: index,
      selector: `app == 'web-${index % 50}'`,
      types: ['Ingress', 'Egress'],
      ingress: Array.from({ length: 10 }, (_, rule) => ({
        action: 'Allow',
        protocol: 'TCP',
        source: { selector: `role == 'r${rule}' && env in {'prod', 'test'}`, namespaceSelector: 'all()', nets: ['10.0.0.0/8', '192.168.0.0/16'] },
        destination: { ports: [80, '8000:9000', 'http'] },
      })),
    },
  };
}

/** Reading and writing 1,000 policies of 10 rules as YAML, beside the libraries. */
export function run(): void {
  const objects = Array.from({ length: POLICIES }, (_, index) => policy(index));
  const text = writeYaml(objects);
  console.log(`yaml: ${POLICIES} policies of 10 rules, ${(text.length / 1e6).toFixed(1)} MB`);
  report('write: ours', () => writeYaml(objects));
  report('write: yaml, as cdk8s calls it', () => objects.map((object) => yaml.stringify(object, { lineWidth: 0, version: '1.1' })).join('---\n'));
  report('write: JSON.stringify', () => JSON.stringify(objects));
  report('read: ours', () => readManifests(text).manifests);
  report('read: js-yaml (YAML 1.2 scalars)', () => jsYaml.loadAll(text));
  report('read: yaml', () => yaml.parseAllDocuments(text).map((document) => document.toJS() as unknown));
}

function report(name: string, work: () => unknown): void {
  const times = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  }).sort((a, b) => a - b);
  console.log(`  ${name.padEnd(34)} ${times[Math.floor(ROUNDS / 2)].toFixed(0)} ms`);
}
