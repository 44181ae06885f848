import { OperatorComponent, operatorKind } from './operator-component';
import { type KindFacts, type PlainObject, type RenderContext } from '../resource';
import { CalicoTarget, CalicoVersion, isAtLeast } from '../target';

/**
 * Goldmane, which collects flow logs from all nodes. Since Calico v3.30.
 *
 * @example
 * new Goldmane(chart, 'goldmane');
 */
export class Goldmane extends OperatorComponent {
  /**
   * @internal
   */
  public _kind(): KindFacts {
    return operatorKind('Goldmane');
  }

  /**
   * @internal
   */
  public _content(context?: RenderContext): PlainObject {
    const { version } = CalicoTarget.ofConstruct(this);
    if (!isAtLeast(version, CalicoVersion.V3_30)) {
      context?.report('kind', `Goldmane came with Calico v3.30, the target is ${version}`);
    }
    return super._content();
  }
}
