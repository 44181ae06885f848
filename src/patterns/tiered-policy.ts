import { Construct } from 'constructs';
import { addGlobalPolicy, addNamespacedPolicy, Enforcement } from './enforcement';
import { type GlobalNetworkPolicyProps, type ITier, type NetworkPolicyProps, Tier, TierDefaultAction } from '../policy';

/** Properties of a TieredPolicy. */
export interface TieredPolicyProps {
  /**
   * The order of the first tier.
   * @default 100
   */
  readonly firstOrder?: number;
  /**
   * The distance between the orders of neighbours, tiers and policies alike: room for what comes in between later.
   * @default 100
   */
  readonly spacing?: number;
  /**
   * Whether the policies act or are only rehearsed.
   * @default Enforcement.ENFORCED
   */
  readonly enforcement?: Enforcement;
}

/** Properties of a tier of a TieredPolicy. */
export interface TieredPolicyTierProps {
  /**
   * What happens at the end of the tier to traffic that no rule of it decided.
   *
   * It concerns every endpoint that some policy of the tier selects, in the directions that such policies govern. With DENY one policy that
   * selects an endpoint is enough to drop all its other traffic here, whatever later tiers allow. With PASS the next tier decides. There is no
   * default because both are right somewhere: PASS for tiers that forbid a few things, DENY for the last one.
   */
  readonly endOfTier: TierDefaultAction;
  /**
   * The order of the tier.
   * @default - the order of the tier before, and the spacing
   */
  readonly order?: number;
}

/** Orders of tiers that Calico itself brings; at an equal order the name would decide. */
const BUILT_IN_ORDERS = [1000, 1_000_000, 10_000_000];

/**
 * A hierarchy of tiers with their policies: orders are spaced in the sequence of the calls, policy names carry the tier's, and what happens at the end of
 * each tier is said. Since Calico v3.29.
 *
 * @example
 * const tiers = new TieredPolicy(chart, 'org');
 * tiers.addTier('security', { endOfTier: TierDefaultAction.PASS }).addPolicy('quarantine', {
 *   selector: Selector.label('quarantine').equalTo('true'),
 *   ingress: [Rule.deny()],
 *   egress: [Rule.deny()],
 * });
 */
export class TieredPolicy extends Construct {
  private readonly firstOrder: number;
  private readonly spacing: number;
  private readonly enforcement: Enforcement;
  private lastOrder: number | undefined;

  public constructor(scope: Construct, id: string, props: TieredPolicyProps = {}) {
    super(scope, id);
    this.firstOrder = props.firstOrder ?? 100;
    this.spacing = props.spacing ?? 100;
    this.enforcement = props.enforcement ?? Enforcement.ENFORCED;
    if (!(this.spacing > 0)) {
      throw new Error(`TieredPolicy '${id}': spacing is ${this.spacing}; it has to be greater than 0, so that later tiers and policies get higher orders.`);
    }
  }

  /**
   * Adds a tier after those that are there.
   *
   * @param name the name of the tier: up to 63 lower-case letters, digits and '-'
   * @throws when the order is not higher than that of the tier before, or is one of a tier that Calico brings
   */
  public addTier(name: string, props: TieredPolicyTierProps): TieredPolicyTier {
    const order = props.order ?? this.freeOrder();
    if (this.lastOrder !== undefined && order <= this.lastOrder) {
      throw new Error(`TieredPolicy '${this.node.path}': tier '${name}' has order ${order}, which is not after the tier before it `
        + `(${this.lastOrder}). Add tiers in the order of their evaluation.`);
    }
    if (BUILT_IN_ORDERS.includes(order)) {
      throw new Error(`TieredPolicy '${this.node.path}': tier '${name}' has order ${order}, that of a tier that Calico brings; which one `
        + 'comes first would hang on the names. Choose another order.');
    }
    this.lastOrder = order;
    return new TieredPolicyTier(this, name, order, props.endOfTier, this.spacing, this.enforcement);
  }

  private freeOrder(): number {
    const order = this.lastOrder === undefined ? this.firstOrder : this.lastOrder + this.spacing;
    return BUILT_IN_ORDERS.includes(order) ? order + this.spacing / 2 : order;
  }
}

/** A tier of a TieredPolicy, to add policies to. */
export class TieredPolicyTier extends Construct implements ITier {
  /** The name of the tier in the cluster. */
  public readonly tierName: string;
  /** The tier itself. */
  public readonly tier: Tier;
  private readonly spacing: number;
  private readonly enforcement: Enforcement;
  private nextOrder: number;

  /**
   * Use TieredPolicy.addTier.
   * @internal
   */
  public constructor(scope: Construct, name: string, order: number, endOfTier: TierDefaultAction, spacing: number, enforcement: Enforcement) {
    super(scope, name);
    this.tierName = name;
    this.spacing = spacing;
    this.enforcement = enforcement;
    this.nextOrder = spacing;
    this.tier = new Tier(this, 'Tier', { metadata: { name }, order, defaultAction: endOfTier });
  }

  /**
   * Adds a GlobalNetworkPolicy after the policies that are there. Tier and order are set; an order given is kept.
   *
   * @param name the policy's name, without the tier's
   * @returns this tier, for the next call
   */
  public addPolicy(name: string, props: GlobalNetworkPolicyProps): TieredPolicyTier {
    addGlobalPolicy(this, name, this.enforcement, { ...props, tier: this, order: this.take(props.order), metadata: { name, ...props.metadata } });
    return this;
  }

  /**
   * Adds a NetworkPolicy after the policies that are there. Tier and order are set; an order given is kept.
   *
   * @param name the policy's name, without the tier's
   * @returns this tier, for the next call
   */
  public addNamespacedPolicy(name: string, props: NetworkPolicyProps): TieredPolicyTier {
    addNamespacedPolicy(this, name, this.enforcement, { ...props, tier: this, order: this.take(props.order), metadata: { name, ...props.metadata } });
    return this;
  }

  private take(given: number | undefined): number {
    const order = given ?? this.nextOrder;
    this.nextOrder = Math.max(this.nextOrder, order + this.spacing);
    return order;
  }
}
