import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { CalicoTarget, CalicoVersion, InstallMode, isAtLeast } from '../target';

/** What somebody may do with the policies of a tier. */
export enum TierAccessLevel {
  /** Read them. */
  VIEW = 'view',
  /** Read, write and delete them. */
  EDIT = 'edit',
}

/** Who gets access. */
export class TierSubject {
  /** A user, by the name that the cluster authenticates. */
  public static user(name: string): TierSubject {
    return new TierSubject({ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name });
  }

  /** A group of users. */
  public static group(name: string): TierSubject {
    return new TierSubject({ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name });
  }

  /** A service account. */
  public static serviceAccount(name: string, namespace: string): TierSubject {
    return new TierSubject({ kind: 'ServiceAccount', name, namespace });
  }

  private constructor(private readonly subject: { [field: string]: string }) {}

  /**
   * @internal
   */
  public _toKube(): { [field: string]: string } {
    return this.subject;
  }
}

/** Properties of a TierAccess. */
export interface TierAccessProps {
  /** The tier's name (`tier.tierName` of a Tier). */
  readonly tier: string;
  /** What is allowed. */
  readonly level: TierAccessLevel;
  /** Who is allowed. */
  readonly subjects: TierSubject[];
  /**
   * The namespaces whose policies are meant. GlobalNetworkPolicies belong to no namespace and are then left out.
   * @default - all namespaces, and GlobalNetworkPolicies
   */
  readonly namespaces?: string[];
}

/** Kinds that have a tier. The staged ones came with v3.30. */
const NAMESPACED = ['networkpolicies'];
const GLOBAL = ['globalnetworkpolicies'];
const STAGED_NAMESPACED = ['stagednetworkpolicies'];
const STAGED_GLOBAL = ['stagedglobalnetworkpolicies'];

/**
 * Who may read or change the policies of one tier: a ClusterRole and its binding.
 *
 * Calico asks Kubernetes for three rights: to get the tier, to do something with `tier.<kind>` named `<tier>.*` (this is no
 * pattern: Calico asks for that very name), and the plain right for the kind, which the API server asks for first.
 * Who enforces it depends on the install mode: Calico's API server does, for everything; the admission webhook of native CRDs
 * does for writing, and nobody can for reading; nobody does for `calicoctl`, which works on Calico's storage directly.
 * The last is an error at synth. Give nobody rights on `crd.projectcalico.org`: they would go around the tiers.
 *
 * @example
 * new TierAccess(chart, 'security-team', {
 *   tier: 'security', level: TierAccessLevel.EDIT, subjects: [TierSubject.group('security-team')],
 * });
 */
export class TierAccess extends Construct {
  private readonly props: TierAccessProps;

  public constructor(scope: Construct, id: string, props: TierAccessProps) {
    super(scope, id);
    this.props = props;
    const name = `calico-tier-${props.tier}-${props.level}-${id}`.toLowerCase();
    const staged = isAtLeast(CalicoTarget.ofConstruct(this).version, CalicoVersion.V3_30);
    const namespaced = [...NAMESPACED, ...(staged ? STAGED_NAMESPACED : [])];
    const global = [...GLOBAL, ...(staged ? STAGED_GLOBAL : [])];
    if (props.namespaces === undefined) {
      this.grant(name, [this.readTier(), ...this.policyRules([...namespaced, ...global])]);
    } else {
      // A tier belongs to no namespace, so the right to get it is always the cluster's.
      this.grant(name, [this.readTier()]);
      this.grant(`${name}-policies`, this.policyRules(namespaced), props.namespaces);
    }
    this.node.addValidation({ validate: () => this.problems() });
  }

  private readTier(): { [field: string]: string[] } {
    return { apiGroups: ['projectcalico.org'], resources: ['tiers'], resourceNames: [this.props.tier], verbs: ['get'] };
  }

  private policyRules(kinds: string[]): { [field: string]: string[] }[] {
    const verbs = this.props.level === TierAccessLevel.VIEW
      ? ['get', 'list', 'watch']
      : ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];
    return [
      { apiGroups: ['projectcalico.org'], resources: kinds.map((kind) => `tier.${kind}`), resourceNames: [`${this.props.tier}.*`], verbs },
      { apiGroups: ['projectcalico.org'], resources: kinds, verbs },
    ];
  }

  private grant(name: string, rules: { [field: string]: string[] }[], namespaces?: string[]): void {
    const apiVersion = 'rbac.authorization.k8s.io/v1';
    const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name };
    const subjects = this.props.subjects.map((subject) => subject._toKube());
    new ApiObject(this, name, { apiVersion, kind: 'ClusterRole', metadata: { name }, rules });
    if (namespaces === undefined) {
      new ApiObject(this, `${name}-binding`, { apiVersion, kind: 'ClusterRoleBinding', metadata: { name }, roleRef, subjects });
    }
    for (const namespace of namespaces ?? []) {
      new ApiObject(this, `${name}-${namespace}`, { apiVersion, kind: 'RoleBinding', metadata: { name, namespace }, roleRef, subjects });
    }
  }

  private problems(): string[] {
    const { subjects, namespaces, tier } = this.props;
    const problems: string[] = [];
    if (subjects.length === 0) {
      problems.push('subjects: nobody gets access. Name at least one.');
    }
    if (namespaces?.length === 0) {
      problems.push('namespaces: an empty list gives access to nothing. Leave it out for all namespaces.');
    }
    if (!/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(tier)) {
      problems.push(`tier: "${tier}" is no name of a tier (lower-case letters, digits and '-').`);
    }
    const { installMode, version } = CalicoTarget.ofConstruct(this);
    if (installMode === InstallMode.CALICOCTL) {
      problems.push('with calicoctl nobody enforces access to tiers: it works on Calico\'s storage directly. '
        + 'Install Calico\'s API server (new APIServer) and target InstallMode.APISERVER.');
    }
    if (!isAtLeast(version, CalicoVersion.V3_29)) {
      problems.push(`tiers came with Calico v3.29, the target is ${version}.`);
    }
    return problems;
  }
}
