/** How calicoctl reaches an etcd datastore. */
export interface EtcdDatastore {
  /**
   * URLs of the etcd members, like `https://etcd1:2379`.
   * @default - found by `discoverySrv`
   */
  readonly endpoints?: string[];
  /**
   * Domain name whose SRV records name the members.
   * @default - named by `endpoints`
   */
  readonly discoverySrv?: string;
  /**
   * User name.
   * @default - none
   */
  readonly username?: string;
  /**
   * Password of the user. It becomes part of the text: prefer a Secret to a ConfigMap.
   * @default - none
   */
  readonly password?: string;
  /**
   * Path of the client's key.
   * @default - none
   */
  readonly keyFile?: string;
  /**
   * Path of the client's certificate.
   * @default - none
   */
  readonly certFile?: string;
  /**
   * Path of the certificate of the authority that signed etcd's certificate.
   * @default - none
   */
  readonly caCertFile?: string;
  /**
   * The client's key itself, PEM. Only in the file; it has no environment variable.
   * @default - none
   */
  readonly key?: string;
  /**
   * The client's certificate itself, PEM. Only in the file; it has no environment variable.
   * @default - none
   */
  readonly cert?: string;
  /**
   * The authority's certificate itself, PEM. Only in the file; it has no environment variable.
   * @default - none
   */
  readonly caCert?: string;
}

/** How calicoctl reaches the Kubernetes API, where that is the datastore. */
export interface KubernetesDatastore {
  /**
   * Path of a kubeconfig file.
   * @default - calicoctl looks at `$HOME/.kube/config`, then for the service account of its pod
   */
  readonly kubeconfig?: string;
  /**
   * A kubeconfig itself, which wins over `kubeconfig`. Only in the file; it has no environment variable.
   * @default - none
   */
  readonly kubeconfigInline?: string;
  /**
   * Context of the kubeconfig.
   * @default - the kubeconfig's current context
   */
  readonly currentContext?: string;
  /**
   * URL of the Kubernetes API, where there is no kubeconfig.
   * @default - from the kubeconfig
   */
  readonly apiEndpoint?: string;
  /**
   * Path of the client's certificate.
   * @default - from the kubeconfig
   */
  readonly certFile?: string;
  /**
   * Path of the client's key.
   * @default - from the kubeconfig
   */
  readonly keyFile?: string;
  /**
   * Path of the certificate of the authority that signed the API's certificate.
   * @default - from the kubeconfig
   */
  readonly caFile?: string;
  /**
   * Bearer token. Only in the file. It becomes part of the text: prefer a Secret to a ConfigMap.
   * @default - from the kubeconfig
   */
  readonly apiToken?: string;
  /**
   * Don't check the API's certificate.
   * @default false
   */
  readonly insecureSkipTlsVerify?: boolean;
  /**
   * Which API group holds Calico's objects, where calicoctl should not find out by itself. Environment only.
   * Since Calico v3.32.
   * @default - found out by asking the API server
   */
  readonly calicoApiGroup?: string;
}

/** One setting: its name in the file, in the environment, and how secret it is. */
export interface Setting {
  readonly property: string;
  readonly field?: string;
  readonly variable?: string;
  readonly isSecret?: boolean;
}

/**
 * The settings of an etcd datastore, in the order of the file.
 * A setting without a variable exists in the file only, one without a field in the environment only.
 */
export const ETCD_SETTINGS: Setting[] = [
  { property: 'endpoints', field: 'etcdEndpoints', variable: 'ETCD_ENDPOINTS' },
  { property: 'discoverySrv', field: 'etcdDiscoverySrv', variable: 'ETCD_DISCOVERY_SRV' },
  { property: 'username', field: 'etcdUsername', variable: 'ETCD_USERNAME' },
  { property: 'password', field: 'etcdPassword', variable: 'ETCD_PASSWORD', isSecret: true },
  { property: 'keyFile', field: 'etcdKeyFile', variable: 'ETCD_KEY_FILE' },
  { property: 'certFile', field: 'etcdCertFile', variable: 'ETCD_CERT_FILE' },
  { property: 'caCertFile', field: 'etcdCACertFile', variable: 'ETCD_CA_CERT_FILE' },
  { property: 'key', field: 'etcdKey', isSecret: true },
  { property: 'cert', field: 'etcdCert' },
  { property: 'caCert', field: 'etcdCACert' },
];

/** The settings of the Kubernetes datastore, in the order of the file. */
export const KUBERNETES_SETTINGS: Setting[] = [
  { property: 'kubeconfig', field: 'kubeconfig', variable: 'KUBECONFIG' },
  { property: 'kubeconfigInline', field: 'kubeconfigInline', isSecret: true },
  { property: 'currentContext', field: 'k8sCurrentContext', variable: 'K8S_CURRENT_CONTEXT' },
  { property: 'apiEndpoint', field: 'k8sAPIEndpoint', variable: 'K8S_API_ENDPOINT' },
  { property: 'certFile', field: 'k8sCertFile', variable: 'K8S_CERT_FILE' },
  { property: 'keyFile', field: 'k8sKeyFile', variable: 'K8S_KEY_FILE' },
  { property: 'caFile', field: 'k8sCAFile', variable: 'K8S_CA_FILE' },
  { property: 'apiToken', field: 'k8sAPIToken', isSecret: true },
  { property: 'insecureSkipTlsVerify', field: 'k8sInsecureSkipTLSVerify', variable: 'K8S_INSECURE_SKIP_TLS_VERIFY' },
  { property: 'calicoApiGroup', variable: 'CALICO_API_GROUP' },
];
