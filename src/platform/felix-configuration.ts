import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { registryOf } from './cluster-registry';
import { type FailsafePort, failsafeList, FailsafePorts } from './failsafe-port';
import { FelixSettings } from './felix-settings';
import { goDuration } from './go-duration';
import { SharedObject, writeShared } from './shared-object';
import { calicoKind, type KindFacts, type PlainObject, type RenderContext } from '../resource';
import { Selector } from '../selector';
import { CalicoTarget, CalicoVersion, Dataplane, isAtLeast } from '../target';

/** Properties of a FelixConfiguration. */
export interface FelixConfigurationProps extends FelixSettings {
  /**
   * The node that the settings are for.
   * @default - every node
   */
  readonly node?: string;
  /**
   * The nodes that the settings are for; the object is then called like the construct. Since Calico v3.32.
   * @default - every node
   */
  readonly nodeSelector?: Selector;
}

/** Where a sidecar finds Felix's sockets. Calico's own manifests have this path. */
const POLICY_SYNC_PATH = '/var/run/nodeagent';

/**
 * Settings of Felix, Calico's agent on each node: for the whole cluster (the object `default`), for a node (`node.<name>`)
 * or for some nodes.
 *
 * The cluster has the object `default` already, and several constructs may set fields of it. All of them write into one object;
 * only fields that were set are written. Apply it server-side (`kubectl apply --server-side`), so that what others set stays.
 * Two constructs that set a field to different values are an error at synth.
 *
 * @example
 * new FelixConfiguration(chart, 'felix', {
 *   metrics: { port: 9081 },
 *   wireguard: { ipv4: true, ipv6: true },
 *   settings: { bpfLogLevel: 'Info' },
 * });
 */
export class FelixConfiguration extends Construct {
  /** The object, which other constructs may write into as well. */
  public readonly apiObject: ApiObject;

  /**
   * @throws when both node and nodeSelector are given
   */
  public constructor(scope: Construct, id: string, props: FelixConfigurationProps = {}) {
    super(scope, id);
    if (props.node !== undefined && props.nodeSelector !== undefined) {
      throw new Error(`FelixConfiguration "${id}": give node or nodeSelector, not both.`);
    }
    const name = props.nodeSelector ? id : props.node === undefined ? 'default' : `node.${props.node}`;
    const make = () => new FelixObject(this, 'Object', { metadata: { name } });
    const object = writeShared(this, `FelixConfiguration/${name}`, make, (context) => felixSpec(props, context));
    this.apiObject = object.apiObject;
    if (name === 'default') {
      registryOf(this).list<FelixConfigurationProps>(CLUSTER_SETTINGS).push(props);
    }
  }
}

/** The failsafe ports that hold in a construct's cluster: those that the app sets, else Calico's own. */
export function effectiveFailsafes(construct: Construct): { inbound: FailsafePort[]; outbound: FailsafePort[] } {
  const set = registryOf(construct).list<FelixConfigurationProps>(CLUSTER_SETTINGS);
  return {
    inbound: set.find((props) => props.failsafeInbound)?.failsafeInbound ?? FailsafePorts.defaultInbound(),
    outbound: set.find((props) => props.failsafeOutbound)?.failsafeOutbound ?? FailsafePorts.defaultOutbound(),
  };
}

const CLUSTER_SETTINGS = 'FelixConfiguration/default settings';

class FelixObject extends SharedObject {
  /**
   * @internal
   */
  public _kind(): KindFacts {
    return calicoKind('FelixConfiguration', 'cluster');
  }
}

function felixSpec(props: FelixConfigurationProps, context: RenderContext): PlainObject {
  const { metrics, wireguard, logging } = props;
  const target = CalicoTarget.ofConstruct(context.construct);
  checkNodeSelector(props, target, context);
  const typed: PlainObject = {
    nodeSelector: props.nodeSelector?.toString(),
    prometheusMetricsEnabled: metrics && true,
    prometheusMetricsPort: metrics && port(metrics.port ?? 9091, 'spec.prometheusMetricsPort', context),
    prometheusMetricsHost: metrics?.host,
    prometheusGoMetricsEnabled: metrics?.goMetrics,
    prometheusProcessMetricsEnabled: metrics?.processMetrics,
    prometheusWireGuardMetricsEnabled: metrics?.wireguardMetrics,
    wireguardEnabled: wireguard && (wireguard.ipv4 ?? true),
    wireguardEnabledV6: wireguard?.ipv6,
    wireguardHostEncryptionEnabled: wireguard?.hostEncryption,
    wireguardListeningPort: port(wireguard?.listeningPort, 'spec.wireguardListeningPort', context),
    wireguardListeningPortV6: port(wireguard?.listeningPortV6, 'spec.wireguardListeningPortV6', context),
    wireguardKeepAlive: goDuration(wireguard?.keepAlive, 'spec.wireguardKeepAlive', context),
    defaultEndpointToHostAction: props.endpointToHostAction,
    ...denyAction(props, target, context),
    dropActionOverride: props.dropActionOverride,
    prometheusReporterEnabled: props.policyReporterPort === undefined ? undefined : true,
    prometheusReporterPort: port(props.policyReporterPort, 'spec.prometheusReporterPort', context),
    failsafeInboundHostPorts: failsafeList(props.failsafeInbound, 'spec.failsafeInboundHostPorts', context),
    failsafeOutboundHostPorts: failsafeList(props.failsafeOutbound, 'spec.failsafeOutboundHostPorts', context),
    interfacePrefix: props.interfacePrefixes?.join(','),
    logSeverityScreen: logging?.screen,
    logSeverityFile: logging?.file,
    logSeveritySys: logging?.sys,
    logPrefix: logging?.prefix,
    logActionRateLimit: logging?.actionRateLimit,
    reportingInterval: goDuration(props.reportingInterval, 'spec.reportingInterval', context),
    ipipEnabled: props.ipipEnabled,
    policySyncPathPrefix: props.applicationLayerPolicy ? POLICY_SYNC_PATH : undefined,
  };
  return withSettings(typed, props.settings ?? {}, context);
}

function checkNodeSelector(props: FelixConfigurationProps, target: CalicoTarget, context: RenderContext): void {
  if (props.nodeSelector && !isAtLeast(target.version, CalicoVersion.V3_32)) {
    context.report('spec.nodeSelector', `came with Calico v3.32, the target is ${target.version}; write one FelixConfiguration for each node (node: …)`);
  }
}

/** Adds fields by name; a field that a typed property has set as well is a contradiction within one construct. */
function withSettings(typed: PlainObject, settings: PlainObject, context: RenderContext): PlainObject {
  const twice = Object.keys(settings).filter((field) => typed[field] !== undefined);
  for (const field of twice) {
    context.report(`spec.${field}`, 'is set twice, by a property and in settings; drop one of them');
  }
  return { ...settings, ...typed, ...Object.fromEntries(Object.entries(settings).filter(([field]) => typed[field] === undefined)) };
}

/** The field for refusing packets depends on what programs them. */
function denyAction(props: FelixConfigurationProps, target: CalicoTarget, context: RenderContext): PlainObject {
  if (props.denyAction === undefined) {
    return {};
  }
  switch (target.dataplane) {
    case Dataplane.IPTABLES:
      return { iptablesFilterDenyAction: props.denyAction };
    case Dataplane.NFTABLES:
      return { nftablesFilterDenyAction: props.denyAction };
    default:
      context.report('spec', `denyAction has no effect with the dataplane ${target.dataplane}, which only drops. Leave it out`);
      return {};
  }
}

/** A port, checked. */
export function port(value: number | undefined, path: string, context: RenderContext): number | undefined {
  if (value !== undefined && (!Number.isInteger(value) || value < 1 || value > 65535)) {
    context.report(path, `${value} is no port; use 1 to 65535`);
  }
  return value;
}
