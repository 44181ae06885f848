import { type Policy, type PolicyRule } from './model';

/** All rules of a policy; most have rules in one direction only, and those are not copied. */
export function rulesOf({ ingress, egress }: Pick<Policy, 'ingress' | 'egress'>): readonly PolicyRule[] {
  if (egress.length === 0) { return ingress; }
  return ingress.length === 0 ? egress : [...ingress, ...egress];
}
