import { type Failsafe, listAt, type PolicyRule, protocolName, rulesOf } from '../../cluster';
import { Severity } from '../../findings';
import { Dataplane } from '../../target';
import { appliesTo, type Direction, DIRECTIONS, isForHosts, letsThrough } from '../effects';
import { type LintRule } from '../rule';

/** Somebody's host endpoint has no profile: what no policy allows is dropped, failsafe ports apart. */
export const closedHosts: LintRule = {
  codes: ['CAL2020'],
  check(view, report) {
    const { model: { hostEndpoints, policies }, selections } = view;
    const closed = hostEndpoints.filter(({ isAutomatic, profiles }) => !isAutomatic && profiles.length === 0);
    const opening = closed.length === 0 ? [] : policies.filter((policy) => !policy.isStaged && rulesOf(policy).some(letsThrough));
    for (const endpoint of selections.unselected(closed, opening.map(({ selector }) => selector))) {
      report.addFor('CAL2020', endpoint.source, {
        message: `no policy ${view.isComplete ? '' : 'in the input '}allows anything to this host endpoint, and it has no profile: everything but the failsafe ports is dropped`,
        help: 'add `profiles: [projectcalico-default-allow]`, or apply a policy that opens it first',
        severity: view.isComplete ? Severity.WARNING : Severity.NOTE,
        path: ['spec'],
      });
    }
  },
};

const FAILSAFES = ['failsafeInboundHostPorts', 'failsafeOutboundHostPorts'];

/** Failsafe ports are what keeps a cluster reachable while host policy is wrong. */
export const failsafesOff: LintRule = {
  codes: ['CAL2021'],
  check(view, report) {
    const hasHosts = view.model.hostEndpoints.length > 0;
    for (const felix of view.ofKind('FelixConfiguration')) {
      for (const field of FAILSAFES) {
        if (!Array.isArray(felix.spec[field]) || listAt(felix.spec, field).length > 0) { continue; }
        report.add('CAL2021', felix, {
          message: `${field} is empty: a wrong policy on a host endpoint cuts the host off from SSH, the API server and etcd`,
          help: 'leave the field out for the defaults, or list the ports that must never close',
          severity: hasHosts ? Severity.WARNING : Severity.NOTE,
          path: ['spec', field],
        });
      }
    }
  },
};

/** The ports that a rule names one by one and that are failsafe. */
function failsafePorts({ protocol, destination: { ports } }: PolicyRule, failsafes: readonly Failsafe[]): number[] {
  const open = new Set(failsafes.filter((failsafe) => failsafe.protocol === protocol && failsafe.net === undefined).map(({ port }) => port));
  return (ports?.ranges ?? []).filter(([first, last]) => first === last && open.has(first)).map(([port]) => port);
}

/** Failsafe ports are let through before any policy, so that nobody locks himself out. */
export const failsafesStayOpen: LintRule = {
  codes: ['CAL2022'],
  check(view, report) {
    const { failsafeInbound, failsafeOutbound } = view.model.felix();
    const failsafes: Record<Direction, readonly Failsafe[]> = { ingress: failsafeInbound, egress: failsafeOutbound };
    for (const policy of view.model.policies) {
      // With applyOnForward the deny still holds for what is forwarded.
      if (policy.isStaged || policy.applyOnForward || policy.kind !== 'GlobalNetworkPolicy' || !isForHosts(policy, view.selections)) { continue; }
      for (const direction of DIRECTIONS.filter((each) => appliesTo(policy, each))) {
        for (const rule of policy[direction].filter(({ action }) => action === 'Deny')) {
          const ports = failsafePorts(rule, failsafes[direction]);
          if (ports.length === 0) { continue; }
          const field = direction === 'ingress' ? 'failsafeInboundHostPorts' : 'failsafeOutboundHostPorts';
          report.addFor('CAL2022', policy.source, {
            message: `${protocolName(rule.protocol!)} ${ports.join(', ')} stays open at host endpoints: failsafe ports are let through before any policy`,
            help: `take ${ports.length === 1 ? 'the port' : 'these ports'} out of ${field} of FelixConfiguration if this denial is meant; others lose the way in too`,
            path: [...rule.path, 'destination', 'ports'],
          });
        }
      }
    }
  },
};

/** A denial that nobody enforces. Of eBPF it is not known whether it does the same. */
export const untrackedOnAllInterfaces: LintRule = {
  codes: ['CAL2023'],
  check(view, report) {
    const { model: { hostEndpoints, policies }, options: { target }, selections } = view;
    if (target.dataplane === Dataplane.EBPF) { return; }
    for (const policy of policies) {
      if (policy.isStaged || !policy.doNotTrack || !selections.surelySelects(policy.selector, 'hostEndpoint')) { continue; }
      const selected = selections.selected(hostEndpoints, policy.selector);
      if (selected.some(({ interfaceName }) => interfaceName !== '*')) { continue; }
      const every = view.isComplete ? 'every host endpoint that it selects' : 'every host endpoint of the input that it selects';
      report.addFor('CAL2023', policy.source, {
        message: `Felix ignores this policy at ${every}: with \`interfaceName: "*"\` there is no untracked policy, and what it denies is not dropped`,
        help: 'add host endpoints that name the interface, like `interfaceName: eth0`, with labels that it selects, or leave doNotTrack out',
        path: ['spec', 'doNotTrack'],
      });
    }
  },
};

/** What Kubernetes gives services unless the API server is told otherwise. */
const [FIRST_NODE_PORT, LAST_NODE_PORT] = [30000, 32767];

/** Whether all that a rule says of the destination is that the port is a node port. */
function isForNodePorts({ destination: { ports, written: _, ...others } }: PolicyRule): boolean {
  return ports !== undefined && ports.names.length === 0 && ports.ranges.length > 0
    && ports.ranges.every(([first, last]) => FIRST_NODE_PORT <= first && last <= LAST_NODE_PORT)
    && Object.values(others).every((criterion) => criterion === undefined);
}

/** Node ports are translated before forward policy is asked, which sees the port of the pod. */
export const translatedNodePorts: LintRule = {
  codes: ['CAL2024'],
  check(view, report) {
    for (const policy of view.model.policies) {
      if (!policy.applyOnForward || policy.isStaged || policy.preDnat || policy.doNotTrack || !policy.appliesToIngress) { continue; }
      const rule = policy.ingress.find((each) => each.action === 'Deny' && isForNodePorts(each));
      if (rule === undefined || !isForHosts(policy, view.selections)) { continue; }
      report.addFor('CAL2024', policy.source, {
        message: 'this rule denies no traffic to services by their node ports: it is translated to the port of a pod before this policy is asked',
        help: 'add `preDNAT: true`; where the policy has other rules, move those for node ports into a policy with `preDNAT: true`, `applyOnForward: true` and `types: [Ingress]`',
        path: [...rule.path, 'destination', 'ports'],
      });
    }
  },
};
