import { CalicoTarget, CalicoVersion, Cluster, FlowChangeKind, VerdictDecision } from '../../../src';

const pod = (name: string, ip: string): object => ({
  apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'shop', labels: { app: name } }, status: { podIPs: [{ ip }, { ip: `2001:db8::${ip.split('.')[3]}` }] },
});
const policy = (name: string, spec: object, kind = 'NetworkPolicy'): object => ({
  apiVersion: 'projectcalico.org/v3', kind, metadata: { name, namespace: 'shop' }, spec,
});
const shop = [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } }, pod('web', '10.0.0.1'), pod('db', '10.0.0.2')];
const closed = policy('db', { selector: 'app == \'db\'', types: ['Ingress'] });
const open = policy('db', { selector: 'app == \'db\'', types: ['Ingress'], ingress: [{ action: 'Allow', protocol: 'TCP', destination: { ports: [5432] } }] });
const v4Only = policy('db', {
  selector: 'app == \'db\'', types: ['Ingress'], ingress: [{ action: 'Allow', protocol: 'TCP', ipVersion: 4, destination: { ports: [5432] } }],
});

const cluster = (...objects: object[]): Cluster => Cluster.fromObjects([...shop, ...objects], { complete: true });

describe('Cluster.difference', () => {
  test('tells both IP versions at once where they agree', () => {
    const difference = cluster(closed).difference(cluster(open));
    expect(difference.opened).toEqual([{
      change: FlowChangeKind.OPENED,
      ipVersions: [4, 6],
      source: 'shop/*, world',
      destination: 'shop/db',
      sources: ['shop/web', 'shop/db', '0.0.0.0/0', '::/0'],
      destinations: ['shop/db'],
      traffic: 'TCP 5432',
      before: {
        decision: VerdictDecision.DENY,
        because: 'by the end of tier default (default action Deny): NetworkPolicy shop/db applies to ingress and none of its rules matches',
      },
      after: { decision: VerdictDecision.ALLOW, because: 'by NetworkPolicy shop/db, ingress rule 1' },
    }]);
    expect(difference).toMatchObject({ isEmpty: false, closed: [], unknown: [], notes: [] });
    expect(difference.summary).toBe('Flows: 1 opened. Objects: 1 policy changed.');
  });

  test('names the IP version where only one changes', () => {
    const [flow, ...others] = cluster(closed).difference(cluster(v4Only)).flows;
    expect(others).toEqual([]);
    expect(flow).toMatchObject({ ipVersions: [4], traffic: 'TCP 5432 over IPv4', source: 'shop/*, world' });
  });

  test('names all but few networks by what they lack', () => {
    const except = policy('db', {
      selector: 'app == \'db\'', types: ['Ingress'], ingress: [{ action: 'Allow', protocol: 'TCP', source: { notNets: ['192.168.0.0/16', '172.16.0.0/12'] } }],
    });
    const [flow] = cluster(closed).difference(cluster(except)).opened;
    expect(flow).toMatchObject({ source: 'shop/*, world except 172.16.0.0/12 and 192.168.0.0/16', traffic: 'TCP over IPv4' });
  });

  test('puts staged policies in the place of those of their name', () => {
    const staged = (name: string): object => policy(name, { selector: 'app == \'db\'', types: ['Ingress'] }, 'StagedNetworkPolicy');
    const enforcing = (name: string, version: CalicoVersion): string => {
      const now = Cluster.fromObjects([...shop, open, staged(name)], { complete: true, target: CalicoTarget.of(version) });
      return now.difference(now.enforceStaged()).summary;
    };
    expect(enforcing('db', CalicoVersion.V3_32)).toBe('Flows: 1 closed. Objects: 1 policy changed.');
    expect(enforcing('default.db', CalicoVersion.V3_31)).toBe('Flows: 1 closed. Objects: 1 policy added, 1 removed.');
    expect(enforcing('default.db', CalicoVersion.V3_32)).toBe('No flow changed. Objects: 1 policy added.');
    expect(cluster(open, staged('db')).difference(cluster(open)).isEmpty).toBe(true);
  });

  test('does not count labels and annotations that the cluster and kubectl add', () => {
    const labelled = (labels: object, annotations: object): object => ({ ...closed, metadata: { name: 'db', namespace: 'shop', labels, annotations } });
    const summaryOf = (object: object): string => cluster(closed).difference(cluster(object)).summary;
    expect(summaryOf(labelled({ 'projectcalico.org/tier': 'default' }, { 'kubectl.kubernetes.io/last-applied-configuration': '{}' }))).toBe('Nothing changed.');
    expect(summaryOf(labelled({ team: 'red' }, {}))).toBe('No flow changed. Objects: 1 policy changed.');
    expect(summaryOf(labelled({}, { team: 'red' }))).toBe('No flow changed. Objects: 1 policy changed.');
  });

  test('does not count what the cluster writes, and counts addresses of pods', () => {
    const written = { ...closed, metadata: { name: 'db', namespace: 'shop', uid: 'x', resourceVersion: '7' }, status: {} };
    expect(cluster(closed).difference(cluster(written)).summary).toBe('Nothing changed.');
    const moved = Cluster.fromObjects([...shop.slice(0, 2), pod('db', '10.0.0.9'), closed], { complete: true });
    expect(cluster(closed).difference(moved).summary).toBe('No flow changed. Objects: 1 other object changed.');
  });
});
