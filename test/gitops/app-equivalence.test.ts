import * as fs from 'fs';
import { tmpdir } from 'os';
import { join, relative } from 'path';
import { ApiObject, App, AppProps, Chart, Include, JsonPatch, Lazy, YamlOutputType } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import * as fc from 'fast-check';
import * as YAML from 'yaml';
import { CalicoApp } from '../../src';
import { tries } from '../setup/tries';

// The same names come up again and again, and are told each time.
beforeEach(() => { jest.spyOn(process.stderr, 'write').mockReturnValue(true); });
afterEach(() => jest.restoreAllMocks());

/** A construct tree as data, so that it can be built below an App and below a CalicoApp. */
interface Plan {
  readonly nodes: { readonly kind: 'chart' | 'group' | 'object' | 'special'; readonly parent: number; readonly id: string; readonly value: unknown }[];
  readonly dependencies: [number, number][];
}

const ids = fc.constantFrom('a', 'b', 'Shop', '10', '2', 'x y', 'Default', 'Resource', 'long-name', 'z');
/** Texts that every reader of YAML takes alike, which are written as cdk8s writes them; and those that one of them takes for something else. */
const ordinary = fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9 .,/_()'"&|=!:#-]{0,12}$/);
const awkward = fc.oneof(ordinary, fc.string({ unit: 'grapheme' }), fc.constantFrom('80:59', '1_000', '0o17', '0777', 'on', '', 'a\n\n', '\ta\nb'));
const keys = fc.oneof(fc.constantFrom('b', 'a', '10', '9', 'spec', 'value', 'constructor'), fc.stringMatching(/^[a-z][a-zA-Z0-9./-]{0,12}$/));

function valuesOf(texts: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
  const number = fc.double({ min: -1e6, max: 1e6, noNaN: true }).filter((n) => !String(n).includes('e') && !Object.is(n, -0));
  const scalar = fc.oneof(texts, fc.integer(), number, fc.boolean(), fc.constant(null), fc.constant(undefined));
  return fc.letrec((tie) => ({
    value: fc.oneof({ maxDepth: 3 }, scalar, fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(keys, tie('value'), { maxKeys: 4, noNullPrototype: true })),
  })).value;
}

const plansWith = (texts: fc.Arbitrary<string>): fc.Arbitrary<Plan> => fc.record({
  nodes: fc.array(fc.record({
    kind: fc.constantFrom('chart' as const, 'chart' as const, 'group' as const, 'object' as const, 'object' as const, 'object' as const, 'special' as const),
    parent: fc.nat(30),
    id: ids,
    value: valuesOf(texts),
  }), { minLength: 1, maxLength: 14 }),
  dependencies: fc.array(fc.tuple(fc.nat(30), fc.nat(30)), { maxLength: 4 }),
});

const plans = plansWith(ordinary);

function build(app: App, plan: Plan): void {
  const built: IConstruct[] = [app];
  for (const { kind, parent, id, value } of plan.nodes) {
    const scope = built[parent % built.length] as Construct;
    if (scope.node.tryFindChild(id)) continue;
    if (kind === 'chart') built.push(new Chart(scope, id, { namespace: 'ns', labels: { team: 'y' } }));
    else if (kind === 'group') built.push(new Construct(scope, id));
    else if (scope.node.scopes.some((one) => Chart.isChart(one))) built.push((kind === 'object' ? plainObject : specialObject)(scope, id, value));
  }
  for (const [from, to] of plan.dependencies) {
    const [source, target] = [built[from % built.length], built[to % built.length]];
    // cdk8s drops what depends on itself; a test of its own covers it.
    if (source !== app && target !== app && source !== target) source.node.addDependency(target);
  }
}

/** Random trees repeat names, which CalicoApp refuses and App does not. */
const TWICE = { 'calico.cdk8s.io/acknowledge-CAL3010': 'what is written is compared here' };

function plainObject(scope: Construct, id: string, value: unknown): ApiObject {
  return new ApiObject(scope, id, { apiVersion: 'example.com/v1', kind: 'Widget', metadata: { annotations: TWICE }, spec: value });
}

function specialObject(scope: Construct, id: string, value: unknown): ApiObject {
  const object = new ApiObject(scope, id, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { annotations: { b: '1', a: 'on', ...TWICE }, finalizers: [] },
    data: { lazy: Lazy.any({ produce: () => [value, { later: Lazy.any({ produce: () => 'x' }) }] }), union: new PortLike(80), token: { resolve: () => ({ z: 1, a: value }) } },
  });
  object.addJsonPatch(JsonPatch.add('/data/patched', { q: 1, b: [value === undefined ? null : value] }));
  object.metadata.add('extra', { empty: {}, list: [] });
  object.metadata.add('deep', { lists: [[], {}, [value], Lazy.any({ produce: () => ({ b: [], a: value }) })], z: null, a: { b: {} } });
  object.metadata.addOwnerReference({ apiVersion: 'v1', kind: 'Owner', name: 'o', uid: 'u', controller: undefined });
  return object;
}

class PortLike {
  public constructor(public readonly value: number) {}
}

function attempt<T>(run: () => T): T | 'failed' {
  try {
    return run();
  } catch {
    return 'failed';
  }
}

function filesBelow(folder: string): Record<string, string> {
  if (!fs.existsSync(folder)) return {};
  const paths = fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name));
  return Object.fromEntries(paths.map((path) => [relative(folder, path), fs.readFileSync(path, 'utf8')] as const)
    .filter(([path]) => !path.startsWith('.cdk8s-calico')));
}

function inFolders(run: (ours: string, theirs: string) => void): void {
  const folder = fs.mkdtempSync(join(tmpdir(), 'calico-app-'));
  run(join(folder, 'ours'), join(folder, 'theirs'));
  fs.rmSync(folder, { recursive: true });
}

function compareFiles(plan: Plan, props: AppProps): void {
  inFolders((ours, theirs) => {
    const mine = new CalicoApp({ ...props, outdir: ours });
    const cdk8s = new App({ ...props, outdir: theirs });
    build(mine, plan);
    build(cdk8s, plan);
    const expected = attempt(() => { cdk8s.synth(); return filesBelow(theirs); });
    const written = attempt(() => { mine.synth(); return filesBelow(ours); });
    const charts = props.yamlOutputType === YamlOutputType.FILE_PER_CHART ? cdk8s.node.findAll().filter((one) => Chart.isChart(one)).length : 0;
    if (expected !== 'failed' && manifestFiles(expected) < charts) { // charts of one name: App writes one over the other
      expect(manifestFiles(written as Record<string, string>)).toBe(charts);
    } else {
      expect(written).toEqual(expected);
    }
  });
}

function manifestFiles(files: Record<string, string>): number {
  return Object.keys(files).filter((name) => name.endsWith('.yaml')).length;
}

test('charts of one name get a file each', () => {
  const chart = (id: string) => ({ kind: 'chart' as const, parent: 0, id, value: 0 });
  const plan = { nodes: [{ ...chart('Resource') }, { ...chart('Default'), parent: 23 }], dependencies: [] };
  inFolders((ours) => {
    const app = new CalicoApp({ outdir: ours, yamlOutputType: YamlOutputType.FILE_PER_CHART });
    build(app, plan);
    app.synth();
    expect(manifestFiles(filesBelow(ours))).toBe(2);
  });
});

test('synthYaml gives what App gives, for any tree', () => {
  fc.assert(fc.property(plans, (plan) => {
    const [mine, cdk8s] = [new CalicoApp(), new App()];
    build(mine, plan);
    build(cdk8s, plan);
    expect(attempt(() => mine.synthYaml())).toBe(attempt(() => cdk8s.synthYaml()));
  }), tries(600));
});

test('whatever the texts are, both outputs are read as the same values', () => {
  fc.assert(fc.property(plansWith(awkward), (plan) => {
    const [mine, cdk8s] = [new CalicoApp(), new App()].map((app) => {
      build(app, plan);
      return attempt(() => YAML.parseAllDocuments(app.synthYaml(), { version: '1.1' }).map((document) => (document as YAML.Document).toJS() as unknown));
    });
    expect(mine).toEqual(cdk8s);
  }), tries(300));
});

test.each([YamlOutputType.FILE_PER_APP, YamlOutputType.FILE_PER_CHART])('mode %s writes the files that App writes, for any tree', (yamlOutputType) => {
  fc.assert(fc.property(plans, fc.boolean(), (plan, recordConstructMetadata) =>
    compareFiles(plan, { yamlOutputType, recordConstructMetadata, outputFileExtension: '.yaml' })), tries(150));
});

test('custom resolvers are asked', () => {
  const resolvers = [{ resolve: (context: { value: unknown; replaceValue(value: unknown): void }) => { if (context.value === 'secret') context.replaceValue('replaced'); } }];
  for (const app of [new App({ resolvers }), new CalicoApp({ resolvers })]) {
    plainObject(new Chart(app, 'c'), 'o', { a: ['secret'] });
    expect(app.synthYaml()).toContain('- replaced');
  }
});

test('a chart and an object that render themselves are asked', () => {
  class Extra extends Chart {
    public toJson(): any[] {
      return [...super.toJson(), { kind: 'Extra' }];
    }
  }
  class Renamed extends ApiObject {
    public toJson(): any {
      return { ...super.toJson(), kind: 'Renamed' };
    }
  }
  const texts = [new App(), new CalicoApp()].map((app) => {
    const chart = new Extra(app, 'c');
    new Renamed(chart, 'o', { apiVersion: 'v1', kind: 'ConfigMap' });
    return app.synthYaml();
  });
  expect(texts[1]).toBe(texts[0]);
  expect(texts[1]).toMatch(/kind: Renamed[^]*kind: Extra/);
});

test('a value that cannot be rendered is reported as cdk8s reports it', () => {
  const messages = [new App(), new CalicoApp()].map((app) => {
    plainObject(new Chart(app, 'c'), 'o', { when: new Date(0) });
    return attemptMessage(() => app.synthYaml());
  });
  expect(messages[1]).toBe(messages[0]);
  expect(messages[1]).toContain("at path 'c/o'");
});

test('included manifests come out the same', () => {
  inFolders((ours) => {
    fs.mkdirSync(ours);
    fs.writeFileSync(join(ours, 'in.yaml'), 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  mode: "0755"\n  on: "yes"\n  text: |\n    two\n    lines\n');
    const texts = [new App(), new CalicoApp()].map((app) => {
      new Include(new Chart(app, 'c'), 'i', { url: join(ours, 'in.yaml') });
      return app.synthYaml();
    });
    expect(texts[1]).toBe(texts[0]);
  });
});

function attemptMessage(run: () => unknown): string {
  try {
    run();
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}
