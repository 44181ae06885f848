import { type PolicyType, StagedAction } from './policy-type';
import { type PlainObject } from '../resource';

/**
 * The spec of a staged policy. One that rehearses a deletion must not have `types`, so there they are written only when
 * somebody asked for them.
 */
export function stagedSpec(spec: PlainObject, stagedAction: StagedAction = StagedAction.SET, types: PolicyType[] | undefined): PlainObject {
  return { ...spec, stagedAction, types: stagedAction === StagedAction.DELETE ? types : spec.types };
}
