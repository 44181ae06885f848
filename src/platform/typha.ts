import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { typhaImage } from './images';
import { hasInstallation } from './installation';
import { TyphaSettings, typhaEnvironment, typhaFile, typhaProblems } from './typha-settings';
import { CalicoTarget } from '../target';

/** Properties of a Typha. */
export interface TyphaProps {
  /**
   * How many. Calico's advice is one for 200 nodes, and at least three.
   * @default 3
   */
  readonly replicas?: number;
  /**
   * The namespace, which is that of calico-node.
   * @default kube-system
   */
  readonly namespace?: string;
  /**
   * The service account. That of calico-node has the rights that Typha needs.
   * @default calico-node
   */
  readonly serviceAccountName?: string;
  /**
   * Settings of Typha.
   * @default - those of Calico's own manifest
   */
  readonly settings?: TyphaSettings;
  /**
   * The image.
   * @default - the first release of the target's version
   */
  readonly image?: string;
  /**
   * CPU that the scheduler sets aside for each, like `1000m`.
   * @default - none
   */
  readonly cpuRequest?: string;
}

const NAME = 'calico-typha';
const PORT = 5473;
const HEALTH_PORT = 9098;

/**
 * Typha, which stands between the datastore and the nodes of a large cluster (more than 100 nodes or so): for clusters that
 * were installed by manifests. Where the operator installs Calico, it runs Typha by itself; use
 * `Installation` (`typhaDeployment`, `typhaMetricsPort`) there. Both in one app are an error at synth.
 *
 * Nodes use it when calico-node's environment says so: see `nodePatch` and `configMapPatch`.
 *
 * @example
 * const typha = new Typha(chart, 'typha', { replicas: 3, settings: { prometheusMetricsEnabled: true, prometheusMetricsPort: 9093 } });
 * const command = typha.nodePatchCommand;
 */
export class Typha extends Construct {
  /** The Deployment. */
  public readonly deployment: ApiObject;
  /** The Service by which nodes find it. */
  public readonly service: ApiObject;
  /** The namespace. */
  public readonly namespace: string;

  private readonly props: TyphaProps;

  public constructor(scope: Construct, id: string, props: TyphaProps = {}) {
    super(scope, id);
    this.props = props;
    this.namespace = props.namespace ?? 'kube-system';
    const metadata = { name: NAME, namespace: this.namespace, labels: { 'k8s-app': NAME } };
    const selector = { 'k8s-app': NAME };
    this.service = new ApiObject(this, 'Service', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: { ports: [{ name: NAME, port: PORT, protocol: 'TCP', targetPort: NAME }], selector },
    });
    this.deployment = new ApiObject(this, 'Deployment', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: {
        replicas: props.replicas ?? 3,
        revisionHistoryLimit: 2,
        selector: { matchLabels: selector },
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '100%', maxUnavailable: 1 } },
        template: { metadata: { labels: selector }, spec: this.podSpec() },
      },
    });
    new ApiObject(this, 'PodDisruptionBudget', {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata,
      spec: { maxUnavailable: 1, selector: { matchLabels: selector } },
    });
    this.node.addValidation({ validate: () => this.problems() });
  }

  /**
   * What makes nodes use Typha, as a strategic merge patch of the DaemonSet calico-node. It is an environment variable;
   * FelixConfiguration has no field for it.
   */
  public get nodePatch(): string {
    const env = [{ name: 'FELIX_TYPHAK8SSERVICENAME', value: NAME }, { name: 'FELIX_TYPHAK8SNAMESPACE', value: this.namespace }];
    return JSON.stringify({ spec: { template: { spec: { containers: [{ name: 'calico-node', env }] } } } });
  }

  /** The command that applies `nodePatch`. */
  public get nodePatchCommand(): string {
    return `kubectl -n ${this.namespace} patch daemonset calico-node --type strategic -p '${this.nodePatch}'`;
  }

  /** The same for Calico's own manifests, which take the name from the ConfigMap calico-config: a merge patch of it. */
  public get configMapPatch(): string {
    return JSON.stringify({ data: { typha_service_name: NAME } });
  }

  /** The settings as text of `/etc/calico/typha.cfg`. Environment variables win over it. */
  public get configFile(): string {
    return typhaFile(this.props.settings ?? {});
  }

  private podSpec(): { [field: string]: any } {
    const { settings = {}, cpuRequest } = this.props;
    const { image, command } = typhaImage(CalicoTarget.ofConstruct(this), this.props.image);
    const metricsPort = settings.prometheusMetricsEnabled ? settings.prometheusMetricsPort ?? 9093 : undefined;
    const probe = (path: string) => ({ httpGet: { host: 'localhost', path, port: HEALTH_PORT }, timeoutSeconds: 10 });
    const hasProbes = settings.healthEnabled ?? true;
    return {
      // Without Typha no pod gets a network, so it cannot be in the pod network itself.
      hostNetwork: true,
      nodeSelector: { 'kubernetes.io/os': 'linux' },
      priorityClassName: 'system-cluster-critical',
      serviceAccountName: this.props.serviceAccountName ?? 'calico-node',
      terminationGracePeriodSeconds: settings.shutdownTimeoutSecs ?? 300,
      securityContext: { fsGroup: 65534 },
      tolerations: [
        { key: 'CriticalAddonsOnly', operator: 'Exists' },
        { effect: 'NoSchedule', operator: 'Exists' },
        { effect: 'NoExecute', operator: 'Exists' },
      ],
      containers: [{
        name: NAME,
        image,
        ...(command ? { command } : {}),
        ports: [
          { name: NAME, containerPort: PORT, protocol: 'TCP' },
          ...(metricsPort === undefined ? [] : [{ name: 'metrics', containerPort: metricsPort, protocol: 'TCP' }]),
        ],
        env: typhaEnvironment(settings),
        securityContext: { allowPrivilegeEscalation: false, runAsNonRoot: true },
        ...(hasProbes ? {
          livenessProbe: { ...probe('/liveness'), initialDelaySeconds: 30, periodSeconds: 30 },
          readinessProbe: { ...probe('/readiness'), periodSeconds: 10 },
        } : {}),
        ...(cpuRequest === undefined ? {} : { resources: { requests: { cpu: cpuRequest } } }),
      }],
    };
  }

  private problems(): string[] {
    const problems = typhaProblems(this.props.settings ?? {});
    const { replicas } = this.props;
    if (replicas !== undefined && (!Number.isInteger(replicas) || replicas < 1)) {
      problems.push(`replicas: ${replicas} is no number of pods; use 1 or more.`);
    }
    if (hasInstallation(this)) {
      problems.push('the operator of this app\'s Installation runs Typha by itself; two would compete for the same port. '
        + 'Drop this construct, and tune Typha with the Installation (settings.typhaDeployment, typhaMetricsPort).');
    }
    return problems;
  }
}
