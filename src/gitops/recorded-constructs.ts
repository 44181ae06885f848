import { existsSync, readFileSync, rmSync } from 'fs';
import { dirname, join } from 'path';
import { STATE_FOLDER } from './file-list';
import { Identity } from './identity';

/** The file that says which construct an object comes from. */
export const CONSTRUCT_PATHS = `${STATE_FOLDER}/construct-paths`;

/** The same for the cdk8s command, which looks for it there and nowhere else. */
export const CDK8S_RECORD = 'construct-metadata.json';

/** An object's construct, and the line that created it where that is known. */
export interface RecordedConstruct extends Identity {
  readonly path: string;
  readonly source?: string;
}

/** What CalicoApp records in an output folder. */
export interface ConstructRecord {
  readonly version: 1;
  /** The cdk8s command asked for it, as it does when plugins are configured, and the app did not. */
  readonly forPlugins?: true;
  readonly objects: RecordedConstruct[];
}

/** A record, and the output folder that it was found in. */
export interface FoundRecord extends ConstructRecord {
  readonly folder: string;
}

/**
 * The records that CalicoApp left in the folders of the files, or in a folder that holds them.
 *
 * @throws when one is not what CalicoApp wrote, as after a merge with conflicts
 */
export function recordsOf(files: string[]): FoundRecord[] {
  const records: FoundRecord[] = [];
  const folders = new Set<string>();
  for (const file of files) {
    for (let folder = dirname(file), parent = ''; folder !== parent && !folders.has(folder); parent = folder, folder = dirname(folder)) {
      folders.add(folder);
      const record = join(folder, CONSTRUCT_PATHS);
      if (!existsSync(record)) continue;
      records.push({ ...parseRecord(record), folder });
      break;
    }
  }
  return records;
}

function parseRecord(file: string): ConstructRecord {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ConstructRecord;
  } catch (error) {
    throw new Error(`CalicoValidation: ${file} is not what CalicoApp wrote (${(error as Error).message}); remove it and synthesize again.`);
  }
}

/**
 * Removes the cdk8s command's record that only plugins asked for: kubectl and Argo CD would take it for a manifest.
 * The command reads it before the first plugin runs.
 */
export function removeRecord({ folder, forPlugins }: FoundRecord): void {
  if (forPlugins && process.env.CDK8S_RECORD_CONSTRUCT_METADATA === undefined) rmSync(join(folder, CDK8S_RECORD), { force: true });
}
