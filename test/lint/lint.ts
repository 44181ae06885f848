import { lintCluster, type LintFinding, type LintOptions } from '../../src/lint';
import { readManifests } from '../../src/manifest';
import { CalicoTarget, type CalicoTargetOptions, CalicoVersion } from '../../src/target';

export interface Given extends Omit<Partial<LintOptions>, 'target' | 'context'>, CalicoTargetOptions {
  readonly version?: CalicoVersion;
  readonly context?: string;
}

/** The findings of a text with YAML documents. */
export function lint(yaml: string, { version = CalicoVersion.V3_32, complete, namespace, context = '', ...target }: Given = {}): LintFinding[] {
  return lintCluster(readManifests(yaml).manifests, {
    target: CalicoTarget.of(version, target), complete, namespace, context: readManifests(context).manifests,
  });
}

/** `severity CODE object path`, one for each finding of a code. */
export function found(code: string, yaml: string, given: Given = {}): string[] {
  return lint(yaml, given).map(({ finding }) => finding).filter((finding) => finding.code === code)
    .map(({ severity, object, path }) => `${severity} ${object.name} ${path}`.trim());
}

/** The text of the only finding of a code. */
export function message(code: string, yaml: string, given: Given = {}): string {
  const all = lint(yaml, given).map(({ finding }) => finding).filter((finding) => finding.code === code);
  expect(all).toHaveLength(1);
  return all[0].message;
}

const document = (kind: string, metadata: string, spec: string): string => `---
apiVersion: projectcalico.org/v3
kind: ${kind}
metadata: {${metadata}}
spec: {${spec}}
`;

/** A GlobalNetworkPolicy. */
export const gnp = (name: string, spec: string): string => document('GlobalNetworkPolicy', `name: ${name}`, spec);
/** A NetworkPolicy in namespace shop. */
export const np = (name: string, spec: string): string => document('NetworkPolicy', `name: ${name}, namespace: shop`, spec);
/** Any other kind of the whole cluster. */
export const calico = (kind: string, name: string, spec: string, labels = ''): string => document(kind, `name: ${name}, labels: {${labels}}`, spec);
export const NAMESPACE = '---\napiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n';
export const pod = (name: string, labels: string, spec = ''): string =>
  `---\napiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, namespace: shop, labels: {${labels}}}\nspec: {${spec}}\n`;
