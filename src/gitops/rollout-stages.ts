import { Identity } from './identity';

/** A stage of a rollout: all objects of a stage are applied before any of the next. */
export interface Stage {
  readonly name: string;
  readonly why: string;
  readonly holds: (identity: Identity) => boolean;
}

const CALICO_GROUPS = ['projectcalico.org', 'crd.projectcalico.org'];

function calico(...kinds: string[]): (identity: Identity) => boolean {
  return ({ group, kind }) => CALICO_GROUPS.includes(group) && kinds.includes(kind);
}

const ENFORCED_CALICO = calico('NetworkPolicy', 'GlobalNetworkPolicy');
const STAGED = calico('StagedNetworkPolicy', 'StagedGlobalNetworkPolicy', 'StagedKubernetesNetworkPolicy');
const ENFORCED_KUBERNETES: { readonly [group: string]: string[] } = {
  'networking.k8s.io': ['NetworkPolicy'],
  'policy.networking.k8s.io': ['ClusterNetworkPolicy', 'AdminNetworkPolicy', 'BaselineAdminNetworkPolicy'],
};

/** In the order of applying. Of the stages that hold an object the most particular one is the object's. */
export const ROLLOUT: readonly Stage[] = [
  {
    name: 'definitions',
    why: 'no object of a kind is accepted before the kind is defined',
    holds: ({ kind }) => kind === 'CustomResourceDefinition',
  },
  {
    name: 'namespaces',
    why: 'no object of a namespace is accepted before the namespace exists',
    holds: ({ group, kind }) => group === '' && kind === 'Namespace',
  },
  {
    name: 'platform',
    why: 'FelixConfiguration holds the failsafe ports, which keep nodes reachable when a policy is wrong',
    holds: ({ group }) => CALICO_GROUPS.includes(group),
  },
  {
    name: 'tiers',
    why: 'Calico refuses a policy of a tier that does not exist',
    holds: calico('Tier'),
  },
  {
    name: 'sets',
    why: 'a rule that selects a set matches nothing before the set exists: an allow rule then allows nothing, a deny rule denies nothing',
    holds: calico('NetworkSet', 'GlobalNetworkSet'),
  },
  {
    name: 'staged-policies',
    why: 'they enforce nothing and show what the enforced ones will do',
    holds: STAGED,
  },
  {
    name: 'policies',
    why: 'what they refer to is there',
    holds: (identity) => ENFORCED_CALICO(identity) || (ENFORCED_KUBERNETES[identity.group] ?? []).includes(identity.kind),
  },
  {
    name: 'others',
    why: 'workloads start when their policies are in force',
    holds: () => true,
  },
  {
    name: 'host-endpoints',
    why: 'a host endpoint blocks everything that no policy allows yet, apart from the failsafe ports',
    holds: calico('HostEndpoint'),
  },
];

/** Stages that take what no other stage wants. */
const GENERAL = ['platform', 'others'];

/** The stage of an object, as its place in `ROLLOUT`. */
export function stageOf(identity: Identity): number {
  const holding = ROLLOUT.filter((stage) => stage.holds(identity));
  return ROLLOUT.indexOf(holding.find((stage) => !GENERAL.includes(stage.name)) ?? holding[0]);
}

/** The place of a stage in `ROLLOUT`. */
export function stageNamed(name: string): number {
  return ROLLOUT.findIndex((stage) => stage.name === name);
}
