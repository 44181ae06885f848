import { ApiObject, ApiObjectMetadata, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { writeDefaults } from './defaults';
import { errorsOf } from './errors';
import { KindFacts } from './kind-facts';
import { ManifestObject } from './manifest-object';
import { PlainObject } from './plain-object';
import { RenderContext } from './render-context';
import { recordSourceLine } from './source-line';
import { acknowledgeAnnotation, codeProblem } from '../findings';
import { CalicoTarget } from '../target';

/** Properties that every resource has. */
export interface CalicoResourceProps {
  /**
   * Name, namespace, labels and annotations of the object.
   *
   * Without a name the object is called like the construct's id. Names carry no hash of the construct's path, so moving
   * a construct renames nothing.
   * @default - the construct's id as name; the chart's namespace (none if it has none: `kubectl -n` decides); the chart's labels
   */
  readonly metadata?: ApiObjectMetadata;
}

/**
 * The base of every construct of this library that stands for one object of a cluster.
 *
 * Behaviour added by methods counts until the manifests are written: the object is rendered at synth. What is wrong with
 * it is told at synth too, all at once and with the construct's path.
 */
export abstract class CalicoResource extends Construct {
  /** The cdk8s object behind this construct. */
  public readonly apiObject: ApiObject;

  public constructor(scope: Construct, id: string, props: CalicoResourceProps = {}) {
    super(scope, id);
    const kind = this._kind();
    const name = this._qualifiedName(props.metadata?.name ?? id, props);
    const object: ManifestObject = new ManifestObject(this, 'Resource', kind, { ...props.metadata, name }, (report) => {
      const content = this._content({ construct: this, namespace: object.metadata.namespace, isNamespaced: kind.isNamespaced, report });
      return this._writesDefaults() ? writeDefaults(content, kind, CalicoTarget.ofConstruct(this).version) : content;
    });
    this.apiObject = object;
    recordSourceLine(object);
    const unnamedId = props.metadata?.name === undefined ? id : undefined;
    this.node.addValidation({ validate: () => errorsOf(object, unnamedId) });
  }

  /** The name in the cluster. */
  public get name(): string {
    return this.apiObject.name;
  }

  /** The namespace; undefined for objects of the cluster, and where neither the metadata nor the chart names one. */
  public get namespace(): string | undefined {
    return this.apiObject.metadata.namespace;
  }

  /**
   * Changes what is written, by RFC 6902 operations. They are applied last, in the order given, and reach every field,
   * also those that this library does not know; what they write stays as it is.
   *
   * What comes out is checked like everything else, except that a field unknown to this library is taken to be meant.
   */
  public addJsonPatch(...ops: JsonPatch[]): void {
    this.apiObject.addJsonPatch(...ops);
  }

  /**
   * Says that a finding about this object is known and wanted. It is then not told at synth; the reason is written into the
   * manifest as an annotation, and reports show it.
   *
   * @param code the finding's code, like `CAL2003`
   * @param reason why it is fine here
   * @throws when the reason is empty or the code is none
   */
  public acknowledge(code: string, reason: string): void {
    const problem = codeProblem(code);
    if (problem !== undefined) {
      throw new Error(`acknowledge: '${code}' ${problem}`);
    }
    if (reason.trim() === '') {
      throw new Error(`acknowledge: ${code} needs a reason.`);
    }
    this.apiObject.metadata.addAnnotation(acknowledgeAnnotation(code), reason);
  }

  /**
   * What the object's kind is to the API server. Called from the constructor: fields are not set yet.
   * @internal
   */
  public abstract _kind(): KindFacts;

  /**
   * Everything of the object beside apiVersion, kind and metadata.
   * @internal
   */
  public abstract _content(context: RenderContext): PlainObject;

  /**
   * The name in the cluster, from the name given. Called from the constructor: fields are not set yet.
   * @internal
   */
  public _qualifiedName(name: string, _props: CalicoResourceProps): string {
    return name;
  }

  /**
   * Whether what the CRD would fill in is written out: not for objects that a cluster has before we come, where a default
   * that we write would undo what somebody else has set.
   * @internal
   */
  public _writesDefaults(): boolean {
    return true;
  }
}
