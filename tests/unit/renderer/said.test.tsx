import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Folded, isLong, Said } from '../../../renderer/ui/said.tsx';
import { FullNote, Words } from '../../../renderer/ui/words.tsx';
import { routeWords, WORDS_MOST } from '../../../shared/approval/said.ts';

test('AP6 long words fold and stay whole; short ones stand as they were said', () => {
  const long = '근거를 밝혀야 합니다. '.repeat(40);
  expect([isLong('짧은 의견'), isLong(long), isLong('가\n나\n다\n라\n마')]).toEqual([false, true, true]);
  const folded = renderToStaticMarkup(<Said text={long} />);
  expect([folded.includes('said-folded'), folded.includes(long.trim())]).toEqual([true, true]);
  expect(renderToStaticMarkup(<Said text="짧은 의견" />)).toBe('<span class="said-text">“짧은 의견”</span>');
  // A line of the 처리 이력 folds the same way, as it stands.
  expect(renderToStaticMarkup(<Folded text={`의견 있음 · “${long}”`} />)).toContain('said-folded');
});

test('AP6 a field that takes no more says so, instead of cutting off what is pasted unseen', () => {
  const drawn = (text: string): string => renderToStaticMarkup(<Words value={text} readOnly />);
  expect(drawn('가'.repeat(WORDS_MOST - 1))).not.toContain('들어가지 않았습니다');
  expect(drawn('가'.repeat(WORDS_MOST))).toContain('4,000자까지');
  expect(renderToStaticMarkup(<FullNote text={'가'.repeat(300)} most={300} />)).toContain('300자까지');
});

test('AP3 a route in a few words tells steps side by side from steps one after the other', () => {
  expect(routeWords([['기안'], ['운영지원과장', '정보화담당관'], ['차관']], (post) => post)).toBe('기안 → 운영지원과장·정보화담당관 → 차관');
});
