import { type Policy } from './model';

/** A policy as the reader of its kind delivers it; its place among the others is added when all are known. */
export type PolicyDraft = Omit<Policy, 'index' | 'tieBreak'>;
