import { type ClusterModel, type Policy, type PolicyRule, protocolNumber } from '../../cluster';
import { type Port, type Traffic } from '../../network';
import { ALL } from '../../selector';
import { FlowError } from '../flow';
import { type Atom } from '../matrix';
import { rangeOf } from '../traffic-flows';

/** Whether all packets of an atom are of a kind of traffic; the atoms have to be cut by it. */
export function carries(traffic: Traffic, atom: Atom): boolean {
  const rule = ruleOf(traffic);
  const { destination: { ports, notPorts } } = rule;
  const isOf = (protocol: number): boolean => atom.protocol === protocol && atom.isRest !== 'protocols';
  const isIn = (list: PolicyRule['destination']['ports']): boolean => atom.ports !== undefined
    && list?.ranges.some(([first, last]) => first <= atom.ports![0] && atom.ports![1] <= last) === true;
  const isIcmp = (match: PolicyRule['icmp']): boolean => atom.icmp !== undefined && atom.isRest !== 'types' && atom.icmp.type === match?.type
    && (match.code === undefined || (atom.isRest !== 'codes' && atom.icmp.code === match.code));
  return (rule.protocol === undefined || isOf(rule.protocol)) && (rule.notProtocol === undefined || !isOf(rule.notProtocol))
    && (rule.icmp === undefined || isIcmp(rule.icmp)) && (rule.notIcmp === undefined || !isIcmp(rule.notIcmp))
    && (ports === undefined || isIn(ports)) && (notPorts === undefined || !isIn(notPorts));
}

/** The same cluster with atoms that are cut by the given traffic too: by a policy that is in no tier, so that it decides nothing. */
export function cutBy(model: ClusterModel, traffic: readonly Traffic[]): ClusterModel {
  if (traffic.length === 0) { return model; }
  const question: Policy = {
    index: model.policies.length,
    kind: 'GlobalNetworkPolicy',
    isStaged: true,
    namespace: '',
    name: '',
    tier: '',
    order: Infinity,
    tieBreak: '',
    selector: { index: model.selectors.length, text: '', node: ALL },
    appliesToIngress: true,
    appliesToEgress: false,
    applyOnForward: false,
    preDnat: false,
    doNotTrack: false,
    ingress: traffic.map(ruleOf),
    egress: [],
    source: { origin: {}, apiVersion: '', kind: '', namespace: '', name: '' },
  };
  return { ...model, policies: [...model.policies, question] };
}

/** @throws FlowError for traffic that atoms cannot tell apart */
function ruleOf(traffic: Traffic): PolicyRule {
  const { protocol, notProtocol, icmp, notIcmp, sourcePorts, sourceNotPorts, destinationPorts, destinationNotPorts } = traffic._parts;
  if (sourcePorts !== undefined || sourceNotPorts !== undefined) {
    throw new FlowError(`"${traffic.toString()}" names source ports, which are left open where all flows are looked at. Leave them out, or ask for the single flow.`);
  }
  const list = (ports: readonly Port[] | undefined): PolicyRule['destination']['ports'] => ports && { index: -1, ranges: ports.map(rangeOf), names: [] };
  return {
    index: 0,
    action: 'Allow',
    hasHttp: false,
    path: [],
    protocol: protocol && protocolNumber(protocol._toCalico()),
    notProtocol: notProtocol && protocolNumber(notProtocol._toCalico()),
    icmp,
    notIcmp,
    source: { written: {} },
    destination: { written: {}, ports: list(destinationPorts), notPorts: list(destinationNotPorts) },
  };
}
