import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { MONITOR_LABELS } from './calico-metrics';

/** Properties of a PrometheusServer. */
export interface PrometheusServerProps {
  /** The namespace. */
  readonly namespace: string;
  /**
   * Labels of the monitors and rules that it takes, from all namespaces.
   * @default { 'app.kubernetes.io/part-of': 'calico' }
   */
  readonly selects?: { [key: string]: string };
  /**
   * How many servers.
   * @default 1
   */
  readonly replicas?: number;
  /**
   * Name of an Alertmanager in the same namespace that gets the alerts.
   * @default - alerts go nowhere
   */
  readonly alertmanager?: string;
  /**
   * Any other field of the spec, by its own name.
   * @default - none
   */
  readonly settings?: { [field: string]: any };
}

/**
 * A Prometheus that watches Calico, run by the Prometheus operator, with the rights to find what it watches.
 *
 * @example
 * new PrometheusServer(chart, 'prometheus', { namespace: 'monitoring', alertmanager: 'calico' });
 */
export class PrometheusServer extends Construct {
  /** The Prometheus. */
  public readonly apiObject: ApiObject;

  public constructor(scope: Construct, id: string, props: PrometheusServerProps) {
    super(scope, id);
    const { namespace, alertmanager, selects = MONITOR_LABELS } = props;
    const name = 'calico-prometheus';
    const chosen = { matchLabels: selects };
    this.addRights(name, namespace);
    this.apiObject = new ApiObject(this, 'Prometheus', {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'Prometheus',
      metadata: { name, namespace },
      spec: {
        replicas: props.replicas ?? 1,
        serviceAccountName: name,
        serviceMonitorSelector: chosen,
        serviceMonitorNamespaceSelector: {},
        podMonitorSelector: chosen,
        podMonitorNamespaceSelector: {},
        ruleSelector: chosen,
        ruleNamespaceSelector: {},
        ...(alertmanager ? { alerting: { alertmanagers: [{ name: 'alertmanager-operated', namespace, port: 'web' }] } } : {}),
        ...props.settings,
      },
    });
  }

  private addRights(name: string, namespace: string): void {
    const apiVersion = 'rbac.authorization.k8s.io/v1';
    new ApiObject(this, 'ServiceAccount', { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace } });
    new ApiObject(this, 'ClusterRole', {
      apiVersion,
      kind: 'ClusterRole',
      metadata: { name },
      rules: [
        { apiGroups: [''], resources: ['endpoints', 'nodes', 'pods', 'services'], verbs: ['get', 'list', 'watch'] },
        { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['get', 'list', 'watch'] },
        { nonResourceURLs: ['/metrics'], verbs: ['get'] },
      ],
    });
    new ApiObject(this, 'ClusterRoleBinding', {
      apiVersion,
      kind: 'ClusterRoleBinding',
      metadata: { name },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name },
      subjects: [{ kind: 'ServiceAccount', name, namespace }],
    });
  }
}
