import { Duration } from 'cdk8s';
import { FailsafePort } from './failsafe-port';

/** What Felix does with traffic from a pod to its own node that no policy of the node's host endpoint decides. */
export enum EndpointToHostAction {
  /** Drop it. Felix's default. */
  DROP = 'Drop',
  /** Accept it. */
  ACCEPT = 'Accept',
  /** Leave it to the rules that the kernel has after Calico's. */
  RETURN = 'Return',
}

/** How Felix refuses a packet. */
export enum DenyAction {
  /** Silently. */
  DROP = 'Drop',
  /** With an answer to the sender, who then need not wait. */
  REJECT = 'Reject',
}

/** What the commercial editions do with a packet that a rule denies. */
export enum DropActionOverride {
  /** Drop it, as the rule says. */
  DROP = 'Drop',
  /** Accept it all the same. */
  ACCEPT = 'Accept',
  /** Log and drop it. */
  LOG_AND_DROP = 'LogAndDrop',
  /** Log it and accept it all the same. */
  LOG_AND_ACCEPT = 'LogAndAccept',
}

/** How much Felix logs. */
export enum FelixLogLevel {
  /** Everything. */
  TRACE = 'Trace',
  /** What helps to find a mistake in Felix. */
  DEBUG = 'Debug',
  /** What happens. */
  INFO = 'Info',
  /** What may be wrong. */
  WARNING = 'Warning',
  /** What is wrong. */
  ERROR = 'Error',
  /** What ends Felix. */
  FATAL = 'Fatal',
}

/** Felix's metrics for Prometheus. */
export interface FelixMetrics {
  /**
   * TCP port that every node opens for them.
   * @default 9091
   */
  readonly port?: number;
  /**
   * Address to listen on.
   * @default - not written: all addresses of the node
   */
  readonly host?: string;
  /**
   * Whether to report Go's own metrics too.
   * @default - not written, which is true
   */
  readonly goMetrics?: boolean;
  /**
   * Whether to report the process's metrics too.
   * @default - not written, which is true
   */
  readonly processMetrics?: boolean;
  /**
   * Whether to report WireGuard's metrics too.
   * @default - not written, which is true
   */
  readonly wireguardMetrics?: boolean;
}

/** Encryption of traffic between nodes. Each node needs WireGuard in its kernel. */
export interface FelixWireguard {
  /**
   * Encrypt IPv4 traffic.
   * @default true
   */
  readonly ipv4?: boolean;
  /**
   * Encrypt IPv6 traffic.
   * @default false
   */
  readonly ipv6?: boolean;
  /**
   * Encrypt traffic between the nodes themselves too, not only that of pods. Works with few providers (AKS, EKS); try it on one cluster first.
   * @default - not written, which is false
   */
  readonly hostEncryption?: boolean;
  /**
   * UDP port for IPv4.
   * @default - not written, which is 51820
   */
  readonly listeningPort?: number;
  /**
   * UDP port for IPv6.
   * @default - not written, which is 51821
   */
  readonly listeningPortV6?: number;
  /**
   * Interval of keepalive packets.
   * @default - not written: none
   */
  readonly keepAlive?: Duration;
}

/** Where Felix's log goes, and how much of it. */
export interface FelixLogging {
  /**
   * On standard output, which is the pod's log.
   * @default - not written, which is Info
   */
  readonly screen?: FelixLogLevel;
  /**
   * In the log file.
   * @default - not written, which is Info
   */
  readonly file?: FelixLogLevel;
  /**
   * To syslog.
   * @default - not written, which is Info
   */
  readonly sys?: FelixLogLevel;
  /**
   * What lines of Log rules begin with, in the kernel's log.
   * @default - not written, which is calico-packet
   */
  readonly prefix?: string;
  /**
   * How many packets a Log rule logs, like `10/second`. Since Calico v3.32.
   * @default - not written: all of them
   */
  readonly actionRateLimit?: string;
}

/** What is set of Felix. Only what is named here is written; everything else stays as it is. */
export interface FelixSettings {
  /**
   * Report metrics for Prometheus.
   * @default - not written, which is off
   */
  readonly metrics?: FelixMetrics;
  /**
   * Encrypt traffic between nodes.
   * @default - not written, which is off
   */
  readonly wireguard?: FelixWireguard;
  /**
   * What happens to traffic from a pod to its own node.
   * @default - not written, which is Drop
   */
  readonly endpointToHostAction?: EndpointToHostAction;
  /**
   * How a packet is refused. Written for the target's dataplane: iptables (since Calico v3.26) or nftables (since v3.29).
   * @default - not written, which is Drop
   */
  readonly denyAction?: DenyAction;
  /**
   * What happens to packets that a rule denies. Calico Enterprise and Calico Cloud only.
   * @default - not written
   */
  readonly dropActionOverride?: DropActionOverride;
  /**
   * Report denied packets by policy and source address for Prometheus, on this TCP port. Calico Enterprise and Calico Cloud only.
   * @default - not written
   */
  readonly policyReporterPort?: number;
  /**
   * Ports of hosts that stay open for packets to the host, whatever host policy says. An empty list: none.
   * @default - not written, which is FailsafePorts.defaultInbound()
   */
  readonly failsafeInbound?: FailsafePort[];
  /**
   * Ports that stay open for packets from the host, whatever host policy says. An empty list: none.
   * @default - not written, which is FailsafePorts.defaultOutbound()
   */
  readonly failsafeOutbound?: FailsafePort[];
  /**
   * What names of pod interfaces begin with; all other interfaces are the host's.
   * @default - not written, which is cali
   */
  readonly interfacePrefixes?: string[];
  /**
   * Where the log goes.
   * @default - not written
   */
  readonly logging?: FelixLogging;
  /**
   * How often Felix writes its status to the datastore; 0 stands for never.
   * @default - not written, which is 30 seconds
   */
  readonly reportingInterval?: Duration;
  /**
   * Whether nodes have the IPIP tunnel device. Better left unset: Felix then looks at the pools.
   * @default - not written
   */
  readonly ipipEnabled?: boolean;
  /**
   * Give the pods' sidecars what `http` rules need (application layer policy). An Installation must not switch off the volume plugin (`flexVolumePath: None`).
   * @default - not written, which is off
   */
  readonly applicationLayerPolicy?: boolean;
  /**
   * Any other field of the spec, by Calico's own name.
   * @default - none
   */
  readonly settings?: { [field: string]: any };
}
