import { isDeepStrictEqual } from 'node:util';
import { isStored, textAt, titleOf } from '../../cluster';
import { Severity } from '../../findings';
import { ByIdentity } from '../../manifest';
import { minorOf } from '../../target';
import { type LintRule } from '../rule';
import { type LintObject } from '../view';

/** Where an object is, in words. */
function place({ manifest: { origin } }: LintObject): string {
  return origin.constructPath ?? origin.file ?? 'the input';
}

function isInStoredForm({ manifest: { object } }: LintObject): boolean {
  return isStored(textAt(object, 'apiVersion'));
}

/** Two objects of one identity are one object in the cluster: the last that is applied. */
export const sameObjectTwice: LintRule = {
  codes: ['CAL3010'],
  check(view, report) {
    if (view.current.length === view.objects.length) { return; }
    const seen = new ByIdentity<LintObject>();
    for (const object of view.objects) {
      if (object.name === '') { continue; }
      const first = seen.get(object);
      seen.set(object, object);
      if (first === undefined || first.isJudged !== object.isJudged) { continue; } // context may hold the input too
      if (isInStoredForm(first) !== isInStoredForm(object)) { // dumps of both groups show each object twice
        report.add('CAL3010', object, {
          message: `${titleOf(object)} is in the input twice: as Calico stores it, and as people write it`,
          help: 'leave out what is of crd.projectcalico.org/v1: it is the same object',
          severity: Severity.WARNING,
          path: ['metadata', 'name'],
        });
        continue;
      }
      const isSame = isDeepStrictEqual(first.manifest.object, object.manifest.object);
      report.add('CAL3010', object, {
        message: `${titleOf(object)} is in the input twice${isSame ? '' : ', with different content'}; the first is in ${place(first)}`,
        help: isSame ? 'remove one of them' : 'rename one of them: the cluster keeps only what is applied last. Clusters that are judged together must be one cluster',
        severity: !isSame && (view.isComplete || view.options.oneCluster) ? Severity.ERROR : Severity.WARNING,
        path: ['metadata', 'name'],
      });
    }
  },
};

const POLICIES = ['NetworkPolicy', 'GlobalNetworkPolicy', 'StagedNetworkPolicy', 'StagedGlobalNetworkPolicy'];
const DEFAULT = 'default.';

/** From v3.29 to v3.31 Calico stores `foo` and `default.foo` under one name; since v3.32 they are two policies. */
export const prefixedTwin: LintRule = {
  codes: ['CAL3011'],
  check(view, report) {
    const minor = minorOf(view.options.target.version);
    if (minor < 29) { return; }
    for (const policy of view.ofKind(...POLICIES)) {
      const { group, kind, namespace, name } = policy;
      if (!name.startsWith(DEFAULT)) { continue; }
      const twin = view.find({ group, kind, namespace, name: name.slice(DEFAULT.length) });
      if (twin === undefined) { continue; }
      const isOne = minor <= 31;
      report.add('CAL3011', policy.isJudged ? policy : twin, {
        message: isOne ? `${titleOf(policy)} and ${titleOf(twin)} are one policy in Calico v3.${minor}: one replaces the other`
          : `${titleOf(policy)} and ${titleOf(twin)} are two policies since v3.32; up to v3.31 they are one, and one replaces the other`,
        help: 'rename one of them',
        severity: isOne ? undefined : Severity.NOTE,
        path: ['metadata', 'name'],
      });
    }
  },
};
