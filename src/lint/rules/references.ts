import { type PolicyRule, rulesOf, stringsAt, textAt, UNNAMED_NAMESPACE } from '../../cluster';
import { type Absent } from '../report';
import { type LintRule } from '../rule';
import { CALICO, type LintObject, type LintView } from '../view';

/** Rules that name a Service. */
export const missingServices: LintRule = {
  codes: ['CAL3020'],
  check(view, report) {
    report.absent('CAL3020', 'service', view.model.policies.flatMap((policy) => rulesOf(policy).filter(namesService).flatMap((rule): Absent[] => {
      const side = rule.destination.services === undefined ? 'source' : 'destination';
      const services = rule[side].services!;
      const by = view.objectOf(policy.source);
      if (services.namespace === '' || by === undefined || view.model.services.has(`${services.namespace}/${services.name}`)) { return []; }
      const thing = `${services.namespace}/${services.name}`;
      return [{ thing, by, remark: { message: `service ${thing} does not exist: the rule matches nothing`, path: [...rule.path, side, 'services'] } }];
    })));
  },
};

function namesService({ source, destination }: PolicyRule): boolean {
  return source.services !== undefined || destination.services !== undefined;
}

/** They are in every cluster. */
const KUBERNETES_NAMESPACES = new Set(['default', 'kube-system', 'kube-public', 'kube-node-lease']);
const NAMESPACED = ['NetworkPolicy', 'StagedNetworkPolicy', 'StagedKubernetesNetworkPolicy', 'NetworkSet'];

/** Namespaces of policies and sets, and those that a `services` names. */
export const missingNamespaces: LintRule = {
  codes: ['CAL3021'],
  check(view, report) {
    const isThere = (name: string): boolean => ['', UNNAMED_NAMESPACE].includes(name) || KUBERNETES_NAMESPACES.has(name)
      || view.model.namespaces.get(name)?.isKnown === true;
    const kubernetes = view.objects.filter(({ group, kind }) => group === 'networking.k8s.io' && kind === 'NetworkPolicy');
    const absent = [...view.ofKind(...NAMESPACED), ...kubernetes].filter(({ namespace }) => !isThere(namespace));
    report.absent('CAL3021', 'namespace', absent.map((by) => ({
      thing: by.namespace,
      by,
      remark: {
        message: `namespace ${by.namespace} does not exist`,
        help: 'add the Namespace, or name one that exists',
        path: ['metadata', 'namespace'],
        refusedBy: ['calicoctl', 'apiserver', 'native'],
      },
    })));
  },
};

/** BGPPeer.spec.filters */
export const missingBgpFilters: LintRule = {
  codes: ['CAL3022'],
  check(view, report) {
    const known = new Set(view.ofKind('BGPFilter').map(({ name }) => name));
    report.absent('CAL3022', 'BGPFilter', view.ofKind('BGPPeer').flatMap((by) => stringsAt(by.spec, 'filters').flatMap((name, index) => known.has(name) ? [] : [{
      thing: name,
      by,
      remark: {
        message: `BGPFilter ${name} does not exist`,
        help: 'add it, or remove it from the list; where nobody refuses the peer, its routes are not filtered',
        path: ['spec', 'filters', index],
        refusedBy: ['calicoctl', 'apiserver'],
      },
    }])));
  },
};

/** Kinds that name a node in `spec.node`, and those whose name ends in one. */
const WITH_NODE = ['HostEndpoint', 'WorkloadEndpoint', 'BGPPeer', 'CalicoNodeStatus'];
const PER_NODE = ['FelixConfiguration', 'BGPConfiguration'];

/** A node exists as a Node of Kubernetes or, outside of the cluster, as a Node of Calico. */
export const missingNodes: LintRule = {
  codes: ['CAL3023'],
  check(view, report) {
    const known = new Set(view.objects.filter(({ group, kind }) => kind === 'Node' && (group === '' || group === CALICO)).map(({ name }) => name));
    report.absent('CAL3023', 'node', named(view).filter(({ node }) => node !== '' && !known.has(node)).map(({ node, by, path }) => ({
      thing: node,
      by,
      remark: { message: `node ${node} does not exist: the object has no effect`, help: `a host outside of the cluster is declared by a Node of ${CALICO}/v3`, path },
    })));
  },
};

function named(view: LintView): { node: string; by: LintObject; path: string[] }[] {
  return [
    ...view.ofKind(...WITH_NODE).map((by) => ({ node: textAt(by.spec, 'node'), by, path: ['spec', 'node'] })),
    ...view.ofKind(...PER_NODE).filter(({ name }) => name.startsWith('node.')).map((by) => ({ node: by.name.slice('node.'.length), by, path: ['metadata', 'name'] })),
  ];
}

/** `stagedAction: Delete` announces the removal of a policy that has to be there. */
export const stagedRemovalOfNothing: LintRule = {
  codes: ['CAL3027'],
  check(view, report) {
    const staged = view.ofKind('StagedNetworkPolicy', 'StagedGlobalNetworkPolicy', 'StagedKubernetesNetworkPolicy')
      .filter(({ spec }) => textAt(spec, 'stagedAction') === 'Delete');
    if (staged.length === 0) { return; }
    const isThere = ({ kind, namespace, name }: LintObject): boolean => view.find({
      group: kind === 'StagedKubernetesNetworkPolicy' ? 'networking.k8s.io' : CALICO,
      kind: kind.replace(/^Staged(Kubernetes)?/, ''),
      namespace,
      name,
    }) !== undefined;
    report.absent('CAL3027', 'the enforced policy of', staged.filter((by) => !isThere(by)).map((by) => ({
      thing: by.name,
      by,
      remark: { message: `the policy ${by.name} whose removal is staged does not exist`, help: 'remove the staged policy', path: ['spec', 'stagedAction'] },
    })));
  },
};

