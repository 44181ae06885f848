import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { Finding } from '../findings';
import { JsonObject, Manifest } from '../manifest';
import { constructPathOf, sourceLineOf, takeFindings } from '../resource';
import { CalicoTarget } from '../target';

/** What assertions are about. */
export interface AssertedInput {
  readonly manifests: readonly Manifest[];
  readonly target: CalicoTarget;
  /** What was found in single manifests already. */
  readonly findings: ReadonlyMap<Manifest, readonly Finding[]>;
  /** What to do about something that is not in it. */
  readonly help: string;
}

/**
 * Renders every object of a scope in memory, as synthesis would.
 *
 * @throws when synthesis would refuse the scope, when it holds no object, or when its objects are for several clusters
 */
export function inputOfScope(scope: IConstruct, target: CalicoTarget | undefined): AssertedInput {
  const constructs = scope.node.findAll();
  const errors = constructs.flatMap(({ node }) => node.validate().map((error) => `[${node.path}] ${error}`));
  if (errors.length > 0) {
    throw new Error(`PolicyAssertions.fromScope: '${nameOf(scope)}' has errors, which synth would refuse:\n  ${errors.join('\n  ')}`);
  }
  const objects = constructs.filter((construct) => construct instanceof ApiObject);
  if (objects.length === 0) {
    throw new Error(`PolicyAssertions.fromScope: '${nameOf(scope)}' holds no object yet. Give it the app, a chart or a construct after everything was added.`);
  }
  const manifests: Manifest[] = [];
  const findings = new Map<Manifest, Finding[]>();
  for (const object of objects) {
    const manifest: Manifest = {
      object: object.toJson() as JsonObject, origin: { constructPath: constructPathOf(object), sourceLine: sourceLineOf(object) },
    };
    manifests.push(manifest);
    const found = takeFindings(object); // of the validation above
    if (found !== undefined && target === undefined) { findings.set(manifest, found); }
  }
  const help = `the input is what '${nameOf(scope)}' becomes; context adds manifests, and Workload.of(construct).flowName names a workload`;
  return { manifests, findings, target: target ?? targetOf(scope, objects), help };
}

function targetOf(scope: IConstruct, objects: readonly ApiObject[]): CalicoTarget {
  const charts = new Map<CalicoTarget | undefined, string>();
  for (const object of objects) {
    const target = CalicoTarget.ofConstruct(object);
    const key = target.isAssumed ? undefined : target; // each guess is an object of its own
    if (!charts.has(key)) { charts.set(key, object.node.path); }
  }
  const named = [...charts].filter(([target]) => target !== undefined);
  if (named.length > 1) {
    throw new Error(`PolicyAssertions.fromScope: '${nameOf(scope)}' is written for ${named.length} clusters, for their targets differ (${named.map(([, path]) => path).join(', ')}). `
      + 'Give it what is for one of them, or say with the property target how all of it is to be judged.');
  }
  return named[0]?.[0] ?? CalicoTarget.assumed();
}

/** The root of a tree has no path. */
function nameOf({ node }: IConstruct): string {
  return node.path || 'the app';
}
