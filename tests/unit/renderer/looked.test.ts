import { describe, expect, it } from 'vitest';
import { lookedLines, type Opened } from '../../../renderer/decide/looked.tsx';
import { seenWords } from '../../../renderer/route/holder.tsx';

const at = (first: string, last = first) => ({ first: `2026-11-25T${first}:00+09:00`, last: `2026-11-25T${last}:00+09:00` });
const file = (label: string, opened: Opened['text']) => ({ sha256: label, label, at: opened });
const told = (opened: Partial<Opened>) =>
  lookedLines({ fixedAt: null, text: null, files: [], diff: null, ...opened }, 2).map(({ text, done, when }) => `${done ? '○' : '×'} ${text} ${when}`.trim());

describe('what was really opened', () => {
  it('LK1 one line where everything was opened, with the first and the last time', () => {
    expect(told({ text: at('10:18') })).toEqual(['○ 본문을 열어 봄 10:18']);
    expect(told({ text: at('10:18', '10:20'), files: [file('가', at('10:21')), file('나', at('10:26'))] })).toEqual([
      '○ 본문과 붙임 2건을 모두 열어 봄 10:18∼10:26',
    ]);
  });
  it('LK1 what was not opened stands apart, and the 대비표 only where there is an earlier version', () => {
    expect(told({ files: [file('가', null)] })).toEqual(['× 본문을 아직 열지 않음', '× 붙임 1건을 아직 열지 않음']);
    expect(told({ text: at('10:18'), files: [file('가', at('10:21')), file('나', null)], diff: { from: 1, at: null } })).toEqual([
      '○ 본문을 열어 봄 10:18',
      '× 붙임 2건 중 1건을 열어 봄 10:21',
      '× 제1판에서 제2판으로 바뀐 곳을 아직 보지 않음',
    ]);
    expect(told({ text: at('10:18'), diff: { from: 1, at: at('10:19') } }).at(-1)).toBe('○ 제1판과 제2판의 대비표를 열어 봄 10:19');
  });
  it('NT2 since when somebody is out of touch is said with the hour today, with the day before that', () => {
    const now = Date.parse('2026-11-25T15:00:00+09:00');
    expect([
      seenWords('2026-11-25T09:58:00+09:00', now),
      seenWords('2026-11-24T17:40:00+09:00', now),
      seenWords('2026-11-20T08:05:00+09:00', now),
      seenWords(null, now),
    ]).toEqual(['09:58', '어제 17:40', '11. 20. 08:05', '서버에 닿은 적 없음']);
  });
});
