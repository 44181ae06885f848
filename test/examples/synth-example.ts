import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Runs an example as its README says: the text that it wrote, by name of the chart. */
export function synthExample(name: string): Record<string, string> {
  const outdir = mkdtempSync(join(tmpdir(), 'cdk8s-calico-example-'));
  try {
    const result = spawnSync(process.execPath, [require.resolve('tsx/cli'), '--conditions=cdk8s-calico-source', 'main.ts'], {
      cwd: resolve(__dirname, '../../examples', name), env: { ...process.env, CDK8S_OUTDIR: outdir }, encoding: 'utf8',
    });
    if (result.status !== 0) {
      throw new Error(result.stderr);
    }
    return Object.fromEntries(readdirSync(outdir).filter((file) => file.endsWith('.k8s.yaml')).map((file) => [
      file.replace('.k8s.yaml', ''), readFileSync(join(outdir, file), 'utf8'),
    ]));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
