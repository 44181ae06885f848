import { App } from 'cdk8s';
import { Construct } from 'constructs';
import { inNamespaceOf } from './delivery-object';
import { identityOf } from './identity';
import { rendererOf } from './render-object';
import { synthOrder } from './synth-order';
import { CalicoResource, type CalicoResourceProps, type KindFacts, type PlainObject, type RenderContext } from '../resource';

/** A kind of objects. `*` stands for every group or kind. */
export interface ArgoCdKind {
  /**
   * The API group.
   * @default - the core group
   */
  readonly group?: string;
  /** The kind. */
  readonly kind: string;
}

/** A cluster and namespace that Applications of a project may write to. `*` stands for all. */
export interface ArgoCdDestination {
  /**
   * The API server of the cluster.
   * @default - the cluster in which Argo CD runs, unless `clusterName` is given
   */
  readonly clusterUrl?: string;
  /**
   * The cluster, by the name that Argo CD has for it.
   * @default - `clusterUrl` says it
   */
  readonly clusterName?: string;
  /**
   * The namespace.
   * @default '*'
   */
  readonly namespace?: string;
}

/** Properties of an ArgoCdProject. */
export interface ArgoCdProjectProps extends CalicoResourceProps {
  /**
   * What the project is for; at most 255 characters.
   * @default - none
   */
  readonly description?: string;
  /** The repositories that its Applications may use. */
  readonly repoUrls: string[];
  /**
   * Where its Applications may write.
   * @default - anywhere in the cluster in which Argo CD runs
   */
  readonly destinations?: ArgoCdDestination[];
  /**
   * The app whose objects the Applications bring: they may bring the kinds of these objects, and no other.
   * @default - network policy: all kinds of Calico, and those of Kubernetes
   */
  readonly manifests?: App;
  /**
   * Further kinds of the cluster that its Applications may bring.
   * @default - none
   */
  readonly clusterKinds?: ArgoCdKind[];
  /**
   * Further kinds of a namespace that its Applications may bring.
   * @default - none
   */
  readonly namespacedKinds?: ArgoCdKind[];
}

const NETWORK_POLICY = {
  cluster: [{ group: 'projectcalico.org', kind: '*' }, { group: 'policy.networking.k8s.io', kind: '*' }],
  namespaced: [{ group: 'projectcalico.org', kind: '*' }, { group: 'networking.k8s.io', kind: 'NetworkPolicy' }],
};

/**
 * Argo CD's AppProject: what Applications may bring, from where, and to where. This one allows what is listed and nothing else,
 * so whoever may change the policies cannot bring workloads or roles with them.
 *
 * @example
 * const applications = new Chart(new App(), 'applications');
 * const project = new ArgoCdProject(applications, 'network-policy', { repoUrls: ['https://git.example.com/shop/policies.git'] });
 */
export class ArgoCdProject extends CalicoResource {
  public constructor(scope: Construct, id: string, private readonly props: ArgoCdProjectProps) {
    super(scope, id, { ...props, metadata: inNamespaceOf('argocd', scope, props.metadata) });
  }

  /**
   * @internal
   */
  public _kind(): KindFacts {
    return { apiVersion: 'argoproj.io/v1alpha1', kind: 'AppProject', isNamespaced: true };
  }

  /**
   * @internal
   */
  public _content({ report }: RenderContext): PlainObject {
    const { description, repoUrls, destinations = [{}], manifests, clusterKinds = [], namespacedKinds = [] } = this.props;
    if ((description?.length ?? 0) > 255) report('spec.description', `it has ${description!.length} characters, and Argo CD takes at most 255.`);
    if (repoUrls.length === 0) report('spec.sourceRepos', 'no repository is named, so no Application could use the project. Give at least one.');
    const given = manifests === undefined ? NETWORK_POLICY : kindsOf(manifests);
    return {
      spec: {
        description,
        sourceRepos: [...repoUrls],
        destinations: destinations.map(({ clusterUrl, clusterName, namespace = '*' }, index) => {
          if (clusterUrl !== undefined && clusterName !== undefined) {
            report(`spec.destinations[${index}]`, 'clusterUrl and clusterName are given. Give the one by which the Applications name the cluster.');
          }
          return { server: clusterUrl ?? (clusterName === undefined ? 'https://kubernetes.default.svc' : undefined), name: clusterName, namespace };
        }),
        clusterResourceWhitelist: [...given.cluster, ...clusterKinds.map(plainKind)],
        namespaceResourceWhitelist: [...given.namespaced, ...namespacedKinds.map(plainKind)],
      },
    };
  }
}

interface Kinds { readonly cluster: Required<ArgoCdKind>[]; readonly namespaced: Required<ArgoCdKind>[] }

/**
 * The kinds of an app's objects. Whether a kind that is not ours is the cluster's cannot be told from an object without a namespace,
 * so such a kind goes into both lists: in the wrong one it allows nothing.
 */
function kindsOf(app: App): Kinds {
  const render = rendererOf(app);
  const cluster = new Map<string, Required<ArgoCdKind>>();
  const namespaced = new Map<string, Required<ArgoCdKind>>();
  for (const object of synthOrder(app).charts.flatMap(({ objects }) => objects)) {
    const { group, kind, namespace } = identityOf(render(object));
    namespaced.set(`${group}/${kind}`, { group, kind });
    if (namespace === '') cluster.set(`${group}/${kind}`, { group, kind });
  }
  return { cluster: sorted(cluster), namespaced: sorted(namespaced) };
}

function sorted(kinds: Map<string, Required<ArgoCdKind>>): Required<ArgoCdKind>[] {
  return [...kinds.keys()].sort().map((key) => kinds.get(key)!);
}

function plainKind({ group = '', kind }: ArgoCdKind): Required<ArgoCdKind> {
  return { group, kind };
}
