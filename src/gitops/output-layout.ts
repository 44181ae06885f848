import { Chart, YamlOutputType } from 'cdk8s';
import { identityKey, identityOf } from './identity';
import { chartNames, objectFileNames } from './output-names';

/** A chart with what it renders. */
export interface RenderedChart {
  readonly chart: Chart;
  readonly documents: unknown[];
}

/** A file of manifests before it is written. */
export interface ManifestFile {
  /** Relative to the output folder, with `/`. */
  readonly path: string;
  readonly documents: unknown[];
}

/** What decides which object goes into which file. */
export interface LayoutOptions {
  readonly type: YamlOutputType;
  readonly extension: string;
  readonly numbered: boolean;
}

/** Divides an app's objects into files, as cdk8s does; no two objects of different identity share a file per resource. */
export function layOut(charts: RenderedChart[], options: LayoutOptions): ManifestFile[] {
  switch (options.type) {
    case YamlOutputType.FILE_PER_APP:
      return charts.length === 0 ? [] : [{ path: `app${options.extension}`, documents: charts.flatMap(({ documents }) => documents) }];
    case YamlOutputType.FILE_PER_CHART: {
      const names = chartNames(charts.map(({ chart }) => chart), options.numbered);
      return charts.map(({ documents }, index) => ({ path: names[index] + options.extension, documents }));
    }
    case YamlOutputType.FILE_PER_RESOURCE:
      return perObject(charts.flatMap(({ documents }) => documents), '', options.extension);
    case YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE: {
      const names = chartNames(charts.map(({ chart }) => chart), options.numbered);
      return charts.flatMap(({ documents }, index) => perObject(documents, `${names[index]}/`, options.extension));
    }
    default:
      return [];
  }
}

/** A file for each object. What is defined twice lands in one file twice, so neither definition is lost. */
function perObject(documents: unknown[], folder: string, extension: string): ManifestFile[] {
  const objects = new Map<string, unknown[]>();
  for (const document of documents) {
    if (document === undefined) continue;
    const key = identityKey(identityOf(document));
    const known = objects.get(key);
    if (known) known.push(document);
    else objects.set(key, [document]);
  }
  const definitions = [...objects.values()];
  const names = objectFileNames(definitions.map(([first]) => identityOf(first)));
  return definitions.map((content, index) => ({ path: `${folder}${names[index]}${extension}`, documents: content }));
}
