import { listAt, stringsAt } from '../../cluster';
import { type LintRule } from '../rule';

const POLICIES = ['NetworkPolicy', 'GlobalNetworkPolicy', 'StagedNetworkPolicy', 'StagedGlobalNetworkPolicy'];
const TYPES = { ingress: 'Ingress', egress: 'Egress' };

/** Rules of a direction that the policy says it is not about. */
export const rulesWithoutType: LintRule = {
  codes: ['CAL2011'],
  check(view, report) {
    const kubernetes = view.objects.filter(({ group, kind }) => group === 'networking.k8s.io' && kind === 'NetworkPolicy');
    for (const [field, policies] of [['types', view.ofKind(...POLICIES)], ['policyTypes', kubernetes]] as const) {
      for (const policy of policies) {
        const types = stringsAt(policy.spec, field);
        for (const [direction, type] of Object.entries(TYPES)) {
          if (types.length === 0 || types.includes(type) || listAt(policy.spec, direction).length === 0) { continue; }
          report.add('CAL2011', policy, {
            message: `\`${field}\` does not name ${type}: the ${direction} rules do nothing`,
            help: `add ${type} to \`${field}\`, or remove the rules`,
            path: ['spec', direction],
          });
        }
      }
    }
  },
};
