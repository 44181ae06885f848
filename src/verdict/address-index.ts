import { type ClusterModel, type Member } from '../cluster';
import { type Ip, type Net, netOf } from '../network';

/** Finds what has an address: one look-up for each prefix length that occurs. */
export class AddressIndex {
  private readonly byPrefix = { 4: new Map<number, Map<bigint, Member[]>>(), 6: new Map<number, Map<bigint, Member[]>>() };

  public constructor(model: ClusterModel) {
    for (const member of model.members) {
      for (const net of member.nets) { this.add(net, member); }
    }
  }

  private add(net: Net, member: Member): void {
    const lengths = this.byPrefix[net.family];
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
    for (const [prefix, bases] of this.byPrefix[ip.family]) {
      for (const member of bases.get(netOf(ip, prefix).base) ?? []) {
        if (!found.includes(member)) { found.push(member); }
      }
    }
    return found;
  }
}
