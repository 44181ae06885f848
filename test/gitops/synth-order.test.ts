import { ApiObject, Chart } from 'cdk8s';
import { CalicoApp } from '../../src';

function object(chart: Chart, id: string): ApiObject {
  return new ApiObject(chart, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: id } });
}

test('a construct that depends on itself is an error; cdk8s would drop it', () => {
  const app = new CalicoApp();
  const lonely = object(new Chart(app, 'c'), 'o');
  lonely.addDependency(lonely);
  expect(() => app.synthYaml()).toThrow('[c/o] depends on itself. Remove that dependency.');
});

test('a circle is reported with its members', () => {
  const app = new CalicoApp();
  const [a, b, c] = ['a', 'b', 'c'].map((id) => object(new Chart(app, id), id));
  a.addDependency(b);
  b.addDependency(c);
  c.addDependency(a);
  expect(() => app.synthYaml()).toThrow(/Dependencies form a circle: (a|b|c).* -> /);
});

test('layers that depend on each other, and a long chain, are ordered at once', () => {
  const app = new CalicoApp();
  const chart = new Chart(app, 'c');
  const layers = Array.from({ length: 40 }, (_, layer) => [0, 1, 2].map((n) => object(chart, `l${layer}-${n}`)));
  layers.slice(1).forEach((layer, index) => layer.forEach((one) => one.addDependency(...layers[index])));
  const chain = Array.from({ length: 20_000 }, (_, n) => object(chart, `chain-${n}`));
  chain.slice(1).forEach((one, index) => chain[index].addDependency(one));
  const names = [...app.synthYaml().matchAll(/name: (\S+)/g)].map(([, name]) => name);
  expect(names.indexOf('l0-2')).toBeLessThan(names.indexOf('l39-0'));
  expect(names.indexOf('chain-19999')).toBeLessThan(names.indexOf('chain-0'));
});

test('all errors of all constructs are told together, and each construct is asked once', () => {
  const app = new CalicoApp();
  let asked = 0;
  for (const id of ['a', 'b']) {
    new Chart(app, id).node.addValidation({ validate: () => { asked += 1; return [`${id} is wrong`]; } });
  }
  expect(() => app.synthYaml()).toThrow('Validation failed with the following errors:\n  [a] a is wrong\n  [b] b is wrong');
  expect(asked).toBe(2);
});
