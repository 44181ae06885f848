import { App, Chart, Testing } from 'cdk8s';
import { CalicoTarget } from 'cdk8s-calico';

/** A chart in an app of its own. */
export function newChart(target?: CalicoTarget): Chart {
  const app = new App();
  target?.applyTo(app);
  return new Chart(app, 'test', { disableResourceNameHashes: true });
}

/** The manifests of a chart, or what is wrong with them. */
export function manifests(chart: Chart): any[] {
  return Testing.synth(chart);
}

/** What synth says is wrong, without the heading; empty when nothing is. */
export function errors(chart: Chart): string[] {
  try {
    Testing.synth(chart);
    return [];
  } catch (error) {
    return (error as Error).message.split('\n').slice(1).map((line) => line.trim());
  }
}
