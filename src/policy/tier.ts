import { Construct } from 'constructs';
import { calicoKind, CalicoResource, type CalicoResourceProps, type KindFacts, type PlainObject } from '../resource';

/** A tier: made by this app, or known by name. */
export interface ITier {
  /** The tier's name in the cluster. */
  readonly tierName: string;
}

/** What happens at the end of a tier to traffic of an endpoint that some policy of the tier selects and no rule has decided. */
export enum TierDefaultAction {
  /** The traffic is dropped. */
  DENY = 'Deny',
  /** The next tier decides. */
  PASS = 'Pass',
}

/** Properties of a Tier. */
export interface TierProps extends CalicoResourceProps {
  /**
   * Where the tier stands: lower orders are evaluated first. The tier `default` has order 1,000,000.
   * @default - none: after every tier that has an order
   */
  readonly order?: number;
  /**
   * What happens at the end of the tier to traffic that one of its policies applies to and none has decided.
   *
   * With Deny, a single policy that selects an endpoint makes the whole tier end in a drop for that endpoint
   * (in the directions that the policy governs).
   * @default TierDefaultAction.DENY
   */
  readonly defaultAction?: TierDefaultAction;
}

/**
 * An ordered group of policies. Since Calico v3.29.
 *
 * @example
 * const security = new Tier(chart, 'security', { order: 100, defaultAction: TierDefaultAction.PASS });
 */
export class Tier extends CalicoResource implements ITier {
  /**
   * A tier that exists elsewhere: made by another app, by Calico (`default`, `kube-admin`, `kube-baseline`) or by hand.
   * @throws when the text cannot be a tier's name
   */
  public static named(name: string): ITier {
    if (!/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name)) {
      throw new Error(`Tier.named('${name}'): a tier's name has up to 63 lower-case letters, digits and '-', and no dots.`);
    }
    return new NamedTier(name);
  }

  private readonly props: TierProps;

  public constructor(scope: Construct, id: string, props: TierProps = {}) {
    super(scope, id, props);
    this.props = props;
  }

  /** The tier's name in the cluster. */
  public get tierName(): string {
    return this.name;
  }

  /** @internal */
  public _kind(): KindFacts {
    return calicoKind('Tier', 'cluster');
  }

  /** @internal */
  public _content(): PlainObject {
    return { spec: { order: this.props.order, defaultAction: this.props.defaultAction ?? TierDefaultAction.DENY } };
  }
}

class NamedTier implements ITier {
  public constructor(public readonly tierName: string) {}
}
