/** What a command needs of the process around it. */
export interface Io {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
  /** Whether output goes to somebody who sees colours. */
  readonly hasColors: boolean;
  /**
   * Whether somebody watches errors on a terminal.
   * @default false
   */
  readonly showsProgress?: boolean;
}

/** 0: clean, or allowed as asked. 1: the tool could not do its job. 2: findings, denied or changed. */
export enum ExitCode {
  OK = 0,
  FAILED = 1,
  FOUND = 2,
}

/** A mistake of whoever called us, told in one sentence without a stack. */
export class UsageError extends Error {}
