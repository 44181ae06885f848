import { type Net, tryParseNetOrIp } from '../network';
import { prefixSelectorKeys, printSelector, tryParseSelector, type SelectorNode } from '../selector';
import { type InternedSelector, type NetList, type PortList } from './model';

/** Keeps one object for equal selectors, CIDR lists and port lists, so that what depends on them is computed once. */
export class Interner {
  public readonly selectors: InternedSelector[] = [];
  public readonly netLists: NetList[] = [];
  public readonly portLists: PortList[] = [];
  private readonly byText = new Map<string, InternedSelector | undefined>();
  private readonly byNets = new Map<string, NetList>();
  private readonly byPorts = new Map<string, PortList>();
  private readonly nodes = new Map<string, SelectorNode | undefined>();
  private readonly byPrefix = new Map<string, Map<string, string>>();
  private readonly netsByText = new Map<string, Net | undefined>();
  private readonly netKeys = new Map<Net, string>();

  /** Undefined when the text is no selector. */
  public parse(text: string): SelectorNode | undefined {
    let node = this.nodes.get(text);
    if (node === undefined && !this.nodes.has(text)) {
      node = tryParseSelector(text);
      this.nodes.set(text, node);
    }
    return node;
  }

  /** The selector with every key prefixed, printed; empty when the text is no selector, as in Calico, which then leaves the clause out. */
  public prefixed(text: string, prefix: string): string {
    let known = this.byPrefix.get(prefix);
    if (known === undefined) { this.byPrefix.set(prefix, known = new Map()); }
    let printed = known.get(text);
    if (printed === undefined) {
      const node = this.parse(text);
      printed = node === undefined ? '' : printSelector(prefixSelectorKeys(node, prefix));
      known.set(text, printed);
    }
    return printed;
  }

  /** A CIDR, or an address as the network of that one; undefined when the text is neither. */
  public net(text: string): Net | undefined {
    let net = this.netsByText.get(text);
    if (net === undefined && !this.netsByText.has(text)) {
      net = tryParseNetOrIp(text);
      this.netsByText.set(text, net);
    }
    return net;
  }

  public selector(text: string): InternedSelector | undefined {
    const known = this.byText.get(text);
    if (known !== undefined || this.byText.has(text)) { return known; }
    const node = this.parse(text);
    const interned = node === undefined ? undefined : { index: this.selectors.length, text, node };
    if (interned !== undefined) { this.selectors.push(interned); }
    this.byText.set(text, interned);
    return interned;
  }

  public nets(nets: readonly Net[]): NetList {
    const key = nets.map((net) => this.keyOf(net)).join();
    let list = this.byNets.get(key);
    if (list === undefined) {
      list = { index: this.netLists.length, v4: nets.filter((net) => net.family === 4), v6: nets.filter((net) => net.family === 6) };
      this.netLists.push(list);
      this.byNets.set(key, list);
    }
    return list;
  }

  private keyOf(net: Net): string {
    let key = this.netKeys.get(net);
    if (key === undefined) {
      key = `${net.family}/${net.base}/${net.prefix}`;
      this.netKeys.set(net, key);
    }
    return key;
  }

  public ports(ranges: readonly (readonly [number, number])[], names: readonly string[]): PortList {
    const key = `${ranges.join(' ')};${names.join()}`;
    let list = this.byPorts.get(key);
    if (list === undefined) {
      list = { index: this.portLists.length, ranges, names };
      this.portLists.push(list);
      this.byPorts.set(key, list);
    }
    return list;
  }
}
