export { type Finding, type FindingObject, type Fix, type FixEdit, Severity } from './finding';
