import type { Member, Policy, Tri } from '../cluster';

/**
 * Workloads as `<host>/<orchestrator>/<workload>/<endpoint>`, with `?` for a host that the input does not tell; host endpoints as
 * `<host>/<name>`; sets as `<namespace>/<name>` or `<name>`.
 */
export function idOf(member: Member): string {
  switch (member.type) {
    case 'workload': return `${member.node ?? '?'}/k8s/${member.namespace}/${member.name}/eth0`;
    case 'hostEndpoint': return `${member.node}/${member.name}`;
    default: return nameOf(member);
  }
}

export function kindOf(member: Member): string {
  switch (member.type) {
    case 'workload': return member.kind;
    case 'hostEndpoint': return 'HostEndpoint';
    default: return member.isGlobal ? 'GlobalNetworkSet' : 'NetworkSet';
  }
}

export function nameOf({ namespace, name }: { readonly namespace: string; readonly name: string }): string {
  return namespace === '' ? name : `${namespace}/${name}`;
}

export function typesOf(policy: Policy): string[] {
  return [...policy.appliesToIngress ? ['Ingress'] : [], ...policy.appliesToEgress ? ['Egress'] : []];
}

/** What is put beside something that partial input leaves open. */
export function unlessSure(result: Tri): string {
  return result === 'maybe' ? 'maybe' : '';
}

/** Cells of lines under each other. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column])).join('  ').trimEnd());
}
