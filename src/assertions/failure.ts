import { FlowQuery, TraceEvent, Verdict, VerdictDecision } from '../verdict';

const MOST_OTHERS = 3;

/** An assertion about one flow: who says it, and what has to come out. */
export interface ExpectedFlow {
  readonly assertion: string;
  readonly query: FlowQuery;
  readonly decision: VerdictDecision.ALLOW | VerdictDecision.DENY;
}

/** The message of an assertion that does not hold; undefined for one that holds. */
export function flowFailure({ assertion, query, decision }: ExpectedFlow, verdict: Verdict): string | undefined {
  if (verdict.decision === decision) { return undefined; }
  const opposite = decision === VerdictDecision.ALLOW ? VerdictDecision.DENY : VerdictDecision.ALLOW;
  const against = verdict._alternatives().filter((alternative) => alternative.decision === opposite);
  if (against.length === 0) {
    return [`${assertion}: ${verdict.toString()}`, ...verdict.decision === opposite ? ['', `help: ${help(verdict, query)}`] : []].join('\n');
  }
  const [first, ...others] = against;
  const also = others.slice(0, MOST_OTHERS).map(({ summary }) => `also: ${summary}`);
  if (others.length > MOST_OTHERS) { also.push(`also: ${others.length - MOST_OTHERS} more like these`); }
  const part = `${assertion}: part of it is ${opposite === VerdictDecision.DENY ? 'denied' : 'allowed'}: ${first.toString()}`;
  return [part, ...also.length > 0 ? ['', ...also] : [], '', `help: ${help(first, query)}`].join('\n');
}

function help(verdict: Verdict, query: FlowQuery): string {
  const deciders = [...new Map(verdict.trace.filter(({ action }) => action !== 'pass').map((event) => [event.direction, event])).values()];
  return verdict.decision === VerdictDecision.DENY ? howToAllow(deciders.filter(({ action }) => action === 'deny'), query)
    : howToDeny(deciders, query);
}

function howToAllow(deciders: readonly TraceEvent[], query: FlowQuery): string {
  if (deciders.length === 0) { return 'no policy denies it, so no policy can allow it; assert denies() if that is meant'; }
  const places = deciders.map((event) => `${event.direction} of ${endOf(event, query)}, ${event.ruleIndex < 0
    ? `in tier ${event.tier} or an earlier one` : `before rule ${event.ruleIndex + 1} of ${event.name}`}`);
  const both = deciders.length > 1 ? ' (AllowTraffic opens both sides at once)' : '';
  return `if it should be allowed, add an Allow to ${places.join(', and to ')}${both}`;
}

function howToDeny(deciders: readonly TraceEvent[], query: FlowQuery): string {
  const open = deciders.filter(({ tier }) => tier === '__PROFILE__');
  const rules = deciders.filter(({ tier }) => tier !== '__PROFILE__');
  if (rules.length === 0 && open.length > 0) {
    return `no policy applies to ${open.map((event) => `${event.direction} of ${endOf(event, query)}`).join(' or ')}, so everything is allowed: `
      + 'DenyByDefault closes whole namespaces, a NetworkPolicy with the type Ingress its endpoints';
  }
  if (rules.length === 0) { return 'no policy decides it, so no policy can deny it; assert allows() if that is meant'; }
  return `if it should be denied, narrow ${rules.map(({ direction, ruleIndex, name }) => `${direction} rule ${ruleIndex + 1} of ${name}`).join(' or ')}, `
    + 'or deny it in an earlier tier';
}

function endOf({ direction }: TraceEvent, { source, destination }: FlowQuery): string {
  return direction === 'egress' ? source : destination;
}
