import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { hasInstallation } from './installation';
import { COMPONENTS, MetricsComponent, switchOnFelix, switchOnTypha } from './metrics-endpoint';

/** How Prometheus finds the metrics. */
export enum MetricsDiscovery {
  /** ServiceMonitor of the Prometheus operator, and the Services that it selects. */
  SERVICE_MONITOR = 'ServiceMonitor',
  /** PodMonitor of the Prometheus operator. */
  POD_MONITOR = 'PodMonitor',
  /** Services with the annotations `prometheus.io/scrape` and `prometheus.io/port`, for a Prometheus without operator. */
  ANNOTATED_SERVICE = 'Service',
}

/** Properties of CalicoMetrics. */
export interface CalicoMetricsProps {
  /**
   * How Prometheus finds the metrics.
   * @default MetricsDiscovery.SERVICE_MONITOR
   */
  readonly discovery?: MetricsDiscovery;
  /**
   * What is watched.
   * @default - Felix, Typha and the controllers
   */
  readonly components?: MetricsComponent[];
  /**
   * The namespace that Calico runs in: `calico-system` with the operator, `kube-system` with manifests.
   * @default - calico-system where the app has an Installation, else kube-system
   */
  readonly calicoNamespace?: string;
  /**
   * The namespace that monitors are put into.
   * @default - that of Calico
   */
  readonly monitorNamespace?: string;
  /**
   * Labels by which a Prometheus selects monitors.
   * @default { 'app.kubernetes.io/part-of': 'calico' }
   */
  readonly monitorLabels?: { [key: string]: string };
  /**
   * TCP port of Felix's metrics.
   * @default 9091
   */
  readonly felixPort?: number;
  /**
   * TCP port of Typha's metrics. Without an Installation in the app, switch them on with Typha's settings.
   * @default 9093
   */
  readonly typhaPort?: number;
  /**
   * How often Prometheus asks, like `30s`.
   * @default 30s
   */
  readonly interval?: string;
}

/** What monitors of Calico are labelled with, where nobody says otherwise. */
export const MONITOR_LABELS = { 'app.kubernetes.io/part-of': 'calico' };

/**
 * Makes Calico report metrics and Prometheus find them. Felix is switched on (in FelixConfiguration `default`, or in the
 * Installation where the app has one, and there Typha too); the controllers report by themselves. Make the Installation first.
 *
 * The ports are open on every node: close them to everybody but Prometheus by host policy.
 *
 * @example
 * new CalicoMetrics(chart, 'metrics', { discovery: MetricsDiscovery.SERVICE_MONITOR });
 */
export class CalicoMetrics extends Construct {
  /** Labels by which a Prometheus selects the monitors. */
  public readonly monitorLabels: { [key: string]: string };

  private readonly props: CalicoMetricsProps;
  private readonly isOperated: boolean;

  public constructor(scope: Construct, id: string, props: CalicoMetricsProps = {}) {
    super(scope, id);
    this.props = props;
    this.isOperated = hasInstallation(this);
    this.monitorLabels = props.monitorLabels ?? MONITOR_LABELS;
    const components = props.components ?? Object.values(MetricsComponent);
    if (components.includes(MetricsComponent.FELIX)) {
      switchOnFelix(this, this.portOf(MetricsComponent.FELIX));
    }
    if (components.includes(MetricsComponent.TYPHA)) {
      switchOnTypha(this, this.portOf(MetricsComponent.TYPHA));
    }
    components.forEach((component) => this.addComponent(component));
    this.node.addValidation({ validate: () => this.problems() });
  }

  private addComponent(component: MetricsComponent): void {
    const discovery = this.props.discovery ?? MetricsDiscovery.SERVICE_MONITOR;
    if (discovery === MetricsDiscovery.POD_MONITOR) {
      this.addMonitor(component, 'PodMonitor');
      return;
    }
    this.addService(component, discovery === MetricsDiscovery.ANNOTATED_SERVICE);
    if (discovery === MetricsDiscovery.SERVICE_MONITOR) {
      this.addMonitor(component, 'ServiceMonitor');
    }
  }

  private addService(component: MetricsComponent, isAnnotated: boolean): void {
    const { label, service } = COMPONENTS[component];
    const port = this.portOf(component);
    const annotations = { 'prometheus.io/scrape': 'true', 'prometheus.io/port': String(port) };
    new ApiObject(this, `${component}-service`, {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: service, namespace: this.calicoNamespace, labels: { 'k8s-app': label }, ...(isAnnotated ? { annotations } : {}) },
      spec: { clusterIP: 'None', selector: { 'k8s-app': label }, ports: [{ name: 'metrics', port, protocol: 'TCP', targetPort: port }] },
    });
  }

  private addMonitor(component: MetricsComponent, kind: 'PodMonitor' | 'ServiceMonitor'): void {
    const { label } = COMPONENTS[component];
    const interval = this.props.interval ?? '30s';
    const endpoints = kind === 'PodMonitor'
      ? { jobLabel: 'k8s-app', podMetricsEndpoints: [{ portNumber: this.portOf(component), interval }] }
      : { endpoints: [{ port: 'metrics', interval }] };
    new ApiObject(this, `${component}-monitor`, {
      apiVersion: 'monitoring.coreos.com/v1',
      kind,
      metadata: { name: label, namespace: this.props.monitorNamespace ?? this.calicoNamespace, labels: this.monitorLabels },
      spec: { selector: { matchLabels: { 'k8s-app': label } }, namespaceSelector: { matchNames: [this.calicoNamespace] }, ...endpoints },
    });
  }

  private get calicoNamespace(): string {
    return this.props.calicoNamespace ?? (this.isOperated ? 'calico-system' : 'kube-system');
  }

  private portOf(component: MetricsComponent): number {
    const chosen = { [MetricsComponent.FELIX]: this.props.felixPort, [MetricsComponent.TYPHA]: this.props.typhaPort };
    return chosen[component as MetricsComponent.FELIX | MetricsComponent.TYPHA] ?? COMPONENTS[component].port;
  }

  private problems(): string[] {
    const problems: string[] = [];
    if (!this.isOperated && hasInstallation(this)) {
      problems.push('the Installation of this app was made later, so nothing is switched on in it. Make it before CalicoMetrics.');
    }
    for (const [name, value] of [['felixPort', this.props.felixPort], ['typhaPort', this.props.typhaPort]] as const) {
      if (value !== undefined && (!Number.isInteger(value) || value < 1 || value > 65535)) {
        problems.push(`${name}: ${value} is no port; use 1 to 65535.`);
      }
    }
    if (this.props.interval !== undefined && !/^\d+(ms|s|m|h)$/.test(this.props.interval)) {
      problems.push(`interval: "${this.props.interval}" is no duration, like 30s.`);
    }
    return problems;
  }
}
