import { expect, test } from 'vitest';
import { whyNot } from '../../../renderer/batch/batch-dialog.tsx';
import { afterChange, afterOpening, isNewLook, nextUnread, unreadOf, type Item, type ItemState } from '../../../renderer/batch/items.ts';
import type { DocumentRow, DocumentView } from '../../../shared/api/views.ts';

const item = (state: ItemState, version: number | null = null): Item => ({ row: { documentId: state } as DocumentRow, state, version, said: '' });

test('LK1 a paper of a batch is read once its text was drawn and the record of reading was accepted, not before', () => {
  expect(afterOpening({ ok: true })).toEqual({ state: 'seen', said: '' });
  // Recorded before, and the record waits for the server.
  expect(afterOpening({ ok: false, error: { code: 'ALREADY_SIGNED', message: '이미' } }).state).toBe('seen');
  expect(afterOpening({ ok: false, error: { code: 'LOCKED', message: '잠겨 있습니다' } })).toEqual({ state: 'unseen', said: '잠겨 있습니다' });
  expect(unreadOf([item('unseen'), item('opening'), item('seen', 1), item('left')])).toBe(2);
  expect(whyNot({ items: [item('opening'), item('seen', 1)] })).toContain('1건');
  expect(whyNot({ items: [item('seen', 1), item('left')] })).toBeNull();
});

test('LK1 another version of a paper that was read is read anew', () => {
  expect([isNewLook(item('unseen'), 1), isNewLook(item('seen', 1), 1), isNewLook(item('seen', 1), 2), isNewLook(item('opening'), 1)]).toEqual([
    true,
    false,
    true,
    false,
  ]);
  expect([isNewLook(undefined, 1), isNewLook(item('signed', 1), 2)]).toEqual([false, false]);
});

test('LK1 the next paper is one that was not read, onwards and then from the top', () => {
  const items = [item('unseen'), item('seen', 1), item('unseen'), item('left')];
  expect([nextUnread(items, 0), nextUnread(items, 2), nextUnread(items, 3)]).toEqual([2, 0, 0]);
  expect(nextUnread([item('seen', 1)], 0)).toBe(-1);
});

test('LK1 a paper of a batch that somebody handled meanwhile is out of it at once, with who did what and when', () => {
  const lanes = (step: object) => [{ stages: [[{ id: 's-1', kind: 'review', position: '과장', deputy: null, mine: true, at: null, state: 'now', ...step }]] }];
  const view = (more: object): DocumentView => ({ ended: null, revision: null, version: 1, lanes: lanes({}), ...more }) as unknown as DocumentView;
  const of = (state: ItemState): Item => ({ ...item(state, 1), row: { documentId: state, lanes: lanes({}) } as unknown as DocumentRow });
  const at = '2026-11-30T12:09:00.000Z';
  const ended = { how: 'returned', who: '고용노동부 실장', at, reason: '', due: null, signatures: 0 };
  const returned = view({ ended, lanes: lanes({ mine: false }) });
  const gone = afterChange(of('seen'), returned);
  expect([gone.state, gone.said]).toEqual(['gone', expect.stringContaining('먼저 한 처리: 고용노동부 실장 11. 30. 21:09 반려.')]);
  expect(afterChange(of('unseen'), view({ lanes: lanes({ mine: false, state: 'signed', at }) })).said).toContain('과장 11. 30. 21:09 검토');
  expect(afterChange(of('left'), view({ lanes: lanes({ mine: false }), revision: { who: '실장', version: 2 } })).said).toContain('실장의 고침');
  // What is signed stands; what was refused is told by whom; what waits again is looked at again.
  expect([afterChange(of('signed'), returned), afterChange(of('refused'), view({}))]).toEqual([{}, {}]);
  expect(afterChange(of('refused'), returned)).toEqual({ said: gone.said });
  expect([afterChange(of('gone'), view({})).state, afterChange(of('seen'), view({})), afterChange(of('seen'), view({ version: 2 })).state]).toEqual([
    'unseen',
    {},
    'unseen',
  ]);
  expect(whyNot({ items: [of('gone')] })).not.toBeNull();
});
