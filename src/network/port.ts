const MIN_PORT = 1;
const MAX_PORT = 65535;
const MAX_NAME_LENGTH = 15;

/**
 * A port, a range of ports, or the name of a port.
 *
 * @example
 * const traffic = Traffic.tcpPorts(Port.named('http'), Port.range(8000, 8999));
 */
export class Port {
  /**
   * One port.
   * @param port from 1 to 65535
   * @throws when the number is not a port
   */
  public static of(port: number): Port {
    checkNumber(port);
    return new Port(port, port, undefined);
  }

  /**
   * All ports from the first to the last one, both included.
   * @param first from 1 to 65535
   * @param last from `first` to 65535
   * @throws when a number is not a port, or the range is upside down
   */
  public static range(first: number, last: number): Port {
    checkNumber(first);
    checkNumber(last);
    if (first > last) { throw new Error(`Port: the range ${first} to ${last} is upside down. Write Port.range(${last}, ${first}).`); }
    return new Port(first, last, undefined);
  }

  /**
   * The port that a pod's container, or a host endpoint, gives this name.
   *
   * The name is 1 to 15 lower case letters, digits and `-`, with at least one letter, no `--`, and no `-` at either end.
   * @throws when Kubernetes allows no port of that name
   */
  public static named(name: string): Port {
    const problem = portNameProblem(name);
    if (problem !== undefined) {
      const advice = /^\d+$/.test(name) ? ` Use Port.of(${Number(name)}).` : /^\d+[:-]\d+$/.test(name) ? ` Use Port.range(${name.replace(/[:-]/, ', ')}).` : '';
      throw new Error(`Port: ${JSON.stringify(name)} is not a port name: ${problem}.${advice}`);
    }
    return new Port(undefined, undefined, name);
  }

  /** The first port; undefined for a named port. */
  public readonly first?: number;
  /** The last port, equal to `first` for a single one; undefined for a named port. */
  public readonly last?: number;
  /** The name; undefined for numbers. */
  public readonly name?: string;

  private constructor(first: number | undefined, last: number | undefined, name: string | undefined) {
    this.first = first;
    this.last = last;
    this.name = name;
  }

  /** As written in Calico's manifests: `80`, `8000:8999` or `http`. */
  public toString(): string {
    return String(this._toCalico());
  }

  /**
   * The value in a list of ports of a Calico rule.
   *
   * @internal
   */
  public _toCalico(): number | string {
    if (this.name !== undefined) { return this.name; }
    return this.first === this.last ? this.first! : `${this.first}:${this.last}`;
  }
}

/** Why Kubernetes allows no port of that name; undefined when it does. */
export function portNameProblem(name: string): string | undefined {
  if (name === '') { return 'it is empty'; }
  if (name.length > MAX_NAME_LENGTH) { return `it has ${name.length} characters, at most ${MAX_NAME_LENGTH} are allowed`; }
  if (!/^[a-z0-9-]+$/.test(name)) { return 'only lower case letters, digits and "-" are allowed'; }
  if (!/[a-z]/.test(name)) { return 'it needs a letter'; }
  if (name.includes('--')) { return 'it has "--"'; }
  if (name.startsWith('-') || name.endsWith('-')) { return 'it starts or ends with "-"'; }
  return undefined;
}

function checkNumber(port: number): void {
  if (typeof port !== 'number') {
    throw new Error(`Port: ${JSON.stringify(port)} is no number. Write ports without quotes; ranges and names are Port.range(…) and Port.named('…').`);
  }
  if (!Number.isInteger(port) || port < MIN_PORT || port > MAX_PORT) {
    throw new Error(`Port: ${port} is not a port. Ports are whole numbers from ${MIN_PORT} to ${MAX_PORT}.`);
  }
}
