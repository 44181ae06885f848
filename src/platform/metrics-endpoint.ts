import { Construct } from 'constructs';
import { FelixConfiguration } from './felix-configuration';
import { hasInstallation, Installation } from './installation';

/** A part of Calico that reports metrics. */
export enum MetricsComponent {
  /** Felix, on each node. */
  FELIX = 'felix',
  /** Typha. */
  TYPHA = 'typha',
  /** Calico's controllers. */
  KUBE_CONTROLLERS = 'kube-controllers',
}

/** Where a component's metrics are. */
export interface ComponentFacts {
  readonly label: string;
  readonly port: number;
  readonly service: string;
}

/** Calico's own ports and labels. */
export const COMPONENTS: { readonly [component in MetricsComponent]: ComponentFacts } = {
  [MetricsComponent.FELIX]: { label: 'calico-node', port: 9091, service: 'felix-metrics' },
  [MetricsComponent.TYPHA]: { label: 'calico-typha', port: 9093, service: 'typha-metrics' },
  [MetricsComponent.KUBE_CONTROLLERS]: { label: 'calico-kube-controllers', port: 9094, service: 'kube-controllers-metrics' },
};

/** Makes Felix report: through the operator where the app has an Installation, else by itself. */
export function switchOnFelix(scope: Construct, port: number): void {
  if (hasInstallation(scope)) {
    new Installation(scope, 'FelixMetrics', { nodeMetricsPort: port });
  } else {
    new FelixConfiguration(scope, 'FelixMetrics', { metrics: { port } });
  }
}

/** Makes the operator's Typha report. One that manifests installed has settings of its own. */
export function switchOnTypha(scope: Construct, port: number): void {
  if (hasInstallation(scope)) { new Installation(scope, 'TyphaMetrics', { typhaMetricsPort: port }); }
}
