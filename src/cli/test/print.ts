import type { FileOutcome, Outcome } from './run-tests';
import { type JunitCase, junitXml } from '../../findings';

export const FORMATS = ['text', 'json', 'junit'] as const;

export function print(files: readonly FileOutcome[], format: (typeof FORMATS)[number]): string {
  switch (format) {
    case 'json': return printJson(files);
    case 'junit': return junitXml(files.map(({ file, outcomes }) => ({ name: file, cases: outcomes.map((outcome) => junitCase(file, outcome)) })));
    default: return files.map(printText).join('');
  }
}

/** Failures as a compiler prints its errors, and one line for each file. */
function printText({ file, outcomes }: FileOutcome): string {
  const failures = outcomes.filter(({ message }) => message !== undefined);
  const blocks = failures.map(({ assertion: { name, line, column }, message = '' }) => (
    `error: ${name}\n  --> ${file}:${line}:${column}\n${message.split('\n').map((text) => `${`   | ${text}`.trimEnd()}\n`).join('')}\n`));
  const count = outcomes.length === 1 ? '1 assertion' : `${outcomes.length} assertions`;
  const fail = `${failures.length} of ${count} ${failures.length === 1 ? 'does' : 'do'} not hold`;
  const sum = failures.length > 0 ? fail : `${count} hold${outcomes.length === 1 ? 's' : ''}`;
  return `${blocks.join('')}${file}: ${sum}\n`;
}

function printJson(files: readonly FileOutcome[]): string {
  const all = files.flatMap(({ outcomes }) => outcomes);
  const failed = all.filter(({ message }) => message !== undefined).length;
  return `${JSON.stringify({
    version: 1,
    files: files.map(({ file, outcomes }) => ({
      file,
      assertions: outcomes.map(({ assertion: { name, line, column }, message }) => ({ name, line, column, holds: message === undefined, message })),
    })),
    summary: { hold: all.length - failed, fail: failed },
  }, undefined, 2)}\n`;
}

function junitCase(file: string, { assertion: { name, line, column }, message }: Outcome): JunitCase {
  return message === undefined ? { name }
    : { name, failure: { type: 'assertion', message: message.split('\n', 1)[0], text: `${message}\n${file}:${line}:${column}` } };
}
