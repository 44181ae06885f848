import { execFileSync } from 'child_process';
import { existsSync } from 'fs';
import { join } from 'path';
import { kindFacts, KINDS, schemaAt } from '../imports/facts';

const COMPILED = join(__dirname, '../lib/imports');
const ROUNDS = 9;

/**
 * What the bindings and the facts cost a program that loads them.
 *
 *   npm run bench -- imports        (compile first: the compiled bindings are measured)
 */
export function run(): void {
  if (existsSync(`${COMPILED}/index.js`)) {
    console.log(`imports: require of the bindings ${median(() => requireTime(COMPILED)).toFixed(1)} ms (after cdk8s; at most 60)`);
  } else {
    console.log('imports: no compiled bindings in lib/, compile first');
  }
  const start = performance.now();
  for (const { apiVersion, kind } of KINDS) schemaAt(kindFacts(apiVersion, kind)!, 33);
  console.log(`imports: facts of all ${KINDS.length} kinds loaded and resolved for one minor in ${(performance.now() - start).toFixed(1)} ms`);
}

/** In a process of its own, as the second require is free. */
function requireTime(module: string): number {
  const program = `require('cdk8s'); const start = performance.now(); require(${JSON.stringify(module)}); console.log(performance.now() - start);`;
  return Number(execFileSync(process.execPath, ['-e', program], { cwd: join(__dirname, '..'), encoding: 'utf8' }));
}

function median(measure: () => number): number {
  const times = Array.from({ length: ROUNDS }, measure).sort((a, b) => a - b);
  return times[Math.floor(ROUNDS / 2)];
}
