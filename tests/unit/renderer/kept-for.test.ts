import { beforeEach, expect, it } from 'vitest';
import { keptFor } from '../../../renderer/app/kept-for.ts';
import { keepWords, readWords } from '../../../renderer/decide/kept-words.ts';
import { stubSessionStorage } from '../../support/session-storage.ts';

const words = (text: string) => ({ kind: 'remark', text, reason: '', until: '', report: false }) as const;

beforeEach(stubSessionStorage);

it('AP7 words that were typed and not signed are their writer’s: hidden from the next person at the window, there again afterwards', () => {
  keptFor('kim');
  keepWords('d-1', 's-1', words('먼저 온 사람의 글'));
  keptFor('lee');
  expect(readWords('d-1', 's-1').text).toBe('');
  keepWords('d-1', 's-1', words('다음 사람의 글'));
  keptFor('kim');
  expect(readWords('d-1', 's-1').text).toBe('먼저 온 사람의 글');
  keptFor('lee');
  expect(readWords('d-1', 's-1').text).toBe('다음 사람의 글');
});
