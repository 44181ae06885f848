import { ApiObject, ApiObjectMetadata, ApiObjectMetadataDefinition, App, JsonPatch, resolve } from 'cdk8s';
import { Construct } from 'constructs';
import { KindFacts } from './kind-facts';
import { metadataOf } from './metadata-of';
import { applyPatches, patchedPaths } from './patches';
import { plainObject, PlainObject } from './plain-object';
import { Report } from './render-context';
import { hasStandardResolvers } from './standard-resolvers';
import { SharedParts } from '../manifest';

/**
 * An ApiObject whose content is produced when it is asked for.
 *
 * Differences from the plain ApiObject: patches are applied last, on what would be written otherwise, and nothing is
 * mapped after them; an object of the cluster doesn't take the chart's namespace; and, because our content is plain
 * data already, it is walked by resolvers only when the app brings its own.
 */
export class ManifestObject extends ApiObject {
  private readonly jsonPatches: JsonPatch[] = [];

  public constructor(
    scope: Construct, id: string, facts: KindFacts, metadata: ApiObjectMetadata, private readonly content: (report: Report) => PlainObject,
  ) {
    super(scope, id, { apiVersion: facts.apiVersion, kind: facts.kind, metadata });
    if (!facts.isNamespaced) {
      const labels = { ...this.chart.labels, ...metadata.labels };
      (this as { metadata: ApiObjectMetadataDefinition }).metadata = new ApiObjectMetadataDefinition({ ...metadata, labels, apiObject: this });
    }
  }

  public addJsonPatch(...ops: JsonPatch[]): void {
    this.jsonPatches.push(...ops);
  }

  /** The fields that patches write. */
  public get patchedPaths(): string[] {
    return patchedPaths(this.jsonPatches);
  }

  /** Throws at the first thing that cannot be written; a validated app never gets there. */
  public toJson(): any {
    return this.render(this.refusal);
  }

  /** What `toJson` gives, for who changes nothing of it: equal items of lists are one object. */
  public toSharedJson(parts: SharedParts): any {
    return this.render(this.refusal, parts);
  }

  public render(report: Report, parts?: SharedParts): any {
    const sortKeys = !process.env.CDK8S_DISABLE_SORT;
    const content = this.content(report);
    const isSharing = sortKeys && this.jsonPatches.length === 0; // a patch changes its copy
    const isResolved = !hasStandardResolvers(App.of(this));
    const rest = plainObject(isResolved ? resolve([], content, this) : content, sortKeys, isSharing ? parts : undefined);
    const metadata = isResolved ? this.metadata.toJson() : metadataOf(this.metadata);
    const json = { apiVersion: this.apiVersion, kind: this.kind, metadata, ...rest };
    return applyPatches(json, this.jsonPatches, report);
  }

  private get refusal(): Report {
    return (path, message) => {
      throw new Error(`[${this.node.scope?.node.path}] ${path}: ${message}`);
    };
  }
}
