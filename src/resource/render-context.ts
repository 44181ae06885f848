import { IConstruct } from 'constructs';

/** Takes what keeps a field from being written: where, and why. */
export type Report = (path: string, message: string) => void;

/** What rendering needs to know of the object that is rendered. */
export interface RenderContext {
  /** The construct that is rendered. */
  readonly construct: IConstruct;
  /** The namespace of the object; undefined when it is left to `kubectl -n`, or when the object is the cluster's. */
  readonly namespace: string | undefined;
  /** Whether the object lives in a namespace. */
  readonly isNamespaced: boolean;
  readonly report: Report;
}
