import { type Json, type JsonObject, type Manifest } from '../manifest';
import { tryParseNetOrIp } from '../network';
import { type BuildContext } from './build-context';
import { numberAt, objectAt, objectsAt, textAt } from './fields';
import { matchLabels } from './labels';
import { type ClusterNode, type Failsafe, type FelixSettings } from './model';
import { protocolNumber, TCP, UDP } from './protocols';

const tcp = (...ports: number[]): Failsafe[] => ports.map((port) => ({ protocol: TCP, port }));
const udp = (...ports: number[]): Failsafe[] => ports.map((port) => ({ protocol: UDP, port }));
const DEFAULT_INBOUND = [...tcp(22, 179, 2379, 2380, 5473, 6443, 6666, 6667), ...udp(68)];
const DEFAULT_OUTBOUND = [...tcp(179, 2379, 2380, 5473, 6443, 6666, 6667), ...udp(53, 67)];
const DEFAULT_VXLAN_PORT = 4789;

/** The one setting that the manifests of Calico and its operator make by the environment of calico-node, which wins over every FelixConfiguration. */
const ENDPOINT_TO_HOST_VARIABLE = 'FELIX_DEFAULTENDPOINTTOHOSTACTION';

/** FelixConfiguration objects put together for each node: `default`, then those that select the node, then `node.<name>`. */
export class FelixConfigurations {
  private readonly specs = new Map<string, JsonObject>();
  private readonly settings = new Map<string, FelixSettings>();
  private readonly endpointToHostVariable: FelixSettings['endpointToHostAction'];

  /** @param workloads among which the DaemonSet calico-node may be, or a pod of it */
  public constructor(
    private readonly context: BuildContext, private readonly nodes: ReadonlyMap<string, ClusterNode>, manifests: readonly Manifest[],
    workloads: readonly Manifest[],
  ) {
    this.endpointToHostVariable = endpointToHostAction(variableOf(workloads, ENDPOINT_TO_HOST_VARIABLE));
    for (const { object } of manifests) {
      this.specs.set(textAt(objectAt(object, 'metadata'), 'name'), objectAt(object, 'spec') ?? {});
    }
  }

  public of(node = ''): FelixSettings {
    let settings = this.settings.get(node);
    if (settings === undefined) {
      settings = this.read(Object.assign({}, ...this.layers(node)) as JsonObject);
      this.settings.set(node, settings);
    }
    return settings;
  }

  private layers(node: string): JsonObject[] {
    const labels = this.nodes.get(node)?.labels ?? new Map<string, string>();
    const selecting = [...this.specs].filter(([name]) => name !== 'default' && !name.startsWith('node.')).sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, spec]) => spec)
      .filter((spec) => {
        const selector = this.context.interner.parse(textAt(spec, 'nodeSelector'));
        return textAt(spec, 'nodeSelector') !== '' && selector !== undefined && matchLabels(selector, { known: labels, open: [] }) === 'yes';
      });
    return [this.specs.get('default'), ...selecting, this.specs.get(`node.${node}`)].filter((spec): spec is JsonObject => spec !== undefined);
  }

  private read(spec: JsonObject): FelixSettings {
    const isKnown = this.context.isComplete || this.specs.size > 0;
    return {
      failsafeInbound: readFailsafes(spec.failsafeInboundHostPorts) ?? DEFAULT_INBOUND,
      failsafeOutbound: readFailsafes(spec.failsafeOutboundHostPorts) ?? DEFAULT_OUTBOUND,
      endpointToHostAction: this.endpointToHostVariable ?? endpointToHostAction(textAt(spec, 'defaultEndpointToHostAction'))
        ?? (this.context.isComplete ? 'Drop' : undefined),
      vxlanPort: numberAt(spec, 'vxlanPort') ?? DEFAULT_VXLAN_PORT,
      allowVxlanFromWorkloads: spec.allowVXLANPacketsFromWorkloads === true,
      allowIpipFromWorkloads: spec.allowIPIPPacketsFromWorkloads === true,
      dropsConntrackInvalid: spec.disableConntrackInvalidCheck !== true,
      interfacePrefixes: (textAt(spec, 'interfacePrefix') || 'cali').split(',').map((prefix) => prefix.trim()),
      applicationLayerPolicy: isKnown ? textAt(spec, 'policySyncPathPrefix') !== '' : undefined,
    };
  }
}

/** An empty list switches failsafes off; an absent one means the defaults. */
function readFailsafes(value: Json | undefined): Failsafe[] | undefined {
  if (!Array.isArray(value)) { return undefined; }
  return objectsAt({ value }, 'value').flatMap((entry) => {
    const port = numberAt(entry, 'port');
    const protocol = entry.protocol === undefined ? TCP : protocolNumber(entry.protocol);
    const net = tryParseNetOrIp(textAt(entry, 'net'));
    const isReadable = port !== undefined && protocol !== undefined && (net !== undefined || textAt(entry, 'net') === '');
    return isReadable ? [{ protocol, port, net }] : [];
  });
}

/** A variable of calico-node, empty when the input does not hold it. */
function variableOf(workloads: readonly Manifest[], name: string): string {
  const ofKind = (kind: string): JsonObject[] => workloads.map(({ object }) => object).filter((object) => textAt(object, 'kind') === kind);
  const pods = [...ofKind('DaemonSet').map((object) => objectAt(objectAt(object, 'spec'), 'template')), ...ofKind('Pod')];
  const values = pods.flatMap((pod) => objectsAt(objectAt(pod, 'spec'), 'containers'))
    .filter((container) => textAt(container, 'name') === 'calico-node')
    .flatMap((container) => objectsAt(container, 'env')).filter((variable) => textAt(variable, 'name') === name)
    .map((variable) => textAt(variable, 'value'));
  return values[0] ?? '';
}

function endpointToHostAction(text: string): FelixSettings['endpointToHostAction'] {
  switch (text.toLowerCase()) {
    case 'accept': return 'Accept';
    case 'return': return 'Return';
    case 'drop':
    case 'reject': return 'Drop';
    default: return undefined;
  }
}
