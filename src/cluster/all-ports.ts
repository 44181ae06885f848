import { type PortList } from './model';

const LAST_PORT = 65_535;

/** Whether the ranges of a list together are all ports. */
export function holdsAllPorts({ ranges }: PortList): boolean {
  const sorted = [...ranges].sort(([a], [b]) => a - b);
  return sorted.reduce((next, [first, last]) => (first <= next ? Math.max(next, last + 1) : next), 1) > LAST_PORT;
}
