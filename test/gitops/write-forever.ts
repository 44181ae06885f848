/** Writes two outputs in turn until somebody kills it: arguments are the folder and the number of files. */
import { writeOutput } from '../../src/gitops/write-output';

const [folder, size] = [process.argv[2], Number(process.argv[3])];
for (let generation = 0; ; generation = 1 - generation) {
  writeOutput(folder, Array.from({ length: size }, (_, n) => ({
    path: `${(n + generation) % (size + 7)}.yaml`, content: [`${generation} ${'x'.repeat(n * 20)}\n`],
  })));
  process.stdout.write('.');
}
