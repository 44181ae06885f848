import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { CalicoctlConfig } from './calicoctl-config';
import { calicoctlImage } from './images';
import { CalicoTarget, InstallMode } from '../target';

/** Properties of a CalicoctlPod. */
export interface CalicoctlPodProps {
  /**
   * How calicoctl finds the datastore.
   * @default - the Kubernetes API, by the pod's service account
   */
  readonly config?: CalicoctlConfig;
  /**
   * The namespace.
   * @default kube-system
   */
  readonly namespace?: string;
  /**
   * Name of a Secret that holds etcd's keys and certificates; it is mounted at `/calico-secrets`.
   * @default - none
   */
  readonly etcdSecret?: string;
  /**
   * The image.
   * @default - the first release of the target's version
   */
  readonly image?: string;
}

/** What calicoctl reads and writes, where the Kubernetes API is the datastore. */
const CALICO_RESOURCES = ['bgpconfigurations', 'bgpfilters', 'bgppeers', 'blockaffinities', 'caliconodestatuses', 'clusterinformations',
  'felixconfigurations', 'globalnetworkpolicies', 'globalnetworksets', 'hostendpoints', 'ipamblocks', 'ipamhandles', 'ippools', 'ipreservations',
  'kubecontrollersconfigurations', 'networkpolicies', 'networksets', 'stagedglobalnetworkpolicies', 'stagedkubernetesnetworkpolicies',
  'stagednetworkpolicies', 'tiers'];

/**
 * A pod to run calicoctl in, with the service account and the rights that it needs:
 *
 *     kubectl exec -ti -n kube-system calicoctl -- calicoctl get profiles -o wide
 *
 * @example
 * new CalicoctlPod(chart, 'calicoctl');
 */
export class CalicoctlPod extends Construct {
  /** The pod. */
  public readonly apiObject: ApiObject;

  public constructor(scope: Construct, id: string, props: CalicoctlPodProps = {}) {
    super(scope, id);
    const namespace = props.namespace ?? 'kube-system';
    const metadata = { name: 'calicoctl', namespace };
    const target = CalicoTarget.ofConstruct(this);
    const config = props.config ?? CalicoctlConfig.kubernetes();
    const isKubernetes = config.datastoreType === 'kubernetes';
    if (isKubernetes) {
      new ApiObject(this, 'ServiceAccount', { apiVersion: 'v1', kind: 'ServiceAccount', metadata });
      this.addRights(namespace, target);
    }
    const { image, command } = calicoctlImage(target, props.image);
    const env = Object.entries(config.toEnvironment()).map(([name, value]) => ({ name, value }));
    this.apiObject = new ApiObject(this, 'Pod', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata,
      spec: {
        nodeSelector: { 'kubernetes.io/os': 'linux' },
        hostNetwork: true,
        ...(isKubernetes ? { serviceAccountName: 'calicoctl' } : {}),
        containers: [{
          name: 'calicoctl',
          image,
          command: command ?? ['/calicoctl'],
          // calicoctl has no command that waits; this one looks at the cluster's version again and again.
          args: ['version', '--poll=1m'],
          env,
          ...(props.etcdSecret ? { volumeMounts: [{ name: 'etcd-certs', mountPath: '/calico-secrets', readOnly: true }] } : {}),
        }],
        ...(props.etcdSecret ? { volumes: [{ name: 'etcd-certs', secret: { secretName: props.etcdSecret } }] } : {}),
      },
    });
  }

  private addRights(namespace: string, target: CalicoTarget): void {
    const group = target.installMode === InstallMode.NATIVE ? 'projectcalico.org' : 'crd.projectcalico.org';
    const ipam = target.installMode === InstallMode.NATIVE ? 'ipamconfigurations' : 'ipamconfigs';
    new ApiObject(this, 'ClusterRole', {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name: 'calicoctl' },
      rules: [
        { apiGroups: [''], resources: ['namespaces', 'nodes'], verbs: ['get', 'list', 'update'] },
        { apiGroups: [''], resources: ['nodes/status', 'pods/status'], verbs: ['update'] },
        { apiGroups: [''], resources: ['pods', 'serviceaccounts'], verbs: ['get', 'list'] },
        { apiGroups: [''], resources: ['services'], verbs: ['list'] },
        { apiGroups: [group], resources: [...CALICO_RESOURCES, ipam].sort(), verbs: ['create', 'get', 'list', 'update', 'delete'] },
        { apiGroups: ['networking.k8s.io'], resources: ['networkpolicies'], verbs: ['get', 'list'] },
      ],
    });
    new ApiObject(this, 'ClusterRoleBinding', {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: 'calicoctl' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'calicoctl' },
      subjects: [{ kind: 'ServiceAccount', name: 'calicoctl', namespace }],
    });
  }
}
