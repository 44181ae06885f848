/**
 * Compiles the TypeScript blocks of README.md and docs/, against the sources. A block that imports something is a whole program; any other
 * stands in rosetta/default.ts-fixture, as the examples of docstrings do.
 * (jsii-rosetta compiles README.md and docstrings too, but does not read docs/.)
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '..');
const OUT = join(ROOT, '.cache', 'docs-code');

interface Block { readonly file: string; readonly line: number; readonly code: string }

function blocksOf(file: string): Block[] {
  const lines = readFileSync(join(ROOT, file), 'utf8').split('\n');
  const blocks: Block[] = [];
  let start = -1;
  lines.forEach((line, index) => {
    if (start < 0 && /^```(ts|typescript)\b/.test(line)) {
      start = index + 1;
    } else if (start >= 0 && line.startsWith('```')) {
      blocks.push({ file, line: start + 1, code: lines.slice(start, index).join('\n') });
      start = -1;
    }
  });
  return blocks;
}

const fixture = readFileSync(join(ROOT, 'rosetta', 'default.ts-fixture'), 'utf8');

/** The program that a block stands for, with its lines where they are in the document, so that errors point there. */
function programOf(block: Block): string {
  const isProgram = /^import /m.test(block.code);
  const [before, after] = isProgram ? ['', ''] : fixture.split('/// here');
  // The fixture goes on one line, so that line numbers stay those of the document.
  return `${before.replace(/\n/g, ' ')}${'\n'.repeat(block.line - 1)}${block.code}\n${after}\nexport {};\n`;
}

function main(): number {
  const documents = ['README.md', ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md')).map((file) => join('docs', file)).sort()];
  const blocks = documents.flatMap(blocksOf);
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(OUT, { recursive: true });
  const names = new Map<string, string>();
  for (const block of blocks) {
    const name = `${block.file.replace(/[^A-Za-z0-9]+/g, '-')}-${block.line}.ts`;
    names.set(name, block.file);
    writeFileSync(join(OUT, name), programOf(block));
  }
  writeFileSync(join(OUT, 'tsconfig.json'), JSON.stringify({
    extends: '../../tsconfig.json',
    compilerOptions: {
      noEmit: true, rootDir: '../..', customConditions: ['cdk8s-calico-source'], noUnusedLocals: false, noUnusedParameters: false,
    },
    include: ['*.ts'],
  }));
  if (blocks.length > 0) {
    const result = spawnSync(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', OUT], { cwd: OUT, encoding: 'utf8' });
    if (result.status !== 0) {
      console.error(result.stdout.replace(/^([^\s(]+\.ts)\(/gm, (all, name) => (names.has(name) ? `${names.get(name)}(` : all)));
      return 1;
    }
  }
  console.log(`${blocks.length} code blocks of ${documents.length} documents compile`);
  return 0;
}

process.exitCode = main();
