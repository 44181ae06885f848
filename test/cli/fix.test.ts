import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { command } from './run-command';

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'fix-')); });
afterEach(() => { rmSync(folder, { recursive: true }); });

const TEXT = `# kept
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata:
  name: a
spec:
  selector: all()
  order: "10"   # a number
  types: [Ingress]
  ingress:
  - action: Allow
    protocol: TCP
    destination: {ports: [80]}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: b}
`;

test('safe fixes are applied in place, and only what they touch changes', async () => {
  const path = join(folder, 'a.yaml');
  writeFileSync(path, TEXT);
  expect((await command('check', path)).code).toBe(2);
  const { code, error } = await command('check', '--fix', path);
  expect(code).toBe(0);
  expect(error).toContain('1 finding fixed');
  expect(readFileSync(path, 'utf8')).toBe(TEXT.replace('"10"', '10'));
  expect(readdirSync(folder)).toEqual(['a.yaml']);
});

test('a clean file is not written', async () => {
  const path = join(folder, 'a.yaml');
  writeFileSync(path, TEXT.replace('"10"', '10'));
  expect(await command('check', path, '--fix', '--quiet')).toEqual({ code: 0, out: '', error: '' });
});
