import { dirname, isAbsolute, join } from 'node:path';
import { codeProblem, Severity } from '../../findings';
import { isJsonObject, printPath, readData, type FieldPath, type Json, type JsonObject } from '../../manifest';
import type { ClusterChoice } from '../cluster-options';
import { UsageError } from '../io';
import { readText } from '../read-text';
import { oneOf, type TargetChoice } from '../target-options';

/** A finding that is not to be reported, and why. */
export interface Ignore {
  readonly code: string;
  /** `Kind/name` or `Kind/namespace/name`; `*` stands for any part of a name. Absent: every object. */
  readonly object?: string;
  readonly reason: string;
}

/** The configuration file. */
export interface CheckConfig {
  readonly target: TargetChoice;
  readonly cluster: ClusterChoice;
  readonly severities: ReadonlyMap<string, Severity>;
  readonly ignores: readonly Ignore[];
}

export const EMPTY_CONFIG: CheckConfig = { target: {}, cluster: {}, severities: new Map(), ignores: [] };

const TARGET_TEXTS = ['calicoVersion', 'installMode', 'dataplane', 'edition'];
const TARGET_LISTS = ['podNets', 'serviceNets', 'nodeNets'];
const CLUSTER = ['with', 'complete', 'namespace'];

/** @throws UsageError for anything that the file should not hold: a setting that does nothing is worse than none */
export function readConfig(file: string): CheckConfig {
  const refuse = (path: FieldPath, why: string) => new UsageError(`${file}: ${printPath(path) || 'the file'} ${why}`);
  const { value, problems } = readData(readText(file, 'the configuration file'));
  if (problems.length > 0) throw new UsageError(`${file}:${problems[0].line}:${problems[0].column}: ${problems[0].reason}`);
  if (value === null) return EMPTY_CONFIG;
  const root = object(value, [], ['target', ...CLUSTER, 'severities', 'ignores']);
  return {
    target: target(root.target ?? {}), cluster: cluster(root), severities: severities(root.severities ?? {}), ignores: ignoreList(root.ignores ?? []),
  };

  function object(data: Json, path: FieldPath, keys?: readonly string[]): JsonObject {
    if (!isJsonObject(data)) throw refuse(path, 'must be an object');
    const unknown = keys && Object.keys(data).find((key) => !keys.includes(key));
    if (unknown !== undefined) throw refuse([...path, unknown], `is no setting; there are ${keys!.join(', ')}`);
    return data;
  }

  function textOf(data: Json | undefined, path: FieldPath): string {
    if (typeof data === 'number' || typeof data === 'boolean') throw refuse(path, `must be a text, and ${data} is none for YAML: put it in quotes`);
    if (typeof data !== 'string' || data.trim() === '') throw refuse(path, 'must be a text that is not empty');
    return data;
  }

  function code(data: Json | undefined, path: FieldPath): string {
    if (typeof data !== 'string') throw refuse(path, 'must be a code like CAL2003');
    const problem = codeProblem(data);
    if (problem !== undefined) throw refuse(path, `names '${data}', which ${problem}`);
    return data;
  }

  function target(data: Json): TargetChoice {
    const settings = object(data, ['target'], [...TARGET_TEXTS, ...TARGET_LISTS]);
    for (const [key, setting] of Object.entries(settings)) {
      if (TARGET_TEXTS.includes(key)) textOf(setting, ['target', key]);
      else if (!Array.isArray(setting)) throw refuse(['target', key], 'must be a list of CIDRs');
      else setting.forEach((net, index) => textOf(net, ['target', key, index]));
    }
    return settings as TargetChoice;
  }

  function cluster({ with: others, complete, namespace }: JsonObject): ClusterChoice {
    if (complete !== undefined && typeof complete !== 'boolean') throw refuse(['complete'], 'must be true or false');
    if (others !== undefined && !Array.isArray(others)) throw refuse(['with'], 'must be a list of files and folders');
    return {
      ...(others !== undefined && { with: others.map((path, index) => besideFile(textOf(path, ['with', index]))) }),
      ...(complete !== undefined && { complete }),
      ...(namespace !== undefined && { namespace: textOf(namespace, ['namespace']) }),
    };
  }

  function besideFile(path: string): string {
    return isAbsolute(path) ? path : join(dirname(file), path);
  }

  function severities(data: Json): Map<string, Severity> {
    return new Map(Object.entries(object(data, ['severities'])).map(([key, severity]) => {
      const path = ['severities', key];
      code(key, path);
      return [key, oneOf('severity', textOf(severity, path), Object.values(Severity))!];
    }));
  }

  function ignoreList(data: Json): Ignore[] {
    if (!Array.isArray(data)) throw refuse(['ignores'], 'must be a list');
    return data.map((item, index) => {
      const path = ['ignores', index];
      const entry = object(item, path, ['code', 'object', 'reason']);
      return {
        code: code(entry.code, [...path, 'code']),
        ...(entry.object !== undefined && { object: textOf(entry.object, [...path, 'object']) }),
        reason: textOf(entry.reason, [...path, 'reason']),
      };
    });
  }
}

/** Whether an entry is about an object. */
export function ignores(entry: Ignore, object: { kind?: string; namespace?: string; name?: string }): boolean {
  if (entry.object === undefined) return true;
  const pattern = new RegExp(`^${entry.object.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('[^/]*')}$`);
  const { kind = '', namespace, name = '' } = object;
  return pattern.test(`${kind}/${name}`) || (namespace !== undefined && pattern.test(`${kind}/${namespace}/${name}`));
}
