import { expectCases, expectTold } from './boundaries';

test('fields that another minor has', () => {
  expectCases([
    ['CAL1007', 'Kcc', '{controllers: {policyMigration: {enabled: Disabled}}}', 'controllers.policyMigration 24-31 ca ask -, 33 ca ask -'],
    ['CAL1005', 'Kcc', '{controllers: {policyMigration: {enabled: Disabled}}}', ''],
    ['CAL1010', 'Kcc', '{controllers: {policyMigration: {enabled: disabled}}}', 'controllers.policyMigration.enabled 32 can safe ="Disabled"'],
  ]);
  expectTold([
    ['CAL1007', 'G', 26, '{performanceHints: []}', 'performanceHints: Calico v3.26 has no field `performanceHints` here: it exists since Calico v3.27',
      'remove it, or choose another target version', 'remove `performanceHints`'],
    ['CAL1007', 'Felix', 32, '{iptablesLockTimeout: 1s}',
      'iptablesLockTimeout: Calico v3.32 has no field `iptablesLockTimeout` here: it is gone since Calico v3.32',
      'remove it, or choose another target version', 'remove `iptablesLockTimeout`'],
    ['CAL1007', 'Kcc', 31, '{controllers: {policyMigration: {}}}',
      'controllers.policyMigration: Calico v3.31 has no field `policyMigration` here: it exists since Calico v3.32',
      'remove it, or choose another target version', 'remove `policyMigration`'],
    ['CAL1007', 'Kcc', 33, '{controllers: {policyMigration: {}}}',
      'controllers.policyMigration: Calico v3.33 has no field `policyMigration` here: it is gone since Calico v3.33',
      'remove it, or choose another target version', 'remove `policyMigration`'],
  ]);
});

const KUBE = 'podSelector: {}, policyTypes: [Ingress]';

test("the syntax of Kubernetes in Calico's kinds, and the other way round", () => {
  expectCases([
    ['CAL1017', 'G.in', '{action: Allow, policyTypes: []}', 'policyTypes 24- ca ask -'],
    // What the field selects or denies must not get lost.
    ['CAL1017', 'SK', `{${KUBE}, ingress: [{action: Allow}]}`, 'action 30- ca ask -'],
    ['CAL1017', 'SK', `{${KUBE}, ingress: [{action: Deny}]}`, 'action 30- ca'],
    ['CAL1017', 'SK', `{${KUBE}, ingress: [{action: Allow, source: {}}]}`, 'action 30- ca ask - ; source 30- ca'],
    ['CAL1017', 'SK', '{podSelector: {selector: all()}, policyTypes: [Ingress]}', 'podSelector.selector 30- ca'],
    ['CAL1017', 'SK', `{${KUBE}, ingress: [{from: [{ipBlock: {nets: []}}]}]}`, 'from[0].ipBlock.nets 30- ca'],
    // A kind of Calico, though its name begins as those of Kubernetes do.
    ['CAL1017', 'Kcc', '{controllers: {}, types: a}', '', '{controllers: {}, source: a}'],
    // No policy, so nobody meant that of Kubernetes.
    ['CAL1017', 'Kcc', '{controllers: {}, subject: a}', ''],
    ['CAL1017', 'Peer', '{peerIP: 10.0.0.1, asNumber: 64512, port: 179}', ''],
    ['CAL1017', 'Tier', '{order: 1, priority: 2}', ''],
  ]);
  expectTold([
    ['CAL1017', 'SK', 33, `{${KUBE}, ingress: [{action: Allow}]}`,
      'action: `action` is the syntax of Calico, and this is a kind with Kubernetes syntax',
      'a Kubernetes NetworkPolicy only allows; what no rule allows is denied', 'remove `action`'],
    ['CAL1017', 'G', 33, '{policyTypes: [Ingress]}',
      'policyTypes: `policyTypes` is the syntax of Kubernetes, and this is a kind with Calico syntax', 'Calico calls the field `types`',
      'rename it to `types`'],
  ]);
});

test('fields of the commercial editions', () => {
  const message = (field: string): string => `\`${field}\` is a field of Calico Enterprise and Calico Cloud; open source Calico does not have it`;
  expectTold([
    ['CAL1018', 'G.in', 33, '{action: Deny, dropActionOverride: x}', `dropActionOverride: ${message('dropActionOverride')}`,
      'remove it and try a policy without enforcing it with its staged twin (policy.addStaged), and log with a Log rule before the Deny,'
      + ' or say that the target is the Enterprise edition', 'remove `dropActionOverride`'],
    ['CAL1018', 'Peer', 33, '{bfdProfile: x}', `bfdProfile: ${message('bfdProfile')}`, 'remove it, or say that the target is the Enterprise edition',
      'remove `bfdProfile`'],
  ]);
});

test('what is said with another field', () => {
  const named = "a namespace is named by a selector: `namespaceSelector: projectcalico.org/name == 'shop'`";
  const several = "namespaces are named by a selector: `namespaceSelector: projectcalico.org/name in {'shop', 'data'}`";
  const ports = 'ports stand in `destination` (or `source`), and `protocol` in the rule';
  const none = (field: string): string => `there is no field \`${field}\` here`;
  expectCases([
    ['CAL1005', 'G.in', '{action: Allow, source: {namespace: shop}}', 'source.namespace 24- ca'],
    ['CAL1005', 'G.in', '{action: Allow, ports: [80]}', 'ports 24- ca'],
  ]);
  expectTold([
    ['CAL1005', 'G.in', 33, '{action: Allow, source: {namespace: shop}}', `source.namespace: ${none('namespace')}`, named],
    ['CAL1005', 'G', 33, '{namespaces: [shop]}', `namespaces: ${none('namespaces')}`, several],
    ['CAL1005', 'G.in', 33, '{action: Allow, ports: [80]}', `ports: ${none('ports')}`, ports],
    ['CAL1005', 'Peer', 33, '{peerIP: 10.0.0.1, asNumber: 64512, port: 179}', `port: ${none('port')}`, 'the port stands behind the address: `peerIP: 10.0.0.1:179`'],
    ['CAL1005', 'Tier', 33, '{priority: 1}', `priority: ${none('priority')}`, 'did you mean `order`?', 'rename it to `order`'],
    ['CAL1005', 'Pool', 31, '{cidr: 10.0.0.0/16, namespace: shop}', `namespace: ${none('namespace')}`, named],
    // An IPPool has namespaceSelector since v3.31, a Tier never.
    ['CAL1005', 'Pool', 30, '{cidr: 10.0.0.0/16, namespace: shop}', `namespace: ${none('namespace')}`,
      'what can stand here: vxlanMode, ipipMode, natOutgoing, disabled, disableBGPExport, blockSize, nodeSelector, ipip, nat-outgoing, allowedUses or assignmentMode',
      'remove `namespace`'],
    ['CAL1005', 'Tier', 33, '{order: 1, ports: []}', `ports: ${none('ports')}`, 'what can stand here: defaultAction', 'remove `ports`'],
  ]);
});

test('fields that are meant', () => {
  expectCases([
    // Only what the minor has, and what is not there yet.
    ['CAL1005', 'G', '{tir: a}', 'tir 24-28 ca ask -, 29- ca ask >tier'],
    ['CAL1005', 'G', '{tier: a, tir: b}', 'tir 24- ca ask -'],
    ['CAL1005', 'Felix', '{iptablesLockTimeot: 1s}', 'iptablesLockTimeot 24-31 ca ask >iptablesLockTimeout, 32- ca ask -'],
    ['CAL1005', 'G', '{selector: all(), selectr: has(a)}', 'selectr 24- ca ask -'],
    ['CAL1005', 'G.in', '{action: Allow, source: {Cidrs: [10.0.0.0/8]}}', 'source.Cidrs 24- ca ask >nets'],
    ['CAL1005', 'Tier', '{order: 1, cidr: 10.0.0.0/8}', 'cidr 29- ca ask -'],
  ]);
  const none = 'zzz: there is no field `zzz` here';
  expectTold([
    ['CAL1005', 'G', 33, '{selectr: all()}', 'selectr: there is no field `selectr` here', 'did you mean `selector`?', 'rename it to `selector`'],
    ['CAL1005', 'Tier', 33, '{zzz: 1}', none, 'what can stand here: order or defaultAction', 'remove `zzz`'],
    ['CAL1005', 'Tier', 33, '{order: 1, defaultAction: Deny, zzz: 1}', none, 'remove it', 'remove `zzz`'],
    // Fifteen are too many to be listed.
    ['CAL1005', 'Peer', 33, '{peerIP: 192.0.2.1, asNumber: 1, node: a, zzz: 1}', none, 'remove it', 'remove `zzz`'],
    ['CAL1005', 'Peer', 33, '{peerIP: 192.0.2.1, asNumber: 1, node: a, filters: [], zzz: 1}', none,
      'what can stand here: nodeSelector, localASNumber, peerSelector, keepOriginalNextHop, nextHopMode, password, sourceAddress, maxRestartTime,'
      + ' numAllowedLocalASNumbers, ttlSecurity, reachableBy, localWorkloadSelector, reversePeering or keepaliveTime', 'remove `zzz`'],
  ]);
});

const SPEC = 'tier: Admin, priority: 1, subject: {namespaces: {}}';

test('fields that the CRDs of the policy working group do not name', () => {
  expectCases([
    ['CAL1005', 'CNP', `{${SPEC}, ingresss: []}`, 'ingresss 32- error ask >ingress'],
    ['CAL1005', 'CNP', `{${SPEC}, ingress: [], ingresss: []}`, 'ingresss 32- error ask -'],
    ['CAL1005', 'CNP', '{tier: Admin, priority: 1, subject: {namespaces: {}, zzz: 1}, ingress: [{from: [{x: 1}]}]}',
      'subject.zzz 32- error ask - ; from[0].x 32- error ask -'],
    ['CAL1005', 'ANP', '{priority: 1, subject: {namespaces: {}}, tier: Admin}', 'tier 29-31 error ask -'],
    ['CAL1005', 'BANP', '{subject: {namespaces: {}}, priority: 1}', 'priority 30-31 error ask -'],
    // Labels are named by people, and metadata by Kubernetes; what has the wrong type has no fields.
    ['CAL1005', 'CNP', '{subject: {namespaces: {matchLabels: {a: b}}}}', '', 'metadata: {name: a, foo: {bar: 1}}, spec: {}', '{subject: [{a: 1}]}',
      '{subject: [[a], null, 1]}', '{subject: abc}', '{tier: {a: 1}, ingress: {action: Allow}}', '{tier: [{a: 1}]}', 'metadata: {name: a}, spec: null',
      'metadata: {name: a}, spec: {ingress: null}'],
  ]);
  const message = (field: string): string => `there is no field \`${field}\` here; kubectl refuses it where it validates, else it is dropped without a word`;
  expectTold([
    ['CAL1005', 'CNP', 33, `{${SPEC}, ingresss: []}`, `ingresss: ${message('ingresss')}`, 'did you mean `ingress`?', 'rename it to `ingress`'],
    ['CAL1005', 'ANP', 31, '{priority: 1, subject: {namespaces: {}}, tier: Admin}', `tier: ${message('tier')}`, 'what can stand here: egress or ingress',
      'remove `tier`'],
    ['CAL1005', 'CNP', 33, '{egress: [{protocols: [{tcp: {destinationPort: {range: {start: 1, end: 2, step: 3}}}}]}]}',
      `protocols[0].tcp.destinationPort.range.step: ${message('step')}`, 'remove it', 'remove `step`'],
  ]);
});
