import { Selections } from './selections';
import { Slips } from './slips';
import { buildCluster, nameOf, objectAt, type ClusterModel, type Source, textAt, UNNAMED_NAMESPACE } from '../cluster';
import { ByIdentity, type Identity, isJsonObject, type JsonObject, type Manifest } from '../manifest';
import { type CalicoTarget } from '../target';

/** How the input of a lint is taken. */
export interface LintOptions {
  readonly target: CalicoTarget;
  /** Nothing exists besides the input and the context. */
  readonly complete?: boolean;
  /** The input is known to be one cluster's, as an app's objects for one target are; a folder may hold several. */
  readonly oneCluster?: boolean;
  /** The namespace of namespaced objects that name none. */
  readonly namespace?: string;
  /** What else the cluster holds: counted, and not judged itself. */
  readonly context?: readonly Manifest[];
}

/** One object of the input. */
export interface LintObject extends Identity {
  readonly manifest: Manifest;
  /** Calico's stored form counts as Calico's own group. */
  readonly group: string;
  readonly spec: JsonObject;
  /** False for context. */
  readonly isJudged: boolean;
}

export const CALICO = 'projectcalico.org';
const NAMESPACED = new Set(['NetworkPolicy', 'StagedNetworkPolicy', 'StagedKubernetesNetworkPolicy', 'NetworkSet']);

/** The input as rules see it: the objects as they are written, and the model that verdicts are given on. */
export class LintView {
  public readonly model: ClusterModel;
  public readonly selections: Selections;
  public readonly slips: Slips;
  /** Every object, also those that a later one replaces. */
  public readonly objects: readonly LintObject[];
  /** Those that no later one replaces. */
  public readonly current: readonly LintObject[];
  private readonly byIdentity = new ByIdentity<LintObject>();
  private readonly byKinds = new Map<string, readonly LintObject[]>();
  private readonly bySource = new Map<Source, LintObject | undefined>();

  public constructor(manifests: readonly Manifest[], public readonly options: LintOptions) {
    const { target, complete, namespace, context = [] } = options;
    const all = [...context, ...manifests].filter(({ object }) => isJsonObject(object));
    this.model = buildCluster(all, { version: target.version, installMode: target.installMode, podNets: target.podNets, complete, namespace });
    this.selections = new Selections(this.model);
    this.slips = new Slips(this.model.members);
    const isContext = new Set(context);
    this.objects = all.map((manifest) => this.read(manifest, !isContext.has(manifest)));
    for (const object of this.objects) { this.byIdentity.set(object, object); }
    this.current = this.objects.filter((object) => this.find(object) === object);
  }

  public get isComplete(): boolean {
    return this.options.complete === true;
  }

  /** Calico's objects of a kind; of two with one identity only the last. */
  public ofKind(...kinds: string[]): readonly LintObject[] {
    const key = kinds.join();
    let objects = this.byKinds.get(key);
    if (objects === undefined) {
      objects = this.current.filter(({ group, kind }) => group === CALICO && kinds.includes(kind));
      this.byKinds.set(key, objects);
    }
    return objects;
  }

  /** The object that a part of the model was read from; undefined for what Calico makes itself. */
  public objectOf(source: Source): LintObject | undefined {
    let object = this.bySource.get(source);
    if (object === undefined && !this.bySource.has(source)) {
      const { apiVersion, kind, namespace, name } = source;
      object = this.find({ group: groupOf(apiVersion), kind, namespace, name });
      this.bySource.set(source, object);
    }
    return object;
  }

  /** The object of an identity; of two the last. */
  public find(identity: Identity): LintObject | undefined {
    return this.byIdentity.get(identity);
  }

  private read(manifest: Manifest, isJudged: boolean): LintObject {
    const { object } = manifest;
    const metadata = objectAt(object, 'metadata');
    const [group, kind] = [groupOf(textAt(object, 'apiVersion')), textAt(object, 'kind')];
    const written = textAt(metadata, 'namespace');
    const isNamespaced = group === CALICO ? NAMESPACED.has(kind) : group === 'networking.k8s.io' && kind === 'NetworkPolicy';
    // What the model calls the namespace of an object without one, the object is found by here.
    const fallback = this.options.namespace ?? (this.isComplete ? 'default' : UNNAMED_NAMESPACE);
    const namespace = isNamespaced ? written || fallback : group === CALICO ? '' : written;
    return { manifest, group, kind, namespace, name: nameOf(manifest, this.options.target.version), spec: objectAt(object, 'spec') ?? {}, isJudged };
  }
}

function groupOf(apiVersion: string): string {
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  return group === 'crd.projectcalico.org' ? CALICO : group;
}
