import { parseArgs } from 'node:util';
import * as fc from 'fast-check';
import { agreement, type Tally } from './property';

/* `npm run test:naive -- --count 10000000 [--seed 42]`, by answers of the matrix: exit code 2 when there is a difference, which is printed as small as it gets. */

const BATCH = 50;
const FLOWS = 400;
const REPORT_SECONDS = 60;

function main(): number {
  const { values } = parseArgs({ options: { count: { type: 'string', default: '1000000' }, seed: { type: 'string' } } });
  const count = Number(values.count);
  const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
  if (!Number.isInteger(count) || !Number.isInteger(seed)) { throw new Error('--count and --seed are whole numbers'); }
  const tally: Tally = { walker: 0, matrix: 0 };
  const print = (): void => console.log(`seed ${seed}: ${tally.walker} answers of the walker and ${tally.matrix} of the matrix compared`);
  let reported = performance.now();
  for (let batch = 0; tally.matrix < count; batch++) {
    const numRuns = Math.min(BATCH, Math.ceil((count - tally.matrix) / FLOWS));
    const details = fc.check(agreement(tally, FLOWS), { seed: seed + batch, numRuns });
    if (details.failed) {
      print();
      console.error(fc.defaultReportMessage(details));
      return 2;
    }
    if (performance.now() - reported > REPORT_SECONDS * 1000) {
      print();
      reported = performance.now();
    }
  }
  print();
  console.log('no difference');
  return 0;
}

process.exitCode = main();
