/* eslint-disable no-bitwise -- who refuses is a set of bits */
import type { Fix } from '../findings';
import { type FieldPath, type Json, printPath } from '../manifest';

/** Who refuses, as bits. */
export const CALICOCTL = 1;
export const APISERVER = 2;
export const NATIVE = 4;
/** Calico's own decoder and validator run in calicoctl and in the aggregated API server. */
export const CALICO = CALICOCTL | APISERVER;

/** What a check says beside its code. */
export interface Remark {
  readonly message: string;
  readonly help?: string;
  readonly fix?: Fix;
}

/** One finding in the making. */
export interface Issue extends Remark {
  readonly code: string;
  readonly path: FieldPath;
  refusers: number;
}

/** Collects what checks find in one object. The same code at the same place is one issue; its refusers add up. */
export class Report {
  /** Where the walk is. Checks push and pop; nothing is copied until something is found. */
  public readonly at: (string | number)[] = [];
  public readonly issues: Issue[] = [];
  private readonly seen = new Map<string, Issue>();

  /** Adds an issue at the current place, or below it. */
  public add(code: string, refusers: number, remark: Remark, ...below: (string | number)[]): void {
    this.addAt(code, refusers, remark, [...this.at, ...below]);
  }

  /** Adds an issue at a path from the root. */
  public addAt(code: string, refusers: number, remark: Remark, path: FieldPath): void {
    const key = JSON.stringify([code, path]);
    const known = this.seen.get(key);
    if (known) {
      known.refusers |= refusers;
      return;
    }
    const issue: Issue = { code, path, refusers, ...remark };
    this.seen.set(key, issue);
    this.issues.push(issue);
  }
}

/** Below which place, relative to where the report is. */
type Steps = readonly (string | number)[];

/** A fix that writes a value. */
export function write(report: Report, isSafe: boolean, title: string, below: Steps, value: Json): Fix {
  return { title, isSafe, edits: [{ path: printPath([...report.at, ...below]), value }] };
}

/** A fix that renames a field. */
export function rename(report: Report, isSafe: boolean, title: string, below: Steps, renameTo: string): Fix {
  return { title, isSafe, edits: [{ path: printPath([...report.at, ...below]), renameTo }] };
}

/** A fix that removes a field. */
export function remove(report: Report, isSafe: boolean, title: string, below: Steps): Fix {
  return { title, isSafe, edits: [{ path: printPath([...report.at, ...below]), remove: true }] };
}
