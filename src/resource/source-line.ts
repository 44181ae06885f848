import { dirname, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type IConstruct } from 'constructs';

/** Our own code: the folder of the rooms. */
const OURS = dirname(__dirname) + sep;
const FRAMEWORK = /[\\/]node_modules[\\/](cdk8s|constructs|@jsii|jsii)[\\/]/;
/** Patterns of patterns lie deeper than the ten frames that Node records. */
const FRAMES = 100;
const FRAME = /^(?<file>.+):(?<place>\d+:\d+)$/;

const lines = new WeakMap<IConstruct, string>();

/**
 * Remembers which line of the user's program creates a construct: the innermost call from outside of this library and cdk8s.
 * Only where the environment asks for it: a stack costs more than the construct. A program in another language has its own stack, which nobody sees here.
 */
export function recordSourceLine(construct: IConstruct): void {
  if (process.env.CALICO_SOURCE !== '1' || process.env.JSII_AGENT) { return; }
  const line = userLine(currentStack());
  if (line !== undefined) { lines.set(construct, line); }
}

/** `main.ts:12:3`, relative to the working folder; undefined when it was not recorded. */
export function sourceLineOf(construct: IConstruct): string | undefined {
  return lines.get(construct);
}

/** As text: what maps places back to TypeScript (tsx, ts-node, `node --enable-source-maps`) does it there. */
function currentStack(): string {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = FRAMES;
  const { stack = '' } = new Error();
  Error.stackTraceLimit = stackTraceLimit;
  return stack;
}

function userLine(stack: string): string | undefined {
  for (const text of stack.split('\n')) {
    const frame = /^\s*at (?<call>.*)$/.exec(text)?.groups?.call;
    const { file: written, place } = (frame === undefined ? undefined : FRAME.exec(placeIn(frame))?.groups) ?? {};
    if (written === undefined || written.startsWith('node:') || written.startsWith('<')) { continue; }
    const file = written.startsWith('file:') ? fileURLToPath(written) : written;
    if (!file.startsWith(OURS) && !FRAMEWORK.test(file)) { return `${relative('', file).split(sep).join('/')}:${place}`; }
  }
  return undefined;
}

/** `new Policy (main.ts:1:2)` and `async main.ts:1:2`: what is called is no part of the place. */
function placeIn(frame: string): string {
  return frame.endsWith(')') ? frame.slice(frame.indexOf(' (') + 2, -1) : frame.replace(/^async /, '');
}
