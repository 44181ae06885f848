import { run } from '../../src/cli/run';

export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

/** Runs a command line in this process. */
export async function command(...args: string[]): Promise<Outcome> {
  let out = '';
  let error = '';
  const code = await run(args, { out: (text) => { out += text; }, error: (text) => { error += text; }, hasColors: false });
  return { code, out, error };
}
