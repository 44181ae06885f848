export { type PermittedFlow, SurplusFinder, type SurplusFlow, type SurplusQuestion } from './surplus';
