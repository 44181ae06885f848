import { App, Chart } from 'cdk8s';
import { Typha, TyphaLogLevel } from 'cdk8s-calico';

/** The guide's Typha. */
export function scale(app: App): { patch: string } {
  const chart = new Chart(app, 'typha', { disableResourceNameHashes: true });
  const typha = new Typha(chart, 'typha', {
    replicas: 3,
    cpuRequest: '1000m',
    settings: { logSeverityScreen: TyphaLogLevel.INFO, prometheusMetricsEnabled: true, prometheusMetricsPort: 9093 },
  });
  return { patch: `${typha.nodePatchCommand}\n` };
}
