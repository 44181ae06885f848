import type { AliasEvent, Event, MappingEvent, ScalarEvent, SequenceEvent } from 'js-yaml';
import { startOf } from './construct';
import { jsYaml, parseEvents } from './events';
import type { FieldPath } from './field-path';
import type { MisreadKey, ScalarSource, ScalarStyle } from './manifest';
import { mapKeyText } from './map-key';
import { plainScalarValue } from './plain-scalar';

interface SourceNode {
  readonly start: number;
  readonly scalar?: ScalarEvent;
  readonly items?: SourceNode[];
  readonly members?: Map<string, { readonly keyStart: number; readonly written: string; readonly node: SourceNode }>;
}

/** The documents of a text with the places of everything in them. Built only for documents that are reported. */
export class SourceTree {
  private readonly roots: SourceNode[];

  constructor(private readonly text: string) {
    this.roots = new TreeBuilder(text, parseEvents(text)).run();
  }

  /** The offset of a field's key or of a list item, or of the nearest parent that is there. */
  public offset(document: number, path: FieldPath): number {
    return this.find(document, path).offset;
  }

  public scalarSource(document: number, path: FieldPath): ScalarSource | undefined {
    const { node, isExact } = this.find(document, path);
    if (!isExact || !node.scalar) return undefined;
    return { text: jsYaml().getScalarValue(this.text, node.scalar), style: STYLES[node.scalar.style] };
  }

  /** The keys below a place that were read as another text than was written. */
  public misreadKeys(document: number, path: FieldPath): MisreadKey[] {
    const { node, isExact } = this.find(document, path);
    return isExact ? [...misreadKeysIn(node, [])] : [];
  }

  private find(document: number, path: FieldPath): { node: SourceNode; offset: number; isExact: boolean } {
    let node = this.roots[document];
    let offset = node.start;
    for (const step of path) {
      const member = node.members?.get(String(step));
      const next = member?.node ?? node.items?.[step as number];
      if (!next) return { node, offset, isExact: false };
      offset = member?.keyStart ?? next.start;
      node = next;
    }
    return { node, offset, isExact: true };
  }
}

function* misreadKeysIn({ members, items = [] }: SourceNode, path: FieldPath): Generator<MisreadKey> {
  for (const [key, { written, node }] of members ?? []) {
    if (written !== key) yield { path: [...path, key], text: written };
    yield* misreadKeysIn(node, [...path, key]);
  }
  for (const [index, item] of items.entries()) yield* misreadKeysIn(item, [...path, index]);
}

const STYLES: Record<number, ScalarStyle> = { 1: 'plain', 2: 'single-quoted', 3: 'double-quoted', 4: 'literal', 5: 'folded' };

class TreeBuilder {
  private readonly types = jsYaml().EVENT_ID;
  private anchors = new Map<string, SourceNode>();
  private index = 0;

  constructor(private readonly text: string, private readonly events: Event[]) {}

  public run(): SourceNode[] {
    const roots: SourceNode[] = [];
    while (this.index < this.events.length) {
      this.index++;
      this.anchors = new Map();
      roots.push(this.events[this.index].type === this.types.POP ? { start: 0 } : this.node());
      this.index++;
    }
    return roots;
  }

  private node(): SourceNode {
    const event = this.events[this.index++];
    const start = startOf(event);
    switch (event.type) {
      case this.types.SCALAR: return this.remember(event as ScalarEvent, { start, scalar: event as ScalarEvent });
      case this.types.SEQUENCE: {
        const items: SourceNode[] = [];
        const node = this.remember(event as SequenceEvent, { start, items });
        while (this.events[this.index].type !== this.types.POP) items.push(this.node());
        this.index++;
        return node;
      }
      case this.types.MAPPING: {
        const members: SourceNode['members'] = new Map();
        const node = this.remember(event as MappingEvent, { start, members });
        while (this.events[this.index].type !== this.types.POP) this.member(members);
        this.index++;
        return node;
      }
      default: {
        const { anchorStart, anchorEnd } = event as AliasEvent;
        return { ...this.anchors.get(this.text.slice(anchorStart, anchorEnd)), start };
      }
    }
  }

  private member(members: NonNullable<SourceNode['members']>): void {
    const keyEvent = this.events[this.index];
    const { written, text } = this.keyText(this.node());
    const node = this.node();
    if (text === '<<') {
      const sources = node.items ?? [node];
      for (const source of [...sources].reverse()) {
        for (const [name, member] of source.members ?? []) members.set(name, member);
      }
    } else {
      members.set(text, { keyStart: startOf(keyEvent), written, node });
    }
  }

  private keyText({ scalar }: SourceNode): { written: string; text: string } {
    if (!scalar) return { written: '', text: '' };
    const written = jsYaml().getScalarValue(this.text, scalar);
    const isPlain = scalar.style === jsYaml().SCALAR_STYLE.PLAIN && scalar.tagStart === -1;
    return { written, text: isPlain ? mapKeyText(plainScalarValue(written)) ?? written : written };
  }

  private remember(event: { anchorStart: number; anchorEnd: number }, node: SourceNode): SourceNode {
    if (event.anchorStart !== -1) this.anchors.set(this.text.slice(event.anchorStart, event.anchorEnd), node);
    return node;
  }
}
