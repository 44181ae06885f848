import { Construct } from 'constructs';
import { DenyByDefault, DenyScope, NetworkPolicy, Peer, Rule, Selector, Traffic } from 'cdk8s-calico';

/** Properties of ShopBaseline. */
export interface ShopBaselineProps {
  /** The namespace that gets it. */
  readonly namespace: string;
  /**
   * Where pods labelled `metrics: "true"` are scraped.
   * @default - TCP 9090
   */
  readonly metrics?: Traffic;
}

/** What every namespace of the shop gets: nothing is allowed but names and the scraping of metrics. */
export class ShopBaseline extends Construct {
  /** Lets the monitoring in. */
  public readonly monitoring: NetworkPolicy;

  constructor(scope: Construct, id: string, props: ShopBaselineProps) {
    super(scope, id);
    const { namespace, metrics = Traffic.tcp(9090) } = props;
    new DenyByDefault(this, 'deny', { scope: DenyScope.namespaces(namespace) });
    this.monitoring = new NetworkPolicy(this, 'monitoring', {
      metadata: { name: 'monitoring', namespace },
      selector: Selector.label('metrics').equalTo('true'),
      ingress: [Rule.allow(metrics).from(Peer.namespaces('monitoring'))],
    });
  }
}
