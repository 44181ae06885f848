import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { didYouMean } from './similar-words';

/** The folder with one page for each code; it is part of the package. */
function pagesFolder(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return join(folder, 'docs', 'findings');
}

/** The page of a code: what it is, why it matters, a bad and a good example. Undefined when there is no such code. */
export function explanation(code: string): string | undefined {
  if (!/^CAL\d{4}$/.test(code)) return undefined;
  const file = join(pagesFolder(), `${code}.md`);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

let codes: readonly string[] | undefined;

/** All codes that have a page, sorted. */
export function explainedCodes(): readonly string[] {
  codes ??= readCodes();
  return codes;
}

function readCodes(): string[] {
  const folder = pagesFolder();
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((name) => /^CAL\d{4}\.md$/.test(name)).map((name) => name.slice(0, -'.md'.length)).sort();
}

/** Why a text is the code of no finding; undefined when it is one. */
export function codeProblem(text: string): string | undefined {
  if (!/^CAL\d{4}$/.test(text)) return 'is no code of a finding; codes look like CAL2003.';
  const known = explainedCodes();
  return known.length === 0 || known.includes(text) ? undefined : `is no code of a finding.${didYouMean(text, known)}`;
}
