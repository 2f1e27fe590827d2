import { expect, it } from 'vitest';
import { withJosa } from '../../../../shared/lib/josa.ts';

it('a particle follows the last sound; brackets behind a word are not read, and a word of other letters keeps both forms', () => {
  expect([withJosa('김주무(p-1)', '이/가'), withJosa('한과장', '은/는'), withJosa('포트 7000', '을/를'), withJosa('포트 4', '을/를')]).toEqual([
    '김주무(p-1)가',
    '한과장은',
    '포트 7000을',
    '포트 4를',
  ]);
  expect([withJosa('kim', '이/가'), withJosa('', '과/와')]).toEqual(['kim이(가)', '과(와)']);
});
