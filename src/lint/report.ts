import { objectAt, type Source, textAt, titleOf } from '../cluster';
import { type Finding, Severity } from '../findings';
import { type FieldPath, type Manifest, printPath } from '../manifest';
import { LINT_CODES } from './codes';
import { type LintObject, type LintView } from './view';

/** A finding and the manifest that it is about. Its place in the file is left to whoever reports. */
export interface LintFinding {
  readonly finding: Finding;
  readonly manifest: Manifest;
}

/** What a rule says. */
export interface Remark {
  readonly message: string;
  readonly help?: string;
  /** @default - that of the code */
  readonly severity?: Severity;
  readonly path?: FieldPath;
  readonly refusedBy?: string[];
}

/** Something that is named and not in the input. */
export interface Absent {
  /** What is named, like "tier security". */
  readonly thing: string;
  readonly by: LintObject;
  /** What it means where nothing else exists. */
  readonly remark: Remark;
}

/** Collects what rules find. Objects of the context are looked at and not reported on. */
export class LintReport {
  public readonly findings: LintFinding[] = [];

  public constructor(private readonly view: LintView) {}

  public add(code: string, object: LintObject | undefined, remark: Remark): void {
    if (!object?.isJudged) { return; }
    const { manifest } = object;
    const metadata = objectAt(manifest.object, 'metadata');
    this.findings.push({
      manifest,
      finding: {
        code,
        severity: remark.severity ?? LINT_CODES[code].severity,
        message: remark.message,
        ...(remark.help !== undefined && { help: remark.help }),
        refusedBy: remark.refusedBy ?? [],
        object: {
          apiVersion: textAt(manifest.object, 'apiVersion'),
          kind: object.kind,
          namespace: textAt(metadata, 'namespace') || undefined,
          name: object.name,
        },
        path: printPath(remark.path ?? []),
        file: manifest.origin.file,
        constructPath: manifest.origin.constructPath,
        source: manifest.origin.sourceLine,
      },
    });
  }

  public addFor(code: string, source: Source, remark: Remark): void {
    this.add(code, this.view.objectOf(source), remark);
  }

  /** Absent things of one sort: each is told where nothing else exists; in partial input one note names them all. */
  public absent(code: string, sort: string, all: readonly Absent[]): void {
    if (this.view.isComplete) {
      for (const { by, remark } of all) { this.add(code, by, remark); }
      return;
    }
    const judged = all.filter(({ by }) => by.isJudged);
    if (judged.length === 0) { return; }
    const things = [...new Set(judged.map(({ thing }) => thing))].sort();
    const [{ by, remark }] = judged;
    const others = new Set(judged.map((absent) => absent.by)).size - 1;
    this.add(code, by, {
      message: `not in the input: ${sort} ${list(things)}${others === 0 ? '' : `; ${titleOf(by)} and ${others} more refer to ${things.length === 1 ? 'it' : 'them'}`}`,
      help: 'add what else the cluster holds with --with PATH, or say --complete when this is all',
      severity: Severity.NOTE,
      path: remark.path,
    });
  }
}

const MANY = 5;

function list(things: readonly string[]): string {
  return things.length <= MANY ? things.join(', ') : `${things.slice(0, MANY).join(', ')} and ${things.length - MANY} more`;
}
