import { type ClusterModel, type HostEndpoint, type Policy } from '../cluster';
import { type FlowVerdict } from './evaluate-flow';
import { type Matcher } from './matcher';
import { type ResolvedEnd } from './resolve';

const MOST_NAMES = 3;

/**
 * What to tell of an allowed flow of a pod that may pass a host endpoint of one interface or address: the question does not say where it
 * passes, so policy there is no part of the answer.
 */
export function hostsAside(model: ClusterModel, matcher: Matcher, { verdict, from, to, stages = [] }: FlowVerdict): string | undefined {
  if (verdict !== 'allow' || isOnOneNode(from, to)) { return undefined; }
  const seen = new Set(stages.map(({ endpoint }) => endpoint));
  const names = model.hostEndpoints.filter((endpoint) => endpoint.interfaceName !== '*' && !seen.has(endpoint))
    .filter((endpoint) => mayMeet(to, endpoint) && judges(model, matcher, endpoint, isMetOnEntry)
      || mayMeet(from, endpoint) && judges(model, matcher, endpoint, isMetOnLeaving))
    .map(({ name }) => name).sort();
  if (names.length === 0) { return undefined; }
  const more = names.length - MOST_NAMES;
  return `forwarded traffic may pass host endpoint${names.length === 1 ? '' : 's'} ${names.slice(0, MOST_NAMES).join(', ')}${more > 0 ? ` and ${more} more` : ''}, whose policy `
    + 'is no part of this answer: name the interface of the host in a flow of evaluate (via)';
}

/** Pods of one node, and a pod with its own host, meet no interface of the host. */
function isOnOneNode(from: ResolvedEnd, to: ResolvedEnd): boolean {
  const [own, other] = [from, to].map((end) => (end.type === 'workload' ? end.workload.node : end.type === 'host' ? end.node : undefined));
  return own !== undefined && own === other;
}

function mayMeet(end: ResolvedEnd, { node }: HostEndpoint): boolean {
  return end.type === 'workload' && (end.workload.node === undefined || end.workload.node === node);
}

function judges(model: ClusterModel, matcher: Matcher, endpoint: HostEndpoint, isMet: (policy: Policy) => boolean): boolean {
  const judging = model.policies.some((policy) => !policy.isStaged && isMet(policy) && matcher.applies(policy, endpoint) !== 'no');
  matcher.takeReasons();
  return judging;
}

function isMetOnEntry({ appliesToIngress, applyOnForward, preDnat, doNotTrack }: Policy): boolean {
  return appliesToIngress && (applyOnForward || preDnat || doNotTrack);
}

function isMetOnLeaving({ appliesToEgress, applyOnForward, preDnat, doNotTrack }: Policy): boolean {
  return appliesToEgress && applyOnForward && !preDnat && !doNotTrack;
}
