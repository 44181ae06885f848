import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const ROUNDS = 7;
const COMPILED = join(__dirname, '..', 'lib', 'src', 'index.js');

/** How long `require('cdk8s-calico')` takes in a fresh process, beside cdk8s alone. Needs the compiled package (`npx jsii`). */
export function run(): void {
  if (!existsSync(COMPILED)) {
    console.log('import: nothing is compiled; run npx projen compile first');
    return;
  }
  console.log(`require, best of ${ROUNDS}: cdk8s ${best('cdk8s')} ms, cdk8s-calico (cdk8s included) ${best(COMPILED)} ms`);
}

function best(module: string): string {
  const program = `const t = performance.now(); require(${JSON.stringify(module)}); console.log(performance.now() - t)`;
  const times = Array.from({ length: ROUNDS }, () => Number(execFileSync(process.execPath, ['-e', program], { encoding: 'utf8' })));
  return Math.min(...times).toFixed(0);
}
