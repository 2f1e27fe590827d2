import { expect, it } from 'vitest';
import { sealAfterOthers } from '../../../../electron/backend/issue/loser.ts';
import { err, ok, type Result } from '../../../../shared/lib/result.ts';

const LATE = err('BASE_MISMATCH', '다른 기관이 먼저 날인했습니다.');

/** Answers one after another, and how often was asked. */
function answering(...answers: Result<string>[]) {
  let asked = 0;
  const seal = async (): Promise<Result<string>> => answers[asked++] ?? ok('찍음');
  return { seal, asked: () => asked };
}

it('SL6 who was not first seals again on the newer paper, as often as somebody else was', async () => {
  const { seal, asked } = answering(LATE, LATE);
  expect(await sealAfterOthers(seal, async () => true)).toEqual(ok('찍음'));
  expect(asked()).toBe(3);
});

it('SL6 without a newer paper, and for any other refusal, it is said as it is', async () => {
  expect(await sealAfterOthers(answering(LATE).seal, async () => false)).toEqual(LATE);
  const other = err('SEAL_DONE', '이미 찍었습니다.');
  const { seal, asked } = answering(other);
  expect(await sealAfterOthers(seal, async () => true)).toEqual(other);
  expect(asked()).toBe(1);
});
