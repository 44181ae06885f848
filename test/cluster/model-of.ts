import { buildCluster, type ClusterModel, type ClusterOptions } from '../../src/cluster';
import { readManifests } from '../../src/manifest';
import { CalicoVersion } from '../../src/target';
import { Cluster, type Flow, type FlowAnswer } from '../../src/verdict';

/** The model of YAML documents; complete input unless said otherwise. */
export function modelOf(yaml: string, options: Partial<ClusterOptions> = {}): ClusterModel {
  return buildCluster(manifestsOf(yaml), { version: CalicoVersion.V3_32, complete: true, ...options });
}

export function notesOf(yaml: string, options: Partial<ClusterOptions> = {}): string[] {
  return modelOf(yaml, options).notes.map(({ code, message }) => `${code}: ${message}`);
}

/** The answer about one flow through a cluster; complete input. */
export function answerOf(yaml: string, flow: Flow): FlowAnswer {
  const [answer] = Cluster._fromManifests(manifestsOf(yaml), { complete: true })._answers([flow]);
  if ('error' in answer) { throw new Error(answer.error); }
  return answer;
}

export function manifestsOf(yaml: string): ReturnType<typeof readManifests>['manifests'] {
  const { manifests, problems } = readManifests(yaml);
  if (problems.length > 0) { throw new Error(problems.map(({ reason }) => reason).join('; ')); }
  return manifests;
}
