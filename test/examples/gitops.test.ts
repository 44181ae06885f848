import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { command } from '../cli/run-command';
import { refusals } from '../gitops/delivery-schemas';

function filesOf(folder: string): Record<string, string> {
  return Object.fromEntries(readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => {
    const file = join(entry.parentPath, entry.name);
    return [file.slice(folder.length + 1), readFileSync(file, 'utf8')];
  }));
}

describe.each([['gitops-argocd', 'argo-cd'], ['gitops-flux', 'flux']])('%s', (name, tool) => {
  const example = resolve(__dirname, '../../examples', name);
  const committed = join(example, 'rendered');

  test('the committed files are those of the code', () => {
    const outdir = mkdtempSync(join(tmpdir(), 'cdk8s-calico-example-'));
    const { status, stderr } = spawnSync(process.execPath, [require.resolve('tsx/cli'), '--conditions=cdk8s-calico-source', 'main.ts'], {
      cwd: example, env: { ...process.env, CDK8S_OUTDIR: outdir }, encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([0, expect.any(String)]);
    expect(filesOf(outdir)).toEqual(filesOf(committed));
    rmSync(outdir, { recursive: true });
  });

  test('check has nothing against them', async () => {
    const { code, out } = await command('check', join(committed, 'policies'), '--calico-version', 'v3.31', '--fail-on', 'warning');
    expect([code, out]).toEqual([0, expect.any(String)]);
  });

  test('the CRDs take what delivers them', () => {
    const documents = parseAllDocuments(readFileSync(join(committed, tool, 'delivery.k8s.yaml'), 'utf8')) as any[];
    expect(documents.flatMap((document) => refusals(document.toJS()))).toEqual([]);
  });
});
