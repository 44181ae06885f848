import { Construct } from 'constructs';
import { maskedNet } from './masked-net';
import { calicoKind, CalicoResource, CalicoResourceProps, type KindFacts, type PlainObject, type RenderContext } from '../resource';

/** Properties of an IPReservation. */
export interface IpReservationProps extends CalicoResourceProps {
  /** Addresses and networks that IPAM gives to nobody. Written as networks: `10.1.0.1` becomes `10.1.0.1/32`. */
  readonly reserved: string[];
}

/**
 * Addresses of the pools that Calico's IPAM must not give out by itself, such as those of gateways.
 *
 * A pod that asks for a reserved address by annotation still gets it.
 *
 * @example
 * new IPReservation(chart, 'gateways', { reserved: ['10.1.0.0/30', '10.1.255.254'] });
 */
export class IPReservation extends CalicoResource {
  private readonly props: IpReservationProps;

  public constructor(scope: Construct, id: string, props: IpReservationProps) {
    super(scope, id, props);
    this.props = props;
  }

  /**
   * @internal
   */
  public _kind(): KindFacts {
    return calicoKind('IPReservation', 'cluster');
  }

  /**
   * @internal
   */
  public _content(context: RenderContext): PlainObject {
    const reserved = this.props.reserved.map((text) => maskedNet(text) ?? text);
    if (reserved.length === 0) {
      context.report('spec.reservedCIDRs', 'a reservation without addresses reserves nothing; name at least one');
    }
    return { spec: { reservedCIDRs: [...new Set(reserved)] } };
  }
}
