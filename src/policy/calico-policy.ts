import { Construct } from 'constructs';
import { typesOf } from './kubernetes-policy-spec';
import { type PerformanceHint, type PolicyType } from './policy-type';
import { type Rule } from './rule';
import { RuleList } from './rule-list';
import { type ITier } from './tier';
import { CalicoResource, type CalicoResourceProps, type PlainObject, type RenderContext } from '../resource';
import { type Selector } from '../selector';
import { CalicoTarget, isAtLeast, kindSince } from '../target';

const DEFAULT_TIER = 'default';
const TIER_LABEL = 'projectcalico.org/tier';

/** Properties that every Calico policy has. */
export interface CalicoPolicyProps extends CalicoResourceProps {
  /**
   * The tier that the policy belongs to. In a tier other than `default` the policy's name is `<tier>.<name>`: Calico v3.29
   * to v3.31 insist on it. Since Calico v3.29.
   * @default - the tier `default`
   */
  readonly tier?: ITier;
  /**
   * Where the policy stands in its tier: lower orders are evaluated first. Any number, negative ones included.
   * @default - none: after every policy of the tier that has an order
   */
  readonly order?: number;
  /**
   * The endpoints that the policy applies to, by their labels.
   * @default - all: in a NetworkPolicy all pods of its namespace, in a GlobalNetworkPolicy all pods and all host endpoints
   */
  readonly selector?: Selector;
  /**
   * Narrows the policy to pods whose service account carries these labels.
   * @default - pods of any service account
   */
  readonly serviceAccountSelector?: Selector;
  /**
   * The directions that the policy governs. Where a direction is governed and no rule matches, the end of the tier decides;
   * a direction that is not governed is left alone.
   *
   * Always written out: a cluster that has to fill it in does so once and never changes it afterwards.
   * @default - the directions for which rules are given, even if the list is empty (`ingress: []` isolates ingress);
   * if there are none, Ingress, as Calico has it
   */
  readonly types?: PolicyType[];
  /**
   * Rules for connections to the selected endpoints, in order.
   * @default - none
   */
  readonly ingress?: Rule[];
  /**
   * Rules for connections from the selected endpoints, in order.
   * @default - none
   */
  readonly egress?: Rule[];
  /**
   * Hints on how to program the policy. Since Calico v3.27.
   * @default - none
   */
  readonly performanceHints?: PerformanceHint[];
}

/** What NetworkPolicy, GlobalNetworkPolicy and their staged twins have in common. */
export abstract class CalicoPolicy extends CalicoResource {
  /** The name of the tier that the policy belongs to. */
  public readonly tierName: string;
  private readonly givenName: string;
  private readonly hasTiers: boolean;
  private readonly policyProps: CalicoPolicyProps;
  private readonly ingressRules: RuleList<Rule>;
  private readonly egressRules: RuleList<Rule>;

  public constructor(scope: Construct, id: string, props: CalicoPolicyProps = {}) {
    super(scope, id, props);
    this.tierName = tierNameOf(props);
    this.givenName = props.metadata?.name ?? id;
    this.hasTiers = isAtLeast(CalicoTarget.ofConstruct(this).version, kindSince('Tier'));
    this.policyProps = props;
    this.ingressRules = new RuleList(props.ingress);
    this.egressRules = new RuleList(props.egress);
    if (this.hasTiers) {
      this.apiObject.metadata.addLabel(TIER_LABEL, this.tierName);
    }
  }

  /** Adds rules for connections to the selected endpoints, after those that are there. */
  public addIngress(...rules: Rule[]): void {
    this.ingressRules.add(rules);
  }

  /** Adds rules for connections from the selected endpoints, after those that are there. */
  public addEgress(...rules: Rule[]): void {
    this.egressRules.add(rules);
  }

  /** @internal */
  public _qualifiedName(name: string, props: CalicoPolicyProps): string {
    const tier = tierNameOf(props);
    return tier === DEFAULT_TIER || name.startsWith(`${tier}.`) ? name : `${tier}.${name}`;
  }

  /** @internal */
  public _content(context: RenderContext): PlainObject {
    return { spec: this._spec(context) };
  }

  /**
   * The fields that every Calico policy has.
   * @internal
   */
  protected _spec(context: RenderContext): PlainObject {
    const { order, selector, serviceAccountSelector, performanceHints } = this.policyProps;
    if (!this.hasTiers && this.tierName !== DEFAULT_TIER) {
      context.report('spec.tier', `tiers exist since Calico ${kindSince('Tier')}; for an older target leave the tier out.`);
    }
    const ingress = this.ingressRules.rules;
    const egress = this.egressRules.rules;
    return {
      tier: this.hasTiers ? this.tierName : undefined,
      order,
      selector: selector?.toString(),
      serviceAccountSelector: serviceAccountSelector?.toString(),
      types: this.policyProps.types ?? typesOf(ingress, egress),
      ingress: ingress?.map((rule, index) => rule._render(context, `spec.ingress[${index}]`)),
      egress: egress?.map((rule, index) => rule._render(context, `spec.egress[${index}]`)),
      performanceHints,
    };
  }

  /**
   * The properties of a staged twin: it is called like this policy, and takes the rules from it (`_followRules`) where the
   * overrides give none.
   * @internal
   */
  public _propsOfTwin(overrides: CalicoPolicyProps): CalicoPolicyProps {
    return {
      ...this.policyProps,
      ...overrides,
      ingress: overrides.ingress,
      egress: overrides.egress,
      metadata: { ...this.policyProps.metadata, name: this.givenName, ...overrides.metadata },
    };
  }

  /**
   * Takes the rules of another policy for each direction in which this one was given none.
   * @internal
   */
  public _followRules(policy: CalicoPolicy): void {
    this.ingressRules.follow(policy.ingressRules);
    this.egressRules.follow(policy.egressRules);
  }
}

function tierNameOf({ tier }: CalicoPolicyProps): string {
  if (tier !== undefined && typeof tier.tierName !== 'string') {
    throw new Error(`tier: ${JSON.stringify(tier)} is no tier. Give a Tier of this app, or Tier.named('…') for one that exists elsewhere.`);
  }
  return tier?.tierName ?? DEFAULT_TIER;
}
