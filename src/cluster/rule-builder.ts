import { type FieldPath, isJsonObject, type Json, type JsonObject, printPath } from '../manifest';
import { type Net, tryParseNetOrIp } from '../network';
import { type BuildContext } from './build-context';
import { type EntitySelectors, entitySelector, foldNegative } from './entity-selectors';
import { numberAt, objectAt, stringsAt, listAt, textAt } from './fields';
import { type IcmpMatch, type NetList, type PolicyRule, type PortList, type RuleAction, type RuleEntity, type Source } from './model';
import { hasPorts, ICMP, ICMPV6, protocolNumber } from './protocols';

/** Thrown when Felix would not take the policy at all. */
export class PolicyIgnored extends Error {}

/** Ports as Calico reads them: numbers, `"80"`, `"80:90"`, else a name. */
export function readPorts(context: BuildContext, ports: readonly Json[]): PortList {
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
  return context.interner.ports(ranges, names);
}

function portRange(text: string): [number, number] | undefined {
  const match = /^(\d+)(?::(\d+))?$/.exec(text);
  return match === null ? undefined : [Number(match[1]), Number(match[2] ?? match[1])];
}

const ACTIONS: ReadonlyMap<string, RuleAction> = new Map([['allow', 'Allow'], ['deny', 'Deny'], ['pass', 'Pass'], ['log', 'Log']]);

/** Rules of Calico's own policy kinds and of profiles. `namespace` is that of the policy, empty for global kinds. */
export class RuleBuilder {
  public constructor(private readonly context: BuildContext, private readonly source: Source, private readonly namespace: string) {}

  public rules(rules: readonly Json[], path: FieldPath): PolicyRule[] {
    return rules.map((rule, index) => this.rule(isJsonObject(rule) ? rule : {}, index, [...path, index]));
  }

  private rule(rule: JsonObject, index: number, path: FieldPath): PolicyRule {
    const action = ACTIONS.get(textAt(rule, 'action').toLowerCase());
    if (action === undefined) { throw new PolicyIgnored(`${printPath(path)} has no action that Calico knows`); }
    const source = this.entity(objectAt(rule, 'source'), [...path, 'source']);
    const destination = this.entity(objectAt(rule, 'destination'), [...path, 'destination']);
    const protocol = this.protocol(rule, 'protocol', path);
    this.checkPorts(protocol, [source, destination], path);
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
  private checkPorts(protocol: number | undefined, entities: readonly RuleEntity[], path: FieldPath): void {
    for (const list of entities.flatMap((entity) => [entity.ports, entity.notPorts])) {
      if (list === undefined) { continue; }
      if (protocol === undefined && list.ranges.length > 0) { throw new PolicyIgnored(`${printPath(path)} has numeric ports and no protocol`); }
      if (protocol !== undefined && !hasPorts(protocol)) { throw new PolicyIgnored(`${printPath(path)} has ports, and its protocol has none`); }
    }
  }

  private entity(entity: JsonObject | undefined, path: FieldPath): RuleEntity {
    const accounts = objectAt(entity, 'serviceAccounts');
    const services = objectAt(entity, 'services');
    const selectors: EntitySelectors = {
      selector: textAt(entity, 'selector'),
      notSelector: textAt(entity, 'notSelector'),
      namespaceSelector: textAt(entity, 'namespaceSelector'),
      serviceAccountNames: stringsAt(accounts, 'names'),
      serviceAccountSelector: textAt(accounts, 'selector'),
    };
    this.checkSelectors(selectors, path);
    return {
      ...buildEntitySelectors(this.context, selectors, this.namespace),
      nets: this.nets(entity, 'nets', path),
      notNets: this.nets(entity, 'notNets', path),
      ports: this.ports(entity, 'ports'),
      notPorts: this.ports(entity, 'notPorts'),
      services: services === undefined ? undefined : { namespace: textAt(services, 'namespace'), name: textAt(services, 'name') },
    };
  }

  private checkSelectors(selectors: EntitySelectors, path: FieldPath): void {
    const fields = {
      selector: selectors.selector,
      notSelector: selectors.notSelector,
      namespaceSelector: selectors.namespaceSelector,
      serviceAccounts: selectors.serviceAccountSelector,
    };
    for (const [field, text] of Object.entries(fields)) {
      if (text !== '' && this.context.interner.parse(text) === undefined) {
        throw new PolicyIgnored(`${printPath([...path, field])} is no selector`);
      }
    }
  }

  private nets(entity: JsonObject | undefined, field: string, path: FieldPath): NetList | undefined {
    const nets: Net[] = [];
    for (const text of stringsAt(entity, field)) {
      const net = tryParseNetOrIp(text);
      if (net === undefined) {
        this.context.note('invalid-address', `${printPath([...path, field])}: "${text}" is no CIDR; Felix leaves it out.`, this.source);
      } else {
        nets.push(net);
      }
    }
    return nets.length === 0 ? undefined : this.context.interner.nets(nets);
  }

  private ports(entity: JsonObject | undefined, field: string): PortList | undefined {
    const ports = listAt(entity, field);
    return ports.length === 0 ? undefined : readPorts(this.context, ports);
  }
}

/** The selector fields of one side as Felix evaluates them. */
export function buildEntitySelectors(
  context: BuildContext, selectors: EntitySelectors, namespace: string,
): Pick<RuleEntity, 'selector' | 'notSelector' | 'written'> {
  const positive = entitySelector(context.interner, selectors, namespace);
  const negative = selectors.notSelector;
  const folded = positive !== '' && negative !== '' ? foldNegative(positive, negative) : positive;
  const selector = folded === '' ? undefined : context.interner.selector(folded);
  const notSelector = positive === '' && negative !== '' ? context.interner.selector(negative) : undefined;
  if (folded !== '' && selector === undefined) { throw new PolicyIgnored(`the combined selector ${folded} cannot be read`); }
  return { selector, notSelector, written: written(selectors) };
}

function written(selectors: EntitySelectors): RuleEntity['written'] {
  const accounts = [
    ...selectors.serviceAccountNames.length > 0 ? [`names ${selectors.serviceAccountNames.join(', ')}`] : [],
    ...selectors.serviceAccountSelector === '' ? [] : [`selector ${selectors.serviceAccountSelector}`],
  ];
  return {
    selector: selectors.selector || undefined,
    notSelector: selectors.notSelector || undefined,
    namespaceSelector: selectors.namespaceSelector || undefined,
    serviceAccounts: accounts.length === 0 ? undefined : accounts.join(' and '),
  };
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

