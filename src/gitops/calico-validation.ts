import { Finding, isAtLeastAsSevere, Severity, sortAcknowledged } from '../findings';
import { lintCluster } from '../lint';
import { InputError, isJsonObject, Manifest, parsePath, readPaths, takeManifests } from '../manifest';
import { CalicoEdition, CalicoTarget, Dataplane, InstallMode, NEWEST_RELEASED, parseVersion } from '../target';
import { validateManifest } from '../validation';
import { identityKey, identityOf } from './identity';
import { RecordedConstruct, recordsOf, removeRecord } from './recorded-constructs';

/** The `properties` of `CalicoValidation` in cdk8s.yaml. */
export interface CalicoValidationProps {
  /**
   * From which severity on synthesis fails: `error`, `warning` or `note`.
   * @default error
   */
  readonly failOn?: string;
  /**
   * The Calico minor that the manifests are for, like `v3.31`.
   * @default - the newest released version
   */
  readonly calicoVersion?: string;
  /**
   * How objects reach the cluster: `apiserver`, `calicoctl` or `native`.
   * @default apiserver
   */
  readonly installMode?: string;
  /**
   * What enforces policy: `iptables`, `nftables`, `ebpf`, `windows` or `vpp`.
   * @default iptables
   */
  readonly dataplane?: string;
  /**
   * `open-source` or `enterprise`.
   * @default open-source
   */
  readonly edition?: string;
  /**
   * Nothing exists in the cluster besides these manifests.
   * @default false
   */
  readonly complete?: boolean;
  /**
   * The namespace of objects that name none.
   * @default - not known
   */
  readonly namespace?: string;
  /**
   * Files and folders with what else the cluster holds: counted, not judged.
   * @default - nothing
   */
  readonly context?: string[];
}

/** cdk8s.yaml is read without types: every property is here, and what makes its value one that we can use. */
const PROPERTIES: { readonly [name in keyof Required<CalicoValidationProps>]: readonly [string, (value: unknown) => boolean] } = {
  failOn: ['a text', isText],
  calicoVersion: ['a text', isText],
  installMode: ['a text', isText],
  dataplane: ['a text', isText],
  edition: ['a text', isText],
  complete: ['true or false', (value) => typeof value === 'boolean'],
  namespace: ['a text', isText],
  context: ['a list of paths', (value) => Array.isArray(value) && value.every(isText)],
};

interface ViolationReport {
  addViolation(violation: object): void;
  submit(status: 'success' | 'failure', metadata?: object): void;
}

/** What the cdk8s command hands to a plugin. */
interface PluginContext {
  readonly manifests: string[];
  /** Construct paths by the bare name of the object: of several objects with one name it knows the last. */
  readonly metadata?: { readonly [name: string]: { readonly path: string } };
  readonly report: ViolationReport;
}

/**
 * A validation plugin of the cdk8s command: checks what `cdk8s synth` writes, as `cdk8s-calico check` does.
 *
 * It is named in cdk8s.yaml, below `validations`; see docs/validation-plugin.md. With `CalicoApp` it names the construct of each object
 * exactly; with a plain App, whose record knows objects by their bare name only, an object whose name is not unique has no
 * certain construct, and the one on record is given as a candidate.
 */
export class CalicoValidation {
  private readonly target: CalicoTarget;
  private readonly failOn: Severity;

  /**
   * @throws when there is no such property, or no such value of it
   */
  constructor(private readonly properties: CalicoValidationProps = {}) {
    requireProperties(properties);
    const { calicoVersion, installMode, dataplane, edition } = properties;
    const version = calicoVersion === undefined ? NEWEST_RELEASED : parseVersion(calicoVersion);
    if (!version) throw new Error(`CalicoValidation: there is no Calico version '${calicoVersion}'; write one like v3.31.`);
    this.target = CalicoTarget.of(version, {
      installMode: member('installMode', installMode, Object.values(InstallMode)),
      dataplane: member('dataplane', dataplane, Object.values(Dataplane)),
      edition: member('edition', edition, Object.values(CalicoEdition)),
    });
    this.failOn = member('failOn', properties.failOn, Object.values(Severity)) ?? Severity.ERROR;
  }

  /**
   * Checks the manifests; the cdk8s command calls it.
   *
   * @param context what the cdk8s command gives to plugins
   * @throws when a manifest cannot be read
   */
  public async validate(context: any): Promise<void> {
    const { manifests: files, metadata, report } = context as PluginContext;
    const manifests = read(files);
    const records = recordsOf(files);
    const constructs = new ConstructFinder(records.flatMap(({ objects }) => objects), manifests, metadata ?? {});
    let fails = false;
    for (const [manifest, finding] of this.findings(manifests)) {
      const isFailure = isAtLeastAsSevere(finding.severity, this.failOn);
      fails ||= isFailure;
      if (!isFailure && finding.severity === Severity.NOTE) continue;
      report.addViolation({
        ruleName: finding.code,
        recommendation: finding.message,
        fix: finding.help ?? `cdk8s-calico check --explain ${finding.code}`,
        violatingResources: [constructs.locate(manifest, finding)],
      });
    }
    report.submit(fails ? 'failure' : 'success', { calicoVersion: this.target.version, installMode: this.target.installMode });
    records.forEach(removeRecord);
  }

  private findings(manifests: Manifest[]): [Manifest, Finding][] {
    const { complete, namespace, context = [] } = this.properties;
    const alone = manifests.flatMap((manifest) => validateManifest(manifest, this.target).map((finding) => ({ manifest, finding })));
    const together = lintCluster(manifests, { target: this.target, complete, namespace, context: read(context) });
    return [...alone, ...together].flatMap(({ manifest, finding }): [Manifest, Finding][] => {
      const data = manifest.object.metadata;
      return sortAcknowledged([finding], isJsonObject(data) ? data.annotations : undefined).open.map((open) => [manifest, open]);
    });
  }
}

function read(paths: string[]): Manifest[] {
  try {
    return takeManifests(readPaths(paths));
  } catch (error) {
    throw error instanceof InputError ? new Error(`CalicoValidation: ${error.message}`) : error;
  }
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function requireProperties(properties: object): void {
  for (const [name, value] of Object.entries(properties)) {
    if (!Object.hasOwn(PROPERTIES, name)) {
      throw new Error(`CalicoValidation: there is no property '${name}'; the properties are ${Object.keys(PROPERTIES).join(', ')}.`);
    }
    const [expected, fits] = PROPERTIES[name as keyof typeof PROPERTIES];
    if (value !== undefined && !fits(value)) throw new Error(`CalicoValidation: ${name} must be ${expected}, not ${JSON.stringify(value)}.`);
  }
}

function member<T extends string>(property: string, value: string | undefined, known: T[]): T | undefined {
  if (value === undefined) return undefined;
  const found = known.find((candidate) => candidate === value);
  if (found === undefined) throw new Error(`CalicoValidation: ${property} cannot be '${value}'; use one of ${known.join(', ')}.`);
  return found;
}

/** Says which construct an object comes from, and where in its file a finding is. */
class ConstructFinder {
  private readonly exact: ReadonlyMap<string, RecordedConstruct>;
  private readonly uses = new Map<string, number>();

  constructor(recorded: RecordedConstruct[], manifests: Manifest[], private readonly byName: NonNullable<PluginContext['metadata']>) {
    this.exact = new Map(recorded.map((construct) => [identityKey(construct), construct]));
    for (const { object } of manifests) {
      const { name } = identityOf(object);
      this.uses.set(name, (this.uses.get(name) ?? 0) + 1);
    }
  }

  public locate({ object, origin }: Manifest, { path }: Finding): object {
    const identity = identityOf(object);
    const { kind, namespace, name } = identity;
    const position = origin.locate?.(parsePath(path));
    const place = [path, ...position ? [`line ${position.line}`] : []].filter((part) => part !== '').join(', ');
    const { path: exact, source } = this.exact.get(identityKey(identity)) ?? {};
    const recorded = Object.hasOwn(this.byName, name) ? this.byName[name].path : undefined;
    const isCertain = exact === undefined ? this.uses.get(name) === 1 : exact === recorded;
    const construct = exact === undefined ? `perhaps construct ${recorded}` : `construct ${exact}`;
    return {
      // The cdk8s command looks the construct up by this name. Where it would find the wrong one, it must not find any.
      resourceName: isCertain ? name : `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`,
      locations: [place, ...isCertain || (exact ?? recorded) === undefined ? [] : [construct], ...source === undefined ? [] : [`created at ${source}`]],
      manifestPath: origin.file,
    };
  }
}
