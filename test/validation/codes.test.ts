import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CODES } from '../../src/validation';
import { RULES } from '../../src/validation/rules';

const PAGES = join(__dirname, '../../docs/findings');
const SOURCES = join(__dirname, '../../src/validation');

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? sources(path) : entry.name === 'codes.ts' ? [] : [readFileSync(path, 'utf8')];
  });
}

describe('codes', () => {
  test.each(Object.keys(CODES))('%s has a page with what, why, a bad and a good example', (code) => {
    const file = join(PAGES, `${code}.md`);
    expect(existsSync(file)).toBe(true);
    const page = readFileSync(file, 'utf8');
    expect(page).toContain(`# ${code}: ${CODES[code].title}\n`);
    for (const part of ['**Why it matters.**', '\nBad:\n', '\nGood:\n']) expect(page).toContain(part);
  });

  test('every page of this room is of a code, and every code is used', () => {
    const pages = readdirSync(PAGES).filter((name) => name.startsWith('CAL1')).map((name) => name.replace('.md', ''));
    expect(pages.sort()).toEqual(Object.keys(CODES).sort());
    const text = sources(SOURCES).join('\n');
    expect(Object.keys(CODES).filter((code) => !text.includes(`'${code}'`))).toEqual([]);
    expect(RULES.filter((rule) => !Object.hasOwn(CODES, rule.code))).toEqual([]);
  });
});
