/* eslint-disable no-bitwise -- who refuses is a set of bits */
import { isJsonObject, type Json, type JsonObject } from '../manifest';
import { APISERVER, CALICO, CALICOCTL, NATIVE, type Remark, type Report } from './report';
import type { Rule, Site } from './rule';
import { RULES } from './rules';
import { Settled } from './settled';
import { type FieldCheck, fieldCheck } from './typed/checks';
import { type Field, structOf } from './typed/decode';

/**
 * Which document the walk reads: `calico` the one that Calico's decoder made, `native` the one that an API server
 * makes of the manifest with native CRDs, `both` when they are the same.
 */
export type View = 'calico' | 'native' | 'both';

interface BoundRule {
  readonly rule: Rule;
  readonly refusers: number;
}

interface BoundField {
  readonly field: Field;
  readonly checks: readonly FieldCheck[];
  readonly itemChecks: readonly FieldCheck[];
  readonly isRequired: boolean;
  readonly child?: BoundStruct;
  /** Items of the field's list in which nothing is wrong. */
  readonly settled: Settled;
}

interface BoundStruct {
  readonly fields: ReadonlyMap<string, BoundField>;
  readonly required: readonly string[];
  readonly rules: readonly BoundRule[];
}

function within(window: readonly [number, number] | undefined, minor: number): boolean {
  return window !== undefined && minor >= window[0] && minor <= window[1];
}

/** Who runs the CRD's rules: since v3.33 calicoctl too. */
export function crdRefusers(view: View, minor: number): number {
  const calico = view === 'native' ? 0 : APISERVER | (minor >= 33 ? CALICOCTL : 0);
  return calico | (view === 'calico' || minor < 32 ? 0 : NATIVE);
}

function bindRules(struct: string, kind: string, minor: number, view: View): BoundRule[] {
  const bound: BoundRule[] = [];
  for (const rule of RULES) {
    if (!rule.at.includes(struct) || (rule.kinds && !rule.kinds.includes(kind))) continue;
    const refusers = (view !== 'native' && within(rule.go, minor) ? CALICO : 0) | (within(rule.crd, minor) ? crdRefusers(view, minor) : 0);
    const isReported = refusers !== 0 || (view !== 'native' && within(rule.reported, minor));
    if (isReported) bound.push({ rule, refusers });
  }
  return bound;
}

const bindings = new Map<string, BoundStruct>();

function bind(struct: string, kind: string, minor: number, view: View): BoundStruct {
  const key = `${struct} ${kind} ${minor} ${view}`;
  const known = bindings.get(key);
  if (known) return known;
  const fields = new Map<string, BoundField>();
  const required: string[] = [];
  const result: BoundStruct = { fields, required, rules: bindRules(struct, kind, minor, view) };
  bindings.set(key, result);
  for (const field of Object.values(structOf(struct, minor).fields)) {
    if (field.struct === 'ObjectMeta' || field.first > minor || field.last < minor) continue;
    const dive = field.checks.indexOf('dive');
    const own = dive < 0 ? field.checks : field.checks.slice(0, dive);
    const compile = (names: readonly string[]): FieldCheck[] => (view === 'native' ? [] : names.map((name) => fieldCheck(name, minor)).filter((check) => check !== undefined));
    const bound: BoundField = {
      field,
      checks: compile(own),
      itemChecks: dive < 0 ? [] : compile(field.checks.slice(dive + 1)),
      isRequired: own.includes('required'),
      child: field.struct === undefined ? undefined : bind(field.struct, kind, minor, view),
      settled: new Settled(),
    };
    if (bound.isRequired && view !== 'native') required.push(field.name);
    if (bound.child || bound.isRequired || bound.checks.length > 0 || bound.itemChecks.length > 0) fields.set(field.name, bound);
  }
  return result;
}

class Walker implements Site {
  public readonly trail: string[] = [];
  private refusers = 0;
  private code = '';
  /** Whether a rule looked at the whole object: what it says holds for this object alone. */
  private looksOutside = false;

  public constructor(
    public readonly kind: string, public readonly minor: number, private readonly whole: JsonObject, private readonly written: JsonObject,
    public readonly report: Report,
  ) {}

  public get root(): JsonObject {
    this.looksOutside = true;
    return this.whole;
  }

  public get source(): JsonObject {
    this.looksOutside = true;
    return this.written;
  }

  public found(remark: Remark, ...below: (string | number)[]): void {
    this.report.add(this.code, this.refusers, remark, ...below);
  }

  public foundAtRoot(remark: Remark, ...path: (string | number)[]): void {
    this.report.addAt(this.code, this.refusers, remark, path);
  }

  public object(value: JsonObject, struct: BoundStruct): void {
    const { report, trail } = this;
    for (const name in value) {
      const bound = struct.fields.get(name);
      const member = value[name];
      if (bound === undefined) continue;
      report.at.push(name);
      trail.push(name);
      this.field(member, bound);
      trail.pop();
      report.at.pop();
    }
    for (const name of struct.required) {
      if (!Object.hasOwn(value, name) || value[name] === '' || (value[name] === 0 && !struct.fields.get(name)!.field.isOptional)) {
        report.add(name === 'action' ? 'CAL1060' : 'CAL1015', CALICO, { message: `\`${name}\` is missing`, help: `add \`${name}\`` }, name);
      }
    }
    for (const { rule, refusers } of struct.rules) {
      this.code = rule.code;
      this.refusers = refusers;
      rule.check(value, this);
    }
  }

  private checked(value: Json, checks: readonly FieldCheck[]): void {
    for (const check of checks) {
      const problem = check(value, this.report);
      if (problem) {
        this.report.add(problem.code, problem.isAccepted ? 0 : CALICO, problem, ...problem.below ?? []);
        return;
      }
    }
  }

  private field(value: Json, bound: BoundField): void {
    if (bound.field.isOptional || (value !== '' && value !== 0)) this.checked(value, bound.checks);
    if (Array.isArray(value)) {
      if (!bound.child && bound.itemChecks.length === 0) return;
      for (let i = 0; i < value.length; i++) {
        const item = value[i];
        if (bound.settled.has(item)) continue;
        const { added } = this.report;
        const outer = this.looksOutside;
        this.looksOutside = false;
        this.report.at.push(i);
        this.checked(item, bound.itemChecks);
        if (bound.child && isJsonObject(item)) this.object(item, bound.child);
        this.report.at.pop();
        if (this.report.added === added && !this.looksOutside) bound.settled.add(item);
        this.looksOutside ||= outer;
      }
    } else if (bound.child && isJsonObject(value)) {
      this.object(value, bound.child);
    }
  }
}

/** Runs the checks of fields and the rules over one document. */
export function walk(struct: string, kind: string, minor: number, view: View, object: JsonObject, source: JsonObject, report: Report): void {
  new Walker(kind, minor, object, source, report).object(object, bind(struct, kind, minor, view));
}
