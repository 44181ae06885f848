import { Cluster, type ClusterProps, type Flow } from '../../src/verdict';
import { manifestsOf } from '../cluster/model-of';

/** What is told of flows through one cluster, in order: `allow`, `deny: why`, `unknown: why`. */
export function toldOfAll(objects: readonly string[], flows: readonly Flow[], props: ClusterProps = {}): string[] {
  const cluster = Cluster._fromManifests(manifestsOf(objects.join('\n---\n')), props);
  return cluster._answers(flows).map((answer) => {
    if ('error' in answer) { throw new Error(answer.error); }
    return answer.reason === undefined ? answer.verdict : `${answer.verdict}: ${answer.reason}`;
  });
}

export function told(objects: readonly string[], flow: Flow, props: ClusterProps = {}): string {
  return toldOfAll(objects, [flow], props)[0];
}

/** Allows by one rule what comes to `app == 'to'`, or leaves `app == 'from'`, and nothing else. */
export function allowOnly(rule: string, direction: 'Ingress' | 'Egress' = 'Ingress'): string {
  return `{ apiVersion: projectcalico.org/v3, kind: GlobalNetworkPolicy, metadata: { name: p }, spec: {
    selector: "app == '${direction === 'Ingress' ? 'to' : 'from'}'", types: [${direction}], ${direction.toLowerCase()}: [{ action: Allow, ${rule} }] } }`;
}

/** A pod of namespace `a`, labelled `app: NAME`. */
export function pod(name: string, ip = '', spec = ''): string {
  const status = ip === '' ? '' : `, status: { podIPs: [${ip.split(' ').map((address) => `{ ip: "${address}" }`).join(', ')}] }`;
  return `{ apiVersion: v1, kind: Pod, metadata: { name: ${name}, namespace: a, labels: { app: ${name} } }, spec: { ${spec} }${status} }`;
}

export const NAMESPACE = '{ apiVersion: v1, kind: Namespace, metadata: { name: a, labels: { team: red } } }';

export const pool = (cidr: string): string => `{ apiVersion: projectcalico.org/v3, kind: IPPool, metadata: { name: pool }, spec: { cidr: "${cidr}" } }`;
