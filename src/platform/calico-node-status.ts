import { Construct } from 'constructs';
import { calicoKind, CalicoResource, CalicoResourceProps, type KindFacts, type PlainObject, type RenderContext } from '../resource';

/** What a node tells of itself. */
export enum NodeStatusClass {
  /** Whether BIRD runs. */
  AGENT = 'Agent',
  /** The sessions with BGP peers. */
  BGP = 'BGP',
  /** The routes. */
  ROUTES = 'Routes',
}

/** Properties of a CalicoNodeStatus. */
export interface CalicoNodeStatusProps extends CalicoResourceProps {
  /** The node. */
  readonly node: string;
  /**
   * What to tell.
   * @default - all: Agent, BGP and Routes
   */
  readonly classes?: NodeStatusClass[];
  /**
   * How often to tell, in seconds (0 to 86400); 0 stands for not any more.
   * @default 10
   */
  readonly updatePeriodSeconds?: number;
}

/**
 * Asks a node for its BGP status, as `calicoctl node status` does on the node itself. The node answers in the object's status.
 *
 * @example
 * new CalicoNodeStatus(chart, 'node1', { node: 'node1' });
 */
export class CalicoNodeStatus extends CalicoResource {
  private readonly props: CalicoNodeStatusProps;

  public constructor(scope: Construct, id: string, props: CalicoNodeStatusProps) {
    super(scope, id, props);
    this.props = props;
  }

  /**
   * @internal
   */
  public _kind(): KindFacts {
    return calicoKind('CalicoNodeStatus', 'cluster');
  }

  /**
   * @internal
   */
  public _content(context: RenderContext): PlainObject {
    const { node, classes = Object.values(NodeStatusClass), updatePeriodSeconds = 10 } = this.props;
    if (!Number.isInteger(updatePeriodSeconds) || updatePeriodSeconds < 0 || updatePeriodSeconds > 86400) {
      context.report('spec.updatePeriodSeconds', `${updatePeriodSeconds} is out of range; use 0 to 86400`);
    }
    return { spec: { node, classes, updatePeriodSeconds } };
  }
}
