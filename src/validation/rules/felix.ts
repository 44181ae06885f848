import type { JsonObject } from '../../manifest';
import { addressOf, addressOrNet } from '../addresses';
import { isDnsLabel, portNameProblem } from '../names';
import { remove, write } from '../report';
import { NOW, type Rule, type Site } from '../rule';
import { selectorProblem } from '../typed/checks';
import { parseDuration } from '../typed/go-duration';
import { show } from '../words';
import { has, isNumericPort, listOf, objectOf, textOf } from './helpers';

const ALWAYS = [24, NOW] as const;
const MAX_TABLES = 0xffff;
const LAST_TABLE = 0xffffffff;
const number = (value: unknown): number => (typeof value === 'number' ? value : 0);

function nodePortRanges(spec: JsonObject, site: Site): void {
  const ranges = listOf(spec.kubeNodePortRanges);
  if (ranges.length > 7) {
    site.found({ message: `at most 7 ranges of node ports can be given, not ${ranges.length}`, help: 'join ranges that touch' }, 'kubeNodePortRanges');
  }
  ranges.forEach((range, index) => {
    if (typeof range === 'string' && !isNumericPort(range)) {
      site.found({ message: `${show(range)} is a name, and node ports are numbers`, help: 'write a range like "30000:32767"' }, 'kubeNodePortRanges', index);
    }
  });
}

function zeroPort(port: unknown): boolean {
  return port === 0 || (typeof port === 'string' && /^0+(:\d+)?$/.test(port));
}

function portFields(spec: JsonObject, site: Site): void {
  for (const field of ['natPortRange', 'bpfPSNATPorts']) {
    const port = spec[field];
    if (zeroPort(port) || (typeof port === 'string' && !isNumericPort(port) && portNameProblem(port) !== undefined)) {
      site.found({ message: `${show(port)} is not a range of ports`, help: 'write a range like "32768:65535"' }, field);
    }
  }
  listOf(spec.kubeNodePortRanges).forEach((port, index) => {
    if (zeroPort(port)) site.found({ message: '0 is not a port', help: 'write a range like "30000:32767"' }, 'kubeNodePortRanges', index);
  });
}

function externalNodes(spec: JsonObject, site: Site): void {
  listOf(spec.externalNodesList).forEach((item, index) => {
    const net = typeof item === 'string' ? addressOrNet(item) : undefined;
    if (!net || net.family !== 4) {
      site.found({ message: `${show(item)} is not an IPv4 network or address`, help: 'write IPv4 networks in CIDR form' }, 'externalNodesList', index);
    }
  });
}

function openstackRegion(spec: JsonObject, site: Site): void {
  const region = textOf(spec.openstackRegion);
  const limit = 63 - 'openstack-region-'.length;
  if (region !== '' && (region.length > limit || !isDnsLabel(region))) {
    site.found({ message: `${show(region)} cannot become part of a namespace name`, help: `write at most ${limit} lower case letters, digits and \`-\`` }, 'openstackRegion');
  }
}

function addressField(field: string, family: 4 | 6 | undefined): (spec: JsonObject, site: Site) => void {
  return (spec, site) => {
    const text = textOf(spec[field]);
    if (text === '') return;
    const ip = addressOf(text);
    if (!ip || (family !== undefined && ip.family !== family)) {
      site.found({ message: `${show(text)} is not an ${family === undefined ? 'IP' : `IPv${family}`} address`, help: `write an ${family === undefined ? 'IP' : `IPv${family}`} address` }, field);
    }
  };
}

function tableRangeAndRanges(spec: JsonObject, site: Site): void {
  if (has(spec, 'routeTableRange') && has(spec, 'routeTableRanges')) {
    site.found({ message: '`routeTableRange` and `routeTableRanges` exclude each other', help: 'write `routeTableRanges`; the other is the older form', fix: remove(site.report, 'guess', 'remove `routeTableRange`', ['routeTableRange']) }, 'routeTableRange');
  }
}

function tableCount(spec: JsonObject, site: Site): void {
  const count = listOf(spec.routeTableRanges).reduce<number>((sum, range) => sum + number(objectOf(range).max) - number(objectOf(range).min) + 1, 0);
  if (count > MAX_TABLES) {
    site.found({ message: `the ranges hold ${count} routing tables, at most ${MAX_TABLES} are allowed`, help: 'make the ranges smaller' }, 'routeTableRanges');
  }
}

function tableRange(range: JsonObject, site: Site): void {
  const [min, max] = [number(range.min), number(range.max)];
  if (!(min >= 1 && max >= min && max <= 250)) {
    site.found({ message: `a range of routing tables lies within 1 to 250, and this is ${min} to ${max}`, help: 'write for example `min: 1, max: 250`' });
  }
}

function tableIdMin(range: JsonObject, site: Site): void {
  if (number(range.min) < 1) site.found({ message: 'routing tables count from 1', help: 'write `min: 1` or more' }, 'min');
}

function tableIdOrder(range: JsonObject, site: Site): void {
  if (number(range.min) > number(range.max)) site.found({ message: '`min` is greater than `max`', help: 'swap them' }, 'max');
}

function tableIdMax(range: JsonObject, site: Site): void {
  if (number(range.max) > LAST_TABLE) site.found({ message: `there are routing tables up to ${LAST_TABLE}`, help: `write \`max: ${LAST_TABLE}\` or less` }, 'max');
}

function healthName(override: JsonObject, site: Site): void {
  if (!/^[a-zA-Z0-9_ -]+$/.test(textOf(override.name))) {
    site.found({ message: `${show(override.name)} is not the name of a health report`, help: 'write letters, digits, blanks, `_` and `-`' }, 'name');
  }
}

function healthTimeout(override: JsonObject, site: Site): void {
  const timeout = parseDuration(textOf(override.timeout));
  if (timeout !== undefined && timeout < 0n) {
    site.found({ message: 'a timeout is not negative', help: 'write a positive duration, or 0s for none' }, 'timeout');
  }
}

/** Felix reads the protocol in any case, and stops at every one but these, SCTP and none at all among them. */
function failsafeProtocol(port: JsonObject, site: Site): void {
  const { protocol = '' } = port;
  if (typeof protocol !== 'string' || ['TCP', 'UDP'].includes(protocol.toUpperCase())) return;
  site.found({
    message: protocol === '' ? 'the failsafe port has no protocol' : `a failsafe port has the protocol TCP or UDP, not ${protocol}`,
    help: 'write `protocol: TCP` or UDP, or remove the port; nobody refuses it, but Felix cannot read the list, and does not start',
    fix: protocol === '' ? write(site.report, 'guess', 'add `protocol: TCP`', ['protocol'], 'TCP') : undefined,
  }, 'protocol');
}

function failsafeNet(port: JsonObject, site: Site): void {
  const net = textOf(port.net);
  if (net !== '' && !addressOrNet(net)) {
    site.found({ message: `${show(net)} is not a network`, help: 'write a network in CIDR form; nobody refuses it, and Felix cannot use it' }, 'net');
  }
}

function nodeSelectorOfDefault(object: JsonObject, site: Site): void {
  const name = textOf(objectOf(object.metadata).name);
  if ((name === 'default' || name.startsWith('node.')) && has(objectOf(object.spec), 'nodeSelector')) {
    site.found({ message: `the FelixConfiguration ${show(name)} is not for selected nodes`, help: 'give it another name, or remove `nodeSelector`', fix: remove(site.report, 'guess', 'remove `nodeSelector`', ['spec', 'nodeSelector']) }, 'spec', 'nodeSelector');
  }
}

function nodeSelectorSyntax(spec: JsonObject, site: Site): void {
  const problem = selectorProblem(spec.nodeSelector ?? null, site.report);
  if (problem) site.found({ message: problem.message, help: problem.help }, 'nodeSelector');
}

/** Rules about FelixConfiguration. */
export const FELIX_RULES: readonly Rule[] = [
  { code: 'CAL1150', at: ['FelixConfigurationSpec'], go: ALWAYS, check: nodePortRanges },
  { code: 'CAL1062', at: ['FelixConfigurationSpec'], go: ALWAYS, check: portFields },
  { code: 'CAL1057', at: ['FelixConfigurationSpec'], go: ALWAYS, check: externalNodes },
  { code: 'CAL1151', at: ['FelixConfigurationSpec'], go: ALWAYS, check: openstackRegion },
  ...(['natOutgoingAddress', 'deviceRouteSourceAddress', 'deviceRouteSourceAddressIPv6'] as const).flatMap((field): Rule[] => {
    const family = field.endsWith('IPv6') ? 6 : 4;
    return [
      { code: 'CAL1057', at: ['FelixConfigurationSpec'], go: [24, 32], check: addressField(field, family) },
      { code: 'CAL1057', at: ['FelixConfigurationSpec'], go: [33, NOW], check: addressField(field, undefined) },
      { code: 'CAL1057', at: ['FelixConfigurationSpec'], crd: [33, NOW], check: addressField(field, family) },
    ];
  }),
  { code: 'CAL1152', at: ['FelixConfigurationSpec'], go: [24, 32], crd: [32, NOW], check: tableRangeAndRanges },
  { code: 'CAL1153', at: ['FelixConfigurationSpec'], go: ALWAYS, check: tableCount },
  { code: 'CAL1154', at: ['RouteTableRange'], go: ALWAYS, crd: [33, NOW], check: tableRange },
  { code: 'CAL1154', at: ['RouteTableIDRange'], go: ALWAYS, crd: [33, NOW], check: tableIdMin },
  { code: 'CAL1154', at: ['RouteTableIDRange'], go: ALWAYS, crd: [33, NOW], check: tableIdOrder },
  { code: 'CAL1154', at: ['RouteTableIDRange'], go: ALWAYS, check: tableIdMax },
  { code: 'CAL1155', at: ['HealthTimeoutOverride'], go: [25, NOW], check: healthName },
  { code: 'CAL1155', at: ['HealthTimeoutOverride'], go: [25, NOW], check: healthTimeout },
  { code: 'CAL1156', at: ['ProtoPort'], reported: ALWAYS, check: failsafeProtocol },
  { code: 'CAL1050', at: ['ProtoPort'], reported: ALWAYS, check: failsafeNet },
  { code: 'CAL1040', at: ['FelixConfigurationSpec'], reported: [32, NOW], check: nodeSelectorSyntax },
  { code: 'CAL1157', at: ['FelixConfiguration'], crd: [32, NOW], check: nodeSelectorOfDefault },
];
