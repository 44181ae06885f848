import { answersTo, conformanceTest, sortKeys } from './conformance';

conformanceTest('hostendpoints.jsonl.gz', 'every stage at host endpoints is Calico\'s', (cases) => {
  const differences: unknown[] = [];
  let flows = 0;
  for (const conformanceCase of cases) {
    const answers = answersTo(conformanceCase);
    conformanceCase.expected.forEach((expected, index) => {
      flows++;
      const { verdict, reason, stages = [] } = answers[index];
      const ours = {
        id: expected.id,
        // Where policy says nothing the kernel's FORWARD policy decides: Calico's data calls it undetermined.
        verdict: verdict === 'unknown' && reason === 'kernel-forward-policy' ? 'undetermined' : verdict,
        stages: stages.map(({ stage, verdict: outcome, reason: why, trace }) => (
          { stage, verdict: outcome, ...why === undefined ? {} : { reason: why }, trace }
        )),
      };
      if (JSON.stringify(sortKeys(ours)) !== JSON.stringify(sortKeys(expected))) {
        differences.push({ case: conformanceCase.id, flow: conformanceCase.flows[index], expected, ours });
      }
    });
  }
  expect(differences.slice(0, 3)).toEqual([]);
  expect(differences).toHaveLength(0);
  expect(flows).toBe(9_333);
});
