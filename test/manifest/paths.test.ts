import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { parsePath, printPath, readPaths, takeManifests } from '../../src/manifest';
import { tries } from '../setup/tries';

test('a field path survives printing', () => {
  const step = fc.oneof(fc.nat(20), fc.string({ minLength: 1 }), fc.constantFrom('spec', 'a.b/c', '"', '\\', 'x y', '[0]'));
  fc.assert(fc.property(fc.array(step), (path) => { expect(parsePath(printPath(path))).toEqual(path); }), tries(100));
  expect(printPath(['metadata', 'labels', 'a.b/c', 0])).toBe('metadata.labels["a.b/c"][0]');
  expect(() => parsePath('a[')).toThrow('from character 2');
});

test('input that has to be whole says what cannot be read of it, and only counts the rest of much', () => {
  const manyOf = (count: number): (() => unknown) => () => takeManifests(readPaths(Array.from({ length: count }, (_, index) => `/none/${index}`)));
  expect(manyOf(2)).toThrow(/^\/none\/0: there is no such file or folder; \/none\/1: there is no such file or folder$/);
  expect(manyOf(7)).toThrow(/^\/none\/0: .*; \/none\/4: there is no such file or folder; and 2 more, which cdk8s-calico check lists$/);
});

test('folders are read in the order of names, without what is no manifest', () => {
  const folder = mkdtempSync(join(tmpdir(), 'paths-'));
  try {
    for (const name of ['b', 'node_modules', '.git', 'a.yaml']) mkdirSync(join(folder, name));
    for (const [name, text] of [
      ['c.yml', 'kind: C'], ['b/x.json', '{"kind": "B"}'], ['a.yaml/y.yaml', 'kind: A'], ['z.txt', 'kind: Z'],
      ['node_modules/n.yaml', 'kind: N'], ['.git/g.yaml', 'kind: G'], ['values.yaml', 'replicas: 3'], ['bad.yaml', 'a: ['],
    ]) writeFileSync(join(folder, name), text);
    symlinkSync(folder, join(folder, 'loop'));
    symlinkSync(join(folder, 'nowhere'), join(folder, 'b/gone.yaml')); // costs nothing but itself
    const { manifests, problems } = readPaths([folder, join(folder, 'values.yaml'), join(folder, 'none')]);
    expect(manifests.map(({ object }) => object.kind)).toEqual(['A', 'B', 'C']);
    expect(problems.map(({ kind, file }) => [kind, file!.slice(folder.length + 1)])).toEqual([
      ['file', 'b/gone.yaml'], ['syntax', 'bad.yaml'], ['not-a-manifest', 'values.yaml'], ['file', 'none'],
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
