import type { JsonObject } from '../../manifest';
import { netsOverlap, printNet, tryParseNet } from '../../network';
import { addressOrNet } from '../addresses';
import { write } from '../report';
import { NOW, type Rule, type Site } from '../rule';
import { show } from '../words';
import { has, hasPorts, listOf, objectOf, textOf } from './helpers';

const ALWAYS = [24, NOW] as const;
const nameOf = (site: Site): string => textOf(objectOf(site.root.metadata).name);

const TIER_ORDERS: Readonly<Record<string, { readonly order: number; readonly action: string; readonly first: number; readonly last: number }>> = {
  'default': { order: 1000000, action: 'Deny', first: 29, last: NOW },
  'kube-admin': { order: 1000, action: 'Pass', first: 32, last: NOW },
  'kube-baseline': { order: 10000000, action: 'Pass', first: 32, last: NOW },
  'adminnetworkpolicy': { order: 1000, action: 'Pass', first: 29, last: 31 },
  'baselineadminnetworkpolicy': { order: 10000000, action: 'Pass', first: 30, last: 31 },
};

function builtInTier(site: Site): (typeof TIER_ORDERS)[string] | undefined {
  const name = nameOf(site);
  const tier = Object.hasOwn(TIER_ORDERS, name) ? TIER_ORDERS[name] : undefined;
  return tier && site.minor >= tier.first && site.minor <= tier.last ? tier : undefined;
}

function tierOrder(tier: JsonObject, site: Site): void {
  const builtIn = builtInTier(site);
  if (builtIn && tier.order !== builtIn.order) {
    site.found({
      message: `the tier ${nameOf(site)} is Calico's own and has order ${builtIn.order}`,
      help: `write \`order: ${builtIn.order}\`, or leave the tier out: Calico creates it`,
      fix: write(site.report, 'repair', `write order: ${builtIn.order}`, ['order'], builtIn.order),
    }, 'order');
  }
}

function tierAction(tier: JsonObject, site: Site): void {
  const builtIn = builtInTier(site);
  const action = has(tier, 'defaultAction') ? tier.defaultAction : 'Deny';
  if (builtIn && action !== builtIn.action) {
    site.found({
      message: `the tier ${nameOf(site)} is Calico's own and ends with ${builtIn.action}`,
      help: `write \`defaultAction: ${builtIn.action}\`, or leave the tier out: Calico creates it`,
      fix: write(site.report, 'repair', `write defaultAction: ${builtIn.action}`, ['defaultAction'], builtIn.action),
    }, 'defaultAction');
  }
}

function hostEndpointTarget(spec: JsonObject, site: Site): void {
  if (textOf(spec.interfaceName) === '' && listOf(spec.expectedIPs).length === 0) {
    site.found({ message: 'the host endpoint says neither which interface nor which addresses', help: 'add `interfaceName: eth0` (or `"*"` for all), or `expectedIPs`' });
  }
}

function hostEndpointNode(spec: JsonObject, site: Site): void {
  if (textOf(spec.node) === '') {
    site.found({ message: 'the host endpoint does not say on which node it is', help: 'add `node`, the name of the Node object' }, 'node');
  }
}

function endpointPort(port: JsonObject, site: Site): void {
  if (!hasPorts(port.protocol)) {
    site.found({ message: `a named port needs TCP, UDP or SCTP, not ${textOf(port.protocol) || show(port.protocol)}`, help: 'write `protocol: TCP`', fix: write(site.report, 'guess', 'write `protocol: TCP`', ['protocol'], 'TCP') }, 'protocol');
  }
}

function endpointPortNumber(port: JsonObject, site: Site): void {
  if (!has(port, 'port') || port.port === 0) {
    site.found({ message: 'a named port needs a number from 1 to 65535', help: 'add `port`' }, 'port');
  }
}

function endpointPortName(port: JsonObject, site: Site): void {
  if (textOf(port.name) === '') {
    site.found({ message: 'the port has no name', help: 'add `name`: the name is what policies refer to' }, 'name');
  }
}

function endpointProtocolName(port: JsonObject, site: Site): void {
  const protocol = textOf(port.protocol);
  if (['tcp', 'udp', 'sctp'].includes(protocol)) {
    const right = protocol.toUpperCase();
    site.found({ message: `the protocol ${show(protocol)} is written ${right}`, help: `write ${right}`, fix: write(site.report, 'repair', `write ${right}`, ['protocol'], right) }, 'protocol');
  }
}

const LINK_LOCAL = { 4: tryParseNet('169.254.0.0/16')!, 6: tryParseNet('fe80::/10')! };

/** The pool's network, for the rules that need it. */
function poolNet(spec: JsonObject): ReturnType<typeof addressOrNet> {
  return typeof spec.cidr === 'string' ? addressOrNet(spec.cidr) : undefined;
}

function poolCidr(spec: JsonObject, site: Site): void {
  if (textOf(spec.cidr) === '') {
    site.found({ message: 'the pool does not say which addresses it has', help: 'add `cidr: 192.168.0.0/16`' }, 'cidr');
  }
}

/** CEL reads networks more strictly than Go: a prefix length has no leading zeros. */
function poolCidrStrict(spec: JsonObject, site: Site): void {
  const text = textOf(spec.cidr);
  if (text !== '' && !tryParseNet(text)) {
    site.found({ message: `${show(text)} is not a network`, help: 'write a network in CIDR form, like 192.168.0.0/16, without leading zeros' }, 'cidr');
  }
}

/** Calico's own check of it is that of the field. */
function poolMasked(spec: JsonObject, site: Site): void {
  const net = poolNet(spec);
  if (net && !net.isMasked) {
    const masked = printNet(net.net);
    site.found({ message: `${show(spec.cidr)} has host bits: a /${net.prefix} network does not begin there`, help: `write ${masked}`, fix: write(site.report, 'guess', `write ${masked}`, ['cidr'], masked) }, 'cidr');
  }
}

function poolLinkLocal(spec: JsonObject, site: Site): void {
  const net = poolNet(spec);
  if (net && netsOverlap(net.net, LINK_LOCAL[net.family])) {
    site.found({ message: `the pool overlaps the link-local network ${printNet(LINK_LOCAL[net.family])}`, help: 'choose another network; link-local addresses are not routed' }, 'cidr');
  }
}

function poolBlockSize(spec: JsonObject, site: Site): void {
  const net = poolNet(spec);
  const { blockSize } = spec;
  if (!net || typeof blockSize !== 'number' || blockSize === 0) return;
  const [min, max] = net.family === 4 ? [20, 32] : [116, 128];
  if (blockSize < min || blockSize > max) {
    site.found({ message: `a block of an IPv${net.family} pool is /${min} to /${max}, not /${blockSize}`, help: `write ${net.family === 4 ? 26 : 122}, the default, or another value from ${min} to ${max}` }, 'blockSize');
  }
}

function poolSize(spec: JsonObject, site: Site): void {
  const net = poolNet(spec);
  if (!net || spec.disabled === true) return;
  const block = typeof spec.blockSize === 'number' && spec.blockSize !== 0 ? spec.blockSize : net.family === 4 ? 26 : 122;
  if (net.prefix > block) {
    site.found({ message: `the pool (/${net.prefix}) is smaller than one of its blocks (/${block})`, help: `make the pool /${block} or larger, or set \`blockSize\` to ${net.prefix} or more` }, 'cidr');
  }
}

const isOn = (mode: unknown): boolean => mode === 'Always' || mode === 'CrossSubnet';
const isSet = (mode: unknown): boolean => typeof mode === 'string' && mode !== '' && mode !== 'Never';

function poolEncapsulations(test: (mode: unknown) => boolean): (spec: JsonObject, site: Site) => void {
  return (spec, site) => {
    if (test(spec.ipipMode) && test(spec.vxlanMode)) {
      site.found({ message: 'a pool uses IPIP or VXLAN, not both', help: 'write `Never` into `ipipMode` or `vxlanMode`' }, 'ipipMode');
    }
  };
}

function poolIpv6Ipip(mustBeWritten: boolean): (spec: JsonObject, site: Site) => void {
  return (spec, site) => {
    const net = poolNet(spec);
    const bad = mustBeWritten ? spec.ipipMode !== 'Never' : isSet(spec.ipipMode);
    if (net?.family === 6 && bad) {
      site.found({
        message: mustBeWritten && !has(spec, 'ipipMode') ? 'an IPv6 pool has to say that it does not use IPIP' : 'IPIP does not exist for IPv6 pools',
        help: 'write `ipipMode: Never`; for IPv6 use `vxlanMode`',
        fix: write(site.report, mustBeWritten ? 'repair' : 'guess', 'write ipipMode: Never', ['ipipMode'], 'Never'),
      }, 'ipipMode');
    }
  };
}

const uses = (spec: JsonObject, use: string): boolean => listOf(spec.allowedUses).includes(use);

function loadBalancerEncapsulation(spec: JsonObject, site: Site): void {
  for (const field of ['ipipMode', 'vxlanMode']) {
    if (uses(spec, 'LoadBalancer') && isSet(spec[field])) {
      site.found({ message: 'a pool for load balancers has no encapsulation', help: `write \`${field}: Never\``, fix: write(site.report, 'guess', `write ${field}: Never`, [field], 'Never') }, field);
    }
  }
}

function loadBalancerAlone(spec: JsonObject, site: Site): void {
  if (uses(spec, 'LoadBalancer') && (uses(spec, 'Workload') || uses(spec, 'Tunnel'))) {
    site.found({ message: 'a pool for load balancers serves nothing else', help: 'write one pool for LoadBalancer and another for Workload and Tunnel' }, 'allowedUses');
  }
}

function loadBalancerExport(spec: JsonObject, site: Site): void {
  if (uses(spec, 'LoadBalancer') && spec.disableBGPExport === true) {
    site.found({ message: 'a pool for load balancers has to be exported by BGP', help: 'remove `disableBGPExport`' }, 'disableBGPExport');
  }
}

function loadBalancerNodes(spec: JsonObject, site: Site): void {
  const selector = has(spec, 'nodeSelector') ? spec.nodeSelector : 'all()';
  if (uses(spec, 'LoadBalancer') && selector !== 'all()') {
    site.found({ message: 'a pool for load balancers is for all nodes', help: 'write `nodeSelector: all()`', fix: write(site.report, 'guess', 'write nodeSelector: all()', ['nodeSelector'], 'all()') }, 'nodeSelector');
  }
}

function tunnelNamespaces(spec: JsonObject, site: Site): void {
  if (uses(spec, 'Tunnel') && textOf(spec.namespaceSelector) !== '') {
    site.found({ message: 'a pool for tunnel addresses cannot be limited to namespaces', help: 'remove `namespaceSelector`, or Tunnel from `allowedUses`' }, 'namespaceSelector');
  }
}

function poolGlobal(spec: JsonObject, site: Site): void {
  for (const field of ['nodeSelector', 'namespaceSelector']) {
    if (textOf(spec[field]).includes('global(')) {
      site.found({ message: `\`global()\` cannot stand in the \`${field}\` of a pool`, help: 'remove it; `all()` means every one' }, field);
    }
  }
}

function poolUses(spec: JsonObject, site: Site): void {
  const known = site.minor >= 30 ? ['Workload', 'Tunnel', 'LoadBalancer'] : ['Workload', 'Tunnel'];
  listOf(spec.allowedUses).forEach((use, index) => {
    if (!known.includes(textOf(use))) {
      site.found({ message: `${show(use)} is not a use of a pool`, help: `write ${known.join(', ')}` }, 'allowedUses', index);
    }
  });
}

function legacyIpip(spec: JsonObject, site: Site): void {
  for (const [field, other] of [['ipip', 'ipipMode'], ['nat-outgoing', 'natOutgoing']]) {
    if (has(spec, field) && spec[field] !== false) {
      site.found({ message: `\`${field}\` is the syntax of calicoctl v1`, help: `write \`${other}\`` }, field);
    }
  }
}

/** Rules about everything that is not a policy, BGP or Felix. */
export const RESOURCE_RULES: readonly Rule[] = [
  { code: 'CAL1100', at: ['TierSpec'], go: [24, 32], check: tierOrder },
  { code: 'CAL1100', at: ['TierSpec'], crd: [33, NOW], check: tierOrder },
  { code: 'CAL1101', at: ['TierSpec'], crd: [32, NOW], check: tierAction },
  ...([['go', 24, 32], ['crd', 32, NOW]] as const).flatMap(([by, first, last]): Rule[] => [
    { code: 'CAL1104', at: ['HostEndpointSpec'], [by]: [first, last], check: hostEndpointTarget },
    { code: 'CAL1105', at: ['HostEndpointSpec'], [by]: [first, last], check: hostEndpointNode },
  ]),
  { code: 'CAL1106', at: ['EndpointPort'], go: ALWAYS, check: endpointPort },
  { code: 'CAL1106', at: ['EndpointPort'], go: ALWAYS, check: endpointPortNumber },
  { code: 'CAL1106', at: ['EndpointPort'], go: ALWAYS, check: endpointPortName },
  { code: 'CAL1061', at: ['EndpointPort'], go: ALWAYS, check: endpointProtocolName },
  { code: 'CAL1110', at: ['IPPoolSpec'], go: ALWAYS, check: poolCidr },
  { code: 'CAL1050', at: ['IPPoolSpec'], crd: [33, NOW], check: poolCidrStrict },
  { code: 'CAL1051', at: ['IPPoolSpec'], crd: [33, NOW], check: poolMasked },
  { code: 'CAL1111', at: ['IPPoolSpec'], go: [24, 32], crd: [33, NOW], check: poolLinkLocal },
  { code: 'CAL1112', at: ['IPPoolSpec'], go: [24, 32], crd: [33, NOW], check: poolBlockSize },
  { code: 'CAL1113', at: ['IPPoolSpec'], go: [24, 32], crd: [33, NOW], check: poolSize },
  { code: 'CAL1114', at: ['IPPoolSpec'], go: [24, 32], check: poolEncapsulations(isOn) },
  { code: 'CAL1114', at: ['IPPoolSpec'], crd: [32, NOW], check: poolEncapsulations(isSet) },
  { code: 'CAL1115', at: ['IPPoolSpec'], go: [24, 31], check: poolIpv6Ipip(true) },
  { code: 'CAL1115', at: ['IPPoolSpec'], crd: [32, NOW], check: poolIpv6Ipip(false) },
  { code: 'CAL1116', at: ['IPPoolSpec'], go: [30, 32], crd: [32, NOW], check: loadBalancerEncapsulation },
  { code: 'CAL1117', at: ['IPPoolSpec'], go: [30, 32], crd: [32, NOW], check: loadBalancerAlone },
  { code: 'CAL1116', at: ['IPPoolSpec'], go: [30, 32], crd: [33, NOW], check: loadBalancerExport },
  { code: 'CAL1116', at: ['IPPoolSpec'], go: [30, 32], crd: [33, NOW], check: loadBalancerNodes },
  { code: 'CAL1118', at: ['IPPoolSpec'], go: [31, 32], crd: [33, NOW], check: tunnelNamespaces },
  { code: 'CAL1041', at: ['IPPoolSpec'], go: [31, 32], crd: [33, NOW], check: poolGlobal },
  { code: 'CAL1010', at: ['IPPoolSpec'], go: ALWAYS, check: poolUses },
  { code: 'CAL1007', at: ['IPPoolSpec'], go: [24, 31], check: legacyIpip },
];
