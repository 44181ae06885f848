import type { JsonObject } from '../manifest';
import type { Remark, Report } from './report';

/** From which to which minor, both included. */
export type Window = readonly [first: number, last: number];

/** Up to the newest minor. */
export const NOW = Number.MAX_SAFE_INTEGER;

/** Where a check looks, and how it says what it finds. */
export interface Site {
  readonly kind: string;
  readonly minor: number;
  /** The whole object. */
  readonly root: JsonObject;
  /** The whole object as it is written, before it was decoded. */
  readonly source: JsonObject;
  readonly report: Report;
  /**
   * The field names from the root to here; list indices are in the report's path only. About an item of a list nothing before the list's own
   * field may be asked: what is fine there once is taken to be fine (see `Settled`).
   */
  readonly trail: readonly string[];
  /** Reports at a field below the value that is checked. */
  found(remark: Remark, ...below: (string | number)[]): void;
  /** Reports at a path from the root of the object. */
  foundAtRoot(remark: Remark, ...path: (string | number)[]): void;
}

/** One rule about the values of one struct. */
export interface Rule {
  readonly code: string;
  /** The structs whose values it checks; see typed/structs.ts. */
  readonly at: readonly string[];
  /** Kinds it is for; without, all that contain the struct. */
  readonly kinds?: readonly string[];
  /** The minors in which Calico's own validator refuses (calicoctl and the aggregated API server run it). */
  readonly go?: Window;
  /** The minors in which a CEL rule of the CRD refuses. */
  readonly crd?: Window;
  /** The minors for which it is reported though nobody refuses; default all in which the rule would not apply otherwise too. */
  readonly reported?: Window;
  check(value: JsonObject, site: Site): void;
}
