import { type FieldPath, isJsonObject, type Json, type JsonObject, printPath } from '../manifest';
import { type Net } from '../network';
import { type BuildContext } from './build-context';
import { type EntitySelectors, foldNegative, positiveParts, positiveText } from './entity-selectors';
import { numberAt, objectAt, stringsAt, listAt, textAt } from './fields';
import { type IcmpMatch, type NetList, type PolicyRule, type PortList, type RuleAction, type RuleEntity, type Source } from './model';
import { hasPorts, ICMP, ICMPV6, protocolNumber } from './protocols';

/** Thrown when Felix would not take the policy at all. */
export class PolicyIgnored extends Error {}

/** Ports as Calico reads them: numbers, `"80"`, `"80:90"`, else a name. */
export function readPorts({ interner }: BuildContext, ports: readonly Json[]): PortList {
  return interner.writtenPorts(ports, () => interner.ports(...portsOf(ports)));
}

function portsOf(ports: readonly Json[]): [[number, number][], string[]] {
  const ranges: [number, number][] = [];
  const names: string[] = [];
  for (const port of ports) {
    const range = typeof port === 'number' ? [port, port] as [number, number] : typeof port === 'string' ? portRange(port) : undefined;
    if (range !== undefined) {
      ranges.push(range);
    } else if (typeof port === 'string') {
      names.push(port);
    }
  }
  return [ranges, names];
}

function portRange(text: string): [number, number] | undefined {
  const match = /^(\d+)(?::(\d+))?$/.exec(text);
  return match === null ? undefined : [Number(match[1]), Number(match[2] ?? match[1])];
}

/** A side of a rule that says nothing. */
const ANYBODY: RuleEntity = {
  selector: undefined,
  notSelector: undefined,
  written: {},
  nets: undefined,
  notNets: undefined,
  ports: undefined,
  notPorts: undefined,
  services: undefined,
};

const ACTIONS: ReadonlyMap<string, RuleAction> = new Map([['allow', 'Allow'], ['deny', 'Deny'], ['pass', 'Pass'], ['log', 'Log']]);

/** Rules of Calico's own policy kinds and of profiles. `namespace` is that of the policy, empty for global kinds. */
export class RuleBuilder {
  public constructor(private readonly context: BuildContext, private readonly source: Source, private readonly namespace: string) {}

  public rules(rules: readonly Json[], path: FieldPath): PolicyRule[] {
    const { notes } = this.context;
    const shared = this.context.sharedRules.in(`${this.namespace} ${path.join('.')}`);
    return rules.map((written, index) => {
      if (!isJsonObject(written)) { return this.rule({}, index, [...path, index]); }
      const known = shared.at(index, written);
      if (known !== undefined) { return known; }
      const noted = notes.length;
      const rule = this.rule(written, index, [...path, index]);
      // A note is about one policy, so each policy needs its own.
      if (notes.length === noted) { shared.add(index, written, rule); }
      return rule;
    });
  }

  private rule(rule: JsonObject, index: number, path: FieldPath): PolicyRule {
    const action = ACTIONS.get(textAt(rule, 'action').toLowerCase());
    if (action === undefined) { throw new PolicyIgnored(`${printPath(path)} has no action that Calico knows`); }
    const source = this.entity(objectAt(rule, 'source'), path, 'source');
    const destination = this.entity(objectAt(rule, 'destination'), path, 'destination');
    const protocol = this.protocol(rule, 'protocol', path);
    for (const { ports, notPorts } of [source, destination]) {
      this.checkPorts(protocol, ports, path);
      this.checkPorts(protocol, notPorts, path);
    }
    return {
      index,
      action,
      ipVersion: ipVersionOf(rule),
      protocol,
      notProtocol: this.protocol(rule, 'notProtocol', path),
      icmp: icmpAt(rule, 'icmp'),
      notIcmp: icmpAt(rule, 'notICMP'),
      hasHttp: objectAt(rule, 'http') !== undefined,
      source,
      destination,
      path,
    };
  }

  private protocol(rule: JsonObject, field: string, path: FieldPath): number | undefined {
    const value = rule[field];
    if (value === undefined || value === null) { return undefined; }
    const number = protocolNumber(value);
    if (number === undefined) { throw new PolicyIgnored(`${printPath([...path, field])} is no protocol`); }
    return number;
  }

  /** Felix's own check of what reaches it: it drops the whole policy. */
  private checkPorts(protocol: number | undefined, list: PortList | undefined, path: FieldPath): void {
    if (list === undefined) { return; }
    if (protocol === undefined && list.ranges.length > 0) { throw new PolicyIgnored(`${printPath(path)} has numeric ports and no protocol`); }
    if (protocol !== undefined && !hasPorts(protocol)) { throw new PolicyIgnored(`${printPath(path)} has ports, and its protocol has none`); }
  }

  /** One side of the rule at a path. */
  private entity(entity: JsonObject | undefined, path: FieldPath, side: string): RuleEntity {
    if (entity === undefined) { return ANYBODY; }
    const accounts = objectAt(entity, 'serviceAccounts');
    const services = objectAt(entity, 'services');
    const selectors: EntitySelectors = {
      selector: this.selectorText(entity, 'selector', path, side),
      notSelector: this.selectorText(entity, 'notSelector', path, side),
      namespaceSelector: this.selectorText(entity, 'namespaceSelector', path, side),
      serviceAccountNames: stringsAt(accounts, 'names'),
      serviceAccountSelector: accounts === undefined ? '' : this.selectorText(accounts, 'selector', path, side, 'serviceAccounts'),
    };
    const { selector, notSelector } = buildEntitySelectors(this.context, selectors, this.namespace);
    return {
      selector,
      notSelector,
      written: writtenSelectors(selectors),
      nets: this.nets(entity, 'nets', path, side),
      notNets: this.nets(entity, 'notNets', path, side),
      ports: this.ports(entity, 'ports'),
      notPorts: this.ports(entity, 'notPorts'),
      services: services === undefined ? undefined : { namespace: textAt(services, 'namespace'), name: textAt(services, 'name') },
    };
  }

  /** The text of a selector, told as the field `told` of its side when it is none. */
  private selectorText(parent: JsonObject, field: string, path: FieldPath, side: string, told = field): string {
    const text = textAt(parent, field);
    if (text !== '' && this.context.interner.parse(text) === undefined) {
      throw new PolicyIgnored(`${printPath([...path, side, told])} is no selector`);
    }
    return text;
  }

  private nets(entity: JsonObject, field: string, path: FieldPath, side: string): NetList | undefined {
    const texts = listAt(entity, field);
    if (texts.length === 0) { return undefined; }
    const nets: Net[] = [];
    for (const text of texts) {
      if (typeof text !== 'string') { continue; }
      const net = this.context.interner.net(text);
      if (net === undefined) {
        this.context.noteOf(this.source, 'invalid-address', `${printPath([...path, side, field])}: "${text}" is no CIDR; Felix leaves it out.`);
      } else {
        nets.push(net);
      }
    }
    return nets.length === 0 ? undefined : this.context.interner.nets(nets);
  }

  private ports(entity: JsonObject, field: string): PortList | undefined {
    const ports = listAt(entity, field);
    return ports.length === 0 ? undefined : readPorts(this.context, ports);
  }
}

/** The selector fields of one side as Felix evaluates them. */
export function buildEntitySelectors(
  context: BuildContext, selectors: EntitySelectors, namespace: string,
): Pick<RuleEntity, 'selector' | 'notSelector'> {
  const { interner } = context;
  const parts = positiveParts(interner, selectors, namespace);
  const positive = positiveText(parts);
  const negative = selectors.notSelector;
  if (positive === '') { return { selector: undefined, notSelector: negative === '' ? undefined : interner.selector(negative) }; }
  const selector = negative !== '' ? interner.selector(foldNegative(positive, negative))
    : parts.scope === '' || parts.selected === '' ? interner.selector(positive) : interner.conjunction(parts.scope, parts.selected);
  if (selector === undefined) { throw new PolicyIgnored(`the combined selector ${negative === '' ? positive : foldNegative(positive, negative)} cannot be read`); }
  return { selector, notSelector: undefined };
}

/** What the user wrote of them. */
export function writtenSelectors(selectors: EntitySelectors): RuleEntity['written'] {
  return {
    selector: selectors.selector || undefined,
    notSelector: selectors.notSelector || undefined,
    namespaceSelector: selectors.namespaceSelector || undefined,
    serviceAccounts: writtenAccounts(selectors),
  };
}

function writtenAccounts({ serviceAccountNames: names, serviceAccountSelector: selector }: EntitySelectors): string | undefined {
  const accounts = [...names.length > 0 ? [`names ${names.join(', ')}`] : [], ...selector === '' ? [] : [`selector ${selector}`]];
  return accounts.length === 0 ? undefined : accounts.join(' and ');
}

/** Only the names ICMP and ICMPv6 fix the family; 1 and 58 don't. */
function ipVersionOf(rule: JsonObject): 4 | 6 | undefined {
  const given = numberAt(rule, 'ipVersion');
  if (given === 4 || given === 6) { return given; }
  const protocol = textAt(rule, 'protocol').toLowerCase();
  if (protocolNumber(protocol) === ICMP && protocol === 'icmp') { return 4; }
  return protocolNumber(protocol) === ICMPV6 && protocol === 'icmpv6' ? 6 : undefined;
}

function icmpAt(rule: JsonObject, field: string): IcmpMatch | undefined {
  const icmp = objectAt(rule, field);
  const type = numberAt(icmp, 'type');
  return type === undefined ? undefined : { type, code: numberAt(icmp, 'code') };
}

