/** Options of `DenyScope.cluster`. */
export interface ClusterScopeOptions {
  /**
   * Names of namespaces that stay open.
   *
   * Giving a list replaces the default: an empty list denies in every namespace, and a cluster whose own system pods are isolated stops working.
   * @default - those of Kubernetes and of Calico itself: kube-system, calico-system, calico-apiserver and tigera-operator; and those of the DNS
   * servers, with `Dns.openShift()` all that begin with `openshift-`
   */
  readonly except?: string[];
}

/** The namespaces that stay open when nothing else is said: those of Kubernetes and of Calico itself. */
const SYSTEM_NAMESPACES = ['calico-apiserver', 'calico-system', 'kube-system', 'tigera-operator'];

/** Where DenyByDefault denies, and with which kind of policy. */
export class DenyScope {
  /** The whole cluster, with one GlobalNetworkPolicy for all pods; system namespaces stay open unless told otherwise. Host endpoints are not touched. */
  public static cluster(options: ClusterScopeOptions = {}): DenyScope {
    return new DenyScope('cluster', options.except ?? SYSTEM_NAMESPACES, options.except === undefined);
  }

  /**
   * The namespaces with these names, with a Calico NetworkPolicy in each.
   * @throws when no name is given
   */
  public static namespaces(...names: string[]): DenyScope {
    return new DenyScope('namespaces', given('DenyScope.namespaces', names));
  }

  /**
   * The namespaces with these names, with a plain Kubernetes NetworkPolicy in each.
   * @throws when no name is given
   */
  public static kubernetes(...names: string[]): DenyScope {
    return new DenyScope('kubernetes', given('DenyScope.kubernetes', names));
  }

  /**
   * With which kind of policy.
   * @internal
   */
  public readonly _form: 'cluster' | 'namespaces' | 'kubernetes';
  /**
   * The namespaces left out (cluster) or meant (else).
   * @internal
   */
  public readonly _namespaces: string[];
  /**
   * Whether nobody said which namespaces are left out.
   * @internal
   */
  public readonly _isUsual: boolean;

  private constructor(form: 'cluster' | 'namespaces' | 'kubernetes', namespaces: string[], isUsual: boolean = false) {
    this._form = form;
    this._namespaces = namespaces;
    this._isUsual = isUsual;
  }
}

function given(caller: string, names: string[]): string[] {
  if (names.length === 0) {
    throw new Error(`${caller}() needs at least one namespace. For the whole cluster say DenyScope.cluster().`);
  }
  return [...new Set(names)];
}
