import { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { stringify } from 'yaml';
import { ETCD_SETTINGS, EtcdDatastore, KUBERNETES_SETTINGS, KubernetesDatastore, Setting } from './calicoctl-settings';

/** Where calicoctl looks for its file when nobody names one. */
const FILE_PATH = '/etc/calico/calicoctl.cfg';
const FILE_NAME = 'calicoctl.cfg';

/**
 * How calicoctl finds the datastore: as its configuration file, as environment variables, as ConfigMap or as Secret.
 *
 * calicoctl reads `/etc/calico/calicoctl.cfg` (or what `--config` names). When it reads a file, it reads no environment variable.
 *
 * @example
 * const config = CalicoctlConfig.etcd({
 *   endpoints: ['https://etcd1:2379'],
 *   keyFile: '/etc/calico/key.pem',
 *   certFile: '/etc/calico/cert.pem',
 *   caCertFile: '/etc/calico/ca.pem',
 * });
 * const text = config.toFile();
 * config.addConfigMap(chart, 'calicoctl-config');
 */
export class CalicoctlConfig {
  /**
   * The datastore is an etcd of Calico's own.
   * @throws when neither endpoints nor discoverySrv is given, when both are, when an endpoint is no http(s) URL, or when a
   * key comes without a certificate
   */
  public static etcd(datastore: EtcdDatastore): CalicoctlConfig {
    if (Boolean(datastore.endpoints?.length) === Boolean(datastore.discoverySrv)) {
      throw new Error('CalicoctlConfig.etcd: give either endpoints or discoverySrv.');
    }
    for (const endpoint of datastore.endpoints ?? []) {
      checkUrl('CalicoctlConfig.etcd: endpoints', endpoint);
    }
    if (Boolean(datastore.keyFile ?? datastore.key) !== Boolean(datastore.certFile ?? datastore.cert)) {
      throw new Error('CalicoctlConfig.etcd: a client key and a client certificate belong together; give both or neither.');
    }
    for (const [path, inline] of [['keyFile', 'key'], ['certFile', 'cert'], ['caCertFile', 'caCert']] as (keyof EtcdDatastore)[][]) {
      if (datastore[path] !== undefined && datastore[inline] !== undefined) {
        throw new Error(`CalicoctlConfig.etcd: ${path} and ${inline} say the same thing; give one of them.`);
      }
    }
    return new CalicoctlConfig('etcdv3', ETCD_SETTINGS, { ...datastore, endpoints: datastore.endpoints?.join(',') });
  }

  /**
   * The datastore is the Kubernetes API.
   * @throws when the API's endpoint is no http(s) URL
   */
  public static kubernetes(datastore: KubernetesDatastore = {}): CalicoctlConfig {
    if (datastore.apiEndpoint !== undefined) {
      checkUrl('CalicoctlConfig.kubernetes: apiEndpoint', datastore.apiEndpoint);
    }
    if (datastore.insecureSkipTlsVerify && datastore.caFile !== undefined) {
      throw new Error('CalicoctlConfig.kubernetes: caFile has no effect with insecureSkipTlsVerify; drop one of them.');
    }
    return new CalicoctlConfig('kubernetes', KUBERNETES_SETTINGS, { ...datastore });
  }

  private constructor(
    /** The datastore's type, as calicoctl calls it. */
    public readonly datastoreType: string,
    private readonly settings: Setting[],
    private readonly values: { [property: string]: unknown },
  ) {
  }

  /** Whether the settings hold a password, key or token: then a Secret is the right place for them. */
  public get hasSecrets(): boolean {
    return this.settings.some((setting) => setting.isSecret && this.values[setting.property] !== undefined);
  }

  /**
   * The file as calicoctl reads it today: kind CalicoAPIConfig of projectcalico.org/v3.
   * @throws when a setting exists in the environment only
   */
  public toFile(): string {
    this.refuse((setting) => setting.field === undefined, 'the file');
    const spec = this.pairs((setting) => setting.field);
    return stringify({
      apiVersion: 'projectcalico.org/v3',
      kind: 'CalicoAPIConfig',
      metadata: {},
      spec: { datastoreType: this.datastoreType, ...spec },
    }, { lineWidth: 0 });
  }

  /**
   * The file as calicoctl 1.x read it: kind calicoApiConfig, version v1. calicoctl 3 refuses it.
   * A datastore type is written for Kubernetes only: etcd (v2 of its API, then) was what calicoctl 1.x expected.
   * @throws when a setting exists in the environment only
   */
  public toLegacyFile(): string {
    this.refuse((setting) => setting.field === undefined, 'the file');
    const spec = this.pairs((setting) => setting.field);
    return stringify({
      apiVersion: 'v1',
      kind: 'calicoApiConfig',
      metadata: {},
      spec: this.datastoreType === 'kubernetes' ? { datastoreType: this.datastoreType, ...spec } : spec,
    }, { lineWidth: 0 });
  }

  /**
   * The environment variables. calicoctl takes each of them with the prefix `CALICO_` too.
   * @throws when a setting exists in the file only
   */
  public toEnvironment(): { [variable: string]: string } {
    this.refuse((setting) => setting.variable === undefined, 'the environment');
    const pairs = Object.entries(this.pairs((setting) => setting.variable)).map(([name, value]) => [name, String(value)]);
    return { DATASTORE_TYPE: this.datastoreType, ...Object.fromEntries(pairs) };
  }

  /**
   * The environment variables as lines for a shell.
   * @throws when a setting exists in the file only
   */
  public toShell(): string {
    return Object.entries(this.toEnvironment()).map(([name, value]) => `export ${name}=${shellQuoted(value)}\n`).join('');
  }

  /**
   * A ConfigMap with the file, under the key `calicoctl.cfg`.
   * @throws when the settings hold a secret
   */
  public addConfigMap(scope: Construct, id: string, metadata: ApiObjectMetadata = {}): ApiObject {
    if (this.hasSecrets) {
      throw new Error(`CalicoctlConfig: ConfigMap "${id}" would hold a password, key or token. Use addSecret, or name a file instead.`);
    }
    return new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: id, ...metadata }, data: { [FILE_NAME]: this.toFile() } });
  }

  /** A Secret with the file, under the key `calicoctl.cfg`. */
  public addSecret(scope: Construct, id: string, metadata: ApiObjectMetadata = {}): ApiObject {
    return new ApiObject(scope, id, {
      apiVersion: 'v1', kind: 'Secret', metadata: { name: id, ...metadata }, type: 'Opaque', stringData: { [FILE_NAME]: this.toFile() },
    });
  }

  /** Where calicoctl looks for the file when `--config` names none. */
  public get filePath(): string {
    return FILE_PATH;
  }

  private pairs(nameOf: (setting: Setting) => string | undefined): { [name: string]: unknown } {
    const pairs = this.settings
      .filter((setting) => this.values[setting.property] !== undefined)
      .map((setting) => [nameOf(setting), this.values[setting.property]]);
    return Object.fromEntries(pairs);
  }

  private refuse(isMissing: (setting: Setting) => boolean, place: string): void {
    const missing = this.settings.filter((setting) => this.values[setting.property] !== undefined && isMissing(setting));
    if (missing.length > 0) {
      throw new Error(`CalicoctlConfig: ${missing.map((setting) => setting.property).join(', ')} cannot be said in ${place}; calicoctl has no name for it there.`);
    }
  }
}

function checkUrl(what: string, text: string): void {
  if (!/^https?:\/\/[^/\s,]+(\/\S*)?$/.test(text)) {
    throw new Error(`${what}: "${text}" is not a URL. Write scheme, host and port, like https://etcd1:2379.`);
  }
}

function shellQuoted(value: string): string {
  return /^[\w@%+=:,./-]+$/.test(value) ? value : `'${value.replace(/'/g, '\'\\\'\'')}'`;
}
