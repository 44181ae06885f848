import type { JsonObject } from '../../src/manifest';
import { CalicoVersion } from '../../src/target';
import { validateManifest } from '../../src/validation';

const { V3_24, V3_26, V3_28, V3_29, V3_30, V3_31, V3_32, V3_33 } = CalicoVersion;

/** Who refuses the code, or undefined when it is not reported. */
function refusers(version: CalicoVersion, code: string, kind: string, spec: JsonObject, metadata: JsonObject = { name: 'example' }): string | undefined {
  const findings = validateManifest({ object: { apiVersion: 'projectcalico.org/v3', kind, metadata, spec }, origin: {} }, { version });
  return findings.find((finding) => finding.code === code)?.refusedBy.join(' ');
}

const gnp = (rule: JsonObject): JsonObject => ({ types: ['Ingress'], ingress: [rule] });
const ALL = 'calicoctl apiserver native';

describe('what changed between versions', () => {
  test.each<[CalicoVersion, string, string, JsonObject, string | undefined]>([
    [V3_28, 'CAL1003', 'Tier', {}, 'calicoctl apiserver'],
    [V3_29, 'CAL1003', 'Tier', {}, undefined],
    [V3_26, 'CAL1007', 'GlobalNetworkPolicy', { types: ['Ingress'], performanceHints: [] }, 'calicoctl apiserver'],
    [V3_31, 'CAL1013', 'GlobalNetworkPolicy', { types: [] }, undefined],
    [V3_32, 'CAL1013', 'GlobalNetworkPolicy', { types: [] }, 'native'],
    [V3_31, 'CAL1060', 'GlobalNetworkPolicy', gnp({ action: 'allow' }), 'calicoctl apiserver'],
    [V3_33, 'CAL1060', 'GlobalNetworkPolicy', gnp({ action: 'allow' }), ALL],
    [V3_28, 'CAL1004', 'GlobalNetworkPolicy', gnp({ action: 'Allow', destination: { ports: ['http'] } }), 'calicoctl apiserver'],
    [V3_33, 'CAL1004', 'GlobalNetworkPolicy', gnp({ action: 'Allow', destination: { ports: ['http'] } }), undefined],
    [V3_33, 'CAL1004', 'GlobalNetworkPolicy', gnp({ action: 'Allow', destination: { ports: [80] } }), 'calicoctl apiserver'],
    [V3_30, 'CAL1055', 'GlobalNetworkPolicy', gnp({ action: 'Allow', source: { notNets: ['0.0.0.0/0'] } }), ''],
    [V3_31, 'CAL1055', 'GlobalNetworkPolicy', gnp({ action: 'Allow', source: { notNets: ['0.0.0.0/0'] } }), 'calicoctl apiserver'],
    [V3_32, 'CAL1065', 'GlobalNetworkPolicy', gnp({ action: 'Allow', protocol: 1, icmp: { type: 8 } }), 'calicoctl apiserver'],
    [V3_33, 'CAL1065', 'GlobalNetworkPolicy', gnp({ action: 'Allow', protocol: 1, icmp: { type: 8 } }), undefined],
    [V3_31, 'CAL1115', 'IPPool', { cidr: 'fd00::/48' }, 'calicoctl apiserver'],
    [V3_32, 'CAL1115', 'IPPool', { cidr: 'fd00::/48' }, undefined],
    [V3_32, 'CAL1104', 'HostEndpoint', { node: 'a' }, 'calicoctl apiserver native'],
    [V3_30, 'CAL1025', 'GlobalNetworkPolicy', { types: ['Ingress'], tier: 'security' }, 'calicoctl apiserver'],
    [V3_32, 'CAL1025', 'GlobalNetworkPolicy', { types: ['Ingress'], tier: 'security' }, undefined],
    [V3_24, 'CAL1007', 'IPPool', { 'cidr': '10.0.0.0/16', 'nat-outgoing': true }, 'calicoctl apiserver'],
  ])('%s %s in %s', (version, code, kind, spec, expected) => {
    expect(refusers(version, code, kind, spec)).toBe(expected);
  });
});
