import { checkKey, checkValue, conjunction, disjunction, negation, withoutDoubleNegation } from './build';
import { evaluateSelector } from './evaluate';
import { parseSelector } from './parse-selector';
import { printSelector } from './print';
import { ALL, type ComparisonOperator, GLOBAL, type SelectorNode } from './selector-node';
import { sortedSet } from './utf8-order';

/**
 * A selector of Calico: an expression over labels that picks workloads, hosts, network sets, namespaces or service accounts.
 *
 * Selectors are immutable. `toString()` gives the text that goes into manifests; it is what Calico itself prints.
 *
 * @example
 * const webServers = Selector.label('app').equalTo('web').and(Selector.label('env').isIn('prod', 'staging'));
 * web.toString(); // (app == "web" && env in {"prod", "staging"})
 */
export class Selector {
  /**
   * A condition on one label: `Selector.label('app').equalTo('web')`.
   * @throws when a selector cannot name the key
   */
  public static label(key: string): SelectorLabel {
    checkKey(key);
    return new SelectorLabel(key);
  }

  /**
   * Everything that the selector is applied to.
   *
   * In a GlobalNetworkPolicy without namespace selector that is every workload and every host endpoint.
   */
  public static all(): Selector {
    return Selector._of(ALL);
  }

  /**
   * What belongs to no namespace: GlobalNetworkSets and host endpoints.
   *
   * It has this meaning only as the namespace selector of a rule's source or destination, where it must stand alone;
   * Calico refuses it elsewhere. Outside of a rule there is no namespace to look at: `matches` is true for all labels, as in Calico.
   */
  public static global(): Selector {
    return Selector._of(GLOBAL);
  }

  /**
   * All of the labels have the values given, as in `matchLabels` of Kubernetes. No labels select everything.
   * @throws when a selector cannot name a key or hold a value
   */
  public static labels(labels: { [key: string]: string }): Selector {
    // Sorted: a map's order differs between the languages that use this package.
    return Selector._of(conjunction(Object.keys(labels).sort().map((key) => Selector.label(key).equalTo(labels[key])._node)));
  }

  /**
   * Reads a selector in Calico's syntax, for example `app == 'web' && has(tier)`. Empty text is `all()`.
   * @throws with the column, what was expected there and the likely fix
   */
  public static parse(text: string): Selector {
    try {
      return Selector._of(withoutDoubleNegation(parseSelector(text)));
    } catch (error) {
      // The user's line, not ours, is where the literal is wrong.
      Error.captureStackTrace(error as Error, Selector.parse);
      throw error;
    }
  }

  /**
   * A selector over a tree.
   *
   * @internal
   */
  public static _of(node: SelectorNode): Selector {
    return new Selector(node);
  }

  /**
   * The tree.
   *
   * @internal
   */
  public readonly _node: SelectorNode;

  /** Printed once: cdk8s asks for it once for each chart of the app. */
  private text?: string;

  private constructor(node: SelectorNode) {
    this._node = node;
  }

  /** What matches this selector and all of the others. */
  public and(...others: Selector[]): Selector {
    return Selector._of(conjunction([this._node, ...others.map((other) => other._node)]));
  }

  /** What matches this selector or one of the others. */
  public or(...others: Selector[]): Selector {
    return Selector._of(disjunction([this._node, ...others.map((other) => other._node)]));
  }

  /** What does not match this selector. */
  public negate(): Selector {
    return Selector._of(negation(this._node));
  }

  /**
   * Whether an object with these labels is selected.
   *
   * A label that is missing does not equal any value and is not in any set; `!=` and `not in` are true for it.
   */
  public matches(labels: { [key: string]: string }): boolean {
    return evaluateSelector(this._node, new Map(Object.entries(labels)));
  }

  /** The canonical text, as Calico prints it. Reading it gives an equal selector. */
  public toString(): string {
    this.text ??= printSelector(this._node);
    return this.text;
  }
}

/** A label key, about to become a condition. Made by `Selector.label`. */
export class SelectorLabel {
  /** The label key. */
  public readonly key: string;

  /**
   * Use `Selector.label`.
   *
   * @internal
   */
  public constructor(key: string) {
    this.key = key;
  }

  /**
   * The label is there and has this value.
   * @throws when the value has both kinds of quotes: no selector can hold it
   */
  public equalTo(value: string): Selector {
    return this.compare('==', value);
  }

  /**
   * The label has another value, or is not there.
   * @throws when the value has both kinds of quotes: no selector can hold it
   */
  public notEqualTo(value: string): Selector {
    return this.compare('!=', value);
  }

  /**
   * The label is there and has one of these values.
   * @throws without values, because that selects nothing; when a value has both kinds of quotes
   */
  public isIn(...values: string[]): Selector {
    return this.inSet('in', values);
  }

  /**
   * The label has none of these values, or is not there.
   * @throws without values, because that selects everything; when a value has both kinds of quotes
   */
  public isNotIn(...values: string[]): Selector {
    return this.inSet('notIn', values);
  }

  /**
   * The label is there and its value has this text in it.
   * @throws when the text has both kinds of quotes: no selector can hold it
   */
  public contains(text: string): Selector {
    return this.compare('contains', text);
  }

  /**
   * The label is there and its value starts with this text.
   * @throws when the text has both kinds of quotes: no selector can hold it
   */
  public startsWith(text: string): Selector {
    return this.compare('startsWith', text);
  }

  /**
   * The label is there and its value ends with this text.
   * @throws when the text has both kinds of quotes: no selector can hold it
   */
  public endsWith(text: string): Selector {
    return this.compare('endsWith', text);
  }

  /** The label is there, with any value. */
  public exists(): Selector {
    return Selector._of({ type: 'has', key: this.key });
  }

  /** The label is not there. */
  public doesNotExist(): Selector {
    return this.exists().negate();
  }

  private compare(type: ComparisonOperator, value: string): Selector {
    checkValue(this.key, value);
    return Selector._of({ type, key: this.key, value });
  }

  private inSet(type: 'in' | 'notIn', values: string[]): Selector {
    if (values.length === 0) {
      throw new Error(type === 'in'
        ? `Selector: isIn() of label ${this.key} has no values and would select nothing. Give at least one value.`
        : `Selector: isNotIn() of label ${this.key} has no values and would select everything. Give at least one value, or use Selector.all().`);
    }
    values.forEach((value) => checkValue(this.key, value));
    return Selector._of({ type, key: this.key, values: sortedSet([...values]) });
  }
}
