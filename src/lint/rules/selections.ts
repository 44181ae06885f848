import { matchLabels, type Member, type Policy, type InternedSelector } from '../../cluster';
import { type LintRule } from '../rule';
import { type LintView } from '../view';

/** Remembers which selectors select something. */
class Selections {
  private readonly answers = new Map<string, boolean>();

  public constructor(private readonly view: LintView) {}

  /** Whether a selector may select one of the members that a test lets through. */
  public selectsAny(selector: InternedSelector, sort: string, test: (member: Member) => boolean): boolean {
    const key = `${sort} ${selector.index}`;
    let answer = this.answers.get(key);
    if (answer === undefined) {
      answer = this.view.model.members.some((member) => test(member) && matchLabels(selector.node, member.labels) !== 'no');
      this.answers.set(key, answer);
    }
    return answer;
  }
}

const isEndpoint = (member: Member): boolean => member.type !== 'networkSet';
const isAnything = (): boolean => true;

/** Only where nothing else exists: elsewhere other repositories hold the pods. */
export const selectsNothing: LintRule = {
  codes: ['CAL3024', 'CAL3025'],
  check(view, report) {
    if (!view.isComplete) { return; }
    const selections = new Selections(view);
    for (const policy of view.model.policies) {
      if (!selections.selectsAny(policy.selector, 'endpoint', isEndpoint)) {
        report.addFor('CAL3024', policy.source, {
          message: 'the policy selects nothing: no pod and no host endpoint has these labels',
          help: 'compare the selector with the labels of the pods that are meant',
          path: ['spec', selectorField(policy)],
        });
      }
      for (const rule of [...policy.ingress, ...policy.egress]) {
        for (const side of ['source', 'destination'] as const) {
          const { selector } = rule[side];
          if (selector === undefined || selections.selectsAny(selector, 'member', isAnything)) { continue; }
          report.addFor('CAL3025', policy.source, {
            message: `the ${side} of this rule selects nothing: it matches no packet`,
            path: policy.kind.includes('Kubernetes') ? rule.path : [...rule.path, side],
          });
        }
      }
    }
  },
};

function selectorField({ kind }: Policy): string {
  if (/^Kubernetes(Cluster|Admin|BaselineAdmin)/.test(kind)) { return 'subject'; }
  return kind.includes('Kubernetes') ? 'podSelector' : 'selector';
}

/** A set does something only where a rule selects it. */
export const unusedSets: LintRule = {
  codes: ['CAL3026'],
  check(view, report) {
    if (!view.isComplete) { return; }
    const selectors = new Map(view.model.policies
      .flatMap(({ ingress, egress }) => [...ingress, ...egress])
      .flatMap(({ source, destination }) => [source.selector, source.notSelector, destination.selector, destination.notSelector])
      .flatMap((selector) => selector === undefined ? [] : [[selector.index, selector] as const]));
    for (const set of view.model.networkSets) {
      if ([...selectors.values()].some(({ node }) => matchLabels(node, set.labels) !== 'no')) { continue; }
      report.addFor('CAL3026', set.source, {
        message: 'no rule selects this set: its networks are neither allowed nor denied anywhere',
        help: 'compare its labels with the selectors of the rules that are meant to use it',
        path: ['metadata', 'labels'],
      });
    }
  },
};
