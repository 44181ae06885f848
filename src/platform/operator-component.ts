import { Construct } from 'constructs';
import { CalicoResource, type KindFacts, type PlainObject } from '../resource';

/** Properties of a component that the operator installs. */
export interface OperatorComponentProps {
  /**
   * Fields of the spec, by the operator's own names.
   * @default - none: an empty spec
   */
  readonly settings?: { [field: string]: any };
}

/** A component that the operator installs; one object of the kind, named `default`. */
export abstract class OperatorComponent extends CalicoResource {
  private readonly settings: PlainObject;

  public constructor(scope: Construct, id: string, props: OperatorComponentProps = {}) {
    super(scope, id, { metadata: { name: 'default' } });
    this.settings = props.settings ?? {};
  }

  /**
   * @internal
   */
  public _content(): PlainObject {
    return { spec: this.settings };
  }
}

/** The facts of a kind of the operator. */
export function operatorKind(kind: string): KindFacts {
  return { apiVersion: 'operator.tigera.io/v1', kind, isNamespaced: false };
}
