import { type Manifest } from '../manifest';
import { CalicoVersion } from '../target';
import { type BuildContext } from './build-context';
import { numberAt, objectAt, textAt } from './fields';
import { type Policy, type Source, type Tier } from './model';
import { comparePolicies } from './policy-names';

/** On Kubernetes a tier without order ties with the tier `default`; Calico's documentation says otherwise. */
const DEFAULT_ORDER = 1_000_000;

export type TierDraft = Omit<Tier, 'policies'>;

export function readTier(manifest: Manifest, source: Source): TierDraft {
  const spec = objectAt(manifest.object, 'spec');
  return {
    name: source.name,
    order: numberAt(spec, 'order') ?? DEFAULT_ORDER,
    defaultAction: textAt(spec, 'defaultAction') === 'Pass' ? 'Pass' : 'Deny',
    standing: 'input',
    source,
  };
}

function builtinTiers(context: BuildContext): TierDraft[] {
  const tier = (name: string, order: number, defaultAction: 'Deny' | 'Pass'): TierDraft => ({ name, order, defaultAction, standing: 'builtin' });
  const tiers = [tier('default', DEFAULT_ORDER, 'Deny')];
  if (context.has(CalicoVersion.V3_32)) {
    tiers.push(tier('kube-admin', 1000, 'Pass'), tier('kube-baseline', 10_000_000, 'Pass'));
  } else {
    if (context.has(CalicoVersion.V3_29)) { tiers.push(tier('adminnetworkpolicy', 1000, 'Pass')); }
    if (context.has(CalicoVersion.V3_30)) { tiers.push(tier('baselineadminnetworkpolicy', 10_000_000, 'Pass')); }
  }
  return tiers;
}

/** Tiers and their policies in evaluation order. */
export function arrangeTiers(context: BuildContext, given: readonly TierDraft[], policies: readonly Policy[]): Tier[] {
  const tiers = new Map(builtinTiers(context).map((tier) => [tier.name, tier]));
  for (const tier of given) { tiers.set(tier.name, tier); }
  const byTier = new Map<string, Policy[]>();
  for (const policy of [...policies].sort(comparePolicies)) {
    if (!tiers.has(policy.tier)) {
      tiers.set(policy.tier, { name: policy.tier, order: Infinity, defaultAction: 'Deny', standing: 'missing' });
      context.note('tier-missing', context.isComplete
        ? `Tier ${policy.tier} does not exist. Felix enforces its policies all the same, after all other tiers, and drops what none of them decides.`
        : `Tier ${policy.tier} is not in the input: its order and its default action are not known.`, policy.source);
    }
    const ofTier = byTier.get(policy.tier);
    if (ofTier === undefined) { byTier.set(policy.tier, [policy]); } else { ofTier.push(policy); }
  }
  return [...tiers.values()].sort(compareTiers).map((tier) => ({ ...tier, policies: byTier.get(tier.name) ?? [] }));
}

function compareTiers(a: TierDraft, b: TierDraft): number {
  if ((a.standing === 'missing') !== (b.standing === 'missing')) { return a.standing === 'missing' ? 1 : -1; }
  if (a.order !== b.order) { return a.order < b.order ? -1 : 1; }
  return a.name < b.name ? -1 : 1;
}
