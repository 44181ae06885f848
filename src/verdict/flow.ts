/** One end of a flow, exactly one of its fields besides `via`. The form of the `evaluate` contract. */
export interface FlowEnd {
  /** `namespace/name` of a pod. */
  readonly pod?: string;
  /** `namespace/name` of a workload of any kind. */
  readonly workload?: string;
  /** An address: that of a pod or a host of the input means the pod or the host, unless `via` says that it is met outside. */
  readonly ip?: string;
  /** A node: its own processes and pods that share its network. */
  readonly host?: string;
  /** `namespace/name` of a service; as destination only. */
  readonly service?: string;
  /** `namespace/name` of a NetworkSet, or the name of a GlobalNetworkSet: every address in it. */
  readonly networkSet?: string;
  /** Every address of a CIDR, pods and hosts among them. Those of services are taken as addresses like others. */
  readonly net?: string;
  /** Any address that is no pod's and no host's of the input. */
  readonly anywhere?: boolean;
  /** At which host interface an outside address is met. */
  readonly via?: FlowVia;
}

export interface FlowVia {
  readonly node: string;
  readonly interface?: string;
}

/** A connection that somebody tries to open. */
export interface Flow {
  readonly id?: string;
  readonly from: FlowEnd;
  readonly to: FlowEnd;
  readonly protocol?: string | number;
  readonly destinationPort?: number;
  readonly sourcePort?: number;
  readonly icmp?: { readonly type?: number; readonly code?: number };
  /** Default 4, or the family of an address that the flow names. */
  readonly ipVersion?: 4 | 6;
  /** Asks for the stages at one host endpoint. */
  readonly hook?: 'toHost' | 'fromHost' | 'forwardIn' | 'forwardOut' | 'toPod' | 'fromPod';
  readonly hostEndpoint?: string;
}

/** Thrown when a flow cannot be understood: an end that does not exist, a protocol that is none. */
export class FlowError extends Error {}
