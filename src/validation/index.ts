export { type CodeInfo, CODES } from './codes';
export { subjectOf, validateManifest, type ValidationTarget } from './validate-manifest';
