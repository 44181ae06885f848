import { explainedCodes, explanation } from '../../src/findings';
import { CODES } from '../../src/validation';

const OURS = ['CAL0001', 'CAL0002', 'CAL0003', 'CAL0004'];

test('pages have a title with their code, a reason and two examples', () => {
  for (const code of explainedCodes()) {
    const page = explanation(code)!;
    expect(page).toMatch(new RegExp(`^# ${code}: \\S`));
    expect(page).toContain('**Why it matters.**');
    expect(page).toMatch(/^Bad:$/m);
    expect(page).toMatch(/^Good:$/m);
  }
});

test('no page is about a code that does not exist', () => {
  const known = new Set([...OURS, ...Object.keys(CODES)]);
  expect(explainedCodes().filter((code) => /^CAL[01]/.test(code) && !known.has(code))).toEqual([]);
});

test('what is no code has no page', () => {
  expect(explanation('../../package')).toBeUndefined();
  expect(explainedCodes()).toEqual(expect.arrayContaining(OURS));
});
