import { ICMP, ICMPV6, protocolName, type ClusterModel, type Source } from '../cluster';
import { type FieldPath } from '../manifest';
import { printIp, printNet } from '../network';
import { type FailedCondition, failedConditions } from './conditions';
import { cureOf } from './cures';
import { type DirectionVerdict, type FlowVerdict } from './evaluate-flow';
import { hostsAside } from './hosts-aside';
import { type Matcher } from './matcher';
import { type MissingPolicy, missingPolicy } from './missing-policy';
import { nodeTunnels } from './node-tunnels';
import { type Packet } from './packet';
import { type ResolvedEnd } from './resolve';
import { type Stage } from './stages';
import { BESIDE_POLICY, placedStepText, placeText, qualified, REASON_TEXTS, stepText } from './step-text';
import { PROFILE_TIER, type TraceStep, type TriedRule } from './trace';
import { type UnknownReason } from './unknown-reason';

const UDP_LITE = 136;
const MOST_PACKETS = 8;
const MOST_CONDITIONS = 2;
const TRAFFIC_HERE = '\0';

/** Says in sentences what happens to a flow, and why. */
export class Explainer {
  public constructor(private readonly model: ClusterModel, private readonly matcher: Matcher) {}

  /** The whole explanation; its first line is the answer. */
  public explain(verdict: FlowVerdict): string {
    const lines = [this.headline(verdict)];
    const ways = verdict.stages !== undefined && verdict.stages.length > 0 ? verdict.stages.map((stage) => this.stage(stage, verdict.packet))
      : [verdict.egress, verdict.ingress].filter((way) => way !== undefined).map((way) => this.direction(way, verdict.packet));
    if (verdict.isByTraffic === true) {
      lines.push('', ...this.parts(verdict.alternatives ?? []));
    } else {
      if (verdict.verdict === 'unknown' && verdict.asked !== undefined) { lines.push('', `one part of it, ${trafficText(verdict.packet)}:`); }
      for (const way of ways) { lines.push('', ...way); }
    }
    const miss = this.nearestMiss(verdict);
    if (miss !== undefined) { lines.push('', miss); }
    const notes = this.notes(verdict);
    if (notes.length > 0) { lines.push('', ...notes.map((note) => `note: ${note}`)); }
    const cure = verdict.verdict === 'unknown' ? cureOf(verdict, this.model) : undefined;
    if (cure !== undefined) { lines.push('', `help: ${cure}`); }
    return lines.join('\n');
  }

  /** @param words for the traffic, and names, instead of those of the verdict: for an answer that stands for several */
  public headline(verdict: FlowVerdict, words?: string, names?: { readonly from: string; readonly to: string }): string {
    const traffic = words ?? this.traffic(verdict);
    const sentence = `${names?.from ?? endText(verdict.from)} {} ${names?.to ?? targetText(verdict)} on ${traffic}`;
    switch (verdict.verdict) {
      case 'allow': return `${sentence.replace('{}', 'can reach')}: ${this.answer(verdict)}`;
      case 'deny': return `${sentence.replace('{}', 'cannot reach')}: ${this.answer(verdict)}`;
      default: return `${sentence.replace('{}', 'may or may not reach')}: ${this.answer(verdict)}`;
    }
  }

  /** What a verdict is about, in words. */
  public traffic(verdict: FlowVerdict): string {
    return verdict.asked ?? trafficText(verdict.packet);
  }

  /** Equal for verdicts that say the same for the same reason. */
  public answerKey(verdict: FlowVerdict): string {
    const parts = verdict.verdict === 'unknown' ? (verdict.alternatives ?? []).map((alternative) => this.answerKey(alternative)) : [];
    return [endText(verdict.from), targetText(verdict), this.answer(verdict, stepText), ...parts].join('\n');
  }

  /** Allowed, denied or unknown, and why. */
  private answer(verdict: FlowVerdict, describe = placedStepText): string {
    if (verdict.verdict === 'unknown') { return `unknown, ${REASON_TEXTS[verdict.reason as UnknownReason] ?? verdict.reason}`; }
    const word = verdict.verdict === 'allow' ? 'allowed' : 'denied';
    const text = verdict.reason === undefined ? undefined : BESIDE_POLICY[verdict.reason];
    if (text !== undefined) { return `${word}, ${text}`; }
    const step = this.decider(verdict);
    return step === undefined ? `${word}, no policy is on the way` : `${word} by ${describe(step)}`;
  }

  /** A line for each answer: what is allowed, what is denied, what is unknown. */
  private parts(verdicts: readonly FlowVerdict[]): string[] {
    const answers = new Map<string, string[]>();
    for (const word of ['allow', 'deny', 'unknown']) {
      for (const verdict of verdicts.filter((part) => part.verdict === word)) {
        const answer = this.answer(verdict);
        answers.set(answer, [...answers.get(answer) ?? [], this.traffic(verdict)]);
      }
    }
    return [...answers].map(([answer, traffic]) => `${traffic.join('; ')}: ${answer}`);
  }

  /** The step that decided: of a denial the first one that denies, of an allow the last one. */
  private decider(verdict: FlowVerdict): TraceStep | undefined {
    const ways = verdict.stages !== undefined && verdict.stages.length > 0 ? verdict.stages : [verdict.egress, verdict.ingress];
    const ends = ways.filter((way) => way?.verdict === verdict.verdict).map((way) => way?.trace.at(-1))
      .filter((step) => step?.action === verdict.verdict);
    return verdict.verdict === 'deny' ? ends[0] : ends.filter((step) => step?.tier !== PROFILE_TIER).at(-1) ?? ends.at(-1);
  }

  private place(source: Source | undefined, path: FieldPath | undefined): string {
    const place = placeText(source, path);
    return place === undefined ? '' : ` (${place})`;
  }

  private direction(verdict: DirectionVerdict, packet: Packet): string[] {
    const head = `${verdict.direction} of ${verdict.workload.namespace}/${verdict.workload.name}: ${verdict.verdict}`;
    const pending = verdict.pending === undefined ? [] : [`  with staged policies enforced: ${verdict.pending.verdict}, by ${this.lastOf(verdict.pending.trace)}`];
    const beside = verdict.reason === undefined ? undefined : BESIDE_POLICY[verdict.reason];
    return [head, ...beside === undefined ? [] : [`  ${beside}`], ...this.way(verdict.trace, verdict.tried, packet), ...pending];
  }

  private lastOf(trace: readonly TraceStep[]): string {
    const last = trace.at(-1);
    return last === undefined ? 'nothing' : placedStepText(last);
  }

  private stage(stage: Stage, packet: Packet): string[] {
    const of = stage.endpoint.type === 'workload' ? `${stage.endpoint.namespace}/${stage.endpoint.name}` : `host endpoint ${stage.endpoint.name}`;
    const beside = stage.reason === undefined ? undefined : BESIDE_POLICY[stage.reason];
    const verdict = stage.verdict === 'none' ? 'no decision, goes on' : stage.verdict;
    return [`${stage.stage} of ${of}: ${verdict}`, ...beside === undefined ? [] : [`  ${beside}`], ...this.way(stage.trace, stage.tried, packet)];
  }

  /** Tier by tier: what was tried, what failed, what decided. */
  private way(trace: readonly TraceStep[], tried: readonly TriedRule[], packet: Packet): string[] {
    const lines: string[] = [];
    const tiers = [...new Set([...tried.map(({ tier }) => tier.name), ...trace.map(({ tier }) => tier)])];
    for (const tier of tiers) {
      const inTier = tried.filter((rule) => rule.tier.name === tier);
      if (tier !== PROFILE_TIER) { lines.push(`  tier ${tier}`); }
      for (const rule of inTier) { lines.push(this.triedText(rule, packet)); }
      for (const step of trace.filter((candidate) => candidate.tier === tier && (candidate.ruleIndex === -1 || tier === PROFILE_TIER))) {
        lines.push(`${tier === PROFILE_TIER ? '  ' : '    '}${stepVerb(step)} ${placedStepText(step)}`);
      }
    }
    return lines;
  }

  private triedText({ policy, rule, applies, result }: TriedRule, packet: Packet): string {
    const direction = policy.ingress.includes(rule) ? 'ingress' : 'egress';
    const name = `    ${policy.source.kind} ${qualified(policy.namespace, policy.source.name)}, ${direction} rule ${rule.index + 1} ${rule.action}`;
    if (result === 'no') { return `${name}: no, ${this.failed({ policy, rule }, packet)[0]?.text ?? 'it does not match'}`; }
    return `${name}: ${result === 'yes' && applies === 'yes' ? 'matches' : 'may match'}${this.place(policy.source, rule.path)}`;
  }

  private failed({ policy, rule }: Pick<TriedRule, 'policy' | 'rule'>, packet: Packet): FailedCondition[] {
    return failedConditions(this.matcher, rule, packet, policy.namespace);
  }

  /** How many conditions of the Allow rule that came nearest to letting a denied packet through failed; Infinity without such a rule. */
  public missDistance(verdict: FlowVerdict): number {
    return this.miss(verdict)?.failed.length ?? Infinity;
  }

  private nearestMiss(verdict: FlowVerdict): string | undefined {
    const best = this.miss(verdict);
    // A rule that fails in one thing only is nearer than a policy that does not apply at all.
    const other = best?.failed.length === 1 ? undefined : this.missingPolicy(verdict);
    const nearest = other ?? best?.rule;
    if (nearest === undefined) { return undefined; }
    const { policy, rule } = nearest;
    const direction = policy.ingress.includes(rule) ? 'ingress' : 'egress';
    const why = other === undefined ? missText(best!.failed) : `the policy does not select ${endText(direction === 'ingress' ? verdict.to : verdict.from)}`;
    return `nearest miss: ${policy.source.kind} ${qualified(policy.namespace, policy.source.name)}, ${direction} rule ${rule.index + 1}`
      + `${this.place(policy.source, rule.path)} would allow it, but ${why}`;
  }

  private missingPolicy({ verdict, stages, egress, ingress, packet }: FlowVerdict): MissingPolicy | undefined {
    const denied = [egress, ingress].find((way) => way?.verdict === 'deny');
    return verdict !== 'deny' || denied === undefined || (stages?.length ?? 0) > 0 ? undefined : missingPolicy(this.model, this.matcher, denied, packet);
  }

  /** The Allow rule that came nearest, for a denial by policy. */
  private miss(verdict: FlowVerdict): { rule: TriedRule; failed: FailedCondition[] } | undefined {
    if (verdict.verdict !== 'deny') { return undefined; }
    const denied = verdict.stages?.find(({ verdict: stage }) => stage === 'deny') ?? [verdict.egress, verdict.ingress].find((way) => way?.verdict === 'deny');
    let best: { rule: TriedRule; failed: FailedCondition[] } | undefined;
    for (const rule of denied?.tried ?? []) {
      if (rule.rule.action !== 'Allow' || rule.result !== 'no') { continue; }
      const failed = this.failed(rule, verdict.packet);
      if (best === undefined || failed.length < best.failed.length) { best = { rule, failed }; }
    }
    return best;
  }

  /** What Felix does beside policy. */
  private notes(verdict: FlowVerdict): string[] {
    const { packet } = verdict;
    const notes: string[] = [];
    if (this.model.felix().dropsConntrackInvalid && verdict.verdict === 'allow') {
      const openers = packet.protocol === ICMP ? [8, 13, 15, 17] : packet.protocol === ICMPV6 ? [128, 139] : undefined;
      if (openers !== undefined && packet.icmpType !== undefined && !openers.includes(packet.icmpType)) {
        notes.push(`ICMP type ${packet.icmpType} cannot open a connection: with Felix's default settings conntrack calls it INVALID and it is dropped, `
          + 'although policy allows it');
      }
      if (packet.protocol === UDP_LITE) { notes.push('some kernels call UDPLite INVALID, and Felix then drops it, although policy allows it'); }
    }
    if (packet.destination.ip !== undefined && printIp(packet.destination.ip) === '255.255.255.255') {
      notes.push('255.255.255.255 is local broadcast: it is never forwarded, and no ingress policy sees it');
    }
    notes.push(...namesakes(verdict, this.model));
    for (const aside of [hostsAside(this.model, this.matcher, verdict), nodeTunnels(this.model, verdict)]) {
      if (aside !== undefined) { notes.push(aside); }
    }
    const rules = [verdict.egress, verdict.ingress].flatMap((way) => way?.trace ?? []);
    if (rules.some(({ rule }) => rule?.hasHttp === true)) {
      notes.push('the rule has an HTTP clause, which Felix does not look at: only application layer policy (Envoy) does');
    }
    notes.push(...this.alternatives(verdict.verdict === 'unknown' && verdict.isByTraffic !== true ? verdict.alternatives ?? [] : []));
    notes.splice(8);
    for (const aside of verdict.setAside ?? []) { notes.push(this.headline(aside)); }
    return notes;
  }

  /** A line for each answer; packets that have it in common stand together. */
  private alternatives(verdicts: readonly FlowVerdict[]): string[] {
    const packets = new Map<string, string[]>();
    for (const verdict of verdicts) {
      const answer = this.headline(verdict, TRAFFIC_HERE);
      packets.set(answer, [...packets.get(answer) ?? [], this.traffic(verdict)]);
    }
    return [...packets].map(([answer, traffic]) => answer.replace(TRAFFIC_HERE, traffic.length <= MOST_PACKETS ? traffic.join(', ')
      : `${traffic.slice(0, MOST_PACKETS).join(', ')} and ${traffic.length - MOST_PACKETS} more`));
  }
}

/** Workloads that have the name of one that the answer is about: a chart may give one name to a Deployment and a Job. */
function namesakes({ from, to }: FlowVerdict, { workloads }: ClusterModel): string[] {
  const asked = new Set([from, to].flatMap((end) => (end.type === 'workload' && end.workload.kind !== 'Pod' ? [end.workload] : [])));
  return [...asked].flatMap((workload) => workloads
    .filter((other) => other !== workload && other.kind !== 'Pod' && other.name === workload.name && other.namespace === workload.namespace)
    .map(({ kind, namespace, name }) => (
      `${namespace}/${name} is here the ${workload.kind}; for the ${kind} of that name ask for ${kind.toLowerCase()}:${namespace}/${name}`
    )));
}

/** As many conditions as fit a line. */
function missText(failed: readonly FailedCondition[]): string {
  const texts = failed.map(({ text }) => text);
  const more = texts.length - MOST_CONDITIONS;
  return more > 0 ? `${texts.slice(0, MOST_CONDITIONS).join(', ')} and ${more} more` : texts.join(', and ');
}

function stepVerb({ action, certain }: TraceStep): string {
  if (action === 'pass') { return certain === false ? 'may pass on at' : 'passes on at'; }
  const verb = action === 'allow' ? 'allowed' : 'denied';
  return certain === false ? `may be ${verb} by` : `${verb} by`;
}

export function endText(end: ResolvedEnd): string {
  switch (end.type) {
    case 'workload': return `${end.workload.namespace}/${end.workload.name}`;
    case 'host': return end.node !== '' ? `host ${end.node}` : end.pod === undefined ? 'a host' : `the host of ${end.pod}`;
    case 'address': return printIp(end.ip);
    default: return end.nets === undefined ? 'world' : end.nets.map(printNet).join(', ') || 'nobody';
  }
}

/** A service that nothing was judged behind is called by its name, for it may have no address. */
function targetText({ service, to }: FlowVerdict): string {
  return service === undefined ? endText(to) : `service ${service.namespace}/${service.name}`;
}

function trafficText(packet: Packet): string {
  const icmp = packet.icmpType === undefined ? '' : ` type ${packet.icmpType}`;
  const port = packet.destination.port === undefined ? '' : ` ${packet.destination.port}`;
  return `${protocolName(packet.protocol)}${port}${icmp}`;
}
