import { listAt, objectAt, rulesOf, textAt } from '../../cluster';
import { isJsonObject, type FieldPath, type JsonObject } from '../../manifest';
import { SIDES } from '../effects';
import { type LintRule } from '../rule';
import { type LintObject, type LintView } from '../view';

const POLICIES = ['NetworkPolicy', 'GlobalNetworkPolicy', 'StagedNetworkPolicy', 'StagedGlobalNetworkPolicy'];

/** Where the sides of a policy's rules are of which something holds. */
function peersThat(policy: LintObject, test: (peer: JsonObject) => boolean): FieldPath[] {
  const paths: FieldPath[] = [];
  for (const direction of ['ingress', 'egress']) {
    for (const [index, rule] of listAt(policy.spec, direction).entries()) {
      if (!isJsonObject(rule)) { continue; }
      for (const side of SIDES) {
        const peer = objectAt(rule, side);
        if (peer !== undefined && test(peer)) { paths.push(['spec', direction, index, side]); }
      }
    }
  }
  return paths;
}

function isNotSelectorAlone(peer: JsonObject): boolean {
  return textAt(peer, 'notSelector') !== '' && textAt(peer, 'selector') === '' && textAt(peer, 'namespaceSelector') === '';
}

function hasEmptyAccounts(peer: JsonObject): boolean {
  const accounts = objectAt(peer, 'serviceAccounts');
  return accounts !== undefined && listAt(accounts, 'names').length === 0 && textAt(accounts, 'selector') === '';
}

/** Calico adds the policy's own namespace to a notSelector that stands alone; `nets` and `namespaceSelector` say where it really looks. */
export const notSelectorInNamespace: LintRule = {
  codes: ['CAL2002'],
  check(view, report) {
    for (const policy of view.ofKind('NetworkPolicy', 'StagedNetworkPolicy')) {
      for (const path of peersThat(policy, isNotSelectorAlone)) {
        report.add('CAL2002', policy, {
          message: 'this notSelector matches only pods in the namespace of the policy: nothing outside of it, and no address outside of the cluster',
          help: 'add a namespaceSelector if other namespaces are meant; for everybody except some pods, write a rule for those pods before a rule without selectors',
          path: [...path, 'notSelector'],
        });
      }
    }
  },
};

/** `serviceAccounts: {}` says nothing, and nothing is what it restricts. */
export const emptyServiceAccounts: LintRule = {
  codes: ['CAL2004'],
  check(view, report) {
    for (const policy of view.ofKind(...POLICIES)) {
      for (const path of peersThat(policy, hasEmptyAccounts)) {
        report.add('CAL2004', policy, {
          message: 'serviceAccounts without names and selector restricts nothing',
          help: 'write `names` or `selector`, or remove it; `selector: all()` is every pod',
          path: [...path, 'serviceAccounts'],
        });
      }
    }
  },
};

/** Felix enforces addresses and ports of a rule with `http`; the rest takes Envoy, which has to be set up. */
export const httpWithoutProxy: LintRule = {
  codes: ['CAL2030'],
  check(view, report) {
    if (view.model.felix().applicationLayerPolicy === true || hasApplicationLayer(view)) { return; }
    report.absent('CAL2030', 'application layer policy for', view.model.policies.flatMap((policy) => {
      const rule = rulesOf(policy).find(({ hasHttp, action }) => hasHttp && action === 'Allow');
      const by = rule && view.objectOf(policy.source);
      return rule === undefined || by === undefined ? [] : [{
        thing: by.name,
        by,
        remark: {
          message: 'application layer policy is not set up: the rule allows every request to its ports, whatever `http` says',
          help: 'set policySyncPathPrefix in FelixConfiguration default and run the proxy, or remove `http`',
          path: [...rule.path, 'http'],
        },
      }];
    }));
  },
};

function hasApplicationLayer(view: LintView): boolean {
  return view.objects.some(({ group, kind }) => group === 'operator.tigera.io' && kind === 'ApplicationLayer');
}
