import { type InternedSelector, type Policy, rulesOf } from '../../cluster';
import { type FieldPath } from '../../manifest';
import { sidePath, SIDES } from '../effects';
import { type LintReport } from '../report';
import { type LintRule } from '../rule';
import { ANYTHING, ENDPOINTS, selectorField } from '../selections';
import { type Slip } from '../slips';
import { type LintView } from '../view';

/** A selector that selects nothing of the input, and would select something with one label spelt otherwise. Of complete input CAL3024 tells it. */
export const misspeltLabels: LintRule = {
  codes: ['CAL2012'],
  check(view, report) {
    if (view.isComplete || view.model.members.length === 0) { return; }
    const [ofPolicies, ofRules] = [slipsAmong(view, ENDPOINTS), slipsAmong(view, ANYTHING)];
    for (const policy of view.model.policies) {
      tell(ofPolicies(policy.selector), policy, ['spec', selectorField(policy)], report);
      for (const rule of rulesOf(policy)) {
        for (const side of SIDES) {
          const { selector } = rule[side];
          const slip = selector === undefined ? undefined : ofRules(selector);
          if (slip !== undefined) { tell(slip, policy, sidePath(policy, rule, side), report); }
        }
      }
    }
  },
};

/** What is misspelt in a selector that selects none of some members. Thousands of rules share a selector. */
function slipsAmong({ selections, slips }: LintView, sorts: typeof ANYTHING | typeof ENDPOINTS): (selector: InternedSelector) => Slip | undefined {
  const known = new Map<InternedSelector, Slip | undefined>();
  return (selector) => {
    if (!known.has(selector)) { known.set(selector, selections.maySelect(selector, sorts) ? undefined : slips.of(selector)); }
    return known.get(selector);
  };
}

function tell(slip: Slip | undefined, policy: Policy, path: FieldPath, report: LintReport): void {
  if (slip === undefined) { return; }
  report.addFor('CAL2012', policy.source, {
    message: `nothing in the input has the label ${slip.written}, and something has ${slip.meant}`,
    help: `did you mean ${slip.meant}?`,
    path,
  });
}
