import { type CommonEnd } from './common-ends';
import { Comparison } from './comparison';
import { type HostEndpoint } from '../../cluster';
import { type DirectionVerdict, FlowEvaluator, type FlowVerdict } from '../evaluate-flow';
import { type Bits, type Matrix, setBit, shortTraffic } from '../matrix';
import { type ResolvedEnd } from '../resolve';
import { type Stage } from '../stages';
import { reasonText, stepText } from '../step-text';

/** A flow of a host, or through it, that is wrong for a while. */
export interface PassingHostFlow {
  readonly kind: 'cut' | 'opened';
  readonly isCertain: boolean;
  readonly ipVersion: 4 | 6;
  readonly hostEndpoint: string;
  readonly node: string;
  /** To its processes, from them, or through it to workloads. */
  readonly way: 'to' | 'from' | 'through';
  /** The other end, or the sender of what goes through. */
  readonly peer: CommonEnd;
  /** Whom traffic that goes through is for. */
  readonly receiver?: CommonEnd;
  readonly traffic: string;
  readonly because: string;
}

export interface PassingHostFlows {
  readonly flows: readonly PassingHostFlow[];
  /** Not all flows were looked at: there are too many. */
  readonly isCut: boolean;
}

const MOST_VERDICTS = 600_000;

/** What is wrong with flows of hosts in a state between two others; the matrix does not hold them. One host endpoint stands for those like it. */
export function passingHostFlows(before: Matrix, now: Matrix, after: Matrix): PassingHostFlows {
  const matrices = [before, now, after];
  const endpoints = hostEndpointsOf(matrices);
  if (endpoints.length === 0) { return { flows: [], isCut: false }; }
  const evaluators = matrices.map(({ model }) => new FlowEvaluator(model));
  const flows: PassingHostFlow[] = [];
  let left = MOST_VERDICTS;
  for (const comparison of Comparison.of(matrices)) {
    const outside = comparison.ends.filter(({ workloads }) => workloads.length === 0);
    const inside = comparison.ends.filter(({ workloads }) => workloads.length > 0);
    for (const endpoint of endpoints) {
      const walk = new HostWalk(comparison, evaluators, endpoint);
      const asked = [
        ...outside.flatMap((peer) => [() => walk.ask('to', peer), () => walk.ask('from', peer)]),
        ...inside.map((peer) => () => walk.ask('from', peer)),
        ...outside.flatMap((peer) => inside.map((receiver) => () => walk.ask('through', peer, receiver))),
      ];
      for (const ask of asked) {
        if (left <= 0) { return { flows, isCut: true }; }
        left -= comparison.atoms.size * matrices.length;
        flows.push(...ask());
      }
    }
  }
  return { flows, isCut: false };
}

/** One of all that are alike: by labels, profiles and whether they stand for all interfaces. */
function hostEndpointsOf(matrices: readonly Matrix[]): HostEndpoint[] {
  const found = new Map<string, HostEndpoint>();
  for (const { model } of matrices) {
    for (const endpoint of model.hostEndpoints) {
      const labels = [...endpoint.labels.known].map(([key, value]) => `${key}=${value}`).sort();
      const exists = matrices.map((each) => each.model.hostEndpoints.some(({ name }) => name === endpoint.name));
      const key = [labels, endpoint.profiles, endpoint.interfaceName === '*', exists].join('/');
      if (!found.has(key)) { found.set(key, endpoint); }
    }
  }
  return [...found.values()];
}

class HostWalk {
  public constructor(
    private readonly comparison: Comparison, private readonly evaluators: readonly FlowEvaluator[], private readonly endpoint: HostEndpoint,
  ) {}

  public ask(way: PassingHostFlow['way'], peer: CommonEnd, receiver?: CommonEnd): PassingHostFlow[] {
    const { atoms, family } = this.comparison;
    const { node, expectedIPs } = this.endpoint;
    const ends = this.evaluators.map((_, index) => this.endOf(peer, index));
    const others = this.evaluators.map((_, index): ResolvedEnd | undefined => (receiver === undefined
      ? { type: 'host', node, ip: expectedIPs.find((ip) => ip.family === family) } : this.endOf(receiver, index)));
    const found = new Map<string, { wrong: Pick<PassingHostFlow, 'kind' | 'isCertain' | 'because'>; traffic: Bits }>();
    atoms.list.forEach(({ protocol, ports, icmp }, number) => {
      const [was, is, becomes] = this.evaluators.map((evaluator, index) => {
        const [one, other] = [ends[index], others[index]];
        if (one === undefined || other === undefined) { return undefined; }
        const [from, to] = way === 'from' ? [other, one] : [one, other];
        return evaluator.between(from, to, {
          ipVersion: family, protocol, destinationPort: ports?.[0], icmpType: icmp?.type, icmpCode: icmp?.code,
        });
      });
      const wrong = wrongOf(was, is, becomes);
      if (wrong === undefined) { return; }
      const key = JSON.stringify(wrong);
      const group = found.get(key) ?? { wrong, traffic: atoms.none() };
      setBit(group.traffic, number);
      found.set(key, group);
    });
    return [...found.values()].map(({ wrong, traffic }) => ({
      ...wrong, ipVersion: family, hostEndpoint: this.endpoint.name, node, way, peer, receiver, traffic: shortTraffic(atoms, traffic),
    }));
  }

  /** The end in one of the matrices; addresses are met at the interface of the endpoint. */
  private endOf(end: CommonEnd, matrix: number): ResolvedEnd | undefined {
    const part = end.parts[matrix];
    if (part === undefined) { return undefined; }
    if (part.type === 'workloads') { return { type: 'workload', workload: part.workloads[0] }; }
    const { node, interfaceName } = this.endpoint;
    const isNamed = interfaceName !== '' && interfaceName !== '*';
    return { type: 'address', ip: part.sample, via: { node, ...isNamed ? { interface: interfaceName } : {} } };
  }
}

function wrongOf(was?: FlowVerdict, is?: FlowVerdict, becomes?: FlowVerdict): Pick<PassingHostFlow, 'kind' | 'isCertain' | 'because'> | undefined {
  if (is === undefined) { return undefined; }
  const isCertain = is.verdict !== 'unknown';
  if (was?.verdict === 'allow' && becomes?.verdict === 'allow') {
    return is.verdict === 'allow' ? undefined : { kind: 'cut', isCertain, because: becauseOf(is) };
  }
  const isDenied = (verdict?: FlowVerdict): boolean => verdict === undefined || verdict.verdict === 'deny';
  return isDenied(was) && isDenied(becomes) && is.verdict !== 'deny' ? { kind: 'opened', isCertain, because: becauseOf(is) } : undefined;
}

function becauseOf({ verdict, reason, stages, egress, ingress }: FlowVerdict): string {
  if (reason !== undefined) { return reasonText(reason); }
  const parts = [...stages ?? [], egress, ingress].filter((part): part is Stage | DirectionVerdict => part !== undefined);
  const step = parts.find((part) => part.verdict === verdict)?.trace.at(-1);
  return step === undefined ? 'for no policy is on the way' : `by ${stepText(step)}`;
}
