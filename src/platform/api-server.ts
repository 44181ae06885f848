import { OperatorComponent, operatorKind } from './operator-component';
import { type KindFacts } from '../resource';

/**
 * Calico's API server, through which kubectl reads and writes projectcalico.org/v3. In a cluster with native CRDs it stands for the admission webhooks instead.
 *
 * @example
 * new APIServer(chart, 'api-server');
 */
export class APIServer extends OperatorComponent {
  /**
   * @internal
   */
  public _kind(): KindFacts {
    return operatorKind('APIServer');
  }

}
