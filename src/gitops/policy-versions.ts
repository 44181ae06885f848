import { buildCluster, type ClusterModel, type ClusterOptions, comparePolicies, type Policy, type Tier, tieBreakAt } from '../cluster';
import { type JsonObject, type Manifest, type Origin } from '../manifest';

/** No name in Kubernetes holds a space. It sorts before all that one may hold, so the old version keeps its place among the others. */
const OLD = ' (before)';

/** A model in which old versions of policies stand beside the new ones, and which of its policies come from which manifest. */
export interface VersionedModel {
  readonly model: ClusterModel;
  readonly manifestOf: ReadonlyMap<Policy, Manifest>;
}

/** Reads objects and, beside them, policies as they were before. */
export function modelOfVersions(objects: readonly Manifest[], oldPolicies: readonly Manifest[], options: ClusterOptions): VersionedModel {
  const marked = new Map<Origin, Manifest>();
  const mark = (manifest: Manifest, object: JsonObject): Manifest => {
    const origin: Origin = { ...manifest.origin };
    marked.set(origin, manifest);
    return { object, origin };
  };
  const old = new Set(oldPolicies);
  const read = [
    ...objects.map((manifest) => mark(manifest, manifest.object)),
    ...oldPolicies.map((manifest) => mark(manifest, renamed(manifest.object))),
  ];
  const model = buildCluster(read, options);
  const manifestOf = new Map<Policy, Manifest>();
  const tiers = model.tiers.map((tier): Tier => ({
    ...tier,
    policies: tier.policies.map((policy) => {
      const manifest = marked.get(policy.source.origin)!;
      const real = old.has(manifest) ? withRealName(policy, options) : policy;
      manifestOf.set(real, manifest);
      return real;
    }).sort(comparePolicies),
  }));
  return { model: { ...model, tiers, policies: tiers.flatMap(({ policies }) => policies) }, manifestOf };
}

function renamed(object: JsonObject): JsonObject {
  const metadata = object.metadata as JsonObject;
  return { ...object, metadata: { ...metadata, name: `${String(metadata.name)}${OLD}` } };
}

function withRealName(policy: Policy, { version }: ClusterOptions): Policy {
  const named = { ...policy, name: policy.name.replace(OLD, ''), source: { ...policy.source, name: policy.source.name.replace(OLD, '') } };
  return { ...named, tieBreak: tieBreakAt(version, named) };
}
