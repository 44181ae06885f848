import { ApiObject, App, AppProps, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { YamlPiece } from '../manifest';
import { CalicoctlChart } from '../platform';
import { sharedPartsOf } from '../resource';
import { CalicoTarget } from '../target';
import { constructPathFiles } from './construct-paths';
import { judge, Judged } from './judge';
import { layOut, ManifestFile, RenderedChart } from './output-layout';
import { placeAmongWriters } from './place-among-writers';
import { Renderer, rendererOf } from './render-object';
import { synthOrder } from './synth-order';
import { OutputFile, recoverOutput, writeOutput } from './write-output';
import { DOCUMENT_SEPARATOR, documentPieces, documentsText } from './yaml-text';

/** How a `CalicoApp` is set up. */
export interface CalicoAppProps extends AppProps {
  /**
   * What the manifests are written for.
   * @default - the newest released version of Calico
   */
  readonly calico?: CalicoTarget;
  /**
   * Nothing exists in the cluster besides what this app writes: a tier, a service or a namespace that is named and not
   * written by the app is then an error or a warning. Without it, what other apps may hold is not told;
   * `cdk8s-calico check --with PATH` judges several together.
   * @default false
   */
  readonly complete?: boolean;
}

/**
 * A cdk8s App that loses no objects, is fast with many of them, and never leaves half an output behind.
 *
 * It writes what `App` writes, byte for byte, with these differences:
 * - where each resource has a file of its own, the file is named by kind, group, namespace and name,
 *   so two policies of one name in two namespaces are two files;
 * - files of an earlier run that are no longer part of the output are removed, if this class wrote them and nobody edited them;
 * - every object is checked as `cdk8s-calico check` checks it, and those under one target together: they are one cluster.
 *   Warnings and errors go to standard error, and errors stop the run;
 * - files are completed under temporary names first. After a crash the next run completes or discards them.
 *
 * The folder `.cdk8s-calico` in the output folder keeps the list of files. Commit it together with them.
 *
 * @example
 * const shop = new CalicoApp({ calico: CalicoTarget.of(CalicoVersion.V3_31), outdir: 'dist/shop' });
 * new Chart(shop, 'policies');
 */
export class CalicoApp extends App {
  private readonly recordsConstructs: boolean;
  private readonly recordsForPlugins: boolean;
  private readonly place: number;
  private readonly complete: boolean;

  constructor(props: CalicoAppProps = {}) {
    super(props);
    this.recordsConstructs = props.recordConstructMetadata ?? process.env.CDK8S_RECORD_CONSTRUCT_METADATA === 'true';
    this.recordsForPlugins = props.recordConstructMetadata === undefined;
    this.place = placeAmongWriters(this.outdir);
    this.complete = props.complete ?? false;
    CalicoctlChart._leaveTo(this);
    props.calico?.applyTo(this);
  }

  /**
   * Writes all manifests into the output folder.
   *
   * @throws when a construct reports an error, Calico would refuse or ignore an object, or dependencies form a circle;
   *   then nothing is written
   */
  public synth(): void {
    recoverOutput(this.outdir);
    const { charts, calicoctlCharts, located, numbered } = this.render();
    const files = layOut(charts, { type: this.yamlOutputType, extension: this.outputFileExtension, numbered }).map(toOutput);
    const records = this.recordsConstructs ? constructPathFiles(charts.flatMap(({ objects }) => objects), located, this.recordsForPlugins) : [];
    const forCalicoctl = calicoctlCharts.map((chart): OutputFile => toOutput({ path: chart._path(), documents: chart.toJson() as unknown[] }));
    writeOutput(this.outdir, [...files, ...forCalicoctl, ...records], this.place);
  }

  /**
   * All manifests in one text.
   *
   * @throws when a construct reports an error, Calico would refuse or ignore an object, or dependencies form a circle
   */
  public synthYaml(): string {
    return documentsText(this.render().charts.flatMap(({ documents }) => documents));
  }

  private render(): { charts: CompleteChart[]; calicoctlCharts: CalicoctlChart[]; located: Judged[]; numbered: boolean } {
    const { constructs, charts, calicoctlCharts, hasDependentCharts } = synthOrder(this);
    validate(constructs);
    const renderer = rendererOf(this, sharedPartsOf(this));
    const rendered = charts.map(({ chart, objects }) => renderChart(chart, objects, renderer));
    const located = rendered.flatMap(locate);
    judge(located, this.complete);
    return { charts: rendered, calicoctlCharts, located, numbered: hasDependentCharts };
  }
}

interface CompleteChart extends RenderedChart {
  readonly objects: ApiObject[];
  /** Whether the chart renders itself, so its documents need not be its objects. */
  readonly isOverridden: boolean;
}

function renderChart(chart: Chart, objects: ApiObject[], renderer: Renderer): CompleteChart {
  const isOverridden = chart.toJson !== Chart.prototype.toJson;
  return { chart, objects, isOverridden, documents: isOverridden ? Object.values(chart.toJson() as unknown[]) : objects.map(renderer) };
}

function locate({ chart, objects, documents, isOverridden }: CompleteChart): Judged[] {
  return documents.map((document, index) => ({ document, construct: isOverridden ? chart : objects[index] }));
}

/** Every construct validates itself once, and all errors are told together. */
function validate(constructs: IConstruct[]): void {
  const errors = constructs.flatMap(({ node }) => node.validate().map((error) => `[${node.path}] ${error}`));
  if (errors.length > 0) throw new Error(`Validation failed with the following errors:\n  ${errors.join('\n  ')}`);
}

function toOutput({ path, documents }: ManifestFile): OutputFile {
  return { path, content: pieces(documents) };
}

function* pieces(documents: unknown[]): Generator<YamlPiece> {
  for (const [index, document] of documents.entries()) {
    if (index > 0) yield DOCUMENT_SEPARATOR;
    yield* documentPieces(document);
  }
}
