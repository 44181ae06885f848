import { ApiObject, App, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-34';
import { errors, manifests, newChart } from './synth';
import { CalicoTarget, CalicoVersion, Encapsulation, Installation, IPAMConfiguration, IPPool, IPPoolUse, IPReservation, PodAddressing, PoolPlan, Selector } from 'cdk8s-calico';

describe('IPPool', () => {
  test("is document 003's pool, with what the cluster would fill in", () => {
    const chart = newChart();
    new IPPool(chart, 'my.ippool', { cidr: '10.1.0.0/16', encapsulation: Encapsulation.IPIP_CROSS_SUBNET, natOutgoing: true, disabled: false });
    expect(manifests(chart)).toMatchInlineSnapshot(`
[
  {
    "apiVersion": "projectcalico.org/v3",
    "kind": "IPPool",
    "metadata": {
      "name": "my.ippool",
    },
    "spec": {
      "allowedUses": [
        "Workload",
        "Tunnel",
      ],
      "assignmentMode": "Automatic",
      "blockSize": 26,
      "cidr": "10.1.0.0/16",
      "disabled": false,
      "ipipMode": "CrossSubnet",
      "natOutgoing": true,
      "nodeSelector": "all()",
      "vxlanMode": "Never",
    },
  },
]
`);
  });

  test('leaves out what the target does not have', () => {
    const chart = newChart(CalicoTarget.of(CalicoVersion.V3_28));
    new IPPool(chart, 'pool', { cidr: '10.1.0.0/16' });
    expect(manifests(chart)[0].spec.assignmentMode).toBeUndefined();
  });

  test.each([
    [{ cidr: '10.1.0.0' }, /CAL1050/],
    [{ cidr: '10.1.0.0/16', blockSize: 19 }, /CAL1112.*\/20 to \/32/],
    [{ cidr: '10.1.0.0/27' }, /CAL1113/],
    [{ cidr: 'fd00::/112', blockSize: 64 }, /CAL1112.*\/116 to \/128/],
    [{ cidr: 'fd00::/64', encapsulation: Encapsulation.IPIP }, /CAL1115/],
    [{ cidr: '10.1.0.0/16', allowedUses: [IPPoolUse.LOAD_BALANCER, IPPoolUse.WORKLOAD] }, /CAL1117/],
    [{ cidr: '10.1.0.0/16', allowedUses: [IPPoolUse.LOAD_BALANCER], nodeSelector: Selector.parse('has(x)') }, /CAL1116/],
    [{ cidr: '10.1.0.0/16', namespaceSelector: Selector.parse('has(x)'), allowedUses: [IPPoolUse.TUNNEL] }, /CAL1118/],
  ])('%o is an error at its construct', (props, message) => {
    const chart = newChart();
    new IPPool(chart, 'pool', props);
    expect(errors(chart)[0]).toMatch(message);
    expect(errors(chart)[0]).toContain('[test/pool] ');
  });

  test('a disabled pool may be smaller than a block', () => {
    const chart = newChart();
    new IPPool(chart, 'pool', { cidr: '10.1.0.0/27', disabled: true });
    expect(errors(chart)).toEqual([]);
  });

  test('pools of one cluster must not overlap; those of the Installation count', () => {
    const chart = newChart();
    new Installation(chart, 'installation', { ipPools: [{ cidr: '10.0.0.0/8' }] });
    new IPPool(chart, 'pool', { cidr: '10.1.0.0/16' });
    expect(errors(chart)).toEqual([expect.stringMatching(/^\[test\/pool\] spec.cidr: the pool 10.1.0.0\/16 overlaps with 10.0.0.0\/8 of test\/installation/)]);
  });

  test('pools of two clusters may overlap', () => {
    const app = new App();
    for (const version of [CalicoVersion.V3_31, CalicoVersion.V3_32]) {
      const chart = new Chart(app, version.replace('.', '-'));
      CalicoTarget.of(version).applyTo(chart);
      new IPPool(chart, 'pool', { cidr: '10.1.0.0/16' });
    }
    expect(() => app.synthYaml()).not.toThrow();
  });
});

test('IPReservation writes networks', () => {
  const chart = newChart();
  new IPReservation(chart, 'gateways', { reserved: ['10.1.0.1', '10.1.255.7/30', '2001:db8::1'] });
  expect(manifests(chart)[0].spec.reservedCIDRs).toEqual(['10.1.0.1/32', '10.1.255.4/30', '2001:db8::1/128']);
});

test('IPReservation refuses what is no address', () => {
  const chart = newChart();
  new IPReservation(chart, 'gateways', { reserved: ['10.1.0'] });
  expect(errors(chart)).toEqual([expect.stringMatching(/CAL1050.*"10.1.0"/)]);
});

test('IPAMConfiguration refuses a limit without strict affinity', () => {
  const chart = newChart();
  new IPAMConfiguration(chart, 'ipam', { maxBlocksPerHost: 4 });
  expect(errors(chart)).toEqual([expect.stringContaining('a limit needs strictAffinity')]);
});

describe('PodAddressing', () => {
  const pod = (chart: Chart) => new ApiObject(chart, 'pod', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'private-nginx' }, spec: {} });

  test("is document 003's annotation", () => {
    const chart = newChart();
    const pool = new IPPool(chart, 'pool', { cidr: '10.1.0.0/16' });
    const v6 = IPPool.named('v6', '2001:db8::1/120');
    new PodAddressing(chart, 'addressing', { target: pod(chart), pools: [pool, v6] });
    expect(manifests(chart).find((object) => object.kind === 'Pod').metadata.annotations).toMatchInlineSnapshot(`
{
  "cni.projectcalico.org/ipv4pools": "["10.1.0.0/16"]",
  "cni.projectcalico.org/ipv6pools": "["2001:db8::/120"]",
}
`);
  });

  test('writes a fixed address under its real name', () => {
    const chart = newChart();
    const [a, b] = ['a', 'b'].map((name) => new ApiObject(chart, name, { apiVersion: 'v1', kind: 'Pod', metadata: { name }, spec: {} }));
    new IPPool(chart, 'pool', { cidr: '192.168.0.0/16' });
    new PodAddressing(chart, 'fixed', { target: a, addresses: ['192.168.0.1'] });
    new PodAddressing(chart, 'own', { target: b, addressesWithoutIpam: ['10.0.0.1'] });
    expect(manifests(chart).filter((object) => object.kind === 'Pod').map((object) => object.metadata.annotations)).toEqual([
      { 'cni.projectcalico.org/ipAddrs': '["192.168.0.1"]' },
      { 'cni.projectcalico.org/ipAddrsNoIpam': '["10.0.0.1"]' },
    ]);
  });

  test('reaches the pods of cdk8s-plus and of ApiObjects, and keeps their annotations', () => {
    const chart = newChart();
    const pool = new IPPool(chart, 'pool', { cidr: '10.1.0.0/16' });
    const plus = new kplus.Deployment(chart, 'plus', { containers: [{ image: 'nginx' }], podMetadata: { annotations: { mine: 'kept' } } });
    const bare = new ApiObject(chart, 'bare', { apiVersion: 'batch/v1', kind: 'CronJob', spec: { jobTemplate: { spec: { template: { spec: {} } } } } });
    new PodAddressing(chart, 'one', { target: plus, pools: [pool] });
    new PodAddressing(chart, 'two', { target: bare, pools: [pool] });
    const pools = { 'cni.projectcalico.org/ipv4pools': '["10.1.0.0/16"]' };
    const objects = manifests(chart);
    expect(objects.find(({ kind }) => kind === 'Deployment').spec.template.metadata.annotations).toEqual({ mine: 'kept', ...pools });
    expect(objects.find(({ kind }) => kind === 'CronJob').spec.jobTemplate.spec.template.metadata.annotations).toEqual(pools);
  });

  test('refuses an object without pods at once', () => {
    const chart = newChart();
    const service = new ApiObject(chart, 'service', { apiVersion: 'v1', kind: 'Service' });
    expect(() => new PodAddressing(chart, 'x', { target: service, pools: [IPPool.named('p', '10.0.0.0/8')] })).toThrow(/Service .* has no pods/);
  });

  test.each([
    [{ addresses: ['10.0.0.1'], addressesWithoutIpam: ['10.0.0.1'] }, /cannot be used together/],
    [{ addresses: ['10.0.0.1', '10.0.0.2'] }, /one IPv4 address/],
    [{ addresses: ['10.9.0.1'] }, /lies in none of the pools 10.0.0.0\/16/],
    [{ addresses: ['10.0.0'] }, /"10.0.0" is not an IP address/],
    [{}, /says nothing/],
  ])('%o is an error', (props, message) => {
    const chart = newChart();
    new IPPool(chart, 'pool', { cidr: '10.0.0.0/16' });
    new PodAddressing(chart, 'addressing', { target: pod(chart), ...props });
    expect(errors(chart)).toEqual([expect.stringMatching(message)]);
  });

  test('takes addresses of pools that exist elsewhere', () => {
    const chart = newChart();
    new PodAddressing(chart, 'addressing', { target: pod(chart), addresses: ['192.168.0.1'], externalPools: [IPPool.named('default-ipv4-ippool', '192.168.0.0/16')] });
    expect(errors(chart)).toEqual([]);
  });

  test('gives a namespace pools and no addresses', () => {
    const chart = newChart();
    const namespace = new ApiObject(chart, 'ns', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'ns' } });
    const pool = new IPPool(chart, 'pool', { cidr: '10.0.0.0/16' });
    new PodAddressing(chart, 'addressing', { target: namespace, pools: [pool], addresses: ['10.0.0.1'] });
    expect(errors(chart)).toEqual([expect.stringContaining('all pods of a namespace cannot have one address')]);
  });
});

describe('PoolPlan', () => {
  test("document 003's /16: 1024 blocks of 64", () => {
    const plan = PoolPlan.of({ cidr: '10.1.0.0/16', nodes: 500, tunnelAddressesPerNode: 1 });
    expect([plan.blocks, plan.addressesPerBlock, plan.nodesWithBlock, plan.podsPerNode, plan.maxPodsOnOneNode]).toEqual([1024, 64, 500, 130, 1279]);
    expect(plan.warnings).toEqual([]);
  });

  test('borrowing, strict affinity and the limit of blocks change what fits', () => {
    const base = { cidr: '10.1.0.0/24', nodes: 5 };
    expect(PoolPlan.of(base)).toMatchObject({ blocks: 4, nodesWithoutBlock: 1, podsPerNode: 51, pods: 256 });
    expect(PoolPlan.of(base).toString()).toContain('borrow every address');
    expect(PoolPlan.of({ ...base, strictAffinity: true })).toMatchObject({ podsPerNode: 64, pods: 256, nodesWithoutBlock: 1 });
    expect(PoolPlan.of({ ...base, nodes: 2, strictAffinity: true, maxBlocksPerHost: 1 })).toMatchObject({ podsPerNode: 64, pods: 128 });
  });

  test('Windows nodes lose four addresses of each block', () => {
    expect(PoolPlan.of({ cidr: '10.1.0.0/24', reservedPerBlock: 4 }).addressesPerBlock).toBe(60);
  });

  test('IPv6', () => {
    expect(PoolPlan.of({ cidr: 'fd00::/64', nodes: 100 })).toMatchObject({ blocks: Number.MAX_SAFE_INTEGER, addressesPerBlock: 64, maxPodsOnOneNode: 1280 });
  });

  test.each([
    [{ cidr: 'x' }, /not a CIDR/],
    [{ cidr: '10.0.0.0/27' }, /smaller than one block/],
    [{ cidr: '10.0.0.0/16', blockSize: 8 }, /out of range/],
    [{ cidr: '10.0.0.0/16', nodes: -1 }, /nodes must be a whole number/],
  ])('%o is refused at once', (props, message) => {
    expect(() => PoolPlan.of(props)).toThrow(message);
  });

  test('a pool plans itself', () => {
    const chart = newChart();
    const pool = new IPPool(chart, 'pool', { cidr: '10.1.0.0/16', encapsulation: Encapsulation.IPIP });
    expect(pool.plan(500).podsPerNode).toBe(130);
  });
});
