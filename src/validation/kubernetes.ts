/* eslint-disable no-bitwise -- who refuses is a set of bits */
import { isJsonObject, type Json, type JsonObject } from '../manifest';
import { tryParseGoCidr } from '../network';
import { NAMING_CODES } from './codes';
import type { KnownKind } from './kinds';
import { isSubdomain, labelValueProblem, namespaceInName, portNameProblem, qualifiedNameProblem } from './names';
import { APISERVER, NATIVE, Report, write } from './report';
import { closest } from '../findings';
import { has, listOf, objectOf, textOf } from './rules/helpers';
import { schemaCheck } from './schema/check';
import { reportUnknownFields } from './schema/unknown-fields';
import { structOf } from './typed/decode';
import { oneOf, show } from './words';

/** The API server of Kubernetes refuses, however Calico is installed. */
const CLUSTER = APISERVER | NATIVE;

function within(report: Report, path: readonly (string | number)[], check: () => void): void {
  report.at.push(...path);
  check();
  report.at.length -= path.length;
}

function each(report: Report, list: Json | undefined, field: string, check: (item: JsonObject, index: number) => void): void {
  listOf(list).forEach((item, index) => {
    if (isJsonObject(item)) within(report, [field, index], () => check(item, index));
  });
}

const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'];

function labelSelector(selector: Json | undefined, field: string, report: Report): void {
  if (!isJsonObject(selector)) return;
  within(report, [field], () => {
    for (const [key, value] of Object.entries(objectOf(selector.matchLabels))) {
      const problem = qualifiedNameProblem(key) ?? (typeof value === 'string' ? labelValueProblem(value) : undefined);
      if (problem !== undefined) report.add('CAL1180', CLUSTER, { message: `${show(key)}: ${show(value)} is not a label: ${problem}`, help: 'change it' }, 'matchLabels', key);
    }
    each(report, selector.matchExpressions, 'matchExpressions', (expression) => {
      const operator = textOf(expression.operator);
      const values = listOf(expression.values);
      const keyProblem = qualifiedNameProblem(textOf(expression.key));
      if (keyProblem !== undefined) report.add('CAL1180', CLUSTER, { message: `${show(expression.key)} is not the key of a label: ${keyProblem}`, help: 'change it' }, 'key');
      if (!OPERATORS.includes(operator)) {
        const meant = closest(operator, OPERATORS);
        report.add('CAL1180', CLUSTER, { message: `${show(expression.operator)} is not an operator`, help: `write ${oneOf(OPERATORS)}`, fix: meant === undefined ? undefined : write(report, meant.toLowerCase() === operator.toLowerCase() ? 'repair' : 'guess', `write ${meant}`, ['operator'], meant) }, 'operator');
      } else if (operator.endsWith('In') === (values.length === 0)) {
        const [message, help] = values.length === 0 ? [`${operator} needs values`, 'add `values`'] : [`${operator} takes no values`, 'remove `values`'];
        report.add('CAL1180', CLUSTER, { message, help }, 'values');
      }
    });
  });
}

function ipBlock(block: JsonObject, report: Report): void {
  const cidr = textOf(block.cidr);
  const net = tryParseGoCidr(cidr);
  if (!net) {
    report.add('CAL1050', CLUSTER, { message: `${show(block.cidr)} is not a network in CIDR form`, help: 'write for example 10.0.0.0/8' }, 'cidr');
  }
  listOf(block.except).forEach((item, index) => {
    const inner = tryParseGoCidr(textOf(item));
    if (!inner) {
      report.add('CAL1050', CLUSTER, { message: `${show(item)} is not a network in CIDR form`, help: 'write for example 10.1.0.0/16' }, 'except', index);
    } else if (net) {
      const shift = BigInt((net.family === 4 ? 32 : 128) - net.prefix);
      const inside = inner.family === net.family && inner.prefix > net.prefix && inner.base >> shift === net.base >> shift;
      if (!inside) report.add('CAL1181', CLUSTER, { message: `the exception ${show(item)} does not lie inside ${show(block.cidr)}`, help: 'write a part of the network' }, 'except', index);
    }
  });
}

function peer(value: JsonObject, report: Report): void {
  const fields = ['podSelector', 'namespaceSelector', 'ipBlock'].filter((field) => has(value, field));
  if (fields.length === 0) {
    report.add('CAL1182', CLUSTER, { message: 'the peer is empty', help: 'write `podSelector`, `namespaceSelector` or `ipBlock`' });
  } else if (fields.includes('ipBlock') && fields.length > 1) {
    report.add('CAL1182', CLUSTER, { message: '`ipBlock` stands alone in a peer', help: 'make it an entry of its own' }, 'ipBlock');
  }
  labelSelector(value.podSelector, 'podSelector', report);
  labelSelector(value.namespaceSelector, 'namespaceSelector', report);
  if (isJsonObject(value.ipBlock)) within(report, ['ipBlock'], () => ipBlock(objectOf(value.ipBlock), report));
}

function port(value: JsonObject, report: Report): void {
  const { protocol, port: number, endPort } = value;
  const protocols = ['TCP', 'UDP', 'SCTP'];
  if (typeof protocol === 'string' && !protocols.includes(protocol)) {
    const meant = closest(protocol, protocols);
    const isCase = meant?.toLowerCase() === protocol.toLowerCase();
    report.add('CAL1061', CLUSTER, { message: `${show(protocol)} is not a protocol of a Kubernetes NetworkPolicy`, help: `write ${oneOf(protocols)}`, fix: meant && isCase ? write(report, 'repair', `write ${meant}`, ['protocol'], meant) : undefined }, 'protocol');
  }
  const isPort = (candidate: number): boolean => candidate >= 1 && candidate <= 65535;
  if (typeof number === 'number' && !isPort(number)) {
    report.add('CAL1062', CLUSTER, { message: `${number} is not a port`, help: 'write a number from 1 to 65535' }, 'port');
  } else if (typeof number === 'string') {
    const problem = portNameProblem(number);
    const meant = /^\d+$/.test(number) && isPort(Number(number)) ? Number(number) : undefined;
    if (problem !== undefined) {
      report.add('CAL1063', CLUSTER, {
        message: `${show(number)} is not the name of a port: ${problem}`,
        help: meant === undefined ? 'write the name as the container port has it; a range is `port` and `endPort`' : `write ${meant} without quotes`,
        fix: meant === undefined ? undefined : write(report, 'repair', `write ${meant}`, ['port'], meant),
      }, 'port');
    }
  }
  if (typeof endPort === 'number' && (typeof number !== 'number' || endPort < number || endPort > 65535)) {
    report.add('CAL1062', CLUSTER, { message: `\`endPort: ${endPort}\` does not end a range that begins at ${show(number)}`, help: 'write a number that is not smaller than `port`, which has to be a number too' }, 'endPort');
  }
}

/**
 * Calico does not decode this kind: what its decoder would say, the API server of Kubernetes says in its way. What the decoder does not know as
 * a field kubectl refuses where it validates; else it is dropped without a word.
 */
function decoded(object: JsonObject, minor: number, report: Report): Json | undefined {
  const own = new Report();
  const result = structOf('KubeNetworkPolicy', minor).decode(object, own);
  for (const { code, path, refusers, ...remark } of own.issues) {
    report.addAt(code, refusers === 0 || NAMING_CODES.includes(code) ? 0 : CLUSTER, remark, path);
  }
  return result;
}

function networkPolicy(object: JsonObject, minor: number, report: Report): void {
  const spec = objectOf(objectOf(decoded(object, minor, report)).spec);
  within(report, ['spec'], () => {
    labelSelector(spec.podSelector, 'podSelector', report);
    if (!has(spec, 'podSelector')) {
      report.add('CAL1183', 0, { message: 'without `podSelector` the policy is for every pod of the namespace', help: 'write `podSelector: {}` if that is meant' }, 'podSelector');
    }
    for (const [direction, peers] of [['ingress', 'from'], ['egress', 'to']]) {
      each(report, spec[direction], direction, (rule) => {
        each(report, rule.ports, 'ports', (item) => port(item, report));
        each(report, rule[peers], peers, (item) => peer(item, report));
      });
    }
    listOf(spec.policyTypes).forEach((type, index) => {
      if (type !== 'Ingress' && type !== 'Egress') report.add('CAL1010', CLUSTER, { message: `${show(type)} is none of the values that this field takes`, help: 'write Ingress or Egress' }, 'policyTypes', index);
    });
    if (listOf(spec.policyTypes).length === 0) {
      report.add('CAL1081', 0, { message: '`policyTypes` is not written, so it depends on which rules the policy has', help: 'write `policyTypes: [Ingress]`, [Egress] or both' }, 'policyTypes');
    }
  });
}

/** The few CEL rules that the CRDs of the policy working group have. */
function groupRules(known: KnownKind, object: JsonObject, report: Report): void {
  const spec = objectOf(object.spec);
  const isFirstVersion = known.apiVersion.endsWith('v1alpha1');
  within(report, ['spec'], () => {
    each(report, spec.egress, 'egress', (rule) => {
      const peers = listOf(rule.to).map(objectOf);
      listOf(rule.to).forEach((item, index) => {
        listOf(objectOf(item).networks).forEach((net, i) => {
          if (typeof net !== 'string') return;
          // v1alpha1 only asks for dots or colons, and not both.
          const isRefused = isFirstVersion ? net.includes(':') === net.includes('.') : !tryParseGoCidr(net);
          if (isRefused || !tryParseGoCidr(net)) report.add('CAL1050', isRefused ? CLUSTER : 0, { message: `${show(net)} is not a network in CIDR form`, help: 'write for example 10.0.0.0/8' }, 'to', index, 'networks', i);
        });
      });
      const named = listOf(rule.ports).findIndex((item) => has(objectOf(item), 'namedPort'));
      if (isFirstVersion && named >= 0 && peers.some((item) => has(item, 'networks') || has(item, 'nodes'))) {
        report.add('CAL1184', CLUSTER, { message: 'named ports belong to pods, and this rule also goes to networks or nodes', help: 'write numbers, or another rule' }, 'ports', named);
      }
    });
    for (const direction of ['ingress', 'egress']) {
      each(report, spec[direction], direction, (rule) => {
        each(report, rule.protocols, 'protocols', (item) => {
          for (const name of ['tcp', 'udp', 'sctp']) {
            const range = objectOf(objectOf(objectOf(item[name]).destinationPort).range);
            if (typeof range.start === 'number' && typeof range.end === 'number' && range.start >= range.end) {
              report.add('CAL1062', CLUSTER, { message: `the range ${range.start} to ${range.end} is no range`, help: 'write a start that is smaller than the end, or `number` for one port' }, name, 'destinationPort', 'range');
            }
          }
        });
      });
    }
  });
}

/** Checks the policy kinds of Kubernetes itself. */
export function checkKubernetesPolicy(known: KnownKind, object: JsonObject, minor: number, report: Report): void {
  const metadata = objectOf(object.metadata);
  const name = textOf(metadata.name);
  if (name === '' && textOf(metadata.generateName) === '') {
    report.add('CAL1020', CLUSTER, { message: 'the object has no name', help: 'add `metadata.name`' }, 'metadata', 'name');
  } else if (name !== '' && !isSubdomain(name)) {
    report.add('CAL1021', CLUSTER, { message: `${show(name)} is not a name`, help: `a name takes lower case letters, digits, \`-\` and \`.\`${known.isNamespaced ? namespaceInName(name) : ''}` }, 'metadata', 'name');
  }
  if (known.onlyName !== undefined && name !== '' && name !== known.onlyName) {
    report.add('CAL1026', CLUSTER, { message: `a ${known.kind} can only be called \`${known.onlyName}\``, help: `write \`name: ${known.onlyName}\`` }, 'metadata', 'name');
  }
  if (known.kind === 'NetworkPolicy') {
    networkPolicy(object, minor, report);
    return;
  }
  schemaCheck(known.apiVersion, known.kind, minor)!(object, report, CLUSTER);
  reportUnknownFields(known.apiVersion, known.kind, minor, object, report);
  groupRules(known, object, report);
}
