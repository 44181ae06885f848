import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { command } from './run-command';

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'convert-')); });
afterEach(() => { rmSync(folder, { recursive: true }); });

test('old documents are converted with notes, others stay', async () => {
  const path = join(folder, 'a.yaml');
  writeFileSync(path, 'apiVersion: v1\nkind: policy\nmetadata: {name: p}\nspec: {ingress: [{action: allow}]}\n---\napiVersion: v1\nkind: Pod\n');
  const { code, out, error } = await command('convert', path);
  expect(code).toBe(0);
  expect(out).toMatch(/kind: GlobalNetworkPolicy\n(.*\n)*---\napiVersion: v1\nkind: Pod\n$/);
  expect(error).toContain('GlobalNetworkPolicy p, spec.order: there is no order');
});

test('a part is never converted as if it were everything', async () => {
  const path = join(folder, 'a.yaml');
  writeFileSync(path, 'apiVersion: v1\nkind: node\nmetadata: {name: n}\n---\na: [\n');
  expect(await command('convert', path)).toMatchObject({ code: 1, out: '', error: expect.stringContaining('a.yaml:6:1') });
});
