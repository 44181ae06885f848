import { OperatorComponent, operatorKind } from './operator-component';
import { type KindFacts, type PlainObject, type RenderContext } from '../resource';
import { CalicoTarget, CalicoVersion, isAtLeast } from '../target';

/**
 * Whisker, the web page that shows the flow logs of Goldmane. Since Calico v3.30.
 *
 * @example
 * new Whisker(chart, 'whisker');
 */
export class Whisker extends OperatorComponent {
  /**
   * @internal
   */
  public _kind(): KindFacts {
    return operatorKind('Whisker');
  }

  /**
   * @internal
   */
  public _content(context?: RenderContext): PlainObject {
    const { version } = CalicoTarget.ofConstruct(this);
    if (!isAtLeast(version, CalicoVersion.V3_30)) {
      context?.report('kind', `Whisker came with Calico v3.30, the target is ${version}`);
    }
    return super._content();
  }
}
