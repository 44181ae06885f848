import { answersTo, conformanceTest, sortKeys } from './conformance';

conformanceTest('verdicts.jsonl.gz', 'every verdict and every trace is Calico\'s', (cases) => {
  const differences: unknown[] = [];
  let flows = 0;
  for (const conformanceCase of cases) {
    const answers = answersTo(conformanceCase);
    conformanceCase.expected.forEach((expected, index) => {
      flows++;
      const { verdict, egress, ingress } = answers[index];
      const ours = { id: expected.id, verdict, ...egress === undefined ? {} : { egress }, ...ingress === undefined ? {} : { ingress } };
      if (JSON.stringify(sortKeys(ours)) !== JSON.stringify(sortKeys(expected))) {
        differences.push({ case: conformanceCase.id, flow: conformanceCase.flows[index], expected, ours });
      }
    });
  }
  expect(differences.slice(0, 3)).toEqual([]);
  expect(differences).toHaveLength(0);
  expect(flows).toBe(59_656);
});
