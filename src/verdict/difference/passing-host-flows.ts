import { type CommonEnd } from './common-ends';
import { HostFlows, type HostVerdict } from './host-flows';
import { type HostPlace } from './host-places';
import { type DirectionVerdict, type FlowVerdict } from '../evaluate-flow';
import { type Matrix, shortTraffic } from '../matrix';
import { type Stage } from '../stages';
import { reasonText, stepText } from '../step-text';

/** A flow of a host, or through it, that is wrong for a while. */
export interface PassingHostFlow {
  readonly kind: 'cut' | 'opened';
  readonly isCertain: boolean;
  readonly ipVersion: 4 | 6;
  /** Host endpoints that are alike. */
  readonly hosts: readonly HostPlace[];
  /** To its processes, from them, or through it. */
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

type Wrong = Pick<PassingHostFlow, 'kind' | 'isCertain' | 'because'>;

/** What is wrong with flows of hosts in a state between two others. What is wrong without the host, too, is not told of it. */
export function passingHostFlows(before: Matrix, now: Matrix, after: Matrix): PassingHostFlows {
  const hostFlows = new HostFlows([before, now, after].map(({ model }) => model));
  const flows: PassingHostFlow[] = [];
  const tell = (verdicts: readonly HostVerdict[]): { key: string; told: Wrong } | undefined => {
    const [was, is, becomes] = verdicts.map(({ verdict }) => verdict);
    const told = wrongOf(was, is, becomes);
    return told === undefined || verdicts.every((each) => each.isPlain()) ? undefined : { key: JSON.stringify(told), told };
  };
  for (const { atoms, flows: told } of hostFlows.tell(tell)) {
    flows.push(...told.map(({ told: wrong, way, places, peer, receiver, traffic }): PassingHostFlow => ({
      ...wrong, ipVersion: atoms.family, hosts: places, way: way === 'to' || way === 'from' ? way : 'through', peer, receiver, traffic: shortTraffic(atoms, traffic),
    })));
  }
  return { flows, isCut: hostFlows.isCut };
}

function wrongOf(was?: FlowVerdict, is?: FlowVerdict, becomes?: FlowVerdict): Wrong | undefined {
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
