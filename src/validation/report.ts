/* eslint-disable no-bitwise -- who refuses is a set of bits */
import type { Fix } from '../findings';
import { type FieldPath, type Json, printPath } from '../manifest';

/** Who refuses, as bits. */
export const CALICOCTL = 1;
export const APISERVER = 2;
export const NATIVE = 4;
/** Calico's own decoder and validator run in calicoctl and in the aggregated API server. */
export const CALICO = CALICOCTL | APISERVER;

/**
 * Why a fix may be applied unasked. `same`: whoever accepts the object reads the same before and after. `repair`: whoever refuses it has nothing
 * that could change, so the fix is safe where everybody refuses. `guess`: somebody has to choose it.
 */
export type Trust = 'same' | 'repair' | 'guess';

/** A fix, before it is known who refuses. */
export interface DraftFix extends Pick<Fix, 'title' | 'edits'> {
  readonly trust: Trust;
}

/** What a check says beside its code. */
export interface Remark {
  readonly message: string;
  readonly help?: string;
  readonly fix?: DraftFix;
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
  /** How often something was added, also what was known already. */
  public added = 0;
  private readonly seen = new Map<string, Issue>();

  /** Adds an issue at the current place, or below it. */
  public add(code: string, refusers: number, remark: Remark, ...below: (string | number)[]): void {
    this.addAt(code, refusers, remark, [...this.at, ...below]);
  }

  /** Adds an issue at a path from the root. */
  public addAt(code: string, refusers: number, remark: Remark, path: FieldPath): void {
    this.added++;
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
export function write(report: Report, trust: Trust, title: string, below: Steps, value: Json): DraftFix {
  return { title, trust, edits: [{ path: printPath([...report.at, ...below]), value }] };
}

/** A fix that renames a field. */
export function rename(report: Report, trust: Trust, title: string, below: Steps, renameTo: string): DraftFix {
  return { title, trust, edits: [{ path: printPath([...report.at, ...below]), renameTo }] };
}

/** A fix that removes a field. */
export function remove(report: Report, trust: Trust, title: string, below: Steps): DraftFix {
  return { title, trust, edits: [{ path: printPath([...report.at, ...below]), remove: true }] };
}
