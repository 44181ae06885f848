import { Construct } from 'constructs';
import { addNamespacedPolicy, Enforcement } from './enforcement';
import { type Traffic } from '../network';
import { type ITier, PolicyType, Rule, type Workload } from '../policy';

/** Properties of AllowTraffic. */
export interface AllowTrafficProps {
  /** Who opens the connections. */
  readonly source: Workload;
  /** Who receives them. */
  readonly destination: Workload;
  /**
   * What is allowed: protocol and the ports on which the destination's pods listen (not those of a Service before them). HTTP requests are looked
   * into at the destination; at the source the connection that carries them is allowed.
   */
  readonly traffic: Traffic;
  /**
   * The tier of both policies. Since Calico v3.29.
   * @default - the tier `default`
   */
  readonly tier?: ITier;
  /**
   * Where both policies stand in their tier.
   * @default - none: after every policy of the tier that has an order
   */
  readonly order?: number;
  /**
   * What the names of the policies begin with: `<policyName>-egress` at the source, `<policyName>-ingress` at the destination.
   * @default - the construct's id
   */
  readonly policyName?: string;
  /**
   * Whether the policies act or are only rehearsed.
   * @default Enforcement.ENFORCED
   */
  readonly enforcement?: Enforcement;
}

/**
 * Lets one workload reach another: egress at the source and ingress at the destination, in one call.
 *
 * Both sides have to allow a connection, which is why there are two policies. Mind that a policy isolates what it selects: from then on the source sends, and the destination
 * receives, only what some policy allows. So open DNS for the source too (DenyByDefault does).
 *
 * @example
 * new AllowTraffic(chart, 'web-to-db', {
 *   source: Workload.of(web),
 *   destination: Workload.of(db),
 *   traffic: Traffic.tcp(5432),
 * });
 */
export class AllowTraffic extends Construct {
  /** @throws when one of the workloads has no pod template or no labels */
  public constructor(scope: Construct, id: string, props: AllowTrafficProps) {
    super(scope, id);
    const { source, destination, traffic, tier, order } = props;
    const name = props.policyName ?? id;
    const enforcement = props.enforcement ?? Enforcement.ENFORCED;
    addNamespacedPolicy(this, 'Egress', enforcement, {
      metadata: { name: `${name}-egress`, namespace: source.namespace },
      tier,
      order,
      selector: source.selector,
      types: [PolicyType.EGRESS],
      egress: [Rule.allow(traffic._withoutHttp()).to(destination.peer)],
    });
    addNamespacedPolicy(this, 'Ingress', enforcement, {
      metadata: { name: `${name}-ingress`, namespace: destination.namespace },
      tier,
      order,
      selector: destination.selector,
      types: [PolicyType.INGRESS],
      ingress: [Rule.allow(traffic).from(source.peer)],
    });
  }
}
