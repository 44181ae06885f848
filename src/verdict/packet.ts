import { type LabelSet, type Member, type Workload } from '../cluster';
import { type Ip, type Net } from '../network';

/** One end of a packet as rules see it. */
export interface PacketSide {
  /** Undefined when not known. */
  readonly ip?: Ip;
  /** The workload whose address is not known. */
  readonly workload?: Workload;
  /** What is known of the labels of the pod that has the address, when the input does not hold it. */
  readonly unseenPod?: LabelSet;
  /** Where an unknown address lies; undefined for anywhere. */
  readonly within?: readonly Net[];
  /** Undefined when not given. */
  readonly port?: number;
  /** Everything that has this address: what selectors of rules can find. */
  readonly holders: readonly Member[];
}

/** The first packet of a connection, or its answer. */
export interface Packet {
  readonly ipVersion: 4 | 6;
  readonly protocol: number;
  readonly source: PacketSide;
  readonly destination: PacketSide;
  readonly icmpType?: number;
  readonly icmpCode?: number;
  /** Goes back to the port that the opener of the connection chose. */
  readonly isAnswer?: boolean;
}
