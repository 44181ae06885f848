import * as fc from 'fast-check';
import { cluster, twins } from './matrix/random-cluster';
import { buildCluster, matchLabels } from '../../src/cluster';
import { CalicoVersion } from '../../src/target';
import { hasBit } from '../../src/verdict/bits';
import { LabelIndex } from '../../src/verdict/label-index';
import { tries } from '../setup/tries';

describe.each([['known', true], ['partly unknown', false]])('where the input is %s', (_, complete) => {
  test.each([['random clusters', cluster], ['near twins', twins]])('the index selects what each member\'s labels say, in %s', (__, clusters) => {
    fc.assert(fc.property(clusters, fc.boolean(), (objects, isUnnamed) => {
      const manifests = objects.map((object) => ({ object, origin: {} }));
      // Without a namespace, objects are in one whose name the input does not tell.
      if (isUnnamed) { manifests.forEach(({ object }, index) => index % 2 === 0 && delete (object.metadata as { namespace?: string }).namespace); }
      const model = buildCluster(manifests, { version: CalicoVersion.V3_32, complete });
      const index = new LabelIndex(model.members);
      for (const selector of model.selectors) {
        const { certain, possible } = index.select(selector);
        const ours = model.members.map((member) => (hasBit(certain, member.index) ? 'yes' : hasBit(possible, member.index) ? 'maybe' : 'no'));
        expect(ours).toEqual(model.members.map(({ labels }) => matchLabels(selector.node, labels)));
      }
    }), tries(150));
  });
});
