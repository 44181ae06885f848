import { type Report } from '../resource';

const DURATION = /^([0-9]+(\.[0-9]+)?(ms|s|m|h))+$/;

/** A duration as Flux writes it. */
export function fluxDuration(text: string | undefined, path: string, report: Report): string | undefined {
  if (text !== undefined && !DURATION.test(text)) {
    report(path, `'${text}' is no duration of Flux. Write numbers with units (ms, s, m, h) and no spaces, like 10m or 1h30m.`);
  }
  return text;
}
