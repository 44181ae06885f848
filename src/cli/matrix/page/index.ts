import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PageData } from './data';

export { pageData } from './data';

const STYLES = ['style.css', 'print.css'];
const SCRIPTS = ['model.js', 'ports.js', 'filter.js', 'grid.js', 'panel.js', 'list.js', 'main.js'];

/** One page that needs nothing else. Its policy lets nothing run or load but what it brings. */
export function printPage(data: PageData): string {
  const style = STYLES.map(read).join('');
  const script = `(() => {\n'use strict';\n${SCRIPTS.map((name) => read(join('client', name))).join('')}})();\n`;
  const parts: Readonly<Record<string, string>> = {
    STYLE: style,
    SCRIPT: script,
    POLICY: `default-src 'none'; style-src ${hash(style)}; script-src ${hash(script)}; base-uri 'none'; form-action 'none'`,
    // No text of a manifest can end the element or begin a comment in it.
    DATA: JSON.stringify(data).replaceAll('<', '\\u003c'),
  };
  return read('page.html').replace(/\{\{([A-Z]+)\}\}/g, (_match, name: string) => parts[name]);
}

function hash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** Browsers count lines with \n only, and so must the hash. */
function read(name: string): string {
  return readFileSync(join(__dirname, name), 'utf8').replaceAll('\r\n', '\n');
}
