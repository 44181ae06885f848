import { App, Chart, Testing } from 'cdk8s';
import { DenyNodePorts, FelixConfiguration, HostBlock, HostProtection, IksHostPolicies, Selector } from 'cdk8s-calico';

const newChart = () => new Chart(new App(), 'test', { disableResourceNameHashes: true });

test("IksHostPolicies: document 002's six policies", () => {
  const chart = newChart();
  new IksHostPolicies(chart, 'iks', { managementNets: ['10.0.0.0/8'] });
  const summary = Testing.synth(chart).map(({ metadata, spec }) => ({
    name: metadata.name, order: spec.order, types: spec.types.join(), preDNAT: spec.preDNAT, rules: spec.ingress ?? spec.egress,
  }));
  expect(summary).toMatchInlineSnapshot(`
[
  {
    "name": "allow-all-outbound",
    "order": 1500,
    "preDNAT": undefined,
    "rules": [
      {
        "action": "Allow",
      },
    ],
    "types": "Egress",
  },
  {
    "name": "allow-bigfix-port",
    "order": 1510,
    "preDNAT": undefined,
    "rules": [
      {
        "action": "Allow",
        "destination": {
          "ports": [
            52311,
          ],
        },
        "protocol": "TCP",
      },
      {
        "action": "Allow",
        "destination": {
          "ports": [
            52311,
          ],
        },
        "protocol": "UDP",
      },
    ],
    "types": "Ingress",
  },
  {
    "name": "allow-icmp",
    "order": 1520,
    "preDNAT": undefined,
    "rules": [
      {
        "action": "Allow",
        "icmp": {
          "type": 8,
        },
        "protocol": "ICMP",
      },
      {
        "action": "Allow",
        "icmp": {
          "type": 128,
        },
        "protocol": "ICMPv6",
      },
    ],
    "types": "Ingress",
  },
  {
    "name": "allow-node-port-dnat",
    "order": 1530,
    "preDNAT": true,
    "rules": [
      {
        "action": "Allow",
        "destination": {
          "ports": [
            "30000:32767",
          ],
        },
        "protocol": "TCP",
      },
      {
        "action": "Allow",
        "destination": {
          "ports": [
            "30000:32767",
          ],
        },
        "protocol": "UDP",
      },
    ],
    "types": "Ingress",
  },
  {
    "name": "allow-sys-mgmt",
    "order": 1540,
    "preDNAT": undefined,
    "rules": [
      {
        "action": "Allow",
        "source": {
          "nets": [
            "10.0.0.0/8",
          ],
        },
      },
    ],
    "types": "Ingress",
  },
  {
    "name": "allow-vrrp",
    "order": 1550,
    "preDNAT": undefined,
    "rules": [
      {
        "action": "Allow",
        "protocol": 112,
      },
    ],
    "types": "Ingress",
  },
]
`);
});

test("DenyNodePorts: document 002's policy as Calico takes it today", () => {
  const chart = newChart();
  new DenyNodePorts(chart, 'deny');
  expect(Testing.synth(chart)).toMatchInlineSnapshot(`
[
  {
    "apiVersion": "projectcalico.org/v3",
    "kind": "GlobalNetworkPolicy",
    "metadata": {
      "labels": {
        "projectcalico.org/tier": "default",
      },
      "name": "deny-kube-node-port-services",
    },
    "spec": {
      "applyOnForward": true,
      "ingress": [
        {
          "action": "Deny",
          "destination": {
            "ports": [
              "30000:32767",
            ],
          },
          "protocol": "TCP",
        },
        {
          "action": "Deny",
          "destination": {
            "ports": [
              "30000:32767",
            ],
          },
          "protocol": "UDP",
        },
      ],
      "order": 1000,
      "preDNAT": true,
      "selector": "ibm.role in {"master_public", "worker_public"}",
      "tier": "default",
      "types": [
        "Ingress",
      ],
    },
  },
]
`);
});

test('exceptions come before the denial', () => {
  const chart = newChart();
  new DenyNodePorts(chart, 'deny', { exceptNets: ['10.0.0.0/8'], exceptPorts: [30080], fromNets: ['0.0.0.0/0'] });
  const [{ spec }] = Testing.synth(chart);
  expect(spec.ingress.map((rule: any) => `${rule.action} ${rule.protocol} ${rule.source?.nets ?? 'any'} ${rule.destination.ports}`)).toEqual([
    'Allow TCP 10.0.0.0/8 30000:32767',
    'Allow UDP 10.0.0.0/8 30000:32767',
    'Allow TCP any 30080',
    'Allow UDP any 30080',
    'Deny TCP 0.0.0.0/0 30000:32767',
    'Deny UDP 0.0.0.0/0 30000:32767',
  ]);
});

test('networks of both IP versions go into rules of their own', () => {
  const chart = newChart();
  const nets = ['10.0.0.0/8', 'fd00::/8', '192.0.2.1'];
  new HostProtection(chart, 'hosts', { selector: Selector.label('host').exists(), blocks: [HostBlock.allowSsh(...nets), HostBlock.allowSysMgmt(...nets)] });
  new DenyNodePorts(chart, 'deny', { fromNets: ['203.0.113.0/24', '2001:db8::/32'], exceptNets: nets });
  expect(Testing.synth(chart).map(({ spec }) => spec.ingress.map(({ action, protocol, source }: any) => `${action} ${protocol} ${source.nets}`))).toEqual([
    ['Allow TCP 10.0.0.0/8,192.0.2.1/32', 'Allow TCP fd00::/8'],
    ['Allow undefined 10.0.0.0/8,192.0.2.1/32', 'Allow undefined fd00::/8'],
    [
      'Allow TCP 10.0.0.0/8,192.0.2.1/32', 'Allow UDP 10.0.0.0/8,192.0.2.1/32', 'Allow TCP fd00::/8', 'Allow UDP fd00::/8',
      'Deny TCP 203.0.113.0/24', 'Deny TCP 2001:db8::/32', 'Deny UDP 203.0.113.0/24', 'Deny UDP 2001:db8::/32',
    ],
  ]);
});

test('a denial that its exceptions undo is refused', () => {
  const deny = (fromNets: string[], exceptNets: string[]) => () => new DenyNodePorts(newChart(), 'deny', { fromNets, exceptNets });
  expect(deny(['192.0.2.0/24', '10.1.0.0/16'], ['fd00::/8', '10.0.0.0/8'])).toThrow('DenyNodePorts "deny": 10.1.0.0/16 of fromNets lies within exceptNets');
  expect(deny(['10.0.0.0/8'], ['10.1.0.0/16'])).not.toThrow();
});

test('pods that no label tells from hosts are left alone', () => {
  const selectorOf = (selector: Selector) => {
    const chart = newChart();
    new HostProtection(chart, 'hosts', { selector, blocks: [HostBlock.allowSsh()], hosts: [{ node: 'n', labels: { host: 'n' } }] });
    return Testing.synth(chart)[0].spec.selector;
  };
  expect(selectorOf(Selector.all())).toBe('(all() && !has(projectcalico.org/namespace))');
  expect(selectorOf(Selector.label('host').exists())).toBe('has(host)');
});

test('two groups of hosts have policies of different names', () => {
  const chart = newChart();
  for (const group of ['edge', 'inner']) {
    new HostProtection(chart, group, { selector: Selector.label('host').equalTo(group), policyPrefix: group, blocks: [HostBlock.allowSsh()] });
  }
  expect(Testing.synth(chart).map(({ metadata }) => metadata.name)).toEqual(['edge-allow-ssh', 'inner-allow-ssh']);
});

test('blocks say what is wrong with them', () => {
  expect(() => HostBlock.allowSysMgmt()).toThrow('HostBlock.allowSysMgmt() needs at least one network');
  expect(() => new HostProtection(newChart(), 'hosts', { selector: Selector.all(), blocks: [HostBlock.allowSsh('10.0.0.0/8'), HostBlock.allowSsh('192.0.2.0/24')] }))
    .toThrow("HostProtection 'hosts': two blocks are called 'allow-ssh'");
});

test('a port that is no node port cannot be excepted', () => {
  expect(() => new DenyNodePorts(newChart(), 'deny', { exceptPorts: [80] })).toThrow(/port 80 of exceptPorts is none of the node ports/);
});

test('the denial of node ports wins over their allowance by order', () => {
  const chart = newChart();
  new IksHostPolicies(chart, 'iks', { managementNets: ['10.0.0.0/8'] });
  new DenyNodePorts(chart, 'deny');
  const preDnat = Testing.synth(chart).filter(({ spec }) => spec.preDNAT).sort((a, b) => a.spec.order - b.spec.order);
  expect(preDnat.map(({ metadata }) => metadata.name)).toEqual(['deny-kube-node-port-services', 'allow-node-port-dnat']);
});

describe('lockout', () => {
  const protect = (blocks: HostBlock[], failsafes: boolean, because?: string) => {
    const chart = newChart();
    new HostProtection(chart, 'hosts', { selector: Selector.all(), blocks, lockoutIsIntendedBecause: because });
    if (!failsafes) {
      new FelixConfiguration(chart, 'felix', { failsafeInbound: [] });
    }
    return () => Testing.synth(chart);
  };

  test('with failsafe ports there is none', () => {
    expect(protect([HostBlock.allowIcmp()], true)).not.toThrow();
  });

  test('without them each port that no block opens is an error', () => {
    expect(protect([HostBlock.allowSsh()], false)).toThrow(/\[test\/hosts\] nothing leaves the kubelet \(TCP 10250\) open[^]*etcd \(TCP 2379\)[^]*BGP \(TCP 179\)/);
    expect(protect([HostBlock.allowSsh()], false)).not.toThrow(/SSH/);
  });

  test('blocks or a reason are enough', () => {
    expect(protect([HostBlock.allowSsh(), HostBlock.allowKubelet(), HostBlock.allowEtcd(), HostBlock.allowBgp()], false)).not.toThrow();
    expect(protect([HostBlock.allowIcmp()], false, 'the second interface is for management')).not.toThrow();
  });
});

test('host endpoints come after the policies, with labels that the selector matches', () => {
  const chart = newChart();
  const selector = Selector.label('host').equalTo('edge');
  const protection = new HostProtection(chart, 'hosts', {
    selector, blocks: [HostBlock.allowAllOutbound()], hosts: [{ node: 'n1', interfaceName: 'eth0', labels: { host: 'edge' } }],
  });
  expect(Testing.synth(chart).map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual(['GlobalNetworkPolicy allow-all-outbound', 'HostEndpoint n1-eth0']);
  expect(protection.hostEndpoints).toHaveLength(1);
  new HostProtection(chart, 'others', { selector, blocks: [], hosts: [{ node: 'n2', labels: {} }] });
  expect(() => Testing.synth(chart)).toThrow(/the labels of n2 don't match/);
});

test('automatic host endpoints', () => {
  const chart = newChart();
  new HostProtection(chart, 'hosts', { selector: Selector.all(), blocks: [HostBlock.allowIcmp()], automaticHostEndpoints: true });
  expect(Testing.synth(chart).find(({ kind }) => kind === 'KubeControllersConfiguration').spec).toEqual({
    controllers: { node: { hostEndpoint: { autoCreate: 'Enabled' } } },
  });
});
