import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Progress, withProgress } from '../../src/cli/progress';
import { run } from '../../src/cli/run';

/** A clock on which each look takes as long as said. */
function clock(milliseconds: number): void {
  let now = 0;
  jest.spyOn(performance, 'now').mockImplementation(() => { now += milliseconds; return now; });
}

function shown(showsProgress: boolean, options: { quiet?: boolean }, work: (progress: Progress) => void): string {
  let error = '';
  withProgress({ out: () => undefined, error: (text) => { error += text; }, hasColors: false, showsProgress }, options, work);
  return error;
}

const five = ({ step }: Progress): void => { [1, 2, 3, 4, 5].forEach((done) => step('reading files', done, 5)); };
const CLEAR = '\r\u001b[K';

afterEach(() => jest.restoreAllMocks());

describe('progress', () => {
  test('is one line on a terminal, which comes after a second and goes with the work', () => {
    clock(400);
    expect(shown(true, {}, five)).toBe(`${CLEAR}reading files 3 of 5 …${CLEAR}reading files 4 of 5 …${CLEAR}reading files 5 of 5 …${CLEAR}`);
  });

  test('is not shown for short work, to nobody, or when told to be quiet', () => {
    clock(10);
    expect(shown(true, {}, five)).toBe('');
    clock(400);
    expect(shown(false, {}, five)).toBe('');
    expect(shown(true, { quiet: true }, five)).toBe('');
  });

  test('is not written more often than people read', () => {
    clock(1);
    const text = shown(true, {}, ({ step }) => { for (let done = 0; done < 1500; done++) { step('reading files', done); } });
    expect(text.match(/reading files/g)).toHaveLength(6);
  });

  test('leaves no line behind when the work fails', () => {
    clock(2000);
    let error = '';
    const io = { out: () => undefined, error: (text: string) => { error += text; }, hasColors: false, showsProgress: true };
    expect(() => withProgress(io, {}, ({ step }) => { step('reading files'); throw new Error('no'); })).toThrow('no');
    expect(error).toBe(`${CLEAR}reading files …${CLEAR}`);
  });
});

describe('the commands', () => {
  const folder = mkdtempSync(join(tmpdir(), 'progress-'));
  const file = join(folder, 'pods.yaml');
  const flows = join(folder, 'flows.json');
  beforeAll(() => {
    writeFileSync(file, '{apiVersion: v1, kind: Pod, metadata: {name: web, namespace: shop}, status: {podIP: 10.0.0.1}}\n');
    writeFileSync(flows, '{"version": 1, "flows": [{"from": {"pod": "shop/web"}, "to": {"ip": "192.0.2.1"}}]}');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  async function on(showsProgress: boolean, ...args: string[]): Promise<{ out: string; error: string }> {
    clock(2000);
    let [out, error] = ['', ''];
    await run(args, { out: (text) => { out += text; }, error: (text) => { error += text; }, hasColors: false, showsProgress });
    return { out, error };
  }

  test.each([
    ['matrix', ['matrix', file, '--complete'], ['reading files 1', 'making a model of 1 objects', 'deciding: classes 1 of 1', 'writing: senders']],
    ['evaluate', ['evaluate', file, '--flows', flows], ['reading files 1', 'judging flows 0 of 1']],
    ['explain', ['explain', 'shop/web', '192.0.2.1', 'tcp/80', file], ['reading files 1']],
    ['diff', ['diff', file, file], ['reading files 1', 'comparing all flows']],
    ['rollout', ['rollout', file], ['reading files 1', 'putting the changes in order', 'walking: steps 0 of 1']],
    ['check', ['check', file], ['reading files 1', 'checking objects 0 of 1']],
  ])('%s tells how far it is, and writes the same to those who don\'t watch', async (_name, args, steps) => {
    const watched = await on(true, ...args);
    for (const step of steps) { expect(watched.error).toContain(`${CLEAR}${step}`); }
    const unwatched = await on(false, ...args);
    expect(unwatched.error).not.toContain(CLEAR);
    expect(unwatched.out).toBe(watched.out);
    expect((await on(true, ...args, '--quiet')).error).toBe('');
  });

  test('matrix tells notes unless it is to be quiet', async () => {
    expect((await on(false, 'matrix', file, '--complete')).error).toContain('note: Namespace shop is not in the input');
  });
});
