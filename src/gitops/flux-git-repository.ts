import { Construct } from 'constructs';
import { inNamespaceOf } from './delivery-object';
import { existingSource, type IFluxSource, sourceFacts, sourceSpec } from './flux-source';
import { CalicoResource, type CalicoResourceProps, type KindFacts, type PlainObject, type RenderContext } from '../resource';

const KIND = 'GitRepository';

/** Properties of a FluxGitRepository. */
export interface FluxGitRepositoryProps extends CalicoResourceProps {
  /** Where the repository is: `https://…`, `http://…` or `ssh://user@host/…`. */
  readonly url: string;
  /**
   * The branch to follow.
   * @default 'main', unless a tag or versions are given
   */
  readonly branch?: string;
  /**
   * The tag to stay at.
   * @default - a branch is followed
   */
  readonly tag?: string;
  /**
   * The range of versions among the tags of which the newest is taken, like `>=1.2.0 <2.0.0`.
   * @default - a branch is followed
   */
  readonly semver?: string;
  /**
   * The commit to stay at, by its full hash. With a branch, only that branch is fetched.
   * @default - the newest one of what is followed
   */
  readonly commit?: string;
  /**
   * How often Flux looks for changes.
   * @default '1m'
   */
  readonly interval?: string;
  /**
   * The Secret with the credentials, in the same namespace.
   * @default - none is needed
   */
  readonly secretName?: string;
}

/**
 * Flux's GitRepository: the repository that holds the rendered manifests.
 *
 * @example
 * const repository = new FluxGitRepository(chart, 'policies', { url: 'https://git.example.com/platform/policies.git' });
 */
export class FluxGitRepository extends CalicoResource implements IFluxSource {
  /** A repository that exists already, by its name in the cluster. */
  public static named(name: string, namespace?: string): IFluxSource {
    return existingSource(KIND, name, namespace);
  }

  public readonly sourceKind: string = KIND;

  public constructor(scope: Construct, id: string, private readonly props: FluxGitRepositoryProps) {
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
    const { url, branch, tag, semver, commit, interval = '1m', secretName } = this.props;
    if (!/^(https?|ssh):\/\/./.test(url)) {
      const scp = /^([^/@]+@[^/:]+):(.+)$/.exec(url);
      report('spec.url', `'${url}' is no URL that Flux reads. ${scp ? `Write ssh://${scp[1]}/${scp[2]}.` : 'It starts with https://, http:// or ssh://.'}`);
    }
    const followed = Object.entries({ branch, tag, semver }).filter(([, value]) => value !== undefined).map(([name]) => name);
    if (followed.length > 1 || (commit !== undefined && (tag ?? semver) !== undefined)) {
      const given = [...followed, ...(commit === undefined ? [] : ['commit'])].join(' and ');
      report('spec.ref', `${given} are given, and Flux would follow one of them and say nothing. Give one (or a commit with its branch).`);
    }
    if (commit !== undefined && !/^([0-9a-f]{40}|[0-9a-f]{64})$/.test(commit)) {
      report('spec.ref.commit', `'${commit}' is no full hash of a commit (40 hex digits; 64 in a SHA-256 repository).`);
    }
    const isDefault = followed.length === 0 && commit === undefined;
    return {
      spec: {
        ...sourceSpec({ url, interval, secretName }, report),
        ref: { branch: isDefault ? 'main' : branch, tag, semver, commit },
      },
    };
  }
}
