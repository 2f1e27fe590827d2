import { beforeEach, expect, test, vi } from 'vitest';
import { dropWords, keepWords, readWords, typedWords } from '../../../renderer/decide/kept-words.ts';

const NOTHING = { kind: 'none', text: '', reason: '', until: '', report: false } as const;

beforeEach(() => {
  const kept = new Map<string, string>();
  const storage = new Proxy({} as Record<string, unknown>, {
    ownKeys: () => [...kept.keys()],
    getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
    get: (_, name) =>
      ({
        getItem: (key: string) => kept.get(key) ?? null,
        setItem: (key: string, value: string) => void kept.set(key, value),
        removeItem: (key: string) => void kept.delete(key),
      })[String(name)],
  });
  vi.stubGlobal('sessionStorage', storage);
  return () => vi.unstubAllGlobals();
});

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
