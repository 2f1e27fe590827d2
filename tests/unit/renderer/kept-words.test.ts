import { beforeEach, expect, test } from 'vitest';
import { dropWhom, keepWhom, readWhom } from '../../../renderer/consultation/kept-whom.ts';
import { dropWords, keepWords, readWords, typedWords } from '../../../renderer/decide/kept-words.ts';
import { stubSessionStorage } from '../../support/session-storage.ts';

const NOTHING = { kind: 'none', text: '', reason: '', until: '', report: false } as const;

beforeEach(stubSessionStorage);

test('AP12 words typed in a dialog that somebody else’s act closed are shown, those of other papers and those that were signed are not', () => {
  keepWords('one', 'a', { ...NOTHING, kind: 'different', text: '시행일을 늦출 것' });
  keepWords('one', 'b', { ...NOTHING, reason: '다시 검토할 것' });
  keepWords('another', 'a', { ...NOTHING, kind: 'remark', text: '다른 문서' });
  expect(typedWords('one')).toBe('시행일을 늦출 것\n다시 검토할 것');
  dropWords('one', 'a');
  expect([typedWords('one'), readWords('another', 'a').text]).toEqual(['다시 검토할 것', '다른 문서']);
  keepWords('one', 'b', NOTHING);
  expect(typedWords('one')).toBe('');
});

test('AP25 an answer and a question typed beside a decision are kept and shown with it, and whom was to be asked stays chosen', () => {
  keepWords('one', 'answer-7', { ...NOTHING, text: '두 달이 알맞음' });
  keepWords('one', 'withdraw', { ...NOTHING, reason: '잘못 올림' });
  expect(typedWords('one')).toBe('두 달이 알맞음\n잘못 올림');
  const whom = { to: [{ agency: 'A', unit: 'U1', person: null, agencyName: '교육부', label: '평생직업교육과' }], hoped: 2 };
  expect(readWhom('one')).toEqual({ to: [], hoped: 1 });
  keepWhom('one', whom);
  expect([readWhom('one'), readWhom('another').to]).toEqual([whom, []]);
  dropWhom('one');
  expect(readWhom('one').to).toEqual([]);
});
