export { CalicoResource, type CalicoResourceProps } from './calico-resource';
export { constructPathOf } from './construct-path';
export { missingDefaults } from './defaults';
export { takeFindings } from './errors';
export { calicoKind, type KindFacts } from './kind-facts';
export { type Plain, type PlainObject } from './plain-object';
export { type RenderContext, type Report } from './render-context';
export { sourceLineOf } from './source-line';
