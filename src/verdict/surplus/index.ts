export { type AskedEnd, askedEnd, holdsWorkload, nameOf } from './asked-end';
export { type PermittedFlow, SurplusFinder, type SurplusFlow, type SurplusQuestion } from './surplus';
