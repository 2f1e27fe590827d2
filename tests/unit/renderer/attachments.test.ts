import { expect, it } from 'vitest';
import { fileState } from '../../../renderer/editor/use-attachments.ts';

it('BL7 what a file says on screen follows from where it is and what was last heard of it', () => {
  const place = (state: 'sent' | 'away' | 'waiting' | 'refused', why = '') => ({ sha256: 'a', state, why });
  const up = (percent: number, stopped = false) => ({ direction: 'up', percent, stopped }) as const;
  expect(fileState(place('waiting'), up(42))).toEqual({ kind: 'sending', percent: 42 });
  expect(fileState(place('waiting'), up(42, true))).toEqual({ kind: 'stopped', percent: 42, why: '' });
  expect(fileState(place('waiting', '자리가 없습니다.'), undefined)).toEqual({ kind: 'stopped', percent: 0, why: '자리가 없습니다.' });
  expect(fileState(place('refused', '너무 큽니다.'), up(3))).toEqual({ kind: 'refused', why: '너무 큽니다.' });
  expect(fileState(place('away'), { direction: 'down', percent: 30, stopped: false })).toEqual({ kind: 'coming', percent: 30 });
  expect([fileState(place('sent'), up(100)), fileState(undefined, undefined)]).toEqual([{ kind: 'at-rest' }, { kind: 'at-rest' }]);
});
