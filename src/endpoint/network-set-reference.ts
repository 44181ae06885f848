import { createHash } from 'node:crypto';

/** The label by which rules find a set, which Calico cannot find by name. */
const SET_LABEL = 'calico.cdk8s.io/network-set';
const LONGEST_LABEL_VALUE = 63;

/** A NetworkSet or GlobalNetworkSet: made by this app, or known by name or labels. */
export interface INetworkSet {
  /** The set's name. */
  readonly setName: string;
  /** The set's namespace; undefined for a global set, and where nobody has said it. */
  readonly setNamespace?: string;
  /** Whether it is a GlobalNetworkSet. */
  readonly isGlobal: boolean;
  /** The labels that tell the set from every other. Calico finds sets by labels only, never by name. */
  readonly selectorLabels: { [key: string]: string };
}

/** A set that exists elsewhere. */
export class NamedNetworkSet implements INetworkSet {
  public readonly selectorLabels: { [key: string]: string };

  public constructor(
    public readonly isGlobal: boolean,
    public readonly setName: string,
    labels: { [key: string]: string } | undefined,
    public readonly setNamespace: string | undefined,
  ) {
    this.selectorLabels = labels ?? setLabels(setName);
    if (Object.keys(this.selectorLabels).length === 0) {
      throw new Error(`Network set '${setName}': no labels would match everything. Give those that tell it from other sets, or leave the argument out.`);
    }
  }
}

/** The label that every set of this library carries. Long names are cut and made unique again. */
export function setLabels(name: string): { [key: string]: string } {
  if (name.length <= LONGEST_LABEL_VALUE) {
    return { [SET_LABEL]: name };
  }
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return { [SET_LABEL]: `${name.slice(0, LONGEST_LABEL_VALUE - digest.length - 1)}-${digest}` };
}
