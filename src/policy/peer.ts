import { IConstruct } from 'constructs';
import { checkNamespaceNames } from './namespace-name';
import { NetworkSetSource } from './network-set-source';
import { type PeerSource, type Selected } from './peer-source';
import { WorkloadSource } from './workload-source';
import { type INetworkSet } from '../endpoint';
import { adviceForCidr, printNet, tryParseNetOrIp } from '../network';
import { type PlainObject, type RenderContext } from '../resource';
import { Selector } from '../selector';

/** The label of a namespace's name that Calico itself maintains. */
const NAMESPACE_NAME = 'projectcalico.org/name';

interface PeerFields {
  readonly nets?: string[];
  readonly notNets?: string[];
  readonly selector?: Selector;
  readonly notSelector?: Selector;
  readonly namespaceSelector?: Selector;
  readonly accountNames?: string[];
  readonly accountSelector?: Selector;
  readonly service?: { readonly name: string; readonly namespace?: string };
  readonly source?: PeerSource;
}

/** How callers know the fields that they can leave undefined where the compiler does not look. */
const SELECTORS: Readonly<Record<string, string>> = {
  selector: 'selector', namespaceSelector: 'selector of namespaces', accountSelector: 'selector of service accounts', notSelector: 'selector of the exception',
};

/**
 * One side of a rule: who the traffic comes from or goes to.
 *
 * A peer matches when everything that it says matches. Peers are values: every method returns a new peer.
 * Without anything about namespaces, selectors mean the policy's own namespace in a NetworkPolicy, and every namespace
 * and the host endpoints in a GlobalNetworkPolicy; nets mean addresses wherever they are.
 *
 * @example
 * Peer.selector(Selector.label('app').equalTo('web')).inNamespaces('shop');
 */
export class Peer {
  /** Pods, host endpoints and network sets by their labels. */
  public static selector(selector: Selector): Peer {
    return new Peer({ selector });
  }

  /**
   * All pods (and network sets) of the namespaces with these names.
   * @throws when no name is given
   */
  public static namespaces(...names: string[]): Peer {
    return new Peer({ namespaceSelector: namespacesNamed('Peer.namespaces', names) });
  }

  /** All pods (and network sets) of the namespaces whose labels match. */
  public static namespacesMatching(namespaceSelector: Selector): Peer {
    return new Peer({ namespaceSelector });
  }

  /**
   * Addresses in CIDR form; a single address stands for itself. Written masked: `10.1.2.3/8` becomes `10.0.0.0/8`.
   * @throws when no address is given or one is malformed
   */
  public static nets(...nets: string[]): Peer {
    return new Peer({ nets: masked('Peer.nets', nets) });
  }

  /** The addresses of a network set: of this app, or named with `NetworkSet.named` or `GlobalNetworkSet.named`. */
  public static networkSet(set: INetworkSet): Peer {
    return new Peer({ source: new NetworkSetSource(set) });
  }

  /**
   * Pods that run under one of these service accounts.
   * @throws when no name is given
   */
  public static serviceAccounts(...names: string[]): Peer {
    return new Peer({ accountNames: given('Peer.serviceAccounts', names) });
  }

  /** Pods whose service account carries these labels. */
  public static serviceAccountsMatching(serviceAccountSelector: Selector): Peer {
    return new Peer({ accountSelector: serviceAccountSelector });
  }

  /**
   * The endpoints of a Kubernetes Service. Traffic must not name destination ports besides: the service has them.
   * In egress rules only as destination, in ingress rules only as source.
   *
   * @param name the name of the Service
   * @param namespace its namespace; without it, that of the policy (Calico itself would look up none)
   */
  public static service(name: string, namespace?: string): Peer {
    return new Peer({ service: { name, namespace } });
  }

  /**
   * The pods of anything with a pod template, like a Deployment of cdk8s-plus; the same as `Workload.of(construct).peer`.
   */
  public static workload(construct: IConstruct): Peer {
    return new Peer({ source: new WorkloadSource(construct) });
  }

  /** What is in no namespace: host endpoints and global network sets (Calico's `global()`). */
  public static global(): Peer {
    return new Peer({ namespaceSelector: Selector.global() });
  }

  /** Everything, also outside of the cluster. */
  public static everything(): Peer {
    return new Peer({});
  }

  /**
   * A peer that is looked up at synth.
   * @internal
   */
  public static _of(source: PeerSource): Peer {
    return new Peer({ source });
  }

  private constructor(private readonly fields: PeerFields) {
    for (const [field, value] of Object.entries(fields)) {
      if (value !== undefined) { continue; }
      throw new Error(`Peer: the ${SELECTORS[field]} is undefined, and the peer would match more than is meant. Give one, or leave the call out; everything is Peer.everything().`);
    }
  }

  /**
   * Only in the namespaces with these names.
   * @throws when no name is given, or namespaces are set already
   */
  public inNamespaces(...names: string[]): Peer {
    return this.inNamespacesMatching(namespacesNamed('Peer.inNamespaces', names));
  }

  /**
   * Only in namespaces whose labels match. `Selector.all()` means any namespace.
   * @throws when namespaces are set already
   */
  public inNamespacesMatching(namespaceSelector: Selector): Peer {
    return this.with({ namespaceSelector }, 'namespaces');
  }

  /**
   * Only in no namespace: host endpoints and global network sets (Calico's `global()`).
   * @throws when namespaces are set already
   */
  public outsideNamespaces(): Peer {
    return this.inNamespacesMatching(Selector.global());
  }

  /** Only with labels that match this selector too. */
  public andSelector(selector: Selector): Peer {
    return new Peer({ ...this.fields, selector: this.fields.selector?.and(selector) ?? selector });
  }

  /**
   * Only with addresses in these nets.
   * @throws when no address is given, one is malformed, or nets are set already
   */
  public andNets(...nets: string[]): Peer {
    return this.with({ nets: masked('Peer.andNets', nets) }, 'nets');
  }

  /**
   * Only under one of these service accounts.
   * @throws when no name is given, or names are set already
   */
  public andServiceAccounts(...names: string[]): Peer {
    return this.with({ accountNames: given('Peer.andServiceAccounts', names) }, 'service account names');
  }

  /**
   * Only with a service account that carries these labels.
   * @throws when a selector of service accounts is set already
   */
  public andServiceAccountsMatching(serviceAccountSelector: Selector): Peer {
    return this.with({ accountSelector: serviceAccountSelector }, 'selector of service accounts');
  }

  /**
   * Not with addresses in these nets; call it again for more.
   * @throws when no address is given or one is malformed
   */
  public exceptNets(...nets: string[]): Peer {
    return new Peer({ ...this.fields, notNets: [...this.fields.notNets ?? [], ...masked('Peer.exceptNets', nets)] });
  }

  /**
   * Not what these labels match (Calico's `notSelector`).
   *
   * In a NetworkPolicy Calico then also asks for the policy's namespace, or the one that the peer names: addresses outside
   * of the cluster don't match. In a GlobalNetworkPolicy they do.
   * @throws when there is an exception by labels already
   */
  public except(selector: Selector): Peer {
    return this.with({ notSelector: selector }, 'exception by labels');
  }

  /**
   * The entity rule as Calico has it, without ports.
   * @internal
   */
  public _render(context: RenderContext, path: string): PlainObject {
    const { fields } = this;
    const looked = fields.source?.selected(context, path);
    return {
      nets: fields.nets && unique(fields.nets),
      notNets: fields.notNets && unique(fields.notNets),
      selector: selectorOf(fields, looked)?.toString(),
      notSelector: fields.notSelector?.toString(),
      namespaceSelector: (fields.namespaceSelector ?? looked?.namespaceSelector)?.toString(),
      serviceAccounts: this.serviceAccountMatch(),
      services: fields.service && { name: fields.service.name, namespace: this.serviceNamespace(context, path) },
    };
  }

  /**
   * Whether the peer is the same in every policy: neither looked up nor completed.
   * @internal
   */
  public _isFixed(): boolean {
    const { source, service } = this.fields;
    return source === undefined && (service === undefined || service.namespace !== undefined);
  }

  private serviceAccountMatch(): PlainObject | undefined {
    const { accountNames: names, accountSelector } = this.fields;
    return names || accountSelector ? { names, selector: accountSelector?.toString() } : undefined;
  }

  private serviceNamespace(context: RenderContext, path: string): string | undefined {
    const namespace = this.fields.service!.namespace ?? context.namespace;
    if (namespace === undefined) {
      context.report(`${path}.services.namespace`, `the namespace of service '${this.fields.service!.name}' is not known, and Calico would look it up in none.`
        + ' Say Peer.service(name, namespace), or give the policy or its chart a namespace.');
    }
    return namespace;
  }

  private with(added: PeerFields, what: string): Peer {
    const key = Object.keys(added)[0] as keyof PeerFields;
    if (this.fields[key] !== undefined) {
      throw new Error(`Peer: ${what} given twice. A peer has them once; combine them into one call.`);
    }
    return new Peer({ ...this.fields, ...added });
  }
}

function selectorOf(fields: PeerFields, looked: Selected | undefined): Selector | undefined {
  return looked === undefined ? fields.selector : fields.selector?.and(looked.selector) ?? looked.selector;
}

function namespacesNamed(caller: string, names: string[]): Selector {
  const [first, ...others] = given(caller, names);
  checkNamespaceNames(caller, names);
  const label = Selector.label(NAMESPACE_NAME);
  return others.length === 0 ? label.equalTo(first) : label.isIn(first, ...others);
}

/** An empty list would not narrow anything, which is never what is meant. */
function given(caller: string, values: string[]): string[] {
  if (values.length === 0) {
    throw new Error(`${caller}() needs at least one value. An empty list would match everything; say Peer.everything() if that is meant.`);
  }
  if (values.includes(undefined as never)) { throw new Error(`${caller}: a value is undefined. Something that was to hold it is not set.`); }
  return values;
}

function masked(caller: string, nets: string[]): string[] {
  return given(caller, nets).map((text) => {
    const net = tryParseNetOrIp(text);
    if (net === undefined) {
      throw new Error(`${caller}: ${JSON.stringify(text)} is no address and no CIDR.${adviceForCidr(text)}`);
    }
    return printNet(net);
  });
}

function unique(values: string[]): string[] {
  return [...new Set(values)];
}
