import { ApiObjectMetadata, Chart } from 'cdk8s';
import { Construct } from 'constructs';

/** Metadata of an object that a delivery tool reads: it lies in the tool's own namespace unless somebody says otherwise. */
export function inNamespaceOf(tool: string, scope: Construct, metadata: ApiObjectMetadata | undefined): ApiObjectMetadata {
  return { ...metadata, namespace: metadata?.namespace ?? Chart.of(scope).namespace ?? tool };
}

/** Tells why a path inside a repository cannot be one; undefined when it can. */
export function pathProblem(path: string): string | undefined {
  if (path.startsWith('/')) return `'${path}' starts at the root of a machine. Write it as seen from the repository, like rendered/shop.`;
  if (path.split('/').includes('..')) return `'${path}' leads out of the repository. Write it without '..'.`;
  return undefined;
}
