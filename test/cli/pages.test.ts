import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { command } from './run-command';
import { explainedCodes, explanation } from '../../src/findings';

let folder: string;
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'pages-')); });
afterAll(() => { rmSync(folder, { recursive: true }); });

/** The codes of what cannot be read in a text. */
async function unread(text: string): Promise<string[]> {
  const file = join(folder, 'a.yaml');
  writeFileSync(file, text);
  const { findings } = JSON.parse((await command('check', file, '--format', 'json')).out) as { findings: { code: string }[] };
  return findings.map(({ code }) => code).filter((code) => code.startsWith('CAL0'));
}

test.each(explainedCodes().filter((code) => code.startsWith('CAL0')))('the page of %s has a bad example that raises it, and a good one that can be read', async (code) => {
  const examples = [...explanation(code)!.matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => match[1]);
  const [bad, good] = examples.map((text) => (code === 'CAL0003' ? text : `apiVersion: projectcalico.org/v3\nkind: GlobalNetworkSet\n${text}`));
  expect(await unread(bad)).toEqual([code]);
  expect(await unread(good)).toEqual([]);
});
