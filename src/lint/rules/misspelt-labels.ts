import { type InternedSelector, type PolicyRule } from '../../cluster';
import { type LintRule } from '../rule';
import { ANYTHING, ENDPOINTS, selectorField } from '../selections';

/** A selector that selects nothing of the input, and would select something with one label spelt otherwise. Of complete input CAL3024 tells it. */
export const misspeltLabels: LintRule = {
  codes: ['CAL2012'],
  check(view, report) {
    if (view.isComplete) { return; }
    const { model: { policies }, selections, slips } = view;
    const slipOf = (selector: InternedSelector, sorts: typeof ANYTHING | typeof ENDPOINTS) => (
      selections.maySelect(selector, sorts) ? undefined : slips.of(selector));
    for (const policy of policies) {
      const found = [
        { slip: slipOf(policy.selector, ENDPOINTS), path: ['spec', selectorField(policy)] },
        ...[...policy.ingress, ...policy.egress].flatMap((rule) => sidesOf(rule).map(({ selector, side }) => ({
          slip: slipOf(selector, ANYTHING),
          path: policy.kind.includes('Kubernetes') ? rule.path : [...rule.path, side],
        }))),
      ];
      for (const { slip, path } of found) {
        if (slip === undefined) { continue; }
        report.addFor('CAL2012', policy.source, {
          message: `nothing in the input has the label ${slip.written}, and something has ${slip.meant}`,
          help: `did you mean ${slip.meant}?`,
          path,
        });
      }
    }
  },
};

function sidesOf(rule: PolicyRule): { selector: InternedSelector; side: 'source' | 'destination' }[] {
  return (['source', 'destination'] as const).flatMap((side) => {
    const { selector } = rule[side];
    return selector === undefined ? [] : [{ selector, side }];
  });
}
