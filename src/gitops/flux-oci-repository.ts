import { Construct } from 'constructs';
import { inNamespaceOf } from './delivery-object';
import { existingSource, type IFluxSource, sourceFacts, sourceSpec } from './flux-source';
import { CalicoResource, type CalicoResourceProps, type KindFacts, type PlainObject, type RenderContext } from '../resource';

const KIND = 'OCIRepository';

/** How Flux logs in to a registry. */
export enum FluxOciProvider {
  /** With the Secret, or anonymously. */
  GENERIC = 'generic',
  /** With the identity of the node or pod on AWS. */
  AWS = 'aws',
  /** With the identity of the node or pod on Azure. */
  AZURE = 'azure',
  /** With the identity of the node or pod on Google Cloud. */
  GCP = 'gcp',
}

/** Who may have signed an artifact, in keyless signing with cosign. Both are regular expressions. */
export interface FluxCosignIdentity {
  /** Who vouched for the signer, like `^https://token.actions.githubusercontent.com$`. */
  readonly issuer: string;
  /** The signer. */
  readonly subject: string;
}

/** Properties of a FluxOciRepository. */
export interface FluxOciRepositoryProps extends CalicoResourceProps {
  /** Where the artifact is: `oci://registry/path`, without a tag. */
  readonly url: string;
  /**
   * The tag to follow.
   * @default 'latest', unless versions or a digest are given
   */
  readonly tag?: string;
  /**
   * The range of versions among the tags of which the newest is taken.
   * @default - the tag is followed
   */
  readonly semver?: string;
  /**
   * The digest to stay at, like `sha256:…`.
   * @default - the tag is followed
   */
  readonly digest?: string;
  /**
   * How often Flux looks for changes.
   * @default '5m'
   */
  readonly interval?: string;
  /**
   * How Flux logs in.
   * @default FluxOciProvider.GENERIC
   */
  readonly provider?: FluxOciProvider;
  /**
   * The Secret with the credentials, in the same namespace.
   * @default - none is needed
   */
  readonly secretName?: string;
  /**
   * Who may have signed the artifact. Flux takes it only with a cosign signature of one of them.
   * @default - signatures are not looked at
   */
  readonly signedBy?: FluxCosignIdentity[];
}

/**
 * Flux's OCIRepository: the artifact that holds the rendered manifests (`flux push artifact`).
 *
 * @example
 * const artifact = new FluxOciRepository(chart, 'policies', { url: 'oci://registry.example.com/platform/policies', tag: 'production' });
 */
export class FluxOciRepository extends CalicoResource implements IFluxSource {
  /** An artifact's object that exists already, by its name in the cluster. */
  public static named(name: string, namespace?: string): IFluxSource {
    return existingSource(KIND, name, namespace);
  }

  public readonly sourceKind: string = KIND;

  public constructor(scope: Construct, id: string, private readonly props: FluxOciRepositoryProps) {
    super(scope, id, { ...props, metadata: inNamespaceOf('flux-system', scope, props.metadata) });
  }

  public get sourceName(): string {
    return this.name;
  }

  public get sourceNamespace(): string | undefined {
    return this.namespace;
  }

  /**
   * @internal
   */
  public _kind(): KindFacts {
    return sourceFacts(KIND);
  }

  /**
   * @internal
   */
  public _content({ report }: RenderContext): PlainObject {
    const { url, tag, semver, digest, interval = '5m', provider, secretName, signedBy } = this.props;
    if (!/^oci:\/\/./.test(url)) {
      report('spec.url', `'${url}' is no URL of an artifact. It starts with oci://.`);
    } else if (/[^/]+[@:][^/]*$/.test(url.slice('oci://'.length).replace(/^[^/]*/, ''))) {
      report('spec.url', `'${url}' names a tag or digest. Leave it out and give the property tag or digest.`);
    }
    const given = Object.entries({ tag, semver, digest }).filter(([, value]) => value !== undefined).map(([name]) => name);
    if (given.length > 1) {
      report('spec.ref', `${given.join(' and ')} are given, and Flux would follow one of them and say nothing. Give one.`);
    }
    return {
      spec: {
        ...sourceSpec({ url, interval, secretName }, report),
        ref: { tag: given.length === 0 ? 'latest' : tag, semver, digest },
        provider,
        verify: signedBy === undefined ? undefined : {
          provider: 'cosign',
          matchOIDCIdentity: signedBy.map(({ issuer, subject }) => ({ issuer, subject })),
        },
      },
    };
  }
}
