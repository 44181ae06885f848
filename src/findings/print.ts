import type { Severity } from './finding';
import { printGithub } from './print-github';
import { printJson } from './print-json';
import { printJunit } from './print-junit';
import { printMarkdown } from './print-markdown';
import { printSarif } from './print-sarif';
import { printText, type TextOptions } from './print-text';
import type { Report } from './report';

export const REPORT_FORMATS = ['text', 'json', 'sarif', 'junit', 'github', 'markdown'] as const;

export type ReportFormat = typeof REPORT_FORMATS[number];

export interface PrintOptions extends TextOptions {
  /** What counts as a failure, for formats that know failures. */
  readonly failOn: Severity;
  /** Our own version, for formats that name the tool. */
  readonly toolVersion: string;
}

export function printReport(report: Report, format: ReportFormat, options: PrintOptions): string {
  switch (format) {
    case 'text': return printText(report, options);
    case 'json': return printJson(report);
    case 'sarif': return printSarif(report, options.toolVersion);
    case 'junit': return printJunit(report, options.failOn);
    case 'github': return printGithub(report);
    case 'markdown': return printMarkdown(report);
  }
}
