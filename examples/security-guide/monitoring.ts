import { App, Chart } from 'cdk8s';
import { AlertmanagerServer, CalicoAlerts, CalicoMetrics, PrometheusServer } from 'cdk8s-calico';

/** Prometheus, Alertmanager and what they watch. */
export function monitoring(app: App): void {
  const chart = new Chart(app, 'monitoring', { disableResourceNameHashes: true });
  new CalicoMetrics(chart, 'metrics', { felixPort: 9081 });
  new CalicoAlerts(chart, 'alerts');
  new PrometheusServer(chart, 'prometheus', { namespace: 'monitoring', alertmanager: 'calico' });
  new AlertmanagerServer(chart, 'alertmanager', {
    namespace: 'monitoring',
    receiver: 'on-call',
    receiverSettings: { webhook_configs: [{ url: 'https://alerts.example/hook' }] },
  });
}
