import { mkdirSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { App, Chart, ChartProps, Names, Yaml } from 'cdk8s';
import { Construct } from 'constructs';
import { CalicoResource, type CalicoResourceProps } from '../resource';

const CHARTS = new WeakSet<object>();

/** Properties of a CalicoctlChart. */
export interface CalicoctlChartProps extends ChartProps {
  /**
   * The folder within the app's output folder, with `/`.
   * @default calicoctl
   */
  readonly folder?: string;
}

/**
 * A chart whose manifests are for calicoctl and not for kubectl: WorkloadEndpoint, Profile and Node exist in no API server,
 * so kubectl would refuse the folder that they lie in. They go to a folder of their own:
 *
 *     calicoctl apply -f dist/calicoctl/
 *
 * @example
 * const endpoints = new CalicoctlChart(app, 'endpoints');
 * new Profile(endpoints, 'frontend-profile', { labelsToApply: { tier: 'frontend' } });
 */
export class CalicoctlChart extends Chart {
  /** Whether something is a chart for calicoctl. */
  public static isCalicoctlChart(value: any): boolean {
    // cdk8s lets every chart pass for an instance of every class of charts, so instanceof says nothing.
    return CHARTS.has(value);
  }

  /**
   * For an app that writes these charts itself, along with all else.
   * @internal
   */
  public static _leaveTo(app: App): void {
    apart.add(app);
  }

  private readonly folder: string;

  /**
   * @throws when the folder is not within the output folder
   */
  public constructor(scope: Construct, id: string, props: CalicoctlChartProps = {}) {
    super(scope, id, { disableResourceNameHashes: true, ...props });
    CHARTS.add(this);
    this.folder = posix.normalize(props.folder ?? 'calicoctl').replace(/\/$/, '');
    if (/^$|^\.{1,2}(\/|$)|^\/|^[A-Za-z]:|\\/.test(this.folder)) {
      throw new Error(`${this.node.path}: the folder '${props.folder}' is not within the output folder, or is the one that kubectl reads. Give a name like calicoctl.`);
    }
    keepApart(App.of(this));
  }

  /**
   * The chart's file as seen from the app's output folder, with `/`.
   * @internal
   */
  public _path(): string {
    return `${this.folder}/${Names.toDnsLabel(this, { includeHash: false })}.yaml`;
  }

  /**
   * Writes the chart's file below the app's output folder.
   * @internal
   */
  public _save(app: App): void {
    const file = join(app.outdir, this._path());
    mkdirSync(dirname(file), { recursive: true });
    Yaml.save(file, this.toJson());
  }
}

const apart = new WeakSet<App>();

/**
 * Leaves the charts for calicoctl out of an app's own output and writes them after it.
 *
 * cdk8s gives a chart no say in where its file goes, and both the plain App and subclasses of it ask `charts` what to write.
 * So the app itself is told, once, when the first such chart is added; an app without such charts is untouched.
 */
function keepApart(app: App): void {
  if (apart.has(app)) {
    return;
  }
  apart.add(app);
  const chartsOf = Object.getOwnPropertyDescriptor(App.prototype, 'charts')!.get!;
  const synth = app.synth.bind(app);
  const all = (): Chart[] => chartsOf.call(app) as Chart[];
  Object.defineProperty(app, 'charts', { get: () => all().filter((chart) => !CHARTS.has(chart)) });
  Object.defineProperty(app, 'synth', {
    value: () => {
      synth();
      all().filter((chart): chart is CalicoctlChart => CHARTS.has(chart)).forEach((chart) => chart._save(app));
    },
  });
}

/** The base of kinds that only calicoctl knows. */
export abstract class CalicoctlResource extends CalicoResource {
  /**
   * @throws when it is not in a CalicoctlChart
   */
  public constructor(scope: Construct, id: string, props: CalicoResourceProps = {}) {
    super(scope, id, props);
    if (!CalicoctlChart.isCalicoctlChart(Chart.of(this))) {
      throw new Error(`${this.node.path}: ${this.apiObject.kind} is known to calicoctl only; kubectl would refuse the whole folder. `
        + 'Put it into a CalicoctlChart.');
    }
  }
}
