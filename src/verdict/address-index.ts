import { type ClusterModel, type Member } from '../cluster';
import { type Ip, type Net, netOf } from '../network';

/** Members by the first address of their networks, for each prefix length. */
type PrefixIndex = Readonly<Record<4 | 6, Map<number, Map<bigint, Member[]>>>>;

/** Finds what has an address: one look-up for each prefix length that occurs. */
export class AddressIndex {
  /** Made when the first address is looked up: a matrix asks for none. */
  private byPrefix?: PrefixIndex;

  public constructor(private readonly model: ClusterModel) {}

  private build(): PrefixIndex {
    const index: PrefixIndex = { 4: new Map(), 6: new Map() };
    for (const member of this.model.members) {
      for (const net of member.nets) { this.add(index[net.family], net, member); }
    }
    return index;
  }

  private add(lengths: Map<number, Map<bigint, Member[]>>, net: Net, member: Member): void {
    let bases = lengths.get(net.prefix);
    if (bases === undefined) {
      bases = new Map();
      lengths.set(net.prefix, bases);
    }
    const members = bases.get(net.base);
    if (members === undefined) { bases.set(net.base, [member]); } else if (!members.includes(member)) { members.push(member); }
  }

  public holders(ip: Ip): Member[] {
    const found: Member[] = [];
    this.byPrefix ??= this.build();
    for (const [prefix, bases] of this.byPrefix[ip.family]) {
      for (const member of bases.get(netOf(ip, prefix).base) ?? []) {
        if (!found.includes(member)) { found.push(member); }
      }
    }
    return found;
  }
}
