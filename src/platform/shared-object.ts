import { Construct, IConstruct } from 'constructs';
import { registryOf } from './cluster-registry';
import { CalicoResource, type Plain, type PlainObject, type RenderContext } from '../resource';

/** Makes the part of an object's spec that one construct sets. */
export type SpecPart = (context: RenderContext) => PlainObject;

interface Writer {
  readonly construct: IConstruct;
  readonly part: SpecPart;
}

/**
 * An object that exists once in a cluster and that several constructs set fields of.
 *
 * The construct that comes first owns it: the manifest is in that construct's chart. Only fields that somebody set are
 * written. Two constructs that set a field to different values contradict each other, which is an error at synth.
 */
export abstract class SharedObject extends CalicoResource {
  private readonly writers: Writer[] = [];
  private guests: readonly Writer[] = [];

  /**
   * @internal
   */
  public _addWriter(writer: Writer): void {
    this.writers.push(writer);
  }

  /**
   * Takes the list of those that write where the object is made anyway; it may grow until synth.
   * @internal
   */
  public _admit(guests: readonly Writer[]): void {
    this.guests = guests;
  }

  /**
   * @internal
   */
  public _writesDefaults(): boolean {
    return this.name !== 'default';
  }

  /**
   * @internal
   */
  public _content(context: RenderContext): PlainObject {
    const spec: PlainObject = {};
    const setBy = new Map<string, IConstruct>();
    for (const { construct, part } of [...this.writers, ...this.guests]) {
      merge(spec, part(context), 'spec', (path, kept, refused) => {
        const first = setBy.get(path);
        context.report(path, `${nameOf(first)} sets ${JSON.stringify(kept)} and ${construct.node.path} sets ${JSON.stringify(refused)}; `
          + 'the object exists once in a cluster. Set the field in one place.');
      }, (path) => setBy.set(path, construct));
    }
    return { spec };
  }
}

/** Adds a construct to those that write an object; the first one makes the object. */
export function writeShared(construct: Construct, key: string, make: () => SharedObject, part: SpecPart): SharedObject {
  const object = registryOf(construct).single(key, () => {
    const made = make();
    made._admit(guestsOf(construct, key));
    return made;
  });
  object._addWriter({ construct, part });
  return object;
}

/** Adds a construct to those that write an object, if some other makes it, before or after. */
export function writeWhereShared(construct: Construct, key: string, part: SpecPart): void {
  guestsOf(construct, key).push({ construct, part });
}

function guestsOf(construct: Construct, key: string): Writer[] {
  return registryOf(construct).list<Writer>(`${key} guests`);
}

function nameOf(construct: IConstruct | undefined): string {
  return construct?.node.path ?? 'another construct';
}

/** Deep merge. Lists and plain values must be equal; each contradiction is told and the first value stays. */
function merge(
  into: PlainObject, from: PlainObject, path: string,
  contradiction: (path: string, kept: Plain, refused: Plain) => void, wrote: (path: string) => void,
): void {
  for (const [key, value] of Object.entries(from)) {
    const place = `${path}.${key}`;
    const present = into[key];
    if (value === undefined) {
      continue;
    }
    if (present === undefined) {
      into[key] = isObject(value) ? {} : value;
      wrote(place);
      if (isObject(value)) {
        merge(into[key] as PlainObject, value, place, contradiction, wrote);
      }
    } else if (isObject(present) && isObject(value)) {
      merge(present, value, place, contradiction, wrote);
    } else if (!isSame(present, value)) {
      contradiction(place, present, value);
    }
  }
}

function isObject(value: Plain): value is PlainObject {
  return typeof value === 'object' && !Array.isArray(value);
}

/** Equality that doesn't mind the order of keys. */
function isSame(a: Plain, b: Plain): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((element, index) => isSame(element, b[index]));
  }
  if (isObject(a) && isObject(b)) {
    const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
    return [...keys].every((key) => isSame(a[key], b[key]));
  }
  return a === b;
}
