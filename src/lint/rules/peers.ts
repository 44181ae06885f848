import { listAt, objectAt, rulesOf, textAt } from '../../cluster';
import { isJsonObject, type FieldPath, type JsonObject } from '../../manifest';
import { type LintRule } from '../rule';
import { type LintObject, type LintView } from '../view';

const POLICIES = ['NetworkPolicy', 'GlobalNetworkPolicy', 'StagedNetworkPolicy', 'StagedGlobalNetworkPolicy'];

function* peers(policy: LintObject): Generator<{ peer: JsonObject; path: FieldPath }> {
  for (const direction of ['ingress', 'egress']) {
    for (const [index, rule] of listAt(policy.spec, direction).entries()) {
      for (const side of ['source', 'destination']) {
        const peer = isJsonObject(rule) ? objectAt(rule, side) : undefined;
        if (peer !== undefined) { yield { peer, path: ['spec', direction, index, side] }; }
      }
    }
  }
}

/** Calico adds the policy's own namespace to a notSelector that stands alone; `nets` and `namespaceSelector` say where it really looks. */
export const notSelectorInNamespace: LintRule = {
  codes: ['CAL2002'],
  check(view, report) {
    for (const policy of view.ofKind('NetworkPolicy', 'StagedNetworkPolicy')) {
      for (const { peer, path } of peers(policy)) {
        const isAlone = textAt(peer, 'notSelector') !== '' && textAt(peer, 'selector') === '' && textAt(peer, 'namespaceSelector') === '';
        if (!isAlone) { continue; }
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
      for (const { peer, path } of peers(policy)) {
        const accounts = objectAt(peer, 'serviceAccounts');
        if (accounts === undefined || listAt(accounts, 'names').length > 0 || textAt(accounts, 'selector') !== '') { continue; }
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
