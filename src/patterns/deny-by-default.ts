import { Construct } from 'constructs';
import { type DenyScope } from './deny-scope';
import { Dns } from './dns';
import { dnsRules, kubernetesDnsRules } from './dns-rules';
import { addGlobalPolicy, addKubernetesPolicy, addNamespacedPolicy, Enforcement } from './enforcement';
import { type ITier, PolicyType } from '../policy';
import { Selector } from '../selector';

/** Properties of DenyByDefault. */
export interface DenyByDefaultProps {
  /** Where to deny, and with which kind of policy. */
  readonly scope: DenyScope;
  /**
   * The directions that are denied.
   * @default - both
   */
  readonly types?: PolicyType[];
  /**
   * How names are resolved: what a denial of egress leaves open. It opens the way to the servers. Their own namespaces stay open with
   * `DenyScope.cluster()`; where they are denied too, the servers need a policy that lets the queries in.
   * @default Dns.kubeDns()
   */
  readonly dns?: Dns;
  /**
   * The tier of the policies. What the tier does not allow is dropped at its end, before later tiers are asked: the policies that allow something
   * belong into the same tier or an earlier one. Not for Kubernetes policies. Since Calico v3.29.
   * @default - the tier `default`
   */
  readonly tier?: ITier;
  /**
   * Where the policies stand in their tier. It matters only for the DNS rules, since the denial itself happens at the end of the tier.
   * Not for Kubernetes policies.
   * @default - none: after every policy of the tier that has an order
   */
  readonly order?: number;
  /**
   * The name of the policies.
   * @default 'default-deny'
   */
  readonly policyName?: string;
  /**
   * Whether the policies act or are only rehearsed.
   * @default Enforcement.ENFORCED
   */
  readonly enforcement?: Enforcement;
}

/**
 * Denies what no policy allows: for the whole cluster, for namespaces, or with plain Kubernetes policies.
 *
 * The policies hold no Deny rule. They select the pods, and Calico drops at the end of a tier what selected pods send or receive and no rule
 * of the tier decided. Other policies of the tier can therefore allow traffic whatever their order is.
 *
 * Rehearse it first (`Enforcement.STAGED`), and apply it after the policies that allow what must go on.
 *
 * @example
 * new DenyByDefault(chart, 'deny', { scope: DenyScope.cluster(), dns: Dns.kubeDns(), enforcement: Enforcement.BOTH });
 */
export class DenyByDefault extends Construct {
  public constructor(scope: Construct, id: string, props: DenyByDefaultProps) {
    super(scope, id);
    const types = props.types ?? [PolicyType.INGRESS, PolicyType.EGRESS];
    const enforcement = props.enforcement ?? Enforcement.ENFORCED;
    const name = props.policyName ?? 'default-deny';
    const dns = types.includes(PolicyType.EGRESS) ? props.dns ?? Dns.kubeDns() : Dns.none();
    const { _form: form, _namespaces: namespaces } = props.scope;

    if (types.length === 0) {
      throw new Error(`DenyByDefault '${id}': types is empty, so nothing would be denied. Leave it out to deny both directions.`);
    }
    if (form === 'kubernetes') {
      if (props.tier !== undefined || props.order !== undefined) {
        throw new Error(`DenyByDefault '${id}': Kubernetes policies have no tier and no order. Use DenyScope.namespaces(…) for Calico's.`);
      }
      for (const namespace of namespaces) {
        addKubernetesPolicy(this, namespace, enforcement, {
          metadata: { name, namespace }, policyTypes: types, egress: dns.servers.length > 0 ? kubernetesDnsRules(dns) : undefined,
        });
      }
      return;
    }
    const egress = dns.servers.length > 0 ? dnsRules(dns) : undefined;
    const common = { tier: props.tier, order: props.order, selector: Selector.all(), types, egress };
    if (form === 'cluster') {
      addGlobalPolicy(this, 'Policy', enforcement, { ...common, metadata: { name }, namespaceSelector: deniedNamespaces(props) });
    } else {
      namespaces.forEach((namespace) => addNamespacedPolicy(this, namespace, enforcement, { ...common, metadata: { name, namespace } }));
    }
  }
}

/**
 * All namespaces but those that stay open. `has()` keeps host endpoints out: they are in no namespace, and a missing label counts as "not in" the list.
 * Isolated DNS pods would answer nobody, whichever direction is denied.
 */
function deniedNamespaces({ scope, dns = Dns.kubeDns() }: DenyByDefaultProps): Selector {
  const ofDns = scope._isUsual ? dns.servers.flatMap(({ namespace }) => namespace ?? []) : [];
  const prefix = scope._isUsual ? dns._systemPrefix : undefined;
  const label = Selector.label('projectcalico.org/name');
  const [first, ...others] = new Set([...scope._namespaces, ...ofDns.filter((name) => prefix === undefined || !name.startsWith(prefix))]);
  const parts = [
    label.exists(),
    ...first === undefined ? [] : [label.isNotIn(first, ...others)],
    ...prefix === undefined ? [] : [label.startsWith(prefix).negate()],
  ];
  return parts.reduce((all, part) => all.and(part));
}
