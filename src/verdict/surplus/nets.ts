import { lastIp, type Net, netContainsNet, netOf, netsOverlap, printNet } from '../../network';
import { addressNames } from '../address-names';

/** The same addresses in networks of which each is inside or outside of each of the others. */
export function splitNets(nets: readonly Net[], by: readonly Net[]): Net[] {
  return nets.flatMap((net) => {
    const inside = by.filter((other) => other.family === net.family && netsOverlap(net, other) && !netContainsNet(other, net));
    return inside.length === 0 ? [net] : splitNets(halves(net), inside);
  });
}

function halves(net: Net): Net[] {
  const prefix = net.prefix + 1;
  return [netOf({ family: net.family, value: net.base }, prefix), netOf(lastIp(net), prefix)];
}

/** The same addresses in as few networks as possible; no two of those that are given overlap. */
export function joinNets(nets: readonly Net[]): Net[] {
  const joined: Net[] = [];
  for (const net of [...nets].sort((a, b) => (a.base < b.base ? -1 : 1))) {
    joined.push(net);
    for (;;) {
      const [left, right] = joined.slice(-2);
      if (right === undefined || left.prefix !== right.prefix) { break; }
      const parent = netOf({ family: left.family, value: left.base }, left.prefix - 1);
      if (!netContainsNet(parent, right)) { break; }
      joined.splice(-2, 2, parent);
    }
  }
  return joined;
}

const SHOWN = 3;

/** A name for networks that do not overlap, of all that are counted. */
export function netNames(nets: readonly Net[], all: readonly Net[]): string {
  const joined = joinNets(nets);
  if (joined.map(printNet).join() === joinNets(all).map(printNet).join()) { return 'world'; }
  const names = addressNames(joined);
  return names.length > SHOWN ? `${names.slice(0, SHOWN).join(', ')} and ${names.length - SHOWN} more networks` : names.join(', ');
}
