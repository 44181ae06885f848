import { type Manifest } from '../manifest';
import { CalicoVersion, InstallMode, isAtLeast } from '../target';
import { objectAt, stringMapAt, textAt } from './fields';
import { Interner } from './interner';
import { METADATA_NAME_LABEL, NAME_LABEL, NAMESPACE_LABEL, NAMESPACE_PREFIX, SERVICE_ACCOUNT_PREFIX, UNNAMED_NAMESPACE, type LabelSet } from './labels';
import { type ClusterNote, type ClusterNoteCode, type NamespaceInfo, type Profile, type Source } from './model';
import { SharedRules } from './shared-rules';
import { nameOf } from './stored-metadata';

/** How the input is to be taken. */
export interface ClusterOptions {
  /** The Calico minor whose behaviour counts. */
  readonly version: CalicoVersion;
  /** How objects reach the cluster: it decides which defaults were applied. */
  readonly installMode?: InstallMode;
  /** Nothing exists besides the input. */
  readonly complete?: boolean;
  /** The namespace of namespaced objects that name none. */
  readonly namespace?: string;
  /** Networks of pods, as CIDRs, when no IPPool is in the input. */
  readonly podNets?: readonly string[];
}

/** `NetworkPolicy shop/web` */
export function titleOf({ kind, namespace, name }: Pick<Source, 'kind' | 'namespace' | 'name'>): string {
  return `${kind} ${namespace === '' || namespace === UNNAMED_NAMESPACE ? '' : `${namespace}/`}${name}`;
}

/** What the readers of the single kinds share. */
export class BuildContext {
  public readonly interner = new Interner();
  public readonly sharedRules = new SharedRules();
  public readonly notes: ClusterNote[] = [];
  public readonly namespaces = new Map<string, NamespaceInfo>();
  public readonly serviceAccounts = new Map<string, ReadonlyMap<string, string>>();
  public readonly profiles = new Map<string, Profile>();
  private readonly noted = new Set<string>();

  public constructor(public readonly options: ClusterOptions) {}

  public get isComplete(): boolean {
    return this.options.complete === true;
  }

  public has(first: CalicoVersion): boolean {
    return isAtLeast(this.options.version, first);
  }

  /** Says it of one object, which a reader then finds among many. */
  public noteOf(source: Source, code: ClusterNoteCode, message: string): void {
    this.note(code, `${titleOf(source)}: ${message}`, source);
  }

  public note(code: ClusterNoteCode, message: string, source?: Source): void {
    this.notes.push({ code, message, source });
  }

  /** The same thing said of many objects is said once. */
  public noteOnce(code: ClusterNoteCode, message: string, source?: Source): void {
    if (this.noted.has(message)) { return; }
    this.noted.add(message);
    this.note(code, message, source);
  }

  public source(manifest: Manifest, isNamespaced: boolean): Source {
    const metadata = objectAt(manifest.object, 'metadata');
    return {
      origin: manifest.origin,
      apiVersion: textAt(manifest.object, 'apiVersion'),
      kind: textAt(manifest.object, 'kind'),
      namespace: isNamespaced ? this.namespaceOf(textAt(metadata, 'namespace')) : '',
      name: nameOf(manifest, this.options.version),
    };
  }

  private namespaceOf(written: string): string {
    if (written !== '') { return written; }
    if (this.options.namespace !== undefined) { return this.options.namespace; }
    return this.isComplete ? 'default' : UNNAMED_NAMESPACE; // kubectl and calicoctl fall back to `default`, and then nothing else is possible
  }

  public addNamespace(manifest: Manifest): void {
    const source = this.source(manifest, false);
    const labels = stringMapAt(objectAt(manifest.object, 'metadata'), 'labels');
    labels.set(METADATA_NAME_LABEL, source.name); // Kubernetes sets it on every namespace
    this.namespaces.set(source.name, { name: source.name, labels, isKnown: true, source });
  }

  public addServiceAccount(manifest: Manifest): void {
    const source = this.source(manifest, true);
    this.serviceAccounts.set(`${source.namespace}/${source.name}`, stringMapAt(objectAt(manifest.object, 'metadata'), 'labels'));
  }

  /** The namespace, taken to exist with the label that Kubernetes gives it when only mentioned. */
  public mentionNamespace(name: string, by: Source): NamespaceInfo {
    let info = this.namespaces.get(name);
    if (info === undefined) {
      const labels = name === UNNAMED_NAMESPACE ? new Map<string, string>() : new Map([[METADATA_NAME_LABEL, name]]);
      info = { name, labels, isKnown: false };
      this.namespaces.set(name, info);
      if (name === UNNAMED_NAMESPACE) {
        this.note('namespace-unnamed', `${by.kind} ${by.name} and others name no namespace: they are taken to be in one namespace of unknown name. `
          + 'Name it with --namespace.', by);
      } else {
        this.note('namespace-missing', this.isComplete
          ? `Namespace ${name} is not in the input: without it Calico has no profile for its pods and drops what no policy allows.`
          : `Namespace ${name} is not in the input: its labels are not known.`, by);
      }
    }
    return info;
  }

  /** Labels that everything in a namespace inherits, the object's own labels winning. */
  public inheritedLabels(own: ReadonlyMap<string, string>, namespace: string, serviceAccount: string | undefined, by: Source): LabelSet {
    const info = this.mentionNamespace(namespace, by);
    const known = new Map<string, string>();
    const open: string[] = [];
    if (serviceAccount !== undefined) {
      const labels = this.serviceAccounts.get(`${namespace}/${serviceAccount}`);
      for (const [key, value] of labels ?? []) { known.set(SERVICE_ACCOUNT_PREFIX + key, value); }
      known.set(SERVICE_ACCOUNT_PREFIX + NAME_LABEL, serviceAccount);
      if (labels === undefined && !this.isComplete) { open.push(SERVICE_ACCOUNT_PREFIX); }
    }
    if (info.isKnown || !this.isComplete) { // in complete input a missing namespace has no profile to inherit from
      info.labels.forEach((value, key) => known.set(NAMESPACE_PREFIX + key, value));
      if (namespace !== UNNAMED_NAMESPACE) { known.set(NAMESPACE_PREFIX + NAME_LABEL, namespace); }
      if (!info.isKnown) { open.push(NAMESPACE_PREFIX); }
    }
    own.forEach((value, key) => known.set(key, value));
    known.set(NAMESPACE_LABEL, namespace);
    return { known, open };
  }
}
