import { IConstruct } from 'constructs';
import { Peer } from './peer';
import { readPodTemplate } from './pod-template';
import { WorkloadSource } from './workload-source';
import { type Selector } from '../selector';

/**
 * The pods of a workload that this app makes: of any construct that becomes one object with a pod template, like a
 * Deployment of cdk8s-plus, its L1, or an ApiObject.
 *
 * It is read from the manifest that the construct becomes, each time that it is asked: `peer` when the policies are
 * written, the others at once.
 *
 * @example
 * const worker = new ApiObject(chart, 'worker', {
 *   apiVersion: 'v1', kind: 'Pod', metadata: { namespace: 'shop', labels: { app: 'worker' } }, spec: {},
 * });
 * Rule.allow(Traffic.tcp(5432)).from(Workload.of(worker).peer);
 */
export class Workload {
  /** The workload behind a construct. */
  public static of(construct: IConstruct): Workload {
    return new Workload(construct);
  }

  private constructor(private readonly construct: IConstruct, private readonly knownNamespace?: string) {}

  /**
   * The labels of its pods.
   * @throws when the construct has no pod template, or one without labels
   */
  public get labels(): { [key: string]: string } {
    return readPodTemplate(this.construct).labels;
  }

  /**
   * Its namespace; undefined when nobody has said it.
   * @throws when the construct has no pod template
   */
  public get namespace(): string | undefined {
    return this.knownNamespace ?? readPodTemplate(this.construct).namespace;
  }

  /**
   * Its name in questions about flows, as `PolicyAssertions` and `Cluster` take them: `shop/web`. Without a namespace it is the bare name.
   * @throws when the construct has no pod template
   */
  public get flowName(): string {
    const { namespace } = this;
    const { name } = readPodTemplate(this.construct);
    return namespace === undefined ? name : `${namespace}/${name}`;
  }

  /**
   * The service account of its pods; undefined when the template names none (Kubernetes then takes `default`).
   * @throws when the construct has no pod template
   */
  public get serviceAccountName(): string | undefined {
    return readPodTemplate(this.construct).serviceAccountName;
  }

  /**
   * What picks its pods: the workload's own selector, which stays the same while templates change; where it has none
   * (Job, CronJob, Pod), all labels of the pods. It says nothing about the namespace.
   * @throws when the construct has no pod template, or one without labels
   */
  public get selector(): Selector {
    return readPodTemplate(this.construct).selector;
  }

  /**
   * Its pods as one side of a rule, in their namespace. Read when the policy is written.
   *
   * Where neither the workload nor the policy names a namespace, both are taken to be in the same one.
   */
  public get peer(): Peer {
    return Peer._of(new WorkloadSource(this.construct, this.knownNamespace));
  }

  /** The same workload in a namespace that its construct does not say, because `kubectl -n` does. */
  public withNamespace(namespace: string): Workload {
    return new Workload(this.construct, namespace);
  }
}
