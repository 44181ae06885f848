import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

/** The command as a process of its own. */
function spawn(args: string[], input: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [require.resolve('tsx/cli'), join(ROOT, 'src/cli/main.ts'), ...args],
    { input, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1', NODE_NO_WARNINGS: '1' } });
  return { status, stdout, stderr };
}

const POLICY = 'apiVersion: projectcalico.org/v3\nkind: GlobalNetworkPolicy\nmetadata: {name: a}\nspec: {selector: a == "b", types: [Ingress], order: 1}\n';

test('standard input is read, and the exit code is that of the process', () => {
  expect(spawn(['check', '-', '--quiet'], POLICY)).toEqual({ status: 0, stdout: '', stderr: '' });
  const { status, stdout } = spawn(['check', '-', '--format', 'github'], POLICY.replace('==', '='));
  expect(status).toBe(2);
  expect(stdout).toContain('::error file=<stdin>,line=4,');
});

test('--batch answers every line, and goes on after one that it cannot read', () => {
  const lines = [
    JSON.stringify({ id: 1, yaml: POLICY }), 'not JSON', JSON.stringify({ id: 2 }), JSON.stringify({ id: 3, yaml: POLICY, calicoVersion: 'v9' }),
    JSON.stringify({ id: 4, yaml: POLICY.replace('order', 'ordre'), calicoVersion: 'v3.31', installMode: 'calicoctl' }),
  ];
  const { status, stdout } = spawn(['check', '--batch'], lines.join('\n'));
  expect(status).toBe(0);
  const answers = stdout.trim().split('\n').map((line) => JSON.parse(line) as { id?: number; error?: string; findings?: { path: string }[] });
  expect(answers.slice(0, 4)).toEqual([
    { id: 1, findings: [] }, { error: 'the line is not JSON' }, { id: 2, error: 'yaml must be a text' }, { id: 3, error: expect.stringContaining('v9') },
  ]);
  expect(answers[4]).toMatchObject({ id: 4, findings: [{ path: 'spec.ordre' }] });
});
