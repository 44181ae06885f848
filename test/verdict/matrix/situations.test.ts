import { DENSE } from './dense-clusters';
import { type ClusterModel, type Policy, type PolicyRule, type Workload } from '../../../src/cluster';
import { AddressIndex } from '../../../src/verdict/address-index';
import { listOf } from '../../../src/verdict/bits';
import { Matcher } from '../../../src/verdict/matcher';
import { type Effect, type PolicyChain, type Situation, situationsOf } from '../../../src/verdict/matrix';
import { AddressSpace } from '../../../src/verdict/matrix/address-space';
import { Atoms } from '../../../src/verdict/matrix/atoms';
import { type Packet } from '../../../src/verdict/packet';
import { EndResolver, type ResolvedEnd } from '../../../src/verdict/resolve';
import { modelOf } from '../../cluster/model-of';

const CHAIN_OF: Record<PolicyChain, (policy: Policy) => boolean> = {
  normal: ({ preDnat, doNotTrack }) => !preDnat && !doNotTrack,
  forward: ({ preDnat, doNotTrack, applyOnForward }) => applyOnForward && !preDnat && !doNotTrack,
  preDNAT: ({ preDnat }) => preDnat,
  untracked: ({ doNotTrack }) => doNotTrack,
};

/** Asks the walker's matcher about one packet after the other. */
class OneByOne {
  private readonly matcher: Matcher;
  private readonly resolver: EndResolver;
  private readonly policies: readonly Policy[];

  public constructor(private readonly model: ClusterModel, private readonly hosts: ReadonlySet<Workload>) {
    this.matcher = new Matcher(model);
    this.resolver = new EndResolver(model, new AddressIndex(model));
    this.policies = model.tiers.flatMap((tier) => tier.policies).filter(({ isStaged }) => !isStaged);
  }

  /** In words, every combination of what two policies or more say of a packet. */
  public all(): Set<string> {
    const found = new Set<string>();
    for (const family of [4, 6] as const) {
      const [atoms, peers] = [Atoms.of(this.model, family).list, this.peers(family)];
      for (const subject of this.pods(family)) {
        for (const direction of ['ingress', 'egress'] as const) {
          for (const chain of this.hosts.has(subject) ? Object.keys(CHAIN_OF) as PolicyChain[] : ['normal'] as const) {
            for (const peer of peers) {
              for (const atom of atoms) { this.combinations({ subject, direction, chain }, peer, family, atom).forEach((text) => found.add(text)); }
            }
          }
        }
      }
    }
    return found;
  }

  public combinations({ subject, direction, chain }: Pick<Situation, 'subject' | 'direction' | 'chain'>, peer: ResolvedEnd, family: 4 | 6, atom: Atoms['list'][number]): string[] {
    const packet = this.packet(subject, peer, direction, family, atom);
    const felix = this.model.felix(subject.node);
    const isDropped = direction === 'egress' && ((atom.protocol === 4 && !felix.allowIpipFromWorkloads)
      || (atom.protocol === 17 && atom.ports![0] === felix.vxlanPort && !felix.allowVxlanFromWorkloads));
    if (isDropped) { return []; }
    let texts: string[][] = [[]];
    for (const policy of this.policies) {
      const applies = this.matcher.applies(policy, subject);
      if (applies === 'no' || !CHAIN_OF[chain](policy) || !(direction === 'ingress' ? policy.appliesToIngress : policy.appliesToEgress)) { continue; }
      const effects = this.effects(direction === 'ingress' ? policy.ingress : policy.egress, packet);
      texts = texts.flatMap((text) => [...applies === 'yes' ? [] : [text], ...effects.map((effect) => [...text, `${policy.index}${effect}`])]);
    }
    return texts.filter((text) => text.length > 1).map((text) => `${chain} ${direction} ${text.join()}`);
  }

  private effects(rules: readonly PolicyRule[], packet: Packet): Effect[] {
    const effects = new Set<Effect>();
    for (const rule of rules) {
      const result = rule.action === 'Log' ? 'no' : this.matcher.matches(rule, packet);
      this.matcher.takeReasons();
      if (result === 'no') { continue; }
      effects.add(rule.action.toLowerCase() as Effect);
      if (result === 'yes' && !(rule.hasHttp && !this.model.isComplete)) { return [...effects]; }
    }
    return [...effects, 'none'];
  }

  private packet(subject: Workload, peer: ResolvedEnd, direction: 'ingress' | 'egress', family: 4 | 6, { protocol, ports, icmp }: Atoms['list'][number]): Packet {
    const own: ResolvedEnd = { type: 'workload', workload: subject };
    const [source, destination] = direction === 'ingress' ? [peer, own] : [own, peer];
    return {
      ipVersion: family,
      protocol,
      icmpType: icmp?.type,
      icmpCode: icmp?.code,
      source: this.resolver.side(source, family, undefined),
      destination: this.resolver.side(destination, family, ports?.[0]),
    };
  }

  private pods(family: 4 | 6): Workload[] {
    return this.model.workloads.filter(({ hostNetwork, addresses }) => (
      !hostNetwork && (addresses.length === 0 || addresses.some((ip) => ip.family === family))
    ));
  }

  private peers(family: 4 | 6): ResolvedEnd[] {
    const space = new AddressSpace(this.model, this.model.workloads.filter(({ hostNetwork }) => !hostNetwork), family);
    return [
      ...this.pods(family).map((workload): ResolvedEnd => ({ type: 'workload', workload })),
      ...space.intervals.map((interval): ResolvedEnd => ({ type: 'address', ip: space.freeAddress(interval)! })),
    ];
  }
}

const inWords = ({ chain, direction, says }: Situation): string => `${chain} ${direction} ${says.map(({ policy, effect }) => `${policy.index}${effect}`).join()}`;

test.each<[string, boolean, number]>([
  ['tiers', true, 0], ['tiers', false, 0], ['missing', true, 0], ['missing', false, 0], ['hosts', true, 2],
])('finds just the combinations of "%s" (complete: %s) that single packets have', (name, complete, hostCount) => {
  const model = modelOf(DENSE[name], { complete });
  const hosts = new Set(model.workloads.filter(({ labels }) => labels.known.get('app') === 'web').slice(0, hostCount));
  const packets = new OneByOne(model, hosts);
  const { all, cut } = situationsOf(model, { hosts });
  expect(all.map(inWords).sort()).toEqual([...packets.all()].sort());
  expect(cut).toEqual([]);
  for (const situation of all) { // each with an example that is one
    const { peer, atoms, traffic } = situation;
    const end: ResolvedEnd = 'family' in peer ? { type: 'address', ip: peer } : { type: 'workload', workload: peer };
    expect(listOf(traffic)).not.toEqual([]);
    for (const atom of listOf(traffic)) {
      expect(packets.combinations(situation, end, atoms.family, atoms.list[atom])).toContain(inWords(situation));
    }
  }
});

/* Pods that stand for hosts: policies of every stage, and of pods. */
const V3 = 'apiVersion: projectcalico.org/v3';
const CHAINS = ['', 'applyOnForward: true', 'preDNAT: true, applyOnForward: true', 'doNotTrack: true, applyOnForward: true'];
const HOSTS = [
  ...['h', 'p', 'q'].map((name, index) => (
    `{ apiVersion: v1, kind: Pod, metadata: { name: ${name}, namespace: a, labels: { app: ${name} } }, status: { podIP: 10.0.0.${index + 1} },
      spec: { containers: [{ ports: [{ name: http, containerPort: ${80 + index} }, { name: dns, containerPort: 53, protocol: UDP }] }] } }`
  )),
  ...CHAINS.flatMap((chain, place) => [0, 1].map((order) => (
    `{ ${V3}, kind: GlobalNetworkPolicy, metadata: { name: p${place}${order} }, spec: { order: ${order}, ${chain === '' ? '' : `${chain}, `} types: [Ingress${place === 2 ? '' : ', Egress'}],
      ingress: [{ action: ${order === 0 ? 'Allow' : 'Deny'}, protocol: TCP, source: { selector: "app == 'p'" }, destination: { ports: [${80 + place}] } }, { action: Pass, protocol: TCP, source: { selector: "app == 'q'" } }],
      egress: [${place === 2 ? '' : '{ action: Deny, protocol: TCP, destination: { ports: [http], selector: "app != \'h\'" } }, { action: Allow, protocol: UDP, destination: { nets: [10.0.0.0/8, 192.0.2.0/24] } }'}] } }`
  ))),
];

test.each([[['h']], [[]]])('the policies of every stage are asked for %j, which stand for hosts', (standIns) => {
  const model = modelOf(HOSTS.join('\n---\n'));
  const hosts = new Set(model.workloads.filter(({ name }) => standIns.includes(name)));
  const { all } = situationsOf(model, { hosts });
  expect(all.map(inWords).sort()).toEqual([...new OneByOne(model, hosts).all()].sort());
  expect([...new Set(all.map(({ chain }) => chain))].sort()).toEqual(standIns.length === 0 ? ['normal'] : ['forward', 'normal', 'preDNAT', 'untracked']);
});

test('the other end is nobody\'s address where no rule tells', () => {
  const { all } = situationsOf(modelOf(HOSTS.slice(0, 5).join('\n---\n')), { hosts: new Set() });
  expect(all.map((situation) => {
    const { subject, peer, traffic, atoms } = situation;
    return `${subject.name} ${inWords(situation)} ${'family' in peer ? peer.value.toString(16) : peer.name}: ${atoms.describe(traffic)}`;
  })).toMatchInlineSnapshot(`
[
  "h normal ingress 0none,1none 0: everything",
  "h normal ingress 0allow,1deny p: TCP 80",
  "h normal ingress 0pass,1pass q: TCP",
  "h normal egress 0none,1none 0: TCP; UDP 1:4788, 4790:65535; SCTP; ICMP; other protocols",
  "h normal egress 0allow,1allow p: UDP 1:4788, 4790:65535",
  "h normal egress 0deny,1deny p: TCP 81",
]
`);
});

const POD = '{ apiVersion: v1, kind: Pod, metadata: { name: p, namespace: a }, status: { podIP: 10.0.0.1 } }';
const policies = (count: number, selector: string): string => Array.from({ length: count }, (_, index) => (
  `{ apiVersion: projectcalico.org/v3, kind: GlobalNetworkPolicy, metadata: { name: p${index} }, spec: { order: ${index}, types: [Ingress], ${selector} ingress: [{ action: Allow }] } }`
)).join('\n---\n');

test('one policy alone is no combination', () => {
  expect(situationsOf(modelOf(`${POD}\n---\n${policies(1, '')}`), { hosts: new Set() })).toEqual({ all: [], cut: [] });
});

test.each([[12, 0], [13, 1]])('says where not every possibility was looked at: %d policies that apply or not', (count, expected) => {
  const { all, cut } = situationsOf(modelOf(`${POD}\n---\n${policies(count, 'namespaceSelector: has(x),')}`, { complete: false }), { hosts: new Set() });
  expect(cut).toHaveLength(expected);
  expect(all).toHaveLength(4096 - 12 - 1); // none of those of fewer than two policies; of the second the first policy is in none
});
