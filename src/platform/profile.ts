import { Construct } from 'constructs';
import { CalicoctlResource } from './calicoctl-chart';
import { calicoKind, type CalicoResourceProps, type KindFacts, type PlainObject } from '../resource';

/** Properties of a Profile. */
export interface ProfileProps extends CalicoResourceProps {
  /**
   * Labels that endpoints with the profile have too.
   * @default - none
   */
  readonly labelsToApply?: { [key: string]: string };
  /**
   * Rules for packets to the endpoint, by Calico's own field names.
   * @default - none: nothing is allowed by this profile
   */
  readonly ingress?: { [field: string]: any }[];
  /**
   * Rules for packets from the endpoint, by Calico's own field names.
   * @default - none: nothing is allowed by this profile
   */
  readonly egress?: { [field: string]: any }[];
}

/**
 * Rules and labels for the endpoints that name it, used where no policy and no tier decides. In Kubernetes Calico makes
 * profiles from namespaces and service accounts and they can't be written; on etcd they can.
 *
 * @example
 * const endpoints = new CalicoctlChart(app, 'endpoints');
 * new Profile(endpoints, 'frontend-profile', { egress: [{ action: 'Allow' }] });
 */
export class Profile extends CalicoctlResource {
  private readonly props: ProfileProps;

  public constructor(scope: Construct, id: string, props: ProfileProps = {}) {
    super(scope, id, props);
    this.props = props;
  }

  /**
   * @internal
   */
  public _kind(): KindFacts {
    return calicoKind('Profile', 'cluster');
  }

  /**
   * @internal
   */
  public _content(): PlainObject {
    const { labelsToApply, ingress, egress } = this.props;
    return { spec: { labelsToApply, ingress, egress } };
  }
}
