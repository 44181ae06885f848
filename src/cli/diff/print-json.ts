import { printNet } from '../../network';
import type { ClusterDifference, FlowChange } from '../../verdict';
import { FlowChangeKind } from '../../verdict';

/** The difference for other programs: version 1 of the contract in docs/diff.md. */
export function printJson({ _changes, _objects, flows, notes }: ClusterDifference): string {
  const summary = Object.fromEntries(Object.values(FlowChangeKind).map((kind) => [kind, flows.filter(({ change }) => change === kind).length]));
  const answer = { version: 1, summary, changes: _changes.map(changeJson), objects: _objects, notes };
  return `${JSON.stringify(answer, undefined, 2)}\n`;
}

function changeJson({ change, ipVersions, from, to, traffic, before, after }: FlowChange): object {
  return { change, ipVersions, from: sideJson(from), to: sideJson(to), traffic, before, after };
}

function sideJson({ workloads, nets }: FlowChange['from']): object {
  return { workloads: workloads.map(({ namespace, kind, name }) => ({ namespace, kind, name })), nets: nets.map(printNet) };
}
