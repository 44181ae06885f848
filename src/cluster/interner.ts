import { type Json } from '../manifest';
import { type Net, tryParseNetOrIp } from '../network';
import { prefixSelectorKeys, printSelector, tryParseSelector, type SelectorNode } from '../selector';
import { type InternedSelector, type NetList, type PortList } from './model';

/** Keeps one object for equal selectors, CIDR lists and port lists, so that what depends on them is computed once. */
export class Interner {
  public readonly selectors: InternedSelector[] = [];
  public readonly netLists: NetList[] = [];
  public readonly portLists: PortList[] = [];
  private readonly byText = new Map<string, InternedSelector | null>();
  private readonly conjunctions = new Map<string, Map<string, InternedSelector | null>>();
  private readonly byNets = new Map<string, NetList>();
  private readonly byPorts = new Map<string, PortList>();
  private readonly byWritten = new Map<string, PortList>();
  private readonly nodes = new Map<string, SelectorNode | null>();
  private readonly byPrefix = new Map<string, Map<string, string>>();
  private readonly netsByText = new Map<string, Net | undefined>();
  private readonly netKeys = new Map<Net, string>();

  /** Undefined when the text is no selector. */
  public parse(text: string): SelectorNode | undefined {
    let node = this.nodes.get(text);
    if (node === undefined) { this.nodes.set(text, node = tryParseSelector(text) ?? null); }
    return node ?? undefined;
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
    let interned = this.byText.get(text);
    if (interned === undefined) {
      const node = this.parse(text);
      this.byText.set(text, interned = node === undefined ? null : this.add(text, node));
    }
    return interned ?? undefined;
  }

  /** `(left) && (right)`. The text need not be read to know what it says: each side is known, and most sides stand in many selectors. */
  public conjunction(left: string, right: string): InternedSelector | undefined {
    let byRight = this.conjunctions.get(left);
    if (byRight === undefined) { this.conjunctions.set(left, byRight = new Map<string, InternedSelector | null>()); }
    let interned = byRight.get(right);
    if (interned === undefined) { byRight.set(right, interned = this.conjoin(left, right) ?? null); }
    return interned ?? undefined;
  }

  private conjoin(left: string, right: string): InternedSelector | undefined {
    const text = `(${left}) && (${right})`;
    const [first, second] = [this.parse(left), this.parse(right)];
    if (first === undefined || second === undefined || isBlank(left) || isBlank(right)) { return this.selector(text); }
    return this.add(text, { type: 'and', operands: [first, second] });
  }

  private add(text: string, node: SelectorNode): InternedSelector {
    const interned = { index: this.selectors.length, text, node };
    this.selectors.push(interned);
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

  /** A list of ports as it was read from what is written; thousands of rules write the same. */
  public writtenPorts(written: readonly Json[], read: () => PortList): PortList {
    const key = JSON.stringify(written);
    let list = this.byWritten.get(key);
    if (list === undefined) { this.byWritten.set(key, list = read()); }
    return list;
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

/** Nothing but blanks selects everything, and is no selector in parentheses. */
function isBlank(text: string): boolean {
  return text.trim() === '';
}
