import { dirname, join } from 'node:path';
import { didYouMean } from '../../findings';
import { type FieldPath, isJsonObject, type Json, type JsonObject, printPath, readData, type ReadValue } from '../../manifest';
import { Port, Traffic } from '../../network';
import { UsageError } from '../io';
import { readText } from '../read-text';
import type { TargetChoice } from '../target-options';
import type { Claim, FileAssertion, TestFile } from './test-file';

const KEYS = ['manifests', 'with', 'complete', 'namespace', 'target', 'assertions'];
const TARGET_TEXTS = ['calicoVersion', 'installMode', 'dataplane', 'edition'];
const TARGET_LISTS = ['podNets', 'serviceNets', 'nodeNets'];
const FLOW_KEYS = ['name', 'from', 'to', 'port', 'protocol', 'ipVersion', 'expect'];
const PEER_KEYS = ['name', 'workload', 'reaches', 'reachableFrom', 'port', 'protocol'];
const WITH_PORTS = /^(tcp|udp|sctp)$/i;

/** @throws UsageError with every mistake of the file, each with its place */
export function readTestFile(file: string): TestFile {
  return new Reader(file, readData(readText(file, 'the assertions in'))).run();
}

class Reader {
  private readonly mistakes: string[] = [];

  public constructor(private readonly file: string, private readonly data: ReadValue) {}

  public run(): TestFile {
    const { value, problems } = this.data;
    if (problems.length > 0) { throw new UsageError(problems.map(({ line, column, reason }) => `${this.file}:${line}:${column}: ${reason}`).join('\n')); }
    const root = this.object(value, [], KEYS);
    const result: TestFile = {
      file: this.file,
      manifests: this.paths(root.manifests, ['manifests']),
      with: this.paths(root.with, ['with']),
      complete: this.flag(root.complete, ['complete']),
      namespace: this.text(root.namespace, ['namespace']),
      target: this.target(root.target ?? {}),
      assertions: this.assertions(root.assertions),
    };
    if (this.mistakes.length > 0) { throw new UsageError(this.mistakes.join('\n')); }
    return result;
  }

  private assertions(value: Json | undefined): FileAssertion[] {
    if (!Array.isArray(value) || value.length === 0) {
      this.refuse(['assertions'], 'must be a list of what is expected, like {from: shop/web, to: shop/database, port: 5432, expect: deny}');
      return [];
    }
    return value.flatMap((item, index) => {
      const path = ['assertions', index];
      if (!isJsonObject(item)) {
        this.refuse(path, 'must be an object');
        return [];
      }
      const says = 'workload' in item ? this.peers(item, path) : this.flow(item, path);
      if (says === undefined) { return []; }
      return [{ name: this.text(item.name, [...path, 'name']) ?? describe(says), says, ...this.data.locate(path) }];
    });
  }

  private flow(value: JsonObject, path: FieldPath): Claim | undefined {
    const item = this.object(value, path, FLOW_KEYS);
    const [from, to] = (['from', 'to'] as const).map((key) => this.needed(item, path, key));
    const { expect } = item;
    if (expect !== 'allow' && expect !== 'deny') { this.refuse([...path, 'expect'], 'must be allow or deny'); }
    const { ipVersion } = item;
    if (ipVersion !== undefined && ipVersion !== 4 && ipVersion !== 6) { this.refuse([...path, 'ipVersion'], 'must be 4 or 6'); }
    const traffic = this.traffic(item, path);
    return from === undefined || to === undefined ? undefined
      : { type: expect as 'allow' | 'deny', from, to, traffic, ipVersion: ipVersion as number | undefined };
  }

  private peers(value: JsonObject, path: FieldPath): Claim | undefined {
    const item = this.object(value, path, PEER_KEYS);
    const workload = this.needed(item, path, 'workload');
    if (item.reaches === undefined && item.reachableFrom === undefined) { this.refuse(path, 'names a workload, so it needs reaches or reachableFrom, or both'); }
    const list = (key: 'reaches' | 'reachableFrom'): string[] | undefined => (item[key] === undefined ? undefined : this.list(item[key], [...path, key]));
    const traffic = this.traffic(item, path);
    return workload === undefined ? undefined : { type: 'peers', workload, reaches: list('reaches'), reachableFrom: list('reachableFrom'), traffic };
  }

  private traffic({ port, protocol }: JsonObject, path: FieldPath): Traffic | undefined {
    if (port === undefined && protocol === undefined) { return undefined; }
    const name = protocol ?? 'TCP';
    try {
      if (typeof name !== 'string' && typeof name !== 'number') { throw new Error('must be the name or the number of a protocol'); }
      const hasPorts = WITH_PORTS.test(String(name));
      const traffic = Traffic.protocol(hasPorts ? String(name).toUpperCase() : name);
      if (port !== undefined && !hasPorts) { throw new Error(`is for TCP, UDP and SCTP; ${String(name)} has no ports`); }
      return port === undefined ? traffic : traffic.toPorts(portOf(port));
    } catch (error) {
      const reason = (error as Error).message.replace(/^(Port|Protocol): /, 'is wrong: ');
      this.refuse([...path, port === undefined ? 'protocol' : 'port'], reason);
      return undefined;
    }
  }

  private target(value: Json): TargetChoice {
    const settings = this.object(value, ['target'], [...TARGET_TEXTS, ...TARGET_LISTS]);
    return Object.fromEntries(Object.entries(settings).flatMap(([key, setting]): [string, unknown][] => {
      const path = ['target', key];
      if (TARGET_LISTS.includes(key)) { return [[key, this.list(setting, path)]]; }
      return TARGET_TEXTS.includes(key) ? [[key, this.text(setting, path)]] : [];
    })) as TargetChoice;
  }

  private paths(value: Json | undefined, path: FieldPath): string[] {
    const folder = this.file === '-' ? '.' : dirname(this.file);
    return value === undefined ? [] : this.list(value, path).map((each) => join(folder, each));
  }

  private list(value: Json, path: FieldPath): string[] {
    if (!Array.isArray(value)) {
      this.refuse(path, 'must be a list');
      return [];
    }
    return value.flatMap((item, index) => this.text(item, [...path, index]) ?? []);
  }

  private needed(item: JsonObject, path: FieldPath, key: string): string | undefined {
    if (item[key] === undefined) { this.refuse(path, `has no '${key}'`); }
    return this.text(item[key], [...path, key]);
  }

  private text(value: Json | undefined, path: FieldPath): string | undefined {
    if (value === undefined || (typeof value === 'string' && value.trim() !== '')) { return value; }
    this.refuse(path, typeof value === 'number' || typeof value === 'boolean' ? `must be a text, and ${value} is none for YAML: put it in quotes`
      : 'must be a text that is not empty');
    return undefined;
  }

  private flag(value: Json | undefined, path: FieldPath): boolean | undefined {
    if (value === undefined || typeof value === 'boolean') { return value; }
    this.refuse(path, 'must be true or false');
    return undefined;
  }

  private object(value: Json, path: FieldPath, keys: readonly string[]): JsonObject {
    if (!isJsonObject(value)) {
      this.refuse(path, 'must be an object');
      return {};
    }
    for (const key of Object.keys(value)) {
      if (!keys.includes(key)) { this.refuse([...path, key], `is no key here.${didYouMean(key, keys)}`); }
    }
    return value;
  }

  private refuse(path: FieldPath, why: string): void {
    const { line, column } = this.data.locate(path);
    this.mistakes.push(`${this.file}:${line}:${column}: ${printPath(path) || 'the file'} ${why}`);
  }
}

/** @throws for what is no port and no range of ports */
function portOf(value: Json): Port {
  const [, first, last] = /^(\d+)(?:[-:](\d+))?$/.exec(String(value)) ?? [];
  if (first === undefined) { throw new Error('must be a port like 5432, or a range like 8000:8100'); }
  return last === undefined ? Port.of(Number(first)) : Port.range(Number(first), Number(last));
}

function describe(says: Claim): string {
  const on = says.traffic === undefined ? '' : ` on ${says.traffic.toString()}`;
  if (says.type !== 'peers') { return `${says.type} ${says.from} -> ${says.to}${on}${says.ipVersion === undefined ? '' : ` over IPv${says.ipVersion}`}`; }
  const who = [
    ...says.reachableFrom === undefined ? [] : [`is reachable from ${says.reachableFrom.join(', ') || 'nobody'}`],
    ...says.reaches === undefined ? [] : [`reaches ${says.reaches.join(', ') || 'nobody'}`],
  ];
  return `${says.workload} ${who.join(' and ')}${on}`;
}
