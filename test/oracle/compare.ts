import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';

/** How a suite compares this package with one subcommand of the Go program. */
export interface Comparison<Input extends object, Answer> {
  readonly name: string;
  readonly subcommand: string;
  readonly defaultCount: number;
  /** Makes one input; all randomness comes from `random`. */
  generate(random: Random): Input;
  /** What differs; undefined when both say the same. */
  difference(input: Input, answer: Answer): string | undefined;
  /** Whether the input was accepted: the share is printed, because a suite of refusals proves little. */
  accepted(answer: Answer): boolean;
}

const MAX_SHOWN = 10;
const BATCH = 2000;

/** Runs a comparison as a program: exit code 1 on any difference. The arguments are --count and --seed. */
export async function compare<Input extends object, Answer>(comparison: Comparison<Input, Answer>): Promise<void> {
  const { values } = parseArgs({ options: { count: { type: 'string' }, seed: { type: 'string' } } });
  const count = Number(values.count ?? comparison.defaultCount);
  const seed = Number(values.seed ?? Date.now() % 1_000_000_007);
  if (!Number.isSafeInteger(count) || count < 1 || !Number.isSafeInteger(seed)) { throw new Error('--count and --seed take whole numbers'); }
  console.log(`${comparison.name}: ${count} cases, seed ${seed}`);

  const program = process.env.CALICO_ORACLE;
  if (program === undefined) { throw new Error('CALICO_ORACLE is not set: start the suite with test/oracle/run.sh'); }
  const random = new Random(seed);
  const oracle = spawn(program, [comparison.subcommand], { stdio: ['pipe', 'pipe', 'inherit'] });
  const exited = once(oracle, 'exit');
  const waiting: Input[] = [];
  const write = (async () => {
    for (let done = 0; done < count; done += BATCH) {
      const inputs = Array.from({ length: Math.min(BATCH, count - done) }, () => comparison.generate(random));
      waiting.push(...inputs);
      if (!oracle.stdin.write(inputs.map((input) => `${JSON.stringify(input)}\n`).join(''))) { await once(oracle.stdin, 'drain'); }
    }
    oracle.stdin.end();
  })();

  let compared = 0;
  let accepted = 0;
  let different = 0;
  for await (const line of createInterface({ input: oracle.stdout })) {
    const input = waiting.shift()!;
    const answer = JSON.parse(line) as Answer;
    const difference = comparison.difference(input, answer);
    compared++;
    if (comparison.accepted(answer)) { accepted++; }
    if (difference !== undefined && ++different <= MAX_SHOWN) {
      console.log(`DIFFERENT: ${difference}\n  input: ${JSON.stringify(input)}\n  Calico: ${line}`);
    }
  }
  await write;
  const [code] = await exited as [number];
  console.log(`${comparison.name}: ${compared} compared, ${Math.round(100 * accepted / compared)} % accepted by Calico, ${different} different`);
  process.exitCode = code === 0 && compared === count && different === 0 ? 0 : 1;
}

/** A small seeded generator (mulberry32): the same seed gives the same cases everywhere. */
export class Random {
  constructor(private state: number) {}

  /** From 0 up to, without, 1. */
  public next(): number {
    /* eslint-disable no-bitwise */
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    /* eslint-enable no-bitwise */
  }

  /** From 0 to `limit` - 1. */
  public below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  public chance(probability: number): boolean {
    return this.next() < probability;
  }

  public pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)];
  }
}
