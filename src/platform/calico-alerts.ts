import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { MONITOR_LABELS } from './calico-metrics';
import { knownMetric, metricsIn } from './metrics';
import { CalicoEdition, CalicoTarget, isAtLeast } from '../target';

/** An alert. */
export interface CalicoAlert {
  /** Its name. */
  readonly name: string;
  /** The expression of Prometheus. */
  readonly expression: string;
  /**
   * How long it must hold, like `5m`.
   * @default 5m
   */
  readonly forDuration?: string;
  /**
   * How bad it is: label `severity`.
   * @default warning
   */
  readonly severity?: string;
  /** What it means, in a sentence. */
  readonly summary: string;
}

/** Properties of CalicoAlerts. */
export interface CalicoAlertsProps {
  /**
   * The namespace of the rule.
   * @default kube-system
   */
  readonly namespace?: string;
  /**
   * Labels by which a Prometheus selects rules.
   * @default { 'app.kubernetes.io/part-of': 'calico' }
   */
  readonly labels?: { [key: string]: string };
  /**
   * Further alerts.
   * @default - none
   */
  readonly alerts?: CalicoAlert[];
  /**
   * Whether to have the alerts of this library: Felix is gone, the dataplane fails, Typha is gone, and on commercial editions
   * denied packets.
   * @default true
   */
  readonly standardAlerts?: boolean;
}

const STANDARD: CalicoAlert[] = [
  {
    name: 'CalicoFelixDown',
    expression: 'up{job="calico-node"} == 0 or up{job="felix-metrics"} == 0',
    severity: 'critical',
    summary: 'Felix does not answer; policy on the node stays as it was',
  },
  {
    name: 'CalicoDataplaneFailures',
    expression: 'increase(felix_int_dataplane_failures[5m]) > 0',
    severity: 'critical',
    summary: 'Felix cannot program the node; new policy may not be enforced there',
  },
  {
    name: 'CalicoFelixNotInSync',
    expression: 'felix_resync_state != 3',
    forDuration: '10m',
    summary: 'Felix has not read all of the datastore for ten minutes',
  },
  {
    name: 'CalicoIpsetErrors',
    expression: 'increase(felix_ipset_errors[5m]) > 0',
    summary: 'Felix cannot update IP sets; selectors may match outdated addresses',
  },
  {
    name: 'CalicoTyphaDown',
    expression: 'up{job="calico-typha"} == 0 or up{job="typha-metrics"} == 0',
    summary: 'A Typha does not answer; its nodes move to another one',
  },
];

/** Open source Calico has no metric of denied packets: use Log rules or flow logs there. */
const DENIED: CalicoAlert = {
  name: 'CalicoDeniedPackets',
  expression: 'sum by (policy, srcIP) (rate(calico_denied_packets[1m])) > 10',
  forDuration: '1m',
  summary: '{{ $labels.policy }} denies packets from {{ $labels.srcIP }}',
};

/**
 * Alerts on Calico's metrics, as a PrometheusRule.
 *
 * An alert on a metric that the target does not have would never fire: that is an error at synth. Open source Calico counts no
 * denied packets by policy; let a Log rule stand before the Deny and count the kernel's log lines, or use the flow logs
 * of Goldmane.
 *
 * @example
 * new CalicoAlerts(chart, 'alerts', {
 *   alerts: [{ name: 'ManyPolicies', expression: 'felix_active_local_policies > 500', summary: 'a node has many policies' }],
 * });
 */
export class CalicoAlerts extends Construct {
  /** The PrometheusRule. */
  public readonly apiObject: ApiObject;

  public constructor(scope: Construct, id: string, props: CalicoAlertsProps = {}) {
    super(scope, id);
    const target = CalicoTarget.ofConstruct(this);
    const standard = target.edition === CalicoEdition.OPEN_SOURCE ? STANDARD : [...STANDARD, DENIED];
    const alerts = [...(props.standardAlerts ?? true ? standard : []), ...(props.alerts ?? [])];
    this.apiObject = new ApiObject(this, 'Rule', {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: { name: 'calico', namespace: props.namespace ?? 'kube-system', labels: props.labels ?? MONITOR_LABELS },
      spec: {
        groups: [{
          name: 'calico',
          rules: alerts.map((alert) => ({
            alert: alert.name,
            expr: alert.expression,
            for: alert.forDuration ?? '5m',
            labels: { severity: alert.severity ?? 'warning' },
            annotations: { summary: alert.summary },
          })),
        }],
      },
    });
    this.node.addValidation({ validate: () => alerts.flatMap((alert) => problemsOf(alert, target)) });
  }
}

function problemsOf(alert: CalicoAlert, target: CalicoTarget): string[] {
  return metricsIn(alert.expression).flatMap((name) => {
    const metric = knownMetric(name);
    if (metric?.isEnterprise && target.edition === CalicoEdition.OPEN_SOURCE) {
      return [`alert ${alert.name}: ${name} exists in Calico Enterprise and Calico Cloud only, so the alert would never fire. `
        + 'Use a Log rule before the Deny, or flow logs (Goldmane).'];
    }
    if (metric?.goneSince && isAtLeast(target.version, metric.goneSince)) {
      return [`alert ${alert.name}: ${name} is gone in Calico ${target.version}, so the alert would never fire. `
        + (metric.replacedBy ? `Use ${metric.replacedBy}.` : 'Nothing took its place.')];
    }
    return [];
  });
}
