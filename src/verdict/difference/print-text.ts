import { type ClusterDifference, type FlowDecision } from './cluster-difference';
import { FlowChangeKind } from './flow-changes';
import { isPolicy, type ObjectChange } from './object-changes';

const TITLES: Readonly<Record<FlowChangeKind, { readonly sign: string; readonly title: string; readonly word: string }>> = {
  [FlowChangeKind.OPENED]: { sign: '+', title: 'Opened', word: 'opened' },
  [FlowChangeKind.CLOSED]: { sign: '-', title: 'Closed', word: 'closed' },
  [FlowChangeKind.UNKNOWN]: { sign: '?', title: 'Now unknown', word: 'now unknown' },
  [FlowChangeKind.KNOWN]: { sign: '!', title: 'No longer unknown', word: 'no longer unknown' },
  [FlowChangeKind.NEW]: { sign: '>', title: 'Of new workloads and hosts', word: 'of new workloads and hosts' },
  [FlowChangeKind.GONE]: { sign: '<', title: 'Of workloads and hosts that are gone', word: 'of workloads and hosts that are gone' },
};

export function titleOf(kind: FlowChangeKind): string {
  return TITLES[kind].title;
}

const WORDS = { allow: 'allowed', deny: 'denied', unknown: 'unknown' } as const;

/** The difference for people: kind by kind, the summary last. */
export function printText(difference: ClusterDifference): string {
  const { flows } = difference;
  const blocks = Object.values(FlowChangeKind).flatMap((kind) => {
    const own = flows.filter(({ change }) => change === kind);
    if (own.length === 0) { return []; }
    const { sign, title } = TITLES[kind];
    return [[`${title}:`, ...own.flatMap(({ source, destination, traffic, before, after }) => [
      `  ${sign} ${source} -> ${destination}: ${traffic}`,
      ...before === undefined ? [] : [`      before: ${decisionText(before)}`],
      ...after === undefined ? [] : [`      after:  ${decisionText(after)}`],
    ])].join('\n')];
  });
  return [...blocks, summaryText(difference)].join('\n\n');
}

/** `denied by NetworkPolicy shop/db, ingress rule 1 (shop.yaml:12)`. */
function decisionText({ decision, because, place }: FlowDecision): string {
  return `${WORDS[decision]}${because.startsWith('by ') ? '' : ','} ${because}${place === undefined ? '' : ` (${place})`}`;
}

/** `2 opened, 1 closed; 1 policy changed`. */
export function summaryText({ flows, _objects: objects, _hasEnds: hasEnds }: ClusterDifference): string {
  const counts = Object.values(FlowChangeKind).map((kind) => ({ kind, count: flows.filter(({ change }) => change === kind).length }))
    .filter(({ count }) => count > 0).map(({ kind, count }) => `${count} ${TITLES[kind].word}`);
  const policies = objectsText(objects.filter(isPolicy), 'policy', 'policies');
  const others = objectsText(objects.filter((object) => !isPolicy(object)), 'other object', 'other objects');
  const changed = [policies, others].filter((text) => text !== undefined).join(', ');
  if (counts.length > 0) { return `Flows: ${counts.join(', ')}.${changed === '' ? '' : ` Objects: ${changed}.`}`; }
  if (!hasEnds) { return `There are no workloads and no host endpoints, so no flows to compare.${changed === '' ? '' : ` Objects: ${changed}.`}`; }
  return changed === '' ? 'Nothing changed.' : `No flow changed. Objects: ${changed}.`;
}

/** `2 policies changed, 1 added`. */
function objectsText(objects: readonly ObjectChange[], one: string, many: string): string | undefined {
  const parts = (['added', 'changed', 'removed'] as const)
    .map((change) => ({ change, count: objects.filter((object) => object.change === change).length })).filter(({ count }) => count > 0);
  if (parts.length === 0) { return undefined; }
  return parts.map(({ change, count }, index) => (index === 0 ? `${count} ${count === 1 ? one : many} ${change}` : `${count} ${change}`)).join(', ');
}
