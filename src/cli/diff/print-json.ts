import { printIp, printNet } from '../../network';
import type { ClusterDifference, FlowChange, HostPlace } from '../../verdict';
import { FlowChangeKind } from '../../verdict';

/** The difference for other programs: version 1 of the contract in docs/diff.md. */
export function printJson({ _changes, _objects, flows, notes }: ClusterDifference): string {
  const summary = Object.fromEntries(Object.values(FlowChangeKind).map((kind) => [kind, flows.filter(({ change }) => change === kind).length]));
  const answer = { version: 1, summary, changes: _changes.map(changeJson), objects: _objects, notes };
  return `${JSON.stringify(answer, undefined, 2)}\n`;
}

function changeJson({ change, ipVersions, from, to, through, traffic, before, after }: FlowChange): object {
  return { change, ipVersions, from: sideJson(from), to: sideJson(to), through: through && hostsJson(through), traffic, before, after };
}

function sideJson({ workloads, nets, hosts }: FlowChange['from']): object {
  return {
    workloads: workloads.map(({ namespace, kind, name }) => ({ namespace, kind, name })), nets: nets.map(printNet), hosts: hosts && hostsJson(hosts),
  };
}

/** Each interface once; of more than one address, those that are meant. */
function hostsJson(hosts: readonly HostPlace[]): object[] {
  const interfaces = new Map<string, Pick<HostPlace, 'node' | 'hostEndpoint' | 'interfaceName'> & { readonly addresses: string[] }>();
  for (const { node, hostEndpoint, interfaceName, ip } of hosts) {
    const key = JSON.stringify([node, hostEndpoint, interfaceName]);
    const known = interfaces.get(key) ?? { node, hostEndpoint, interfaceName, addresses: [] as string[] };
    if (ip !== undefined) { known.addresses.push(printIp(ip)); }
    interfaces.set(key, known);
  }
  return [...interfaces.values()];
}
