// Generated from imports/facts by `npm run imports:generate`. To change it, see imports/README.md.
import { ApiObject, type ApiObjectMetadata, type GroupVersionKind } from 'cdk8s';
import type { Construct } from 'constructs';
import { apiObjectProps, manifestOf } from '../manifest';

/**
 * FelixConfiguration of projectcalico.org/v3, of the whole cluster.
 */
export class FelixConfiguration extends ApiObject {
  /** The apiVersion and kind of the manifests. */
  public static readonly GVK: GroupVersionKind = { apiVersion: 'projectcalico.org/v3', kind: 'FelixConfiguration' };

  /**
   * The manifest as plain data, without a construct: for lists and templates.
   */
  public static manifest(props: FelixConfigurationProps): any {
    return manifestOf(FelixConfiguration.GVK, props);
  }

  constructor(scope: Construct, id: string, props: FelixConfigurationProps) {
    super(scope, id, apiObjectProps(FelixConfiguration.GVK, props));
  }
}

/**
 * The properties of a FelixConfiguration.
 */
export interface FelixConfigurationProps {
  /**
   * The name, namespace, labels and annotations.
   *
   * @default - a name made of the path of the construct
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * FelixConfigurationSpec.
   */
  readonly spec: FelixConfigurationSpec;
}

/**
 * What `FelixConfiguration.spec` holds.
 */
export interface FelixConfigurationSpec {
  /**
   * Boolean.
   *
   * @default - left to Calico
   */
  readonly allowIPIPPacketsFromWorkloads?: boolean;

  /**
   * Boolean.
   *
   * @default - left to Calico
   */
  readonly allowVXLANPacketsFromWorkloads?: boolean;

  /**
   * One of `'DoNothing'`, `'Enable'`, `'Disable'`.
   *
   * @default - left to Calico
   */
  readonly awsSrcDstCheck?: FelixConfigurationAwsSrcDstCheck;

  /**
   * One of `'TC'`, `'TCX'`, `'Netkit'`. Since Calico v3.31.
   *
   * @default - left to Calico
   */
  readonly bpfAttachType?: FelixConfigurationBpfAttachType;

  /**
   * String. Since Calico v3.27.
   *
   * @default - left to Calico
   */
  readonly bpfCTLBLogFilter?: string;

  /**
   * One of `'TCP'`, `'Enabled'`, `'Disabled'`. Since Calico v3.27.
   *
   * @default - left to Calico
   */
  readonly bpfConnectTimeLoadBalancing?: FelixConfigurationBpfConnectTimeLoadBalancing;

  /**
   * Boolean.
   *
   * @default - left to Calico
   */
  readonly bpfConnectTimeLoadBalancingEnabled?: boolean;

  /**
   * One of `'Off'`, `'Debug'`. Since Calico v3.30.
   *
   * @default - left to Calico
   */
  readonly bpfConntrackLogLevel?: FelixConfigurationBpfConntrackLogLevel;

  /**
   * One of `'Auto'`, `'Userspace'`, `'BPFProgram'`. Since Calico v3.30.
   *
   * @default - left to Calico
   */
  readonly bpfConntrackMode?: FelixConfigurationBpfConntrackMode;

  /**
   * BPFConntrackTimeouts. Since Calico v3.30.
   *
   * @default - left to Calico
   */
  readonly bpfConntrackTimeouts?: BPFConntrackTimeouts;

  /**
   * List of strings. Since Calico v3.26.
   *
   * @default - left to Calico
   */
  readonly bpfDSROptoutCIDRs?: string[];

  /**
   * String.
   *
   * @default - left to Calico
   */
  readonly bpfDataIfacePattern?: string;

  /**
   * String. Since Calico v3.27.
   *
   * @default - left to Calico
   */
  readonly bpfDisableGROForIfaces?: string;

  /**
   * Boolean.
   *
   * @default - left to Calico
   */
  readonly bpfDisableUnprivileged?: boolean;

  /**
   * Boolean.
   *
   * @default - left to Calico
   */
  readonly bpfEnabled?: boolean;

  /**
   * String, matching `^(?i)(Disabled|Strict|Loose)?$`.
   *
   * @default - left to Calico
   */
  readonly bpfEnforceRPF?: string;

  /**
   * List of strings. Since Calico v3.27.
   *
   * @default - left to Calico
   */
  readonly bpfExcludeCIDRsFromNAT?: string[];

  /**
   * Integer. Since Calico v3.30.
   *
   * @default - left to Calico
   */
  readonly bpfExportBufferSizeMB?: number;

  /**
   * Integer.
   *
   * @default - left to Calico
   */
  readonly bpfExtToServiceConnmark?: number;

  /**
   * String, matching `^(?i)(Tunnel|DSR)?$`.
   *
   * @default - left to Calico
   */
  readonly bpfExternalServiceMode?: string;

  /**
   * List of strings. Since Calico v3.27.
   *
   * @default - left to Calico
   */
  readonly bpfForceTrackPacketsFromIfaces?: string[];

  /**
   * Boolean.
   *
   * @default - left to Calico
   */
  readonly bpfHostConntrackBypass?: boolean;

  /**
   * One of `'Enabled'`, `'Disabled'`. Since Calico v3.27.
   *
   * @default - left to Calico
   */
  readonly bpfHostNetworkedNATWithoutCTLB?: FelixConfigurationBpfHostNetworkedNATWithoutCTLB;

  /**
   * String, matching `^([0-9]+(\\.[0-9]+)?(ms|s|m|h))*$`. Since Calico v3.33.
   *
   * @default - left to Calico
   */
  readonly bpfIPFragTimeout?: string;

  /**
   * Boolean. Since Calico v3.33.
   *
   * @default - left to Calico
   */
  readonly bpfIPFragmentReassemblyEnabled?: boolean;

  /**
   * One of `'Auto'`, `'Strict'`. Since Calico v3.31.
   *
   * @default - left to Calico
   */
  readonly bpfJITHardening?: FelixConfigurationBpfJITHardening;

  /**
   * Boolean. Gone since v3.32.
   *
   * @default - left to Calico
   */
  readonly bpfKubeProxyEndpointSlicesEnabled?: boolean;

  /**
   * Integer. Since Calico v3.30.
   *
   * @default - left to Calico
   */
  readonly bpfKubeProxyHealthzPort?: number;

  /**
   * Boolean.
   *
   * @default - left to Calico
   */
  readonly bpfKubeProxyIptablesCleanupEnabled?: boolean;

  /**
   * String, matching `^([0-9]+(\\.[0-9]+)?(ms|s|m|h))*$`.
   *
   * @default - left to Calico
   */
  readonly bpfKubeProxyMinSyncPeriod?: string;

  /**
   * String. Since Calico v3.25.
   *
   * @default - left to Calico
   */
  readonly bpfL3IfacePattern?: string;

  /**
   * Map of strings. Since Calico v3.27.
   *
   * @default - left to Calico
   */
  readonly bpfLogFilters?: { [key: string]: string };

  /**
   * String, matching `^(?i)(Off|Info|Debug)?$`.
   *
   * @default - left to Calico
   */
  readonly bpfLogLevel?: string;

  /**
   * Integer. Since Calico v3.32.
   *
   * @default - left to Calico
   */
  readonly bpfMaglevMaxEndpointsPerService?: number;

  /**
   * Integer. Since Calico v3.32.
   *
   * @default - left to Calico
   */
  readonly bpfMaglevMaxServices?: number;

  /**
   * Integer.
   *
   * @default - left to Calico
   */
  readonly bpfMapSizeConntrack?: number;

  /**
   * Integer, at least 1. Since Calico v3.30.
   *
   * @default - left to Calico
   */
  readonly bpfMapSizeConntrackCleanupQueue?: number;

  /**
   * String, matching `^(?i)(Disabled|DoubleIfFull)?$`. Since Calico v3.30.
   *
   * @default - left to Calico
   */
  readonly bpfMapSizeConntrackScaling?: string;

  /**
   * Integer.
   *
   * @default - left to Calico
   */
  readonly bpfMapSizeIPSets?: number;

  /**
   * Integer.
   *
   * @default - left to Calico
   */
  readonly bpfMapSizeIfState?: number;

  /**
   * Integer.
   *
   * @default - left to Calico
   */
  readonly bpfMapSizeNATAffinity?: number;

  /**
   * Integer.
   *
   * @default - left to Calico
   */
  readonly bpfMapSizeNATBackend?: number;

  /**
   * Integer.
   *
   * @default - left to Calico
   */
  readonly bpfMapSizeNATFrontend?: number;

  /**
   * Integer. Since Calico v3.30.
   *
   * @default - left to Calico
   */
  readonly bpfMapSizePerCpuConntrack?: number;

  /**
   * Integer.
   *
   * @default - left to Calico
   */
  readonly bpfMapSizeRoute?: number;

  /**
   * One of `'TunnelAddress'`, `'HostAddress'`. Since Calico v3.33.
   *
   * @default - left to Calico
   */
  readonly bpfOverlayHostSourceIP?: FelixConfigurationBpfOverlayHostSourceIP;

  /**
   * Number or string.
   *
   * @default - left to Calico
   */
  readonly bpfPSNATPorts?: number | string;

  /**
   * Boolean.
   *
   * @default - left to Calico
   */
  readonly bpfPolicyDebugEnabled?: boolean;

  /**
   * One of `'Enabled'`, `'Disabled'`. Since Calico v3.30.
   *
   * @default - left to Calico
   */
  readonly bpfProfiling?: FelixConfigurationBpfProfiling;

  /**
   * One of `'Enabled'`, `'Disabled'`. Since Calico v3.29.
   *
   * @default - left to Calico
   */
  readonly bpfRedirectToPeer?: FelixConfigurationBpfRedirectToPeer;

  /**
   * String. Since Calico v3.30.
   *
   * @default - left to Calico
   */
  readonly cgroupV2Path?: string;

  /**
   * String, matching `^(?i)(Insert|Append)?$`.
   *
   * @default - left to Calico
   */
  readonly chainInsertMode?: string;

  /**
   * String.
   *
   * @default - left to Calico
   */
  readonly dataplaneDriver?: string;

  /**
   * String.
   *
   * @default - left to Calico
   */
  readonly dataplaneWatchdogTimeout?: string;

  /**
   * Boolean.
   *
   * @default - left to Calico
   */
  readonly debugDisableLogDropping?: boolean;

  /**
   * String. Since Calico v3.28.
   *
   * @default - left to Calico
   */
  readonly debugHost?: string;

  /**
   * String.
   *
   * @default - left to Calico
   */
  readonly debugMemoryProfilePath?: string;

  /**
   * Integer. Since Calico v3.28.
   *
   * @default - left to Calico
   */
  readonly debugPort?: number;

  /**
   * String, matching `^([0-9]+(\\.[0-9]+)?(ms|s|m|h))*$`.
   *
   * @default - left to Calico
   */
  readonly debugSimulateCalcGraphHangAfter?: string;

  /**
   * String, matching `^([0-9]+(\\.[0-9]+)?(ms|s|m|h))*$`. Since Calico v3.28.
   *
   * @default - left to Calico
   */
  readonly debugSimulateDataplaneApplyDelay?: string;

  /**
   * String, matching `^([0-9]+(\\.[0-9]+)?(ms|s|m|h))*$`.
   *
   * @default - left to Calico
   */
  readonly debugSimulateDataplaneHangAfter?: string;

  /**
   * String, matching `^(?i)(Drop|Accept|Return)?$`.
   *
   * @default - left to Calico
   */
  readonly defaultEndpointToHostAction?: string;

  /**
   * Integer.
   *
   * @default - left to Calico
   */
  readonly deviceRouteProtocol?: number;

  /**
   * String, at most 45 characters.
   *
   * @default - left to Calico
   */
  readonly deviceRouteSourceAddress?: string;

  /**
   * String, at most 45 characters.
   *
   * @default - left to Calico
   */
  readonly deviceRouteSourceAddressIPv6?: string;

  /**
   * Boolean.
   *
   * @default - left to Calico
   */
  readonly disableConntrackInvalidCheck?: boolean;

  /**
   * String, matching `^([0-9]+(\\.[0-9]+)?(ms|s|m|h))*$`.
   *
   * @default - left to Calico
   */
  readonly endpointReportingDelay?: string;

  /**
   * Boolean.
   *
   * @default - left to Calico
   */
  readonly endpointReportingEnabled?: boolean;

  /**
   * String. Since Calico v3.28.
   *
   * @default - left to Calico
   */
  readonly endpointStatusPathPrefix?: string;

  /**
   * List of strings.
   *
   * @default - left to Calico
   */
  readonly externalNodesList?: string[];

  /**
   * List of ProtoPort.
   *
   * @default - left to Calico
   */
  readonly failsafeInboundHostPorts?: ProtoPort[];

  /**
   * List of ProtoPort.
   *
   * @default - left to Calico
   */
  readonly failsafeOutboundHostPorts?: ProtoPort[];

  /**
   * String, matching `^([a-zA-Z0-9-_]+=(true|false|),)*([a-zA-Z0-9-_]+=(true|false|))?$`.
   *
   * @default - left to Calico
   */
  readonly featureDetectOverride?: string;

  /**
   * String, matching `^([a-zA-Z0-9-_]+=([^=]+),)*([a-zA-Z0-9-_]+=([^=]+))?$`. Since Calico v3.25.
   *
   * @default - left to Calico
   */
  readonly featureGates?: string;

  /**
   * One of `'Enabled'`, `'Disabled'`.
   *
   * @default - left to Calico
   */
  readonly floatingIPs?: FelixConfigurationFloatingIPs;

  /**
   * Boolean. Since Calico v3.30.
   *
   * @default - left to Calico
   */
  readonly flowLogsCollectorDebugTrace?: boolean;

  /**
   * String, matching `^([0-9]+(\\.[0-9]+)?(ms|s|m|h))*$`. Since Calico v3.30.
   *
   * @default - left to Calico
   */
  readonly flowLogsFlushInterval?: string;

  /**
   * String. Since Calico v3.30.
   *
   * @default - left to Calico
   */
  readonly flowLogsGoldmaneServer?: string;

  /**
   * One of `'Disabled'`, `'Enabled'`. Since Calico v3.30.
   *
   * @default - left to Calico
   */
  readonly flowLogsLocalReporter?: FelixConfigurationFlowLogsLocalReporter;

  /**
   * One of `'None'`, `'Continuous'`. Since Calico v3.30.
   *
   * @default - left to Calico
   */
  readonly flowLogsPolicyEvaluationMode?: FelixConfigurationFlowLogsPolicyEvaluationMode;

  /**
   * Boolean.
   *
   * @default - left to Calico
   */
  readonly genericXDPEnabled?: boolean;

  /**
   * Integer. Since Calico v3.29.
   *
   * @default - left to Calico
   */
  readonly goGCThreshold?: number;

  /**
   * Integer. Since Calico v3.29.
   *
   * @default - left to Calico
   */
  readonly goMaxProcs?: number;

  /**
   * Integer. Since Calico v3.29.
   *
   * @default - left to Calico
   */
  readonly goMemoryLimitMB?: number;

  /**
   * Boolean.
   *
   * @default - left to Calico
   */
  readonly healthEnabled?: boolean;

  /**
   * String.
   *
   * @default - left to Calico
   */
  readonly healthHost?: string;

  /**
   * Integer.
   *
   * @default - left to Calico
   */
  readonly healthPort?: number;

  /**
   * List of HealthTimeoutOverride. Since Calico v3.25.
   *
   * @default - left to Calico
   */
  readonly healthTimeoutOverrides?: HealthTimeoutOverride[];

  /**
   * String.
   *
   * @default - left to Calico
   */
  readonly interfaceExclude?: string;

  /**
   * String.
   *
   * @default - left to Calico
   */
  readonly interfacePrefix?: string;

  /**
   * String, matching `^([0-9]+(\\.[0-9]+)?(ms|s|m|h))*$`.
   *
   * @default - left to Calico
   */
  readonly interfaceRefreshInterval?: string;

  /**
   * One of `'Enabled'`, `'Disabled'`. Since Calico v3.29.
   *
   * @default - left to Calico
   */
  readonly ipForwarding?: FelixConfigurationIpForwarding;

  /**
   * Boolean.
   *
   * @default - left to Calico
   */
  readonly ipipEnabled?: boolean;

  /**
   * Integer.
   *
   * @default - left to Calico
   */
  readonly ipipMTU?: number;

  /**
   * String, matching `^([0-9]+(\\.[0-9]+)?(ms|s|m|h))*$`.
   *
   * @default - left to Calico
   */
  readonly ipsetsRefreshInterval?: string;

  /**
   * One of `'Legacy'`, `'NFT'`, `'Auto'`, matching `^(?i)(Auto|Legacy|NFT)?$`.
   *
   * @default - left to Calico
   */
  readonly iptablesBackend?: FelixConfigurationIptablesBackend;

  /**
   * String, matching `^(?i)(Accept|Return)?$`.
   *
   * @default - left to Calico
   */
  readonly iptablesFilterAllowAction?: string;

  /**
   * String, matching `^(?i)(Drop|Reject)?$`. Since Calico v3.26.
   *
   * @default - left to Calico
   */
  readonly iptablesFilterDenyAction?: string;

  /**
   * String. Gone since v3.32.
   *
   * @default - left to Calico
   */
  readonly iptablesLockFilePath?: string;

  /**
   * String, matching `^([0-9]+(\\.[0-9]+)?(ms|s|m|h))*$`.
   *
   * @default - left to Calico
   */
  readonly iptablesLockProbeInterval?: string;

  /**
   * String, matching `^([0-9]+(\\.[0-9]+)?(ms|s|m|h))*$`. Gone since v3.32.
   *
   * @default - left to Calico
   */
  readonly iptablesLockTimeout?: string;

  /**
   * String, matching `^(?i)(Accept|Return)?$`.
   *
   * @default - left to Calico
   */
  readonly iptablesMangleAllowAction?: string;

  /**
   * Integer, 0 to 4294967295.
   *
   * @default - left to Calico
   */
  readonly iptablesMarkMask?: number;

  /**
   * String.
   *
   * @default - left to Calico
   */
  readonly iptablesNATOutgoingInterfaceFilter?: string;

  /**
   * String, matching `^([0-9]+(\\.[0-9]+)?(ms|s|m|h))*$`.
   *
   * @default - left to Calico
   */
  readonly iptablesPostWriteCheckInterval?: string;

  /**
   * String, matching `^([0-9]+(\\.[0-9]+)?(ms|s|m|h))*$`.
   *
   * @default - left to Calico
   */
  readonly iptablesRefreshInterval?: string;

  /**
   * Integer. Since Calico v3.32.
   *
   * @default - left to Calico
   */
  readonly ipv4ElevatedRoutePriority?: number;

  /**
   * Integer. Since Calico v3.32.
   *
   * @default - left to Calico
   */
  readonly ipv4NormalRoutePriority?: number;

  /**
   * Integer. Since Calico v3.32.
   *
   * @default - left to Calico
   */
  readonly ipv6ElevatedRoutePriority?: number;

  /**
   * Integer. Since Calico v3.32.
   *
   * @default - left to Calico
   */
  readonly ipv6NormalRoutePriority?: number;

  /**
   * Boolean.
   *
   * @default - left to Calico
   */
  readonly ipv6Support?: boolean;

  /**
   * One of `'Enabled'`, `'Disabled'`. Since Calico v3.32.
   *
   * @default - left to Calico
   */
  readonly istioAmbientMode?: FelixConfigurationIstioAmbientMode;

  /**
   * Number or string. Since Calico v3.32.
   *
   * @default - left to Calico
   */
  readonly istioDSCPMark?: number | string;

  /**
   * List of at most 7 numbers and strings.
   *
   * @default - left to Calico
   */
  readonly kubeNodePortRanges?: (number | string)[];

  /**
   * String, matching `^([0-9]+(\.[0-9]+)?(ms|s|m|h))*$`. Since Calico v3.32.
   *
   * @default - left to Calico
   */
  readonly liveMigrationRouteConvergenceTime?: string;

  /**
   * One of `'Disabled'`, `'PodsAndLoadBalancers'`. Since Calico v3.33.
   *
   * @default - left to Calico
   */
  readonly localSubnetL2Reachability?: FelixConfigurationLocalSubnetL2Reachability;

  /**
   * String. Since Calico v3.33.
   *
   * @default - left to Calico
   */
  readonly localSubnetL2ReachabilityRefreshInterval?: string;

  /**
   * String, matching `^[1-9]\d{0,3}/(?:second|minute|hour|day)$`. Since Calico v3.30.
   *
   * @default - left to Calico
   */
  readonly logActionRateLimit?: string;

  /**
   * Integer, 0 to 9999. Since Calico v3.30.
   *
   * @default - left to Calico
   */
  readonly logActionRateLimitBurst?: number;

  /**
   * String.
   *
   * @default - left to Calico
   */
  readonly logDebugFilenameRegex?: string;

  /**
   * String.
   *
   * @default - left to Calico
   */
  readonly logFilePath?: string;

  /**
   * String, matching `^([a-zA-Z0-9%: /_-])*$`.
   *
   * @default - left to Calico
   */
  readonly logPrefix?: string;

  /**
   * String, matching `^(?i)(Trace|Debug|Info|Warning|Error|Fatal)?$`.
   *
   * @default - left to Calico
   */
  readonly logSeverityFile?: string;

  /**
   * String, matching `^(?i)(Trace|Debug|Info|Warning|Error|Fatal)?$`.
   *
   * @default - left to Calico
   */
  readonly logSeverityScreen?: string;

  /**
   * String, matching `^(?i)(Trace|Debug|Info|Warning|Error|Fatal)?$`.
   *
   * @default - left to Calico
   */
  readonly logSeveritySys?: string;

  /**
   * Integer.
   *
   * @default - left to Calico
   */
  readonly maxIpsetSize?: number;

  /**
   * String.
   *
   * @default - left to Calico
   */
  readonly metadataAddr?: string;

  /**
   * Integer.
   *
   * @default - left to Calico
   */
  readonly metadataPort?: number;

  /**
   * String.
   *
   * @default - left to Calico
   */
  readonly mtuIfacePattern?: string;

  /**
   * String, at most 45 characters.
   *
   * @default - left to Calico
   */
  readonly natOutgoingAddress?: string;

  /**
   * One of `'IPPoolsOnly'`, `'IPPoolsAndHostIPs'`. Since Calico v3.31.
   *
   * @default - left to Calico
   */
  readonly natOutgoingExclusions?: FelixConfigurationNatOutgoingExclusions;

  /**
   * Number or string.
   *
   * @default - left to Calico
   */
  readonly natPortRange?: number | string;

  /**
   * String, matching `^([0-9]+(\\.[0-9]+)?(ms|s|m|h))*$`.
   *
   * @default - left to Calico
   */
  readonly netlinkTimeout?: string;

  /**
   * String, matching `^(?i)(Accept|Return)?$`. Since Calico v3.29.
   *
   * @default - left to Calico
   */
  readonly nftablesFilterAllowAction?: string;

  /**
   * String, matching `^(?i)(Drop|Reject)?$`. Since Calico v3.29.
   *
   * @default - left to Calico
   */
  readonly nftablesFilterDenyAction?: string;

  /**
   * String. Since Calico v3.33.
   *
   * @default - left to Calico
   */
  readonly nftablesFlowTableDataIfacePattern?: string;

  /**
   * One of `'All'`, `'Disabled'`. Since Calico v3.33.
   *
   * @default "Disabled"
   */
  readonly nftablesFlowTableOffload?: FelixConfigurationNftablesFlowTableOffload;

  /**
   * String, matching `^(?i)(Accept|Return)?$`. Since Calico v3.29.
   *
   * @default - left to Calico
   */
  readonly nftablesMangleAllowAction?: string;

  /**
   * Integer, 0 to 4294967295. Since Calico v3.29.
   *
   * @default - left to Calico
   */
  readonly nftablesMarkMask?: number;

  /**
   * One of `'Disabled'`, `'Enabled'`, `'Auto'`. Since Calico v3.29.
   *
   * @default "Auto"
   */
  readonly nftablesMode?: FelixConfigurationNftablesMode;

  /**
   * String. Since Calico v3.29.
   *
   * @default - left to Calico
   */
  readonly nftablesRefreshInterval?: string;

  /**
   * String, at most 1024 characters. Since Calico v3.32.
   *
   * @default - left to Calico
   */
  readonly nodeSelector?: string;

  /**
   * String.
   *
   * @default - left to Calico
   */
  readonly openstackRegion?: string;

  /**
   * String.
   *
   * @default - left to Calico
   */
  readonly policySyncPathPrefix?: string;

  /**
   * One of `'Enabled'`, `'Disabled'`, `'EnabledIPIPOnly'`, `'EnabledNoEncapOnly'`. Since Calico v3.31.
   *
   * @default - left to Calico
   */
  readonly programClusterRoutes?: FelixConfigurationProgramClusterRoutes;

  /**
   * Boolean.
   *
   * @default - left to Calico
   */
  readonly prometheusGoMetricsEnabled?: boolean;

  /**
   * String. Since Calico v3.32.
   *
   * @default - left to Calico
   */
  readonly prometheusMetricsCAFile?: string;

  /**
   * String. Since Calico v3.32.
   *
   * @default - left to Calico
   */
  readonly prometheusMetricsCertFile?: string;

  /**
   * One of `'RequireAndVerifyClientCert'`, `'RequireAnyClientCert'`, `'VerifyClientCertIfGiven'`, `'NoClientCert'`. Since Calico v3.32.
   *
   * @default - left to Calico
   */
  readonly prometheusMetricsClientAuth?: FelixConfigurationPrometheusMetricsClientAuth;

  /**
   * Boolean.
   *
   * @default - left to Calico
   */
  readonly prometheusMetricsEnabled?: boolean;

  /**
   * String.
   *
   * @default - left to Calico
   */
  readonly prometheusMetricsHost?: string;

  /**
   * String. Since Calico v3.32.
   *
   * @default - left to Calico
   */
  readonly prometheusMetricsKeyFile?: string;

  /**
   * Integer.
   *
   * @default - left to Calico
   */
  readonly prometheusMetricsPort?: number;

  /**
   * Boolean.
   *
   * @default - left to Calico
   */
  readonly prometheusProcessMetricsEnabled?: boolean;

  /**
   * Boolean.
   *
   * @default - left to Calico
   */
  readonly prometheusWireGuardMetricsEnabled?: boolean;

  /**
   * Boolean.
   *
   * @default - left to Calico
   */
  readonly removeExternalRoutes?: boolean;

  /**
   * String, matching `^([0-9]+(\\.[0-9]+)?(ms|s|m|h))*$`.
   *
   * @default - left to Calico
   */
  readonly reportingInterval?: string;

  /**
   * String, matching `^([0-9]+(\\.[0-9]+)?(ms|s|m|h))*$`.
   *
   * @default - left to Calico
   */
  readonly reportingTTL?: string;

  /**
   * Boolean. Since Calico v3.31.
   *
   * @default - left to Calico
   */
  readonly requireMTUFile?: boolean;

  /**
   * String, matching `^([0-9]+(\\.[0-9]+)?(ms|s|m|h))*$`.
   *
   * @default - left to Calico
   */
  readonly routeRefreshInterval?: string;

  /**
   * String, matching `^(?i)(WorkloadIPs|CalicoIPAM)?$`.
   *
   * @default - left to Calico
   */
  readonly routeSource?: string;

  /**
   * Boolean.
   *
   * @default - left to Calico
   */
  readonly routeSyncDisabled?: boolean;

  /**
   * RouteTableRange.
   *
   * @default - left to Calico
   */
  readonly routeTableRange?: RouteTableRange;

  /**
   * List of RouteTableRange.
   *
   * @default - left to Calico
   */
  readonly routeTableRanges?: RouteTableRange[];

  /**
   * String, matching `^(?i)(Drop|Reject|Disabled)?$`.
   *
   * @default - left to Calico
   */
  readonly serviceLoopPrevention?: string;

  /**
   * Boolean.
   *
   * @default - left to Calico
   */
  readonly sidecarAccelerationEnabled?: boolean;

  /**
   * Boolean.
   *
   * @default - left to Calico
   */
  readonly usageReportingEnabled?: boolean;

  /**
   * String, matching `^([0-9]+(\\.[0-9]+)?(ms|s|m|h))*$`.
   *
   * @default - left to Calico
   */
  readonly usageReportingInitialDelay?: string;

  /**
   * String, matching `^([0-9]+(\\.[0-9]+)?(ms|s|m|h))*$`.
   *
   * @default - left to Calico
   */
  readonly usageReportingInterval?: string;

  /**
   * Boolean.
   *
   * @default - left to Calico
   */
  readonly useInternalDataplaneDriver?: boolean;

  /**
   * Boolean.
   *
   * @default - left to Calico
   */
  readonly vxlanEnabled?: boolean;

  /**
   * Integer.
   *
   * @default - left to Calico
   */
  readonly vxlanMTU?: number;

  /**
   * Integer.
   *
   * @default - left to Calico
   */
  readonly vxlanMTUV6?: number;

  /**
   * Integer.
   *
   * @default - left to Calico
   */
  readonly vxlanPort?: number;

  /**
   * Integer.
   *
   * @default - left to Calico
   */
  readonly vxlanVNI?: number;

  /**
   * One of `'Enabled'`, `'Disabled'`. Since Calico v3.27.
   *
   * @default - left to Calico
   */
  readonly windowsManageFirewallRules?: FelixConfigurationWindowsManageFirewallRules;

  /**
   * Boolean.
   *
   * @default - left to Calico
   */
  readonly wireguardEnabled?: boolean;

  /**
   * Boolean.
   *
   * @default - left to Calico
   */
  readonly wireguardEnabledV6?: boolean;

  /**
   * Boolean.
   *
   * @default - left to Calico
   */
  readonly wireguardHostEncryptionEnabled?: boolean;

  /**
   * String.
   *
   * @default - left to Calico
   */
  readonly wireguardInterfaceName?: string;

  /**
   * String.
   *
   * @default - left to Calico
   */
  readonly wireguardInterfaceNameV6?: string;

  /**
   * String, matching `^([0-9]+(\\.[0-9]+)?(ms|s|m|h))*$`.
   *
   * @default - left to Calico
   */
  readonly wireguardKeepAlive?: string;

  /**
   * Integer.
   *
   * @default - left to Calico
   */
  readonly wireguardListeningPort?: number;

  /**
   * Integer.
   *
   * @default - left to Calico
   */
  readonly wireguardListeningPortV6?: number;

  /**
   * Integer.
   *
   * @default - left to Calico
   */
  readonly wireguardMTU?: number;

  /**
   * Integer.
   *
   * @default - left to Calico
   */
  readonly wireguardMTUV6?: number;

  /**
   * Integer.
   *
   * @default - left to Calico
   */
  readonly wireguardRoutingRulePriority?: number;

  /**
   * Boolean. Since Calico v3.28.
   *
   * @default - left to Calico
   */
  readonly wireguardThreadingEnabled?: boolean;

  /**
   * String, matching `^(?i)(Disabled|Any)?$`.
   *
   * @default - left to Calico
   */
  readonly workloadSourceSpoofing?: string;

  /**
   * Boolean.
   *
   * @default - left to Calico
   */
  readonly xdpEnabled?: boolean;

  /**
   * String, matching `^([0-9]+(\\.[0-9]+)?(ms|s|m|h))*$`.
   *
   * @default - left to Calico
   */
  readonly xdpRefreshInterval?: string;
}

/**
 * What `FelixConfigurationSpec.bpfConntrackTimeouts` holds. Since Calico v3.30.
 */
export interface BPFConntrackTimeouts {
  /**
   * String, matching `^(([0-9]*(\.[0-9]*)?(ms|s|h|m|us)+)+|Auto)$`.
   *
   * @default - left to Calico
   */
  readonly creationGracePeriod?: string;

  /**
   * String, matching `^(([0-9]*(\.[0-9]*)?(ms|s|h|m|us)+)+|Auto)$`.
   *
   * @default - left to Calico
   */
  readonly genericTimeout?: string;

  /**
   * String, matching `^(([0-9]*(\.[0-9]*)?(ms|s|h|m|us)+)+|Auto)$`.
   *
   * @default - left to Calico
   */
  readonly icmpTimeout?: string;

  /**
   * String, matching `^(([0-9]*(\.[0-9]*)?(ms|s|h|m|us)+)+|Auto)$`.
   *
   * @default - left to Calico
   */
  readonly tcpEstablished?: string;

  /**
   * String, matching `^(([0-9]*(\.[0-9]*)?(ms|s|h|m|us)+)+|Auto)$`.
   *
   * @default - left to Calico
   */
  readonly tcpFinsSeen?: string;

  /**
   * String, matching `^(([0-9]*(\.[0-9]*)?(ms|s|h|m|us)+)+|Auto)$`.
   *
   * @default - left to Calico
   */
  readonly tcpResetSeen?: string;

  /**
   * String, matching `^(([0-9]*(\.[0-9]*)?(ms|s|h|m|us)+)+|Auto)$`.
   *
   * @default - left to Calico
   */
  readonly tcpSynSent?: string;

  /**
   * String, matching `^(([0-9]*(\.[0-9]*)?(ms|s|h|m|us)+)+|Auto)$`.
   *
   * @default - left to Calico
   */
  readonly udpTimeout?: string;
}

/**
 * What `FelixConfigurationSpec.awsSrcDstCheck` holds.
 */
export enum FelixConfigurationAwsSrcDstCheck {
  /** The value `'DoNothing'`. */
  DO_NOTHING = 'DoNothing',
  /** The value `'Enable'`. */
  ENABLE = 'Enable',
  /** The value `'Disable'`. */
  DISABLE = 'Disable',
}

/**
 * What `FelixConfigurationSpec.bpfAttachType` holds.
 */
export enum FelixConfigurationBpfAttachType {
  /** The value `'TC'`. */
  TC = 'TC',
  /** The value `'TCX'`. */
  TCX = 'TCX',
  /** The value `'Netkit'`. Since Calico v3.33. */
  NETKIT = 'Netkit',
}

/**
 * What `FelixConfigurationSpec.bpfConnectTimeLoadBalancing` holds.
 */
export enum FelixConfigurationBpfConnectTimeLoadBalancing {
  /** The value `'TCP'`. */
  TCP = 'TCP',
  /** The value `'Enabled'`. */
  ENABLED = 'Enabled',
  /** The value `'Disabled'`. */
  DISABLED = 'Disabled',
}

/**
 * What `FelixConfigurationSpec.bpfConntrackLogLevel` holds.
 */
export enum FelixConfigurationBpfConntrackLogLevel {
  /** The value `'Off'`. */
  OFF = 'Off',
  /** The value `'Debug'`. */
  DEBUG = 'Debug',
}

/**
 * What `FelixConfigurationSpec.bpfConntrackMode` holds.
 */
export enum FelixConfigurationBpfConntrackMode {
  /** The value `'Auto'`. */
  AUTO = 'Auto',
  /** The value `'Userspace'`. */
  USERSPACE = 'Userspace',
  /** The value `'BPFProgram'`. */
  BPF_PROGRAM = 'BPFProgram',
}

/**
 * What `FelixConfigurationSpec.bpfHostNetworkedNATWithoutCTLB` holds.
 */
export enum FelixConfigurationBpfHostNetworkedNATWithoutCTLB {
  /** The value `'Enabled'`. */
  ENABLED = 'Enabled',
  /** The value `'Disabled'`. */
  DISABLED = 'Disabled',
}

/**
 * What `FelixConfigurationSpec.bpfJITHardening` holds.
 */
export enum FelixConfigurationBpfJITHardening {
  /** The value `'Auto'`. */
  AUTO = 'Auto',
  /** The value `'Strict'`. */
  STRICT = 'Strict',
}

/**
 * What `FelixConfigurationSpec.bpfOverlayHostSourceIP` holds.
 */
export enum FelixConfigurationBpfOverlayHostSourceIP {
  /** The value `'TunnelAddress'`. */
  TUNNEL_ADDRESS = 'TunnelAddress',
  /** The value `'HostAddress'`. */
  HOST_ADDRESS = 'HostAddress',
}

/**
 * What `FelixConfigurationSpec.bpfProfiling` holds.
 */
export enum FelixConfigurationBpfProfiling {
  /** The value `'Enabled'`. */
  ENABLED = 'Enabled',
  /** The value `'Disabled'`. */
  DISABLED = 'Disabled',
}

/**
 * What `FelixConfigurationSpec.bpfRedirectToPeer` holds.
 */
export enum FelixConfigurationBpfRedirectToPeer {
  /** The value `'Enabled'`. */
  ENABLED = 'Enabled',
  /** The value `'Disabled'`. */
  DISABLED = 'Disabled',
  /** The value `'L2Only'`. Gone since v3.32. */
  L2_ONLY = 'L2Only',
}

/**
 * What `FelixConfigurationSpec.floatingIPs` holds.
 */
export enum FelixConfigurationFloatingIPs {
  /** The value `'Enabled'`. */
  ENABLED = 'Enabled',
  /** The value `'Disabled'`. */
  DISABLED = 'Disabled',
}

/**
 * What `FelixConfigurationSpec.flowLogsLocalReporter` holds.
 */
export enum FelixConfigurationFlowLogsLocalReporter {
  /** The value `'Disabled'`. */
  DISABLED = 'Disabled',
  /** The value `'Enabled'`. */
  ENABLED = 'Enabled',
}

/**
 * What `FelixConfigurationSpec.flowLogsPolicyEvaluationMode` holds.
 */
export enum FelixConfigurationFlowLogsPolicyEvaluationMode {
  /** The value `'None'`. */
  NONE = 'None',
  /** The value `'Continuous'`. */
  CONTINUOUS = 'Continuous',
}

/**
 * What `FelixConfigurationSpec.ipForwarding` holds.
 */
export enum FelixConfigurationIpForwarding {
  /** The value `'Enabled'`. */
  ENABLED = 'Enabled',
  /** The value `'Disabled'`. */
  DISABLED = 'Disabled',
}

/**
 * What `FelixConfigurationSpec.iptablesBackend` holds.
 */
export enum FelixConfigurationIptablesBackend {
  /** The value `'Legacy'`. */
  LEGACY = 'Legacy',
  /** The value `'NFT'`. */
  NFT = 'NFT',
  /** The value `'Auto'`. */
  AUTO = 'Auto',
}

/**
 * What `FelixConfigurationSpec.istioAmbientMode` holds.
 */
export enum FelixConfigurationIstioAmbientMode {
  /** The value `'Enabled'`. */
  ENABLED = 'Enabled',
  /** The value `'Disabled'`. */
  DISABLED = 'Disabled',
}

/**
 * What `FelixConfigurationSpec.localSubnetL2Reachability` holds.
 */
export enum FelixConfigurationLocalSubnetL2Reachability {
  /** The value `'Disabled'`. */
  DISABLED = 'Disabled',
  /** The value `'PodsAndLoadBalancers'`. */
  PODS_AND_LOAD_BALANCERS = 'PodsAndLoadBalancers',
}

/**
 * What `FelixConfigurationSpec.natOutgoingExclusions` holds.
 */
export enum FelixConfigurationNatOutgoingExclusions {
  /** The value `'IPPoolsOnly'`. */
  IP_POOLS_ONLY = 'IPPoolsOnly',
  /** The value `'IPPoolsAndHostIPs'`. */
  IP_POOLS_AND_HOST_IPS = 'IPPoolsAndHostIPs',
}

/**
 * What `FelixConfigurationSpec.nftablesFlowTableOffload` holds.
 */
export enum FelixConfigurationNftablesFlowTableOffload {
  /** The value `'All'`. */
  ALL = 'All',
  /** The value `'Disabled'`. */
  DISABLED = 'Disabled',
}

/**
 * What `FelixConfigurationSpec.nftablesMode` holds.
 */
export enum FelixConfigurationNftablesMode {
  /** The value `'Disabled'`. */
  DISABLED = 'Disabled',
  /** The value `'Enabled'`. */
  ENABLED = 'Enabled',
  /** The value `'Auto'`. */
  AUTO = 'Auto',
}

/**
 * What `FelixConfigurationSpec.programClusterRoutes` holds.
 */
export enum FelixConfigurationProgramClusterRoutes {
  /** The value `'Enabled'`. */
  ENABLED = 'Enabled',
  /** The value `'Disabled'`. */
  DISABLED = 'Disabled',
  /** The value `'EnabledIPIPOnly'`. Since Calico v3.33. */
  ENABLED_IPIP_ONLY = 'EnabledIPIPOnly',
  /** The value `'EnabledNoEncapOnly'`. Since Calico v3.33. */
  ENABLED_NO_ENCAP_ONLY = 'EnabledNoEncapOnly',
}

/**
 * What `FelixConfigurationSpec.prometheusMetricsClientAuth` holds.
 */
export enum FelixConfigurationPrometheusMetricsClientAuth {
  /** The value `'RequireAndVerifyClientCert'`. */
  REQUIRE_AND_VERIFY_CLIENT_CERT = 'RequireAndVerifyClientCert',
  /** The value `'RequireAnyClientCert'`. */
  REQUIRE_ANY_CLIENT_CERT = 'RequireAnyClientCert',
  /** The value `'VerifyClientCertIfGiven'`. */
  VERIFY_CLIENT_CERT_IF_GIVEN = 'VerifyClientCertIfGiven',
  /** The value `'NoClientCert'`. */
  NO_CLIENT_CERT = 'NoClientCert',
}

/**
 * What `FelixConfigurationSpec.windowsManageFirewallRules` holds.
 */
export enum FelixConfigurationWindowsManageFirewallRules {
  /** The value `'Enabled'`. */
  ENABLED = 'Enabled',
  /** The value `'Disabled'`. */
  DISABLED = 'Disabled',
}

/**
 * What `FelixConfigurationSpec.healthTimeoutOverrides` holds. Since Calico v3.25.
 */
export interface HealthTimeoutOverride {
  /**
   * String.
   */
  readonly name: string;

  /**
   * String.
   */
  readonly timeout: string;
}

/**
 * What `FelixConfigurationSpec.failsafeInboundHostPorts`, `FelixConfigurationSpec.failsafeOutboundHostPorts` holds.
 */
export interface ProtoPort {
  /**
   * String.
   *
   * @default - left to Calico
   */
  readonly net?: string;

  /**
   * Integer.
   */
  readonly port: number;

  /**
   * String.
   *
   * @default - left to Calico
   */
  readonly protocol?: string;
}

/**
 * What `FelixConfigurationSpec.routeTableRange`, `FelixConfigurationSpec.routeTableRanges` holds.
 */
export interface RouteTableRange {
  /**
   * Integer.
   */
  readonly max: number;

  /**
   * Integer.
   */
  readonly min: number;
}
