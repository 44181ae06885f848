import { type Net } from '../network';
import { tryParseSelector, type SelectorNode } from '../selector';
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

  /** Undefined when the text is no selector. */
  public parse(text: string): SelectorNode | undefined {
    if (this.nodes.has(text)) { return this.nodes.get(text); }
    const node = tryParseSelector(text);
    this.nodes.set(text, node);
    return node;
  }

  public selector(text: string): InternedSelector | undefined {
    if (this.byText.has(text)) { return this.byText.get(text); }
    const node = this.parse(text);
    const interned = node === undefined ? undefined : { index: this.selectors.length, text, node };
    if (interned !== undefined) { this.selectors.push(interned); }
    this.byText.set(text, interned);
    return interned;
  }

  public nets(nets: readonly Net[]): NetList {
    const key = nets.map((net) => `${net.family}/${net.base}/${net.prefix}`).join();
    let list = this.byNets.get(key);
    if (list === undefined) {
      list = { index: this.netLists.length, v4: nets.filter((net) => net.family === 4), v6: nets.filter((net) => net.family === 6) };
      this.netLists.push(list);
      this.byNets.set(key, list);
    }
    return list;
  }

  public ports(ranges: readonly (readonly [number, number])[], names: readonly string[]): PortList {
    const key = `${ranges.map(([first, last]) => `${first}:${last}`).join()};${names.join()}`;
    let list = this.byPorts.get(key);
    if (list === undefined) {
      list = { index: this.portLists.length, ranges, names };
      this.portLists.push(list);
      this.byPorts.set(key, list);
    }
    return list;
  }
}
