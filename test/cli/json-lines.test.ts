import { Readable } from 'node:stream';
import { ExitCode, UsageError } from '../../src/cli/io';
import { answerLines, textOf } from '../../src/cli/json-lines';

async function answersTo(...lines: string[]): Promise<unknown[]> {
  const out: string[] = [];
  const io = { out: (text: string) => { out.push(text); }, error: (text: string) => { throw new Error(text); }, hasColors: false };
  const code = await answerLines(Readable.from(lines.map((line) => `${line}\n`)), io, '{id, kind}', (request) => {
    switch (textOf(request, 'kind')) {
      case 'bug': return (undefined as unknown as { answer: object }).answer;
      case 'mistake': throw new UsageError('no such thing');
      default: return { kind: request.kind };
    }
  });
  expect(code).toBe(ExitCode.OK);
  return out.map((line) => JSON.parse(line) as unknown);
}

test('each line is answered, whatever is wrong with the one before', async () => {
  expect(await answersTo('not JSON', '', '[1]', 'null', '{"id":1,"kind":5}', '{"id":2,"kind":"mistake"}', '{"id":3,"kind":"bug"}', '{"id":4,"kind":"fine"}')).toEqual([
    { error: 'the line is not JSON' },
    { error: 'the line is not an object {id, kind}' },
    { error: 'the line is not an object {id, kind}' },
    { id: 1, error: 'kind must be a text' },
    { id: 2, error: 'no such thing' },
    { id: 3, error: expect.stringMatching(/^this is a bug of ours, please report it: Cannot read/) },
    { id: 4, kind: 'fine' },
  ]);
});
