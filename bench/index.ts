import { run as synth } from './synth';

/** Each subject by name: `npm run bench` runs all, `npm run bench -- synth --scale=1` one with its arguments. */
const SUBJECTS: Record<string, (args: string[]) => void | Promise<void>> = { synth };

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  const names = args.filter((arg) => !arg.startsWith('-'));
  for (const name of names) {
    if (!(name in SUBJECTS)) throw new Error(`no benchmark is called ${name}; there are: ${Object.keys(SUBJECTS).join(', ')}`);
  }
  for (const [name, run] of Object.entries(SUBJECTS)) {
    if (names.length === 0 || names.includes(name)) await run(args.filter((arg) => arg.startsWith('-')));
  }
}

void main();
