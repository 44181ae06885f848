import { ApiObject, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { port } from './felix-configuration';
import { goDuration } from './go-duration';
import { SharedObject, writeShared } from './shared-object';
import { calicoKind, type KindFacts, type PlainObject, type RenderContext } from '../resource';
import { Selector } from '../selector';

/** A kind of host endpoint that Calico makes for nodes. Since Calico v3.30. */
export interface HostEndpointTemplate {
  /** Ends the name of each host endpoint: `<node>-<generateName>-auto-hep`. */
  readonly generateName: string;
  /**
   * The nodes that get one.
   * @default Selector.all()
   */
  readonly nodeSelector?: Selector;
  /**
   * Addresses of the node that lie in these networks become the expected addresses.
   * @default - the interfaces decide (`interfacePattern`)
   */
  readonly interfaceCidrs?: string[];
  /**
   * Regular expression for the names of the interfaces that get a host endpoint each. Since Calico v3.31.
   * @default - one host endpoint for all interfaces
   */
  readonly interfacePattern?: string;
  /**
   * Labels of the host endpoints, beside those of their node.
   * @default - none
   */
  readonly labels?: { [key: string]: string };
}

/** How Calico makes host endpoints for the nodes by itself. */
export interface AutomaticHostEndpoints {
  /**
   * Whether each node gets a host endpoint for all its interfaces, with a profile that allows what no policy decides.
   * Written for Calico v3.30 and later only when set to false, or beside templates.
   * @default true
   */
  readonly createDefault?: boolean;
  /**
   * Further host endpoints. Since Calico v3.30.
   * @default - none
   */
  readonly templates?: HostEndpointTemplate[];
}

/** Properties of the KubeControllersConfiguration. */
export interface KubeControllersConfigurationProps {
  /**
   * Make host endpoints for the nodes.
   * @default - not written, which is off
   */
  readonly automaticHostEndpoints?: AutomaticHostEndpoints;
  /**
   * Copy the labels of nodes to Calico's nodes (etcd datastore).
   * @default - not written, which is on
   */
  readonly syncNodeLabels?: boolean;
  /**
   * How long an address may look unused before it is taken back.
   * @default - not written, which is 15 minutes
   */
  readonly leakGracePeriod?: Duration;
  /**
   * TCP port of the controllers' metrics; 0 for none.
   * @default - not written, which is 9094
   */
  readonly metricsPort?: number;
  /**
   * Any other field of the spec, by Calico's own name.
   * @default - none
   */
  readonly settings?: { [field: string]: any };
}

/**
 * Settings of Calico's controllers. There is one object of this kind in a cluster; its name is `default`, and several constructs
 * may set fields of it. Apply it server-side, so that what others set stays.
 *
 * @example
 * new KubeControllersConfiguration(chart, 'controllers', { automaticHostEndpoints: {} });
 */
export class KubeControllersConfiguration extends Construct {
  /** The object, which other constructs may write into as well. */
  public readonly apiObject: ApiObject;

  public constructor(scope: Construct, id: string, props: KubeControllersConfigurationProps = {}) {
    super(scope, id);
    const make = () => new KubeControllersObject(this, 'Object', { metadata: { name: 'default' } });
    const object = writeShared(this, 'KubeControllersConfiguration/default', make, (context) => controllersSpec(props, context));
    this.apiObject = object.apiObject;
  }
}

class KubeControllersObject extends SharedObject {
  /**
   * @internal
   */
  public _kind(): KindFacts {
    return calicoKind('KubeControllersConfiguration', 'cluster');
  }
}

function controllersSpec(props: KubeControllersConfigurationProps, context: RenderContext): PlainObject {
  const { automaticHostEndpoints: automatic, syncNodeLabels } = props;
  const node: PlainObject = {
    hostEndpoint: automatic && hostEndpoints(automatic, context),
    syncLabels: syncNodeLabels === undefined ? undefined : enabled(syncNodeLabels),
    leakGracePeriod: goDuration(props.leakGracePeriod, 'spec.controllers.node.leakGracePeriod', context),
  };
  const sets = Object.values(node).some((value) => value !== undefined);
  return {
    ...props.settings,
    prometheusMetricsPort: props.metricsPort === 0 ? 0 // the controllers then report nothing
      : port(props.metricsPort, 'spec.prometheusMetricsPort', context) ?? props.settings?.prometheusMetricsPort,
    controllers: { ...props.settings?.controllers, ...(sets ? { node: { ...props.settings?.controllers?.node, ...node } } : {}) },
  };
}

function hostEndpoints(automatic: AutomaticHostEndpoints, context: RenderContext): PlainObject {
  const { createDefault, templates } = automatic;
  const writesDefault = createDefault === false || templates !== undefined;
  return {
    autoCreate: 'Enabled',
    createDefaultHostEndpoint: writesDefault ? enabled(createDefault ?? true) : undefined,
    templates: templates?.map((template, index) => hostEndpointTemplate(template, templates, index, context)),
  };
}

function hostEndpointTemplate(template: HostEndpointTemplate, all: HostEndpointTemplate[], index: number, context: RenderContext): PlainObject {
  const path = `spec.controllers.node.hostEndpoint.templates[${index}]`;
  if (all.findIndex((other) => other.generateName === template.generateName) !== index) {
    context.report(`${path}.generateName`, `two templates are called "${template.generateName}"; their host endpoints would have the same names`);
  }
  if (!template.interfaceCidrs?.length && template.interfacePattern === undefined) {
    context.report(path, 'names neither networks nor interfaces; give interfaceCidrs or interfacePattern');
  }
  return {
    generateName: template.generateName,
    nodeSelector: (template.nodeSelector ?? Selector.all()).toString(),
    interfaceCIDRs: template.interfaceCidrs,
    interfacePattern: template.interfacePattern,
    labels: template.labels,
  };
}

function enabled(value: boolean): string {
  return value ? 'Enabled' : 'Disabled';
}
