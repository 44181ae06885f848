import { type Peer } from './peer';
import { trafficFields } from './traffic-fields';
import { neverChanges } from '../manifest';
import { type Traffic } from '../network';
import { type PlainObject, type RenderContext } from '../resource';
import { Selector } from '../selector';

const BECAUSE = 'calico.cdk8s.io/because';

interface RuleFields {
  readonly action: 'Allow' | 'Deny' | 'Log' | 'Pass';
  readonly traffic?: Traffic;
  readonly ipVersion?: 4 | 6;
  readonly source?: Peer;
  readonly destination?: Peer;
  readonly annotations?: Record<string, string>;
}

/**
 * A rule of a Calico policy: an action for the traffic that matches everything that the rule says.
 *
 * Rules are values: every method returns a new rule, so a rule can be shared and refined.
 *
 * @example
 * Rule.allow(Traffic.tcp(5432)).from(Peer.selector(Selector.label('app').equalTo('web')));
 */
export class Rule {
  /**
   * Lets matching traffic through.
   * @param traffic what it matches; without it, everything
   */
  public static allow(traffic?: Traffic): Rule {
    return new Rule({ action: 'Allow', traffic });
  }

  /**
   * Drops matching traffic.
   * @param traffic what it matches; without it, everything
   */
  public static deny(traffic?: Traffic): Rule {
    return new Rule({ action: 'Deny', traffic });
  }

  /**
   * Writes matching packets to the node's kernel log and goes on with the next rule.
   * @param traffic what it matches; without it, everything
   */
  public static log(traffic?: Traffic): Rule {
    return new Rule({ action: 'Log', traffic });
  }

  /**
   * Skips the rest of the tier for matching traffic: the next tier decides, after the last one the endpoint's profiles.
   * @param traffic what it matches; without it, everything
   */
  public static pass(traffic?: Traffic): Rule {
    return new Rule({ action: 'Pass', traffic });
  }

  /** What the rule is wherever it stands: cdk8s asks for it once for each chart of the app. */
  private rendered?: PlainObject;

  private constructor(private readonly fields: RuleFields) {}

  /**
   * Who the traffic comes from (Calico's `source`).
   *
   * In an ingress rule this is the other side; in an egress rule it narrows the endpoints that the policy selects.
   * @throws when the rule has a source already: one rule has one, whose parts must all match
   */
  public from(peer: Peer): Rule {
    if (this.fields.source !== undefined) {
      throw new Error('Rule.from: the rule has a source already. A rule has one; write two rules for two sources, or one peer that matches both.');
    }
    checkPeer('Rule.from', peer);
    return new Rule({ ...this.fields, source: peer });
  }

  /**
   * Who the traffic goes to (Calico's `destination`).
   *
   * In an egress rule this is the other side; in an ingress rule it narrows the endpoints that the policy selects.
   * @throws when the rule has a destination already: one rule has one, whose parts must all match
   */
  public to(peer: Peer): Rule {
    if (this.fields.destination !== undefined) {
      throw new Error('Rule.to: the rule has a destination already. A rule has one; write two rules for two destinations, or one peer that matches both.');
    }
    checkPeer('Rule.to', peer);
    return new Rule({ ...this.fields, destination: peer });
  }

  /** Only IPv4 packets. */
  public ipv4Only(): Rule {
    return new Rule({ ...this.fields, ipVersion: 4 });
  }

  /** Only IPv6 packets. */
  public ipv6Only(): Rule {
    return new Rule({ ...this.fields, ipVersion: 6 });
  }

  /** Adds an annotation to the rule (Calico's `metadata.annotations`); it has no effect on traffic. */
  public annotate(key: string, value: string): Rule {
    return new Rule({ ...this.fields, annotations: { ...this.fields.annotations, [key]: value } });
  }

  /** Says why the rule is there, in the annotation `calico.cdk8s.io/because`. */
  public because(reason: string): Rule {
    return this.annotate(BECAUSE, reason);
  }

  /**
   * The rule as Calico has it.
   * @internal
   */
  public _render(context: RenderContext, path: string): PlainObject {
    if (this.rendered !== undefined) {
      return this.rendered;
    }
    const { source, destination } = this.fields;
    const rendered = this.renderFor(context, path);
    if ((source?._isFixed() ?? true) && (destination?._isFixed() ?? true)) {
      this.rendered = neverChanges(rendered);
    }
    return rendered;
  }

  private renderFor(context: RenderContext, path: string): PlainObject {
    const { action, traffic, ipVersion, source, destination, annotations } = this.fields;
    const carried = trafficFields(traffic);
    return {
      action,
      ipVersion,
      ...carried.fields,
      source: entity(source?._render(context, `${path}.source`), carried.source),
      destination: entity(destination?._render(context, `${path}.destination`), carried.destination),
      metadata: annotations && { annotations },
    };
  }
}

function entity(peer: PlainObject | undefined, ports: PlainObject): PlainObject | undefined {
  const fields = { ...peer, ...ports };
  return Object.values(fields).every((field) => field === undefined) ? undefined : fields;
}

/** tsx and JavaScript run what the compiler would refuse, and the policy would then fail at synth, far from the mistake. */
function checkPeer(caller: string, peer: Peer): void {
  if (typeof (peer as Partial<Peer> | undefined)?._render === 'function') { return; }
  throw new Error((peer as unknown) instanceof Selector
    ? `${caller}: this is no peer but a selector. Say Peer.selector(…), and .inNamespaces(…) where it is about another namespace.`
    : `${caller}: this is no peer. Give what Peer.selector(…), Peer.nets(…) or another method of Peer returns.`);
}
