import * as difference from './difference';
import * as importTime from './import';
import * as imports from './imports';
import * as lint from './lint';
import * as render from './render';
import * as rollout from './rollout';
import * as selector from './selector';
import * as synth from './synth';
import * as validate from './validate';
import * as verdict from './verdict';
import * as yaml from './yaml';

/** `npm run bench` runs every benchmark, `npm run bench -- NAME [options]` one of them. */
const BENCHMARKS: { readonly [name: string]: { run(args: string[]): void | Promise<void> } } = {
  difference, import: importTime, imports, lint, render, rollout, selector, synth, validate, verdict, yaml,
};

async function main([name, ...args]: string[]): Promise<void> {
  if (name !== undefined && !Object.hasOwn(BENCHMARKS, name)) throw new Error(`no benchmark ${name}; there are ${Object.keys(BENCHMARKS).join(', ')}`);
  for (const each of name === undefined ? Object.keys(BENCHMARKS) : [name]) await BENCHMARKS[each].run(args);
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
