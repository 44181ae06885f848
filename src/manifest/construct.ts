import type { Event, MappingEvent, ScalarEvent, SequenceEvent } from 'js-yaml';
import { jsYaml, UnreadableError } from './events';
import { isJsonObject, setMember, type Json, type JsonObject } from './json';
import { mapKeyText } from './map-key';
import { plainScalarValue } from './plain-scalar';
import { taggedScalarValue } from './tagged-scalar';

/** A key that a mapping has twice; the offset is that of the second one. */
export interface DuplicateKey {
  readonly key: string;
  readonly offset: number;
}

export interface Constructed {
  /** One value for each document in the text. */
  readonly values: { readonly value: Json; readonly start: number; readonly hasMisreadKeys: boolean }[];
  readonly duplicates: DuplicateKey[];
}

/** Builds the JSON values of a text from its events, as kubectl's reader does. */
export function construct(text: string, events: Event[]): Constructed {
  return new Constructor(text, events).run();
}

interface Anchor {
  readonly value: Json;
  /** How many nodes the value holds, with its aliases expanded. */
  readonly size: number;
}

/** Documents with few aliases may grow much, large ones little: a few lines of nested aliases can stand for gigabytes. */
const FREE_ALIASED_NODES = 100_000;
const MOST_ALIASED_SHARE = 0.9;

class Constructor {
  private readonly duplicates: DuplicateKey[] = [];
  private readonly types = jsYaml().EVENT_ID;
  private readonly styles = jsYaml().SCALAR_STYLE;
  private readonly scalarText = jsYaml().getScalarValue;
  private anchors = new Map<string, Anchor>();
  /** Anchors of collections that are still open: an alias to one is a value inside itself. */
  private open = new Set<string>();
  private readonly flowStyle = jsYaml().COLLECTION_STYLE.FLOW;
  private flowDepth = 0;
  private index = 0;
  private nodes = 0;
  private aliasedNodes = 0;
  private hasMisreadKeys = false;

  constructor(private readonly text: string, private readonly events: Event[]) {}

  public run(): Constructed {
    const values: { value: Json; start: number; hasMisreadKeys: boolean }[] = [];
    while (this.index < this.events.length) {
      this.index++;
      this.anchors = new Map();
      this.open = new Set();
      this.hasMisreadKeys = false;
      const first = this.events[this.index];
      if (first.type === this.types.POP) {
        values.push({ value: null, start: 0, hasMisreadKeys: false });
      } else {
        const start = startOf(first);
        const value = this.node();
        values.push({ value, start, hasMisreadKeys: this.hasMisreadKeys });
      }
      this.index++;
    }
    return { values, duplicates: this.duplicates };
  }

  private node(): Json {
    const event = this.events[this.index++];
    this.nodes++;
    switch (event.type) {
      case this.types.SCALAR: return this.scalar(event as ScalarEvent);
      case this.types.SEQUENCE: return this.sequence(event as SequenceEvent);
      case this.types.MAPPING: return this.textWithColon(event as MappingEvent) ?? this.mapping(event as MappingEvent);
      case this.types.ALIAS: return this.alias(event as Extract<Event, { anchorStart: number }>).value;
      default: throw new Error(`unexpected event ${event.type}`);
    }
  }

  private scalar(event: ScalarEvent): Json {
    const source = this.scalarText(this.text, event);
    if (this.flowDepth > 0 && event.style === this.styles.PLAIN && source.startsWith(':')) {
      throw new UnreadableError('inside [ ] and { } a value cannot begin with a colon', startOf(event), `quote it: "${source}"`);
    }
    let value: Json;
    if (event.tagStart !== -1) {
      value = taggedScalarValue(this.text.slice(event.tagStart, event.tagEnd), source, startOf(event));
    } else {
      value = event.style === this.styles.PLAIN ? plainScalarValue(source) : source;
    }
    if (typeof value === 'number' && !Number.isFinite(value)) {
      throw new UnreadableError(`${source} is not a number that JSON can hold`, startOf(event), 'quote it if text is meant');
    }
    if (event.anchorStart !== -1) {
      const name = this.text.slice(event.anchorStart, event.anchorEnd);
      this.open.delete(name);
      this.anchors.set(name, { value, size: 1 });
    }
    return value;
  }

  /** In `[2001:db8::]` kubectl's reader sees text; YAML 1.2, and so the parser, an object with an empty value. */
  private textWithColon(event: MappingEvent): string | undefined {
    const [key, value, end] = this.events.slice(this.index, this.index + 3) as [ScalarEvent, ScalarEvent, Event];
    const isPair = this.text[event.start] !== '{' && key.type === this.types.SCALAR && key.style === this.styles.PLAIN
      && value.type === this.types.SCALAR && value.valueStart === -1 && end.type === this.types.POP;
    if (!isPair || !/^:[,[\]{}]/.test(this.text.slice(key.valueEnd, key.valueEnd + 2))) return undefined;
    this.index += 3;
    return `${this.scalarText(this.text, key)}:`;
  }

  private sequence(event: SequenceEvent): Json[] {
    const list: Json[] = [];
    this.collection(event, list, () => {
      while (this.events[this.index].type !== this.types.POP) list.push(this.node());
    });
    return list;
  }

  private mapping(event: MappingEvent): JsonObject {
    const object: JsonObject = {};
    this.collection(event, object, () => {
      let merged: Set<string> | undefined;
      while (this.events[this.index].type !== this.types.POP) {
        const keyEvent = this.events[this.index];
        if (this.isMergeKey(keyEvent)) {
          this.index++;
          merged ??= new Set();
          this.merge(object, merged);
          continue;
        }
        const key = this.key(keyEvent);
        const value = this.node();
        if (Object.hasOwn(object, key) && !merged?.has(key)) this.duplicates.push({ key, offset: startOf(keyEvent) });
        merged?.delete(key);
        setMember(object, key, value);
      }
    });
    return object;
  }

  private collection(event: SequenceEvent | MappingEvent, value: Json, fill: () => void): void {
    const before = this.nodes;
    const name = event.anchorStart === -1 ? undefined : this.text.slice(event.anchorStart, event.anchorEnd);
    if (name !== undefined) this.open.add(name);
    const isFlow = event.style === this.flowStyle;
    if (isFlow) this.flowDepth++;
    fill();
    if (isFlow) this.flowDepth--;
    this.index++;
    // An anchor that was given again inside stands for what is inside.
    if (name !== undefined && this.open.delete(name)) {
      this.anchors.set(name, { value, size: this.nodes - before + 1 });
    }
  }

  private key(event: Event): string {
    if (event.type === this.types.SEQUENCE || event.type === this.types.MAPPING) {
      throw new UnreadableError('a key must be text, this one is a list or an object', startOf(event), 'quote templates: "{{ … }}"');
    }
    const isNumber = event.type === this.types.SCALAR;
    const value = this.node();
    const text = mapKeyText(value);
    if (text === undefined) {
      throw new UnreadableError(value === null ? 'a key must be text, this one is empty or null' : 'a key must be text', startOf(event),
        isNumber ? 'quote it if text is meant' : undefined);
    }
    if (typeof value !== 'string' && isNumber && this.scalarText(this.text, event as ScalarEvent) !== text) this.hasMisreadKeys = true;
    return text;
  }

  private alias(event: { anchorStart: number; anchorEnd: number }): Anchor {
    const name = this.text.slice(event.anchorStart, event.anchorEnd);
    if (this.open.has(name)) throw new UnreadableError(`the value of anchor &${name} contains itself`, event.anchorStart);
    const anchor = this.anchors.get(name);
    if (!anchor) throw new UnreadableError(`there is no anchor &${name} before this alias`, event.anchorStart);
    this.nodes += anchor.size;
    this.aliasedNodes += anchor.size;
    if (this.aliasedNodes > FREE_ALIASED_NODES && this.aliasedNodes / this.nodes > MOST_ALIASED_SHARE) {
      throw new UnreadableError('the aliases of this document expand to far more than its text', event.anchorStart);
    }
    return anchor;
  }

  private isMergeKey(event: Event): boolean {
    if (event.type !== this.types.SCALAR) return false;
    const scalar = event as ScalarEvent;
    if (this.scalarText(this.text, scalar) !== '<<') return false;
    if (scalar.tagStart !== -1) return ['!', '!!merge'].includes(this.text.slice(scalar.tagStart, scalar.tagEnd));
    return scalar.style === this.styles.PLAIN;
  }

  /** kubectl's reader merges where the `<<` stands: it overrides what is before it, and what comes after overrides it. */
  private merge(object: JsonObject, merged: Set<string>): void {
    const event = this.events[this.index];
    const sources: JsonObject[] = [];
    if (event.type === this.types.SEQUENCE) {
      this.index++;
      while (this.events[this.index].type !== this.types.POP) sources.push(this.mergeSource());
      this.index++;
    } else {
      sources.push(this.mergeSource());
    }
    // The first of the list wins, so it comes last.
    for (const source of sources.reverse()) {
      for (const key of Object.keys(source)) {
        setMember(object, key, source[key]);
        merged.add(key);
      }
    }
  }

  private mergeSource(): JsonObject {
    const event = this.events[this.index];
    const value = this.node();
    if (!isJsonObject(value)) throw new UnreadableError('what is merged with << must be an object or a list of objects', startOf(event));
    return value;
  }
}

/** Where a node begins in the text, without its tag and anchor. */
export function startOf(event: Event): number {
  if ('valueStart' in event && event.valueStart !== -1) {
    const { SINGLE_QUOTED, DOUBLE_QUOTED } = jsYaml().SCALAR_STYLE;
    return event.style === SINGLE_QUOTED || event.style === DOUBLE_QUOTED ? event.valueStart - 1 : event.valueStart;
  }
  if ('start' in event) return event.start;
  if ('anchorStart' in event && event.anchorStart !== -1) return event.anchorStart - 1;
  return 0;
}
