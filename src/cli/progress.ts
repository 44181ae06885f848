import { type Io } from './io';

const QUIET_TIME = 1000;
const BETWEEN = 100;
const START_OF_LINE = '\r\u001b[K';

/** Tells how far long work is. */
export interface Progress {
  /** `done` of `total` parts of `what`; without numbers, that it has begun. */
  readonly step: (what: string, done?: number, total?: number) => void;
}

/**
 * Does work that may be long. On a terminal one line says how far it is, from the first second on; it is gone when the work is done or fails.
 * Work is synchronous here: no timer would run, so the work itself calls `step`.
 */
export function withProgress<T>(io: Io, { quiet }: { readonly quiet?: boolean }, work: (progress: Progress) => T): T {
  if (quiet === true || io.showsProgress !== true) { return work({ step: () => undefined }); }
  let next = performance.now() + QUIET_TIME;
  let isShown = false;
  try {
    return work({
      step: (what, done, total) => {
        const now = performance.now();
        if (now < next) { return; }
        next = now + BETWEEN;
        isShown = true;
        io.error(`${START_OF_LINE}${what}${done === undefined ? '' : ` ${done}${total === undefined ? '' : ` of ${total}`}`} …`);
      },
    });
  } finally {
    if (isShown) { io.error(START_OF_LINE); }
  }
}
