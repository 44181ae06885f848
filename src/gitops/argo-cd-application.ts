import { posix } from 'node:path';
import { App } from 'cdk8s';
import { Construct } from 'constructs';
import { inNamespaceOf, pathProblem } from './delivery-object';
import { filledIn } from './filled-in-fields';
import { PRUNE_LAST, syncOptionsOf } from './sync-options';
import { synthOrder } from './synth-order';
import { CalicoResource, type CalicoResourceProps, type KindFacts, type PlainObject, type RenderContext } from '../resource';

/** Fields in which the cluster may differ from the manifests. */
export interface ArgoCdIgnoredDifference {
  /**
   * The API group of the objects.
   * @default - the core group
   */
  readonly group?: string;
  /** The kind of the objects. */
  readonly kind: string;
  /**
   * The name of one object.
   * @default - all objects of the kind
   */
  readonly name?: string;
  /**
   * The namespace of the objects.
   * @default - any
   */
  readonly namespace?: string;
  /** The fields, as JSON pointers, like `/spec/order`. */
  readonly jsonPointers: string[];
}

/** Properties of an ArgoCdApplication. */
export interface ArgoCdApplicationProps extends CalicoResourceProps {
  /** The Git repository that holds the rendered manifests. */
  readonly repoUrl: string;
  /** The folder in the repository. Subfolders belong to it. */
  readonly path: string;
  /**
   * Branch, tag or commit.
   * @default 'HEAD'
   */
  readonly revision?: string;
  /**
   * The name of the project.
   * @default 'default'
   */
  readonly project?: string;
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
   * Where objects go that are of a namespace and name none.
   * @default - Argo CD refuses them
   */
  readonly defaultNamespace?: string;
  /**
   * Whether Argo CD applies changes without being asked.
   * @default true
   */
  readonly automated?: boolean;
  /**
   * Whether Argo CD, when it applies by itself, deletes objects that are no longer in the folder.
   * @default true
   */
  readonly prune?: boolean;
  /**
   * Whether objects are deleted only after everything else was applied and is healthy, so that a policy is gone only when what replaces it is there.
   * All of them at once then: sync waves say nothing of it, and a host endpoint may outlive the policies that it needs.
   * @default - true, unless the objects of `manifests` say it themselves, as `RolloutPlan.addSyncWaves` has them do
   */
  readonly pruneLast?: boolean;
  /**
   * Whether Argo CD, when it applies by itself, mends what somebody changed in the cluster.
   * @default true
   */
  readonly selfHeal?: boolean;
  /**
   * Whether objects are sent by server-side apply. Client-side apply keeps a copy of each object in an annotation, which is refused for objects
   * larger than 256 KiB.
   * @default true
   */
  readonly serverSideApply?: boolean;
  /**
   * Whether the API server says what would change, instead of Argo CD. Defaults are then no differences.
   * @default false
   */
  readonly serverSideDiff?: boolean;
  /**
   * More sync options, like `CreateNamespace=true`.
   * @default - none
   */
  readonly syncOptions?: string[];
  /**
   * The app whose output lies in the folder. Fields that Calico fills in, and that its objects leave out, are then not shown as differences.
   * The `types` of policies always are: see the page on GitOps. Manifests for calicoctl are left out.
   * @default - only `ignoreDifferences`
   */
  readonly manifests?: App;
  /**
   * More fields in which the cluster may differ.
   * @default - none
   */
  readonly ignoreDifferences?: ArgoCdIgnoredDifference[];
  /**
   * Whether deleting the Application deletes its objects too. Without it the policies stay in force.
   * @default false
   */
  readonly deleteObjectsToo?: boolean;
}

const OWN_CLUSTER = 'https://kubernetes.default.svc';

/**
 * Argo CD's Application: keeps a cluster like the rendered manifests in a Git repository.
 *
 * Put it into an app of its own: an Application in the folder that it applies manages itself.
 * `RolloutPlan.addSyncWaves` gives the objects their order.
 *
 * @example
 * const delivery = new Chart(new App(), 'delivery');
 * new ArgoCdApplication(delivery, 'shop-policies', {
 *   repoUrl: 'https://git.example.com/shop/policies.git',
 *   path: 'rendered',
 *   manifests: app,
 * });
 */
export class ArgoCdApplication extends CalicoResource {
  public constructor(scope: Construct, id: string, private readonly props: ArgoCdApplicationProps) {
    super(scope, id, { ...props, metadata: metadataOf(scope, props) });
  }

  /**
   * @internal
   */
  public _kind(): KindFacts {
    return { apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', isNamespaced: true };
  }

  /**
   * @internal
   */
  public _content({ report }: RenderContext): PlainObject {
    const { props } = this;
    const problem = pathProblem(props.path);
    if (problem !== undefined) report('spec.source.path', problem);
    if (props.repoUrl.trim() === '') report('spec.source.repoURL', 'no repository is named. Give the URL with which Argo CD clones it.');
    if (props.clusterUrl !== undefined && props.clusterName !== undefined) {
      report('spec.destination', 'clusterUrl and clusterName are given, and Argo CD refuses an Application with both. Give one.');
    }
    if (props.automated === false && (props.prune ?? props.selfHeal) !== undefined) {
      report('spec.syncPolicy', 'prune and selfHeal are about what Argo CD does by itself, and automated is off. Leave them out.');
    }
    const differences = this.ignoredDifferences();
    differences.forEach(({ jsonPointers }, index) => jsonPointers.filter((text) => !/^(\/([^~]|~[01])*)+$/.test(text)).forEach((text) =>
      report(`spec.ignoreDifferences[${index}].jsonPointers`, `'${text}' is no JSON pointer. It looks like /spec/order, with ~1 for a slash in a name.`)));
    return {
      spec: {
        project: props.project ?? 'default',
        source: { repoURL: props.repoUrl, path: props.path, targetRevision: props.revision ?? 'HEAD', directory: { recurse: true, exclude: this.excluded() } },
        destination: {
          server: props.clusterUrl ?? (props.clusterName === undefined ? OWN_CLUSTER : undefined),
          name: props.clusterName,
          namespace: props.defaultNamespace,
        },
        syncPolicy: {
          automated: props.automated === false ? undefined : { prune: props.prune ?? true, selfHeal: props.selfHeal ?? true },
          syncOptions: this.syncOptions(report),
        },
        ignoreDifferences: differences.length === 0 ? undefined
          : differences.map(({ group, kind, name, namespace, jsonPointers }) => ({ group, kind, name, namespace, jsonPointers })),
      },
    };
  }

  private syncOptions(report: RenderContext['report']): string[] {
    const { pruneLast = !this.objectsSayWhen(), serverSideApply = true, syncOptions = [] } = this.props;
    const own = [`PruneLast=${pruneLast}`, `ServerSideApply=${serverSideApply}`];
    for (const option of syncOptions) {
      const [name, value] = option.split('=');
      if (!name || !value) report('spec.syncPolicy.syncOptions', `'${option}' is no sync option. It looks like CreateNamespace=true.`);
      if (own.some((one) => one.startsWith(`${name}=`))) {
        report('spec.syncPolicy.syncOptions', `${name} has a property of its own: ${name.charAt(0).toLowerCase()}${name.slice(1)}.`);
      }
    }
    return [...own, ...syncOptions];
  }

  private objectsSayWhen(): boolean {
    const { manifests } = this.props;
    return manifests !== undefined && synthOrder(manifests).charts.some(({ objects }) => (
      objects.some(({ metadata }) => syncOptionsOf(metadata.toJson()).includes(PRUNE_LAST))));
  }

  /** What is for calicoctl: the cluster knows no such kinds, and one of them stops the whole sync. */
  private excluded(): string | undefined {
    const charts = this.props.manifests === undefined ? [] : synthOrder(this.props.manifests).calicoctlCharts;
    const folders = [...new Set(charts.map((chart) => `${posix.dirname(chart._path())}/*`))].sort();
    return folders.length > 1 ? `{${folders.join(',')}}` : folders[0];
  }

  private ignoredDifferences(): ArgoCdIgnoredDifference[] {
    const { manifests, ignoreDifferences = [] } = this.props;
    const filled = manifests === undefined ? [] : filledIn(manifests).map(({ identity, pointers }) => ({
      group: identity.group, kind: identity.kind, name: identity.name, namespace: identity.namespace || undefined, jsonPointers: pointers,
    }));
    return [...filled, ...ignoreDifferences];
  }
}

function metadataOf(scope: Construct, { metadata, serverSideDiff, deleteObjectsToo }: ArgoCdApplicationProps): CalicoResourceProps['metadata'] {
  const compare = serverSideDiff ? { 'argocd.argoproj.io/compare-options': 'ServerSideDiff=true' } : undefined;
  const finalizer = deleteObjectsToo ? ['resources-finalizer.argocd.argoproj.io'] : [];
  return {
    ...inNamespaceOf('argocd', scope, metadata),
    annotations: compare || metadata?.annotations ? { ...compare, ...metadata?.annotations } : undefined,
    finalizers: finalizer.length > 0 || metadata?.finalizers ? [...metadata?.finalizers ?? [], ...finalizer] : undefined,
  };
}
