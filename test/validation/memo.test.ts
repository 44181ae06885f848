import { Memo } from '../../src/validation/memo';

function counted(limit: number): { readonly memo: Memo<string>; readonly asked: string[] } {
  const asked: string[] = [];
  const answer = (text: string): string | null => {
    asked.push(text);
    return text === '' ? null : text.toUpperCase();
  };
  return { memo: new Memo(answer, limit), asked };
}

test('an answer is found once, also that there is none', () => {
  const { memo, asked } = counted(2);
  expect(['a', '', 'a', '', 'a'].map((text) => memo.of(text))).toEqual(['A', undefined, 'A', undefined, 'A']);
  expect(asked).toEqual(['a', '']);
});

test('when there are too many answers, they are found again', () => {
  const { memo, asked } = counted(2);
  expect(['a', 'b', 'a', 'b', 'c', 'c', 'b', 'c', 'a'].map((text) => memo.of(text))).toEqual(['A', 'B', 'A', 'B', 'C', 'C', 'B', 'C', 'A']);
  expect(asked).toEqual(['a', 'b', 'c', 'b', 'a']);
});
