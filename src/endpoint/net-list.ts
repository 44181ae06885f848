import { adviceForCidr, printNet, tryParseNetOrIp } from '../network';

/** The nets of a set. Calico takes addresses and CIDRs there; CIDRs are written masked, which is how Felix reads them. */
export class NetList {
  private nets: string[] | undefined;

  public constructor(private readonly owner: string, given: string[] | undefined) {
    if (given !== undefined) {
      this.nets = [];
      this.add(given);
    }
  }

  public add(nets: string[]): void {
    this.nets = [...this.nets ?? [], ...nets.map((net) => this.normalised(net))];
  }

  /** Without repetitions, which the API server refuses. */
  public get values(): string[] | undefined {
    return this.nets && [...new Set(this.nets)];
  }

  private normalised(text: string): string {
    const net = tryParseNetOrIp(text);
    if (net === undefined) {
      throw new Error(`${this.owner}: ${JSON.stringify(text)} is no address and no CIDR.${adviceForCidr(text)}`);
    }
    return text.includes('/') ? printNet(net) : text;
  }
}
