import { FlowQuery, parseFlowEnd, Surplus, TraceEvent, Verdict, VerdictDecision } from '../verdict';

const MOST_OTHERS = 3;

export type ExpectedDecision = VerdictDecision.ALLOW | VerdictDecision.DENY;

/** An assertion about one flow: who says it, and what has to come out. */
export interface ExpectedFlow {
  readonly assertion: string;
  readonly query: FlowQuery;
  readonly decision: ExpectedDecision;
}

/** The message of an assertion that does not hold; undefined for one that holds. */
export function flowFailure({ assertion, query, decision }: ExpectedFlow, verdict: Verdict): string | undefined {
  if (verdict.decision === decision) { return undefined; }
  const opposite = decision === VerdictDecision.ALLOW ? VerdictDecision.DENY : VerdictDecision.ALLOW;
  const against = verdict._alternatives().filter((alternative) => alternative.decision === opposite);
  if (against.length === 0) { return `${assertion}: ${verdict.toString()}${helpAfter(verdict, query)}`; }
  const [first, ...others] = against;
  const part = `${assertion}: part of it is ${opposite === VerdictDecision.DENY ? 'denied' : 'allowed'}: ${first.toString()}`;
  return `${part}${also(others.map(({ summary }) => summary), 0)}${helpAfter(first, query)}`;
}

/** The message when no part of a flow is allowed for sure. */
export function nothingAllowed(assertion: string, query: FlowQuery, verdict: Verdict): string | undefined {
  const alternatives = verdict._alternatives();
  if ([verdict, ...alternatives].some(({ decision }) => decision === VerdictDecision.ALLOW)) { return undefined; }
  const shown = alternatives.find(({ decision }) => decision === VerdictDecision.UNKNOWN) ?? verdict;
  return `${assertion}: ${shown.toString()}${helpAfter(shown, query)}`;
}

/** The message when more is allowed, or may be, than was said. */
export function surplusFailure(assertion: string, surplus: { readonly flows: readonly Surplus[]; readonly more: number }): string | undefined {
  const [first, ...others] = surplus.flows;
  if (first === undefined) { return undefined; }
  const [, ...explanation] = first.verdict.toString().split('\n');
  const text = [`${assertion}: ${first.summary}`, ...explanation].join('\n');
  const list = first.verdict.decision === VerdictDecision.ALLOW && assertion !== 'isIsolated' ? '; if it is meant, add it to the list' : '';
  const help = helpAfter(first.verdict, { source: first.from, destination: first.to });
  return `${text}${also(others.map(({ summary }) => summary), surplus.more)}${help}${list}`;
}

function also(summaries: readonly string[], more: number): string {
  const lines = summaries.slice(0, MOST_OTHERS).map((summary) => `\nalso: ${summary}`);
  const rest = Math.max(0, summaries.length - MOST_OTHERS) + more;
  if (rest > 0) { lines.push(`\nalso: ${rest} more like these`); }
  return lines.length === 0 ? '' : `\n${lines.join('')}`;
}

/** An unknown verdict says itself what to do. */
function helpAfter(verdict: Verdict, query: FlowQuery): string {
  return verdict.decision === VerdictDecision.UNKNOWN ? '' : `\n\nhelp: ${advice(verdict, query)}`;
}

function advice(verdict: Verdict, query: FlowQuery): string {
  return verdict.decision === VerdictDecision.DENY
    ? howToAllow(verdict, query) ?? 'no policy denies it, so no policy can allow it; assert denies() if that is meant'
    : howToDeny(verdict, query);
}

/** The last step of each direction that decided. */
function decidersOf({ trace }: Verdict): TraceEvent[] {
  return [...new Map(trace.filter(({ action }) => action !== 'pass').map((event) => [event.direction, event])).values()];
}

const TO_OWN_HOST = 'no policy denies it: Calico\'s own installs set defaultEndpointToHostAction to ACCEPT in calico-node, so add its DaemonSet or a pod of it '
  + 'to the input, or the FelixConfiguration that says so';

/** Where a denied flow needs a rule, or its input more; undefined when no policy denies it. */
export function howToAllow(verdict: Verdict, query: FlowQuery): string | undefined {
  const deciders = decidersOf(verdict).filter(({ action }) => action === 'deny');
  if (deciders.length === 0) { return verdict.reason === 'endpoint-to-host' ? TO_OWN_HOST : undefined; }
  const places = deciders.map((event) => `${event.direction} of ${endOf(event, query)}, ${placeBefore(event)}`);
  const both = deciders.length > 1 ? ' (AllowTraffic opens both sides at once)' : '';
  return `if it should be allowed, add an Allow to ${places.join(', and to ')}${both}`;
}

function placeBefore({ tier, ruleIndex, name }: TraceEvent): string {
  if (ruleIndex >= 0) { return `before rule ${ruleIndex + 1} of ${name}`; }
  return tier === '__PROFILE__' ? 'in a policy of any tier' : `in tier ${tier} or an earlier one`;
}

const FAILSAFE = 'no policy closes a failsafe port: give the FelixConfiguration failsafeInboundHostPorts (of the sender failsafeOutboundHostPorts) without it, '
  + 'or assert allows() if it is meant to be open';

function howToDeny(verdict: Verdict, query: FlowQuery): string {
  const deciders = decidersOf(verdict);
  const open = deciders.filter(({ tier }) => tier === '__PROFILE__');
  const rules = deciders.filter(({ tier }) => tier !== '__PROFILE__');
  if (rules.length === 0 && open.length > 0) {
    return `no policy applies to ${open.map((event) => `${event.direction} of ${endOf(event, query)}`).join(' or ')}, so everything is allowed: `
      + 'DenyByDefault closes whole namespaces, a NetworkPolicy with the type Ingress its endpoints';
  }
  if (rules.length === 0 && verdict.reason === 'failsafe') { return FAILSAFE; }
  if (rules.length === 0) { return 'no policy decides it, so no policy can deny it; assert allows() if that is meant'; }
  return `if it should be denied, narrow ${rules.map(({ direction, ruleIndex, name }) => `${direction} rule ${ruleIndex + 1} of ${name}`).join(' or ')}, `
    + 'or deny it in an earlier tier';
}

function endOf({ direction }: TraceEvent, { source, destination }: FlowQuery): string {
  if (direction === 'egress') { return source; }
  const { service } = parseFlowEnd(destination);
  return service === undefined ? destination : `the pods behind service ${service}`;
}
