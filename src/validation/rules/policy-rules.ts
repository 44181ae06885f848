import { closest } from '../../findings';
import type { Json, JsonObject } from '../../manifest';
import { addressOrNet } from '../addresses';
import { portNameProblem } from '../names';
import { remove, write } from '../report';
import { NOW, type Rule, type Site } from '../rule';
import { oneOf, show } from '../words';
import { has, hasPorts, isNumericPort, isObject, isProtocol, listOf, objectOf, textOf } from './helpers';

const SIDES = ['source', 'destination'] as const;
const PORT_LISTS = ['ports', 'notPorts'] as const;
const NET_LISTS = ['nets', 'notNets'] as const;
const PROTOCOLS = ['TCP', 'UDP', 'SCTP', 'ICMP', 'ICMPv6', 'UDPLite'];

const direction = (site: Site): string => site.trail[site.trail.length - 1];

/** The port lists of a rule, with their place. */
function portLists(rule: JsonObject): { readonly ports: Json[]; readonly side: string; readonly field: string }[] {
  const lists = SIDES.flatMap((side) => PORT_LISTS.map((field) => ({ ports: listOf(objectOf(rule[side])[field]), side, field })));
  return lists.filter((list) => list.ports.length > 0);
}

function portsNeedProtocol(namesToo: boolean): (rule: JsonObject, site: Site) => void {
  return (rule, site) => {
    if (has(rule, 'protocol')) return;
    for (const { ports, side, field } of portLists(rule)) {
      if (!namesToo && !ports.some(isNumericPort)) continue;
      site.found({
        message: `${namesToo && !ports.some(isNumericPort) ? 'ports' : 'numeric ports'} need a protocol`,
        help: 'add `protocol: TCP`, UDP or SCTP to the rule; where nobody refuses the policy, Felix ignores it as a whole, and a deny fails open',
        fix: write(site.report, 'guess', 'add `protocol: TCP`', ['protocol'], 'TCP'),
      }, side, field);
    }
  };
}

/** No protocol in any spelling: that is the mistake then, and whether it has ports is not known. */
function isNoProtocol(protocol: Json): boolean {
  return protocol === 0 || (typeof protocol === 'string' && !PROTOCOLS.some((name) => name.toLowerCase() === protocol.toLowerCase()));
}

function portsOfPortless(rule: JsonObject, site: Site): void {
  if (!has(rule, 'protocol') || hasPorts(rule.protocol) || isNoProtocol(rule.protocol)) return;
  for (const { side, field } of portLists(rule)) {
    site.found({
      message: `protocol ${textOf(rule.protocol) || show(rule.protocol)} has no ports`,
      help: 'remove the ports, or write TCP, UDP or SCTP as protocol',
    }, side, field);
  }
}

/** Whether the families of the nets of a rule agree with each other and with ipVersion. */
function families(rule: JsonObject, site: Site, report: { mixed: boolean }): void {
  let seenV4 = false;
  let seenV6 = false;
  for (const side of SIDES) {
    const entity = objectOf(rule[side]);
    for (const field of NET_LISTS) {
      const nets = listOf(entity[field]);
      if (nets.length === 0) continue;
      let [v4, v6] = [false, false];
      for (const net of nets) {
        const parsed = typeof net === 'string' ? addressOrNet(net) : undefined;
        if (parsed?.isCidr) {
          v4 ||= parsed.family === 4;
          v6 ||= parsed.family === 6;
        }
      }
      const mixed = (v4 && (seenV6 || v6)) || (v6 && seenV4);
      if (report.mixed && mixed) {
        site.found({
          message: 'IPv4 and IPv6 networks stand in one rule',
          help: 'write two rules, one for each IP version; no packet can match both',
        }, side, field);
      }
      const { ipVersion } = rule;
      if (!report.mixed && (ipVersion === 4 || ipVersion === 6) && (ipVersion === 4 ? v6 : v4)) {
        site.found({
          message: `the rule is for IPv${ipVersion} (\`ipVersion\`), and these networks are IPv${ipVersion === 4 ? 6 : 4}`,
          help: 'make `ipVersion` and the networks agree, or leave `ipVersion` out',
          fix: v4 !== v6 ? write(site.report, 'guess', `write ipVersion: ${v4 ? 4 : 6}`, ['ipVersion'], v4 ? 4 : 6) : undefined,
        }, side, field);
      }
      seenV4 ||= v4;
      seenV6 ||= v6;
    }
  }
}

function bareAddresses(entity: JsonObject, site: Site): void {
  for (const field of NET_LISTS) {
    listOf(entity[field]).forEach((net, index) => {
      if (typeof net !== 'string') return;
      const parsed = addressOrNet(net);
      if (parsed && !parsed.isCidr) {
        const cidr = `${net}/${parsed.prefix}`;
        site.found({
          message: `${show(net)} is an address; the nets of a rule are networks`,
          help: `write ${cidr}`,
          fix: write(site.report, 'guess', `write ${cidr}`, [field, index], cidr),
        }, field, index);
      }
    });
  }
}

function negatedCatchAll(entity: JsonObject, site: Site): void {
  listOf(entity.notNets).forEach((net, index) => {
    const parsed = typeof net === 'string' ? addressOrNet(net) : undefined;
    if (net === '0.0.0.0/0' || (parsed?.isCidr && parsed.family === 6 && parsed.prefix === 0)) {
      site.found({
        message: `${show(net)} in \`notNets\` leaves nothing that the rule could match`,
        help: 'remove it, or write `nets` if everything is meant',
      }, 'notNets', index);
    }
  });
}

function protocolHelp(protocol: string): string {
  if (/^(any|all|\*)$/i.test(protocol)) return 'leave the field out: a rule without a protocol is for all of them';
  const several = protocol.split(/[\s,/|&+]+/).filter((word) => PROTOCOLS.includes(word.toUpperCase()));
  return several.length > 1 ? `a rule has one protocol: write ${several.length} rules, one for each` : `write ${oneOf(PROTOCOLS)}, or a protocol number`;
}

function protocolNames(rule: JsonObject, site: Site): void {
  for (const field of ['protocol', 'notProtocol']) {
    const protocol = rule[field];
    if (protocol === 0) {
      site.found({ message: '0 is not a protocol number', help: 'write a number from 1 to 255, or leave the field out for all protocols' }, field);
    } else if (typeof protocol === 'string' && !PROTOCOLS.includes(protocol)) {
      const meant = closest(protocol, PROTOCOLS);
      const isCase = meant?.toLowerCase() === protocol.toLowerCase();
      site.found({
        message: isCase ? `the protocol ${show(protocol)} is written ${meant}: upper and lower case matter` : `${show(protocol)} is not a protocol that Calico knows by name`,
        help: protocolHelp(protocol),
        fix: meant === undefined ? undefined : write(site.report, isCase ? 'same' : 'guess', `write ${meant}`, [field], meant),
      }, field);
    }
  }
}

function portValues(field: string): (entity: JsonObject, site: Site) => void {
  return (entity, site) => {
    listOf(entity[field]).forEach((port, index) => {
      if (port === 0 || (typeof port === 'string' && /^0+(:\d+)?$/.test(port))) {
        site.found({ message: '0 is not a port', help: 'write a number from 1 to 65535, or a range like "1:1023"' }, field, index);
      }
    });
  };
}

function portNames(entity: JsonObject, site: Site): void {
  for (const field of PORT_LISTS) {
    listOf(entity[field]).forEach((port, index) => {
      if (typeof port !== 'string' || /^\d+(:\d+)?$/.test(port) || !/^[a-zA-Z0-9_.-]{1,128}$/.test(port)) return;
      const range = /^(\d+)-(\d+)$/.exec(port);
      const problem = portNameProblem(port);
      if (range) {
        const fixed = `${range[1]}:${range[2]}`;
        site.found({
          message: `"${port}" is not a range of ports: Calico reads it as the name of a port`,
          help: `write "${fixed}", with a colon`,
          fix: write(site.report, 'guess', `write "${fixed}"`, [field, index], fixed),
        }, field, index);
      } else if (problem !== undefined) {
        site.found({ message: `${show(port)} is not the name of a port: ${problem}`, help: 'write the name as the container port has it' }, field, index);
      }
    });
  }
}

function icmpNeedsProtocol(byNumber: boolean): (rule: JsonObject, site: Site) => void {
  return (rule, site) => {
    if (!has(rule, 'icmp')) return;
    if (has(rule, 'protocol') && (isProtocol(rule.protocol, 'ICMP', byNumber) || isProtocol(rule.protocol, 'ICMPv6', byNumber))) return;
    site.found({
      message: 'an ICMP type needs the protocol ICMP or ICMPv6',
      help: 'add `protocol: ICMP` (IPv4) or `protocol: ICMPv6` to the rule',
      fix: has(rule, 'protocol') ? undefined : write(site.report, 'guess', 'add `protocol: ICMP`', ['protocol'], 'ICMP'),
    }, 'icmp');
  };
}

function icmpVersion(byNumber: boolean): (rule: JsonObject, site: Site) => void {
  return (rule, site) => {
    const { ipVersion } = rule;
    if (!has(rule, 'ipVersion')) return;
    for (const field of ['protocol', 'notProtocol']) {
      for (const [protocol, version] of [['ICMP', 4], ['ICMPv6', 6]] as const) {
        if (has(rule, field) && isProtocol(rule[field], protocol, byNumber) && ipVersion !== version) {
          site.found({
            message: `${protocol} exists in IPv${version} only, and the rule is for IPv${show(ipVersion)}`,
            help: `write ${protocol === 'ICMP' ? 'ICMPv6' : 'ICMP'}, or \`ipVersion: ${version}\``,
            fix: write(site.report, 'guess', `write ipVersion: ${version}`, ['ipVersion'], version),
          }, 'ipVersion');
        }
      }
    }
  };
}

function icmpCode(icmp: JsonObject, site: Site): void {
  if (has(icmp, 'code') && !has(icmp, 'type')) {
    site.found({ message: 'an ICMP code means nothing without a type', help: 'add `type`, or remove `code`' }, 'code');
  }
}

function httpProtocol(byNumber: boolean): (rule: JsonObject, site: Site) => void {
  return (rule, site) => {
    if (has(rule, 'http') && has(rule, 'protocol') && !isProtocol(rule.protocol, 'TCP', byNumber)) {
      site.found({
        message: `an HTTP match needs the protocol TCP, not ${textOf(rule.protocol) || show(rule.protocol)}`,
        help: 'write `protocol: TCP`',
        fix: write(site.report, 'guess', 'write `protocol: TCP`', ['protocol'], 'TCP'),
      }, 'protocol');
    }
  };
}

function httpAction(rule: JsonObject, site: Site): void {
  if (has(rule, 'http') && rule.action !== 'Allow') {
    site.found({
      message: `an HTTP match is for Allow rules only, and the action here is ${textOf(rule.action) || 'missing'}`,
      help: 'turn it round: allow the requests that are wanted; what no rule allows is denied',
    }, 'http');
  }
}

function httpEgress(rule: JsonObject, site: Site): void {
  if (has(rule, 'http') && direction(site) === 'egress') {
    site.found({ message: 'an HTTP match is for ingress rules only', help: 'write the rule as ingress of the pods that serve the requests' }, 'http');
  }
}

function httpMethods(http: JsonObject, site: Site): void {
  const methods = listOf(http.methods);
  methods.forEach((method, index) => {
    if (methods.indexOf(method) !== index) {
      site.found({ message: `the method ${show(method)} stands in the list twice`, help: 'remove the repetition', fix: remove(site.report, 'same', 'remove the repetition', ['methods', index]) }, 'methods', index);
    }
  });
}

function httpPaths(http: JsonObject, site: Site): void {
  listOf(http.paths).forEach((path, index) => {
    const { exact, prefix } = objectOf(path);
    const [e, p] = [textOf(exact), textOf(prefix)];
    if (e !== '' && p !== '') {
      site.found({ message: 'a path is either `exact` or `prefix`, not both', help: 'remove one, or write two entries' }, 'paths', index);
    } else if (e === '' && p === '') {
      site.found({ message: 'the path says neither `exact` nor `prefix`', help: 'write `exact: /health` or `prefix: /api`' }, 'paths', index);
    } else if (!(e || p).startsWith('/') || /[? #]/.test(e || p)) {
      site.found({ message: `${show(e || p)} is not a path`, help: 'a path begins with `/` and has no blank, `?` or `#`' }, 'paths', index);
    }
  });
}

function servicesPosition(rule: JsonObject, site: Site): void {
  const wrong = direction(site) === 'egress' ? 'source' : 'destination';
  const right = direction(site) === 'egress' ? 'destination' : 'source';
  if (has(objectOf(rule[wrong]), 'services')) {
    site.found({
      message: `\`services\` stands in the ${wrong} of an ${direction(site)} rule; there it can only be in the ${right}`,
      help: `move it to \`${right}\`, or select the pods behind the service with \`selector\``,
    }, wrong, 'services');
  }
}

function servicesPorts(rule: JsonObject, site: Site): void {
  const destination = objectOf(rule.destination);
  if (!has(destination, 'services')) return;
  for (const field of PORT_LISTS) {
    if (listOf(destination[field]).length > 0) {
      site.found({ message: `\`${field}\` and \`services\` exclude each other: a service brings its own ports`, help: `remove \`${field}\``, fix: remove(site.report, 'guess', `remove \`${field}\``, ['destination', field]) }, 'destination', field);
    }
  }
}

function servicesAlone(entity: JsonObject, site: Site): void {
  if (!has(entity, 'services')) return;
  const filled = ['namespaceSelector', 'selector', 'notSelector'].filter((field) => textOf(entity[field]) !== '');
  filled.push(...NET_LISTS.filter((field) => listOf(entity[field]).length > 0));
  if (has(entity, 'serviceAccounts')) filled.push('serviceAccounts');
  for (const field of filled) {
    site.found({ message: `\`${field}\` and \`services\` exclude each other in one peer`, help: `write two rules, or remove \`${field}\`` }, field);
  }
}

function servicesName(entity: JsonObject, site: Site): void {
  if (isObject(entity.services) && textOf(entity.services.name) === '') {
    site.found({ message: '`services` does not say which service', help: 'add `name` and `namespace`' }, 'services', 'name');
  }
}

function servicesNamespace(isGlobal: boolean): (rule: JsonObject, site: Site) => void {
  return (rule, site) => {
    const side = direction(site) === 'egress' ? 'destination' : 'source';
    const { services } = objectOf(rule[side]);
    if (!isObject(services) || textOf(services.namespace) !== '') return;
    const namespace = isGlobal ? undefined : textOf(objectOf(site.root.metadata).namespace) || undefined;
    site.found({
      message: isGlobal ? '`services` needs a namespace in a policy of the whole cluster'
        : '`services` without a namespace matches nothing: Calico does not take the namespace of the policy',
      help: `add \`namespace${namespace === undefined ? '' : `: ${namespace}`}\``,
      fix: namespace === undefined ? undefined : write(site.report, 'guess', `add namespace: ${namespace}`, [side, 'services', 'namespace'], namespace),
    }, side, 'services', 'namespace');
  };
}

const GLOBAL_HELP = "`global()` stands alone, and only in the `namespaceSelector` of a rule's source or destination";

function globalIn(fields: readonly string[]): (value: JsonObject, site: Site) => void {
  return (value, site) => {
    for (const field of fields) {
      if (textOf(value[field]).includes('global(')) {
        site.found({ message: `\`global()\` cannot stand in \`${field}\` here`, help: GLOBAL_HELP }, field);
      }
    }
  };
}

function globalMixed(entity: JsonObject, site: Site): void {
  const text = textOf(entity.namespaceSelector);
  if (text.includes('global(') && !/^[ \t]*global\([ \t]*\)[ \t]*$/.test(text)) {
    site.found({ message: '`global()` cannot be combined with anything else', help: GLOBAL_HELP }, 'namespaceSelector');
  }
}

function actionMissing(rule: JsonObject, site: Site): void {
  if (textOf(rule.action) === '') {
    site.found({ message: 'the rule has no action', help: 'write `action: Allow`, Deny, Log or Pass', fix: undefined }, 'action');
  }
}

const POLICIES = ['NetworkPolicy', 'GlobalNetworkPolicy', 'StagedNetworkPolicy', 'StagedGlobalNetworkPolicy'];
const NAMESPACED = ['NetworkPolicy', 'StagedNetworkPolicy'];
const GLOBAL = ['GlobalNetworkPolicy', 'StagedGlobalNetworkPolicy'];
const ALWAYS = [24, NOW] as const;

export const POLICY_RULES: readonly Rule[] = [
  { code: 'CAL1004', at: ['Rule'], go: [24, 28], check: portsNeedProtocol(true) },
  { code: 'CAL1004', at: ['Rule'], go: [29, NOW], check: portsNeedProtocol(false) },
  { code: 'CAL1064', at: ['Rule'], go: ALWAYS, check: portsOfPortless },
  { code: 'CAL1053', at: ['Rule'], go: ALWAYS, check: (rule, site) => families(rule, site, { mixed: true }) },
  { code: 'CAL1054', at: ['Rule'], go: ALWAYS, check: (rule, site) => families(rule, site, { mixed: false }) },
  { code: 'CAL1052', at: ['EntityRule'], go: ALWAYS, check: bareAddresses },
  { code: 'CAL1055', at: ['EntityRule'], go: [31, NOW], reported: ALWAYS, check: negatedCatchAll },
  { code: 'CAL1060', at: ['Rule'], go: [24, 32], reported: ALWAYS, check: actionMissing },
  { code: 'CAL1061', at: ['Rule'], go: ALWAYS, check: protocolNames },
  { code: 'CAL1062', at: ['EntityRule'], go: ALWAYS, check: portValues('ports') },
  { code: 'CAL1062', at: ['EntityRule'], go: ALWAYS, check: portValues('notPorts') },
  { code: 'CAL1063', at: ['EntityRule'], go: ALWAYS, check: portNames },
  { code: 'CAL1065', at: ['Rule'], go: [24, 32], check: icmpNeedsProtocol(false) },
  { code: 'CAL1065', at: ['Rule'], kinds: POLICIES, crd: [33, NOW], check: icmpNeedsProtocol(true) },
  { code: 'CAL1066', at: ['ICMPFields'], go: [24, 32], check: icmpCode },
  { code: 'CAL1066', at: ['ICMPFields'], kinds: POLICIES, crd: [32, NOW], check: icmpCode },
  { code: 'CAL1067', at: ['Rule'], go: [24, 32], check: icmpVersion(false) },
  { code: 'CAL1067', at: ['Rule'], kinds: POLICIES, crd: [33, NOW], check: icmpVersion(true) },
  { code: 'CAL1068', at: ['Rule'], go: [24, 32], check: httpProtocol(false) },
  { code: 'CAL1068', at: ['Rule'], kinds: POLICIES, crd: [32, NOW], check: httpProtocol(true) },
  { code: 'CAL1069', at: ['Rule'], go: [24, 32], check: httpAction },
  { code: 'CAL1069', at: ['Rule'], kinds: POLICIES, crd: [32, NOW], check: httpAction },
  { code: 'CAL1070', at: ['Rule'], kinds: POLICIES, go: ALWAYS, check: httpEgress },
  { code: 'CAL1071', at: ['HTTPMatch'], go: ALWAYS, check: httpMethods },
  { code: 'CAL1072', at: ['HTTPMatch'], go: ALWAYS, check: httpPaths },
  { code: 'CAL1073', at: ['Rule'], kinds: POLICIES, go: ALWAYS, check: servicesPosition },
  { code: 'CAL1074', at: ['Rule'], go: [24, 32], check: servicesPorts },
  { code: 'CAL1074', at: ['Rule'], kinds: POLICIES, crd: [32, NOW], check: servicesPorts },
  { code: 'CAL1075', at: ['EntityRule'], go: [24, 32], check: servicesAlone },
  { code: 'CAL1075', at: ['EntityRule'], kinds: POLICIES, crd: [33, NOW], check: servicesAlone },
  { code: 'CAL1076', at: ['EntityRule'], go: [24, 32], check: servicesName },
  { code: 'CAL1076', at: ['EntityRule'], kinds: POLICIES, crd: [33, NOW], check: servicesName },
  { code: 'CAL1077', at: ['Rule'], kinds: GLOBAL, go: ALWAYS, check: servicesNamespace(true) },
  { code: 'CAL1077', at: ['Rule'], kinds: NAMESPACED, reported: ALWAYS, check: servicesNamespace(false) },
  { code: 'CAL1041', at: ['EntityRule'], go: [24, 32], check: globalIn(['selector']) },
  { code: 'CAL1041', at: ['EntityRule'], kinds: POLICIES, crd: [33, NOW], check: globalIn(['selector']) },
  { code: 'CAL1041', at: ['EntityRule'], go: ALWAYS, check: globalMixed },
];

export { globalIn };
