import { identityOf, nameInModel } from './identity';
import { modelOfVersions } from './policy-versions';
import { changesBetween, isWorkloadLike, policiesReplaced } from './rollout-order';
import { buildCluster, type ClusterModel, type ClusterOptions } from '../cluster';
import { type Manifest } from '../manifest';
import { emptyBits, intersection, isEmpty, LabelIndex, setBit } from '../verdict';

/** Rules of policies may mean these, and they mean nothing once the object is gone. */
const MEANT_BY_RULES = ['Service', 'Endpoints', 'EndpointSlice'];

/**
 * The end of a rollout, with the workloads that leave still in it and, beside the new policies, those that selected them before.
 * What the policies of others then let them do is meant to be; what no policy of their own stops any more is not.
 */
export function endWithLeaving(before: readonly Manifest[], after: readonly Manifest[], options: ClusterOptions): ClusterModel {
  const changes = changesBetween(before, after);
  const gone = changes.flatMap(({ verb, before: old }) => (
    verb === 'remove' && old !== undefined && isWorkloadLike(old) && !MEANT_BY_RULES.includes(identityOf(old.object).kind) ? [old] : []));
  if (gone.length === 0) { return buildCluster([...after], options); }
  const { model, manifestOf } = modelOfVersions(before, [], options);
  const names = new Set(gone.map(({ object }) => nameInModel(identityOf(object))));
  const leaving = emptyBits(model.members.length);
  model.workloads.filter(({ source }) => names.has(nameInModel(source))).forEach(({ index }) => setBit(leaving, index));
  const labels = new LabelIndex(model.members);
  const own = new Set(model.policies.filter(({ selector }) => !isEmpty(intersection(labels.select(selector).possible, leaving)))
    .map((policy) => manifestOf.get(policy)));
  return modelOfVersions([...after, ...gone], policiesReplaced(changes).filter((policy) => own.has(policy)), options).model;
}
