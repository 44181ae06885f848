/* eslint-disable no-bitwise -- networks are bit patterns */
import { bitsOf, lastIp, type Net, printNet } from '../network';

/** So many exceptions are named; beyond that the networks themselves are no harder to read. */
const MOST_EXCEPTIONS = 4;

/**
 * Short names for addresses, the same in every report: `world`, `world except 10.0.0.0/8`, or the networks.
 *
 * @param nets no two overlap
 * @param isOfBoth whether the addresses stand beside those of the other IP version, so that `world` alone is not enough
 */
export function addressNames(nets: readonly Net[], isOfBoth: boolean = nets.some(({ family }) => family !== nets[0].family)): string[] {
  const isWhole = (family: 4 | 6): boolean => nets.some((net) => net.family === family && net.prefix === 0);
  if (isWhole(4) && isWhole(6)) { return ['world']; }
  return ([4, 6] as const).flatMap((family) => {
    const own = nets.filter((net) => net.family === family);
    if (own.length === 0) { return []; }
    const others = complement(own, family);
    const world = isOfBoth ? `IPv${family} world` : 'world';
    if (others.length === 0) { return [world]; }
    return others.length < own.length && others.length <= MOST_EXCEPTIONS ? [`${world} except ${others.map(printNet).join(' and ')}`] : own.map(printNet);
  });
}

/** The other addresses of the IP version. */
function complement(nets: readonly Net[], family: 4 | 6): Net[] {
  const gaps: { first: bigint; last: bigint }[] = [];
  let next = 0n;
  for (const net of [...nets].sort((a, b) => (a.base < b.base ? -1 : 1))) {
    if (net.base > next) { gaps.push({ first: next, last: net.base - 1n }); }
    next = lastIp(net).value + 1n;
  }
  const end = 1n << BigInt(bitsOf(family));
  if (next < end) { gaps.push({ first: next, last: end - 1n }); }
  return netsOfIntervals(gaps, family);
}

/** The fewest networks that cover runs of addresses. */
export function netsOfIntervals(intervals: readonly { readonly first: bigint; readonly last: bigint }[], family: 4 | 6): Net[] {
  const runs: { first: bigint; last: bigint }[] = [];
  for (const { first, last } of intervals) {
    const before = runs.at(-1);
    if (before !== undefined && before.last + 1n === first) { before.last = last; } else { runs.push({ first, last }); }
  }
  return runs.flatMap(({ first, last }) => netsOfRun(first, last, family));
}

function netsOfRun(first: bigint, last: bigint, family: 4 | 6): Net[] {
  const nets: Net[] = [];
  for (let base = first; base <= last;) {
    let prefix = bitsOf(family);
    let size = 1n;
    while (prefix > 0 && (base & size) === 0n && base + 2n * size - 1n <= last) {
      prefix--;
      size *= 2n;
    }
    nets.push({ family, base, prefix, masked: true });
    base += size;
  }
  return nets;
}
