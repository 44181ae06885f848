import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { command } from '../run-command';

const YAML = `
apiVersion: v1
kind: Pod
metadata: {name: web-0, namespace: shop, labels: {app: web}}
status: {podIP: 10.0.0.1}
---
apiVersion: v1
kind: Pod
metadata: {name: web-1, namespace: shop, labels: {app: web}}
status: {podIP: 10.0.0.2}
---
apiVersion: v1
kind: Pod
metadata: {name: 'db"]; e0 -->|x| e1 <b>\`\\N', namespace: data, labels: {app: db}}
status: {podIP: 10.0.0.3}
---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkSet
metadata: {name: office, labels: {net: office}}
spec: {nets: [203.0.113.0/24, 198.51.100.0/24]}
---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: {name: all}
spec:
  types: [Ingress, Egress]
  ingress:
  - {action: Allow, protocol: TCP, source: {selector: app == 'web'}, destination: {selector: app == 'db', ports: [5432]}}
  - {action: Allow, protocol: TCP, source: {selector: net == 'office', namespaceSelector: global()}, destination: {selector: app == 'web', ports: [443]}}
  - {action: Allow, protocol: TCP, source: {ports: [999]}, destination: {selector: app == 'web', ports: [80]}}
  egress:
  - {action: Allow, protocol: TCP, destination: {ports: [5432]}}
`;

describe('the matrix as a graph', () => {
  const folder = mkdtempSync(join(tmpdir(), 'matrix-graph-'));
  const file = join(folder, 'shop.yaml');
  beforeAll(() => writeFileSync(file, YAML));
  afterAll(() => rmSync(folder, { recursive: true }));
  const matrix = (format: string) => command('matrix', file, '--complete', '--format', format);

  test('is a Mermaid flowchart, in which a name stays a name', async () => {
    const { code, out, error } = await matrix('mermaid');
    expect(code).toBe(0);
    expect(error).not.toContain('Mermaid');
    expect(out).toBe(`flowchart LR
  subgraph n0["data"]
    e0["data/db#34;#93;#59; e0 --#62;#124;x#124; e1 #60;b#62;#96;#92;N"]
  end
  subgraph n1["shop"]
    e1["shop/web-0 ×2"]
  end
  subgraph n2["addresses outside"]
    e3["GlobalNetworkSet office"]
    e2["other IPv4 addresses"]
  end
  e0 -->|"TCP 5432"| e2
  e0 -->|"TCP 5432"| e3
  e1 -->|"TCP 5432"| e0
  e1 -->|"TCP 5432"| e2
  e1 -->|"TCP 5432"| e3
  e2 -.->|"unknown: TCP 80"| e1
  e3 -->|"TCP 443"| e1
  e3 -.->|"unknown: TCP 80"| e1
`);
  });

  test('is a graph for Graphviz, in which a name stays a name', async () => {
    const { out } = await matrix('dot');
    expect(out).toContain('    e0 [label="data/db\\"]; e0 -->|x| e1 <b>`\\\\N"];\n');
    expect(out).toContain('  e2 -> e1 [label="unknown: TCP 80", style=dashed];\n');
  });

  const isThere = spawnSync('dot', ['-V']).status === 0;
  (isThere ? test : test.skip)(`is drawn by dot${isThere ? '' : ' (skipped: Graphviz is not installed)'}`, async () => {
    const { status, stdout, stderr } = spawnSync('dot', ['-Tsvg'], { input: (await matrix('dot')).out, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('data/db&quot;]; e0 &#45;&#45;&gt;|x| e1 &lt;b&gt;`\\N<');
    expect(stdout.match(/<g id="clust\d+" class="cluster">/g)).toHaveLength(3);
    expect(stdout.match(/<g id="edge\d+"/g)).toHaveLength(8);
  });

  test('tells when Mermaid would not draw it, and leaves nothing out', async () => {
    const pods = Array.from({ length: 23 }, (_, index) => `
---
apiVersion: v1
kind: Pod
metadata: {name: pod${index}, namespace: shop, labels: {app: a${index}}}
status: {podIP: 10.1.0.${index}}
---
apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: {name: p${index}, namespace: shop}
spec:
  selector: app == 'a${index}'
  types: [Ingress]
  ingress: [{action: Allow, protocol: TCP, destination: {ports: [${Array.from({ length: 20 }, (_p, port) => 1000 + 2 * port + index)}]}}]
`);
    const large = join(folder, 'large.yaml');
    writeFileSync(large, `{apiVersion: v1, kind: Namespace, metadata: {name: shop}}${pods.join('')}`);
    const { code, out, error } = await command('matrix', large, '--complete', '--format', 'mermaid');
    expect(code).toBe(0);
    expect(out.match(/-->/g)).toHaveLength(23 * 25);
    expect(error).toContain('note: the diagram has 575 edges, and Mermaid draws at most 500 (maxEdges): ');
    expect(error).toContain(`note: the diagram has ${out.length} characters, and Mermaid takes at most 50000 (maxTextSize): `);
  });
});
