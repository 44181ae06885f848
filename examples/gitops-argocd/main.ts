import { join } from 'node:path';
import { App, Chart, YamlOutputType } from 'cdk8s';
import { addPolicies } from './policies';
import { ArgoCdApplication, ArgoCdProject, CalicoApp, CalicoTarget, CalicoVersion, RolloutPlan } from 'cdk8s-calico';

const rendered = process.env.CDK8S_OUTDIR ?? 'rendered';
const repoUrl = 'https://git.example.com/platform/policies.git';

// What Argo CD applies: a folder for each team, a file for each object.
const manifests = new CalicoApp({
  calico: CalicoTarget.of(CalicoVersion.V3_31),
  outdir: join(rendered, 'policies'),
  yamlOutputType: YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
});
addPolicies(manifests);
RolloutPlan.of(manifests).addSyncWaves();
manifests.synth();

// What tells Argo CD to do so. It lies beside, not inside: an Application in the folder that it applies manages itself.
const argoCd = new App({ outdir: join(rendered, 'argo-cd') });
const delivery = new Chart(argoCd, 'delivery');
const project = new ArgoCdProject(delivery, 'network-policy', { repoUrls: [repoUrl], manifests });
new ArgoCdApplication(delivery, 'network-policy-production', { repoUrl, path: 'rendered/policies', project: project.name, manifests });
argoCd.synth();
