import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { stringify } from 'yaml';

/** Properties of an AlertmanagerServer. */
export interface AlertmanagerServerProps {
  /** The namespace. */
  readonly namespace: string;
  /** Name of the receiver that gets every alert. */
  readonly receiver: string;
  /**
   * How the receiver is told, by Alertmanager's own field names: `webhook_configs`, `pagerduty_configs`, `opsgenie_configs`, ….
   * The text lies in a Secret; name files for keys (`…_file`) rather than writing the keys here.
   */
  readonly receiverSettings: { [field: string]: any };
  /**
   * Labels that alerts are grouped by.
   * @default ['alertname', 'policy']
   */
  readonly groupBy?: string[];
  /**
   * How many servers.
   * @default 1
   */
  readonly replicas?: number;
}

/**
 * An Alertmanager that groups Calico's alerts and passes them to one receiver, run by the Prometheus operator.
 *
 * @example
 * new AlertmanagerServer(chart, 'alertmanager', {
 *   namespace: 'monitoring', receiver: 'on-call', receiverSettings: { webhook_configs: [{ url: 'https://alerts.example/hook' }] },
 * });
 */
export class AlertmanagerServer extends Construct {
  /** The Alertmanager. */
  public readonly apiObject: ApiObject;

  public constructor(scope: Construct, id: string, props: AlertmanagerServerProps) {
    super(scope, id);
    const metadata = { name: 'calico', namespace: props.namespace };
    const config = {
      route: { receiver: props.receiver, group_by: props.groupBy ?? ['alertname', 'policy'], group_wait: '30s', group_interval: '5m', repeat_interval: '4h' },
      receivers: [{ name: props.receiver, ...props.receiverSettings }],
    };
    new ApiObject(this, 'Secret', {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { ...metadata, name: `alertmanager-${metadata.name}` },
      type: 'Opaque',
      stringData: { 'alertmanager.yaml': stringify(config, { lineWidth: 0 }) },
    });
    this.apiObject = new ApiObject(this, 'Alertmanager', {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'Alertmanager',
      metadata,
      spec: { replicas: props.replicas ?? 1 },
    });
  }
}
