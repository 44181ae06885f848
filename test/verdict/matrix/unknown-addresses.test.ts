import { place } from './place';
import { type Flow } from '../../../src/verdict';
import { Matrix } from '../../../src/verdict/matrix';
import { modelOf } from '../../cluster/model-of';
import { allowOnly, NAMESPACE, pod, pool } from '../told';
import { verdictOf } from './differences';

const FLOW: Flow = { from: { pod: 'a/from' }, to: { pod: 'a/to' }, protocol: 'TCP', destinationPort: 80 };

test.each<[string, string, string]>([
  ['may be in a set', '10.0.7.0/24', 'unknown'],
  ['is in a set that holds the pod network', '10.0.0.0/8', 'allow'],
  ['is in no set of the other family', '::/0', 'deny'],
  ['is in no set of the pod network of the other family', 'fd00::/48', 'deny'],
])('a sender whose address is not known %s', (_, net, expected) => {
  const set = `{ apiVersion: projectcalico.org/v3, kind: GlobalNetworkSet, metadata: { name: s, labels: { set: s } }, spec: { nets: ["${net}"] } }`;
  const pools = [pool('10.0.0.0/16'), pool('fd00::/64').replace('name: pool', 'name: pool-6')];
  const matrix = new Matrix(modelOf([NAMESPACE, pod('from'), pod('to', '10.0.0.2'), ...pools, set, allowOnly('source: { selector: has(set) }')].join('\n---\n'), { complete: false }));
  const { family, from, to, atom } = place(matrix, FLOW)!;
  expect(verdictOf(family.cell(from, to), atom)).toBe(expected);
});
