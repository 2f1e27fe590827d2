import { expect, test } from 'vitest';
import { whyNot } from '../../../renderer/batch/batch-dialog.tsx';
import { afterOpening, isNewLook, nextUnread, unreadOf, type Item, type ItemState } from '../../../renderer/batch/items.ts';
import type { DocumentRow } from '../../../shared/api/views.ts';

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
