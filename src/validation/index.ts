export { type CodeInfo, CODES } from './codes';
export { validateManifest, type ValidationTarget } from './validate-manifest';
