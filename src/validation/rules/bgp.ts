import type { Json, JsonObject } from '../../manifest';
import { addressOf, addressOrNet } from '../addresses';
import { remove } from '../report';
import { NOW, type Rule, type Site } from '../rule';
import { splitPeerAddress } from '../typed/checks';
import { show } from '../words';
import { has, listOf, objectOf, textOf } from './helpers';

const ALWAYS = [24, NOW] as const;
const FILTER_RULES = ['BGPFilterRuleV4', 'BGPFilterRuleV6'];

/** Two fields of which only one can be set. */
function exclude(a: string, b: string, why: string): (spec: JsonObject, site: Site) => void {
  const filled = (value: Json | undefined): boolean => value !== undefined && value !== null && value !== '' && value !== 0 && value !== false;
  return (spec, site) => {
    if (filled(spec[a]) && filled(spec[b])) {
      site.found({ message: `\`${a}\` and \`${b}\` exclude each other`, help: why, fix: remove(site.report, 'guess', `remove \`${a}\``, [a]) }, a);
    }
  };
}

function workloadAs(spec: JsonObject, site: Site): void {
  if (textOf(spec.localWorkloadSelector) !== '' && (!has(spec, 'asNumber') || spec.asNumber === 0)) {
    site.found({ message: '`localWorkloadSelector` needs `asNumber`', help: 'add the AS number of the workloads' }, 'asNumber');
  }
}

function reachableWithoutPeer(spec: JsonObject, site: Site): void {
  if (textOf(spec.reachableBy) !== '' && textOf(spec.peerIP) === '') {
    site.found({ message: '`reachableBy` needs `peerIP`', help: 'add `peerIP`, or remove `reachableBy`' }, 'reachableBy');
  }
}

function reachableFamily(spec: JsonObject, site: Site): void {
  const gateway = addressOf(textOf(spec.reachableBy));
  const peer = splitPeerAddress(textOf(spec.peerIP));
  const address = peer && addressOf(peer.ip);
  if (gateway && textOf(spec.peerIP) !== '' && (!address || address.family !== gateway.family)) {
    site.found({ message: '`reachableBy` and `peerIP` are of different IP versions', help: 'write addresses of one IP version' }, 'reachableBy');
  }
}

function nextHop(spec: JsonObject, site: Site): void {
  if (spec.keepOriginalNextHop === true && has(spec, 'nextHopMode')) {
    site.found({ message: '`keepOriginalNextHop` and `nextHopMode` exclude each other', help: 'write `nextHopMode: Keep` alone', fix: remove(site.report, 'guess', 'remove `keepOriginalNextHop`', ['keepOriginalNextHop']) }, 'keepOriginalNextHop');
  }
}

function filterOperator(rule: JsonObject, site: Site): void {
  const [cidr, operator] = [textOf(rule.cidr), textOf(rule.matchOperator)];
  if ((cidr === '') !== (operator === '')) {
    site.found({ message: '`cidr` and `matchOperator` stand together or not at all', help: cidr === '' ? 'add `cidr`' : 'add `matchOperator: In`, Equal, NotIn or NotEqual' }, cidr === '' ? 'cidr' : 'matchOperator');
  }
}

function filterPrefix(rule: JsonObject, site: Site): void {
  if (has(rule, 'prefixLength') && textOf(rule.cidr) === '') {
    site.found({ message: '`prefixLength` needs `cidr`', help: 'add `cidr` and `matchOperator`' }, 'prefixLength');
  }
}

function filterOperations(rule: JsonObject, site: Site): void {
  if (listOf(rule.operations).length > 0 && rule.action !== 'Accept') {
    site.found({ message: 'operations change routes that are accepted, and this rule does not accept', help: 'write `action: Accept`, or remove `operations`' }, 'operations');
  }
}

/** Undefined: not the form of a community at all. */
function communityProblem(value: string): string | undefined | false {
  const bits = /^\d+:\d+$/.test(value) ? 16 : /^\d+:\d+:\d+$/.test(value) ? 32 : undefined;
  if (bits === undefined) return undefined;
  return value.split(':').every((part) => Number(part) < 2 ** bits) ? false : `each number of a ${bits === 16 ? 'standard' : 'large'} community is at most ${2 ** bits - 1}`;
}

const COMMUNITY_HELP = 'write aa:nn (two numbers up to 65535) or aa:nn:mm (three up to 4294967295)';

function communities(spec: JsonObject, site: Site): void {
  const defined = new Set(listOf(spec.communities).map((community) => textOf(objectOf(community).name)));
  listOf(spec.communities).forEach((community, index) => {
    const value = textOf(objectOf(community).value);
    const problem = communityProblem(value);
    if (problem !== false) {
      site.found({ message: `${show(value)} is not a BGP community${problem ? `: ${problem}` : ''}`, help: COMMUNITY_HELP }, 'communities', index, 'value');
    }
  });
  listOf(spec.prefixAdvertisements).forEach((advertisement, index) => {
    listOf(objectOf(advertisement).communities).forEach((value, i) => {
      const problem = communityProblem(textOf(value));
      if (problem !== false && (problem !== undefined || !defined.has(textOf(value)))) {
        site.found({ message: `${show(value)} is neither a BGP community nor the name of one in \`communities\``, help: COMMUNITY_HELP }, 'prefixAdvertisements', index, 'communities', i);
      }
    });
    const cidr = textOf(objectOf(advertisement).cidr);
    if (cidr !== '' && !addressOrNet(cidr)) {
      site.found({ message: `${show(cidr)} is not a network`, help: 'write a network in CIDR form' }, 'prefixAdvertisements', index, 'cidr');
    }
  });
}

function unusedCommunities(spec: JsonObject, site: Site): void {
  if (listOf(spec.communities).length > 0 && listOf(spec.prefixAdvertisements).length === 0) {
    site.found({ message: '`communities` are defined and nothing is advertised with them', help: 'add `prefixAdvertisements`, or remove `communities`' }, 'communities');
  }
}

function meshOff(field: string): (spec: JsonObject, site: Site) => void {
  return (spec, site) => {
    if (spec.nodeToNodeMeshEnabled === false && has(spec, field)) {
      site.found({ message: `\`${field}\` means nothing while the mesh is off`, help: `remove \`${field}\`, or write \`nodeToNodeMeshEnabled: true\``, fix: remove(site.report, 'guess', `remove \`${field}\``, [field]) }, field);
    }
  };
}

const EITHER = 'they are two ways to say the same thing; keep one';

/** Rules about BGPConfiguration, BGPPeer and BGPFilter. */
export const BGP_RULES: readonly Rule[] = [
  { code: 'CAL1132', at: ['BGPPeerSpec'], go: [24, 32], crd: [32, NOW], check: exclude('node', 'nodeSelector', EITHER) },
  { code: 'CAL1132', at: ['BGPPeerSpec'], go: [24, 32], crd: [32, NOW], check: exclude('peerIP', 'peerSelector', EITHER) },
  { code: 'CAL1132', at: ['BGPPeerSpec'], go: [24, 32], crd: [32, NOW], check: exclude('asNumber', 'peerSelector', 'nodes that are selected bring their own AS number') },
  { code: 'CAL1132', at: ['BGPPeerSpec'], go: [30, 32], crd: [32, NOW], check: exclude('peerIP', 'localWorkloadSelector', 'workloads that are selected bring their own address') },
  { code: 'CAL1132', at: ['BGPPeerSpec'], go: [30, 32], crd: [32, NOW], check: exclude('peerSelector', 'localWorkloadSelector', 'a peer is a node or a workload; write two objects') },
  { code: 'CAL1133', at: ['BGPPeerSpec'], go: [30, 32], crd: [32, NOW], check: workloadAs },
  { code: 'CAL1134', at: ['BGPPeerSpec'], go: [25, 32], crd: [33, NOW], check: reachableWithoutPeer },
  { code: 'CAL1134', at: ['BGPPeerSpec'], go: [25, NOW], check: reachableFamily },
  { code: 'CAL1132', at: ['BGPPeerSpec'], go: [31, 32], crd: [33, NOW], check: nextHop },
  { code: 'CAL1136', at: FILTER_RULES, go: [26, 32], crd: [32, NOW], check: filterOperator },
  { code: 'CAL1136', at: FILTER_RULES, go: [29, 32], crd: [32, NOW], check: filterPrefix },
  { code: 'CAL1137', at: FILTER_RULES, crd: [32, NOW], check: filterOperations },
  { code: 'CAL1138', at: ['BGPConfigurationSpec'], go: ALWAYS, check: communities },
  { code: 'CAL1139', at: ['BGPConfigurationSpec'], go: [24, 32], crd: [33, NOW], check: unusedCommunities },
  { code: 'CAL1140', at: ['BGPConfigurationSpec'], go: [24, 32], crd: [32, NOW], check: meshOff('nodeMeshPassword') },
  { code: 'CAL1140', at: ['BGPConfigurationSpec'], go: [24, 32], crd: [32, NOW], check: meshOff('nodeMeshMaxRestartTime') },
];
