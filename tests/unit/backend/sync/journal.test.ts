import * as Y from 'yjs';
import { describe, expect, it } from 'vitest';
import { createJournal } from '../../../../electron/backend/sync/journal.ts';
import { createRoomStore } from '../../../../electron/backend/sync/room-store.ts';
import { createStage, until } from '../../../support/sync.ts';

describe('journal', () => {
  it('C15 what a full disk refused is told, kept in memory, and written by itself once there is room', async () => {
    const stage = await createStage({}, false);
    try {
      const store = createRoomStore(stage.database());
      const doc = new Y.Doc();
      let full = true;
      const said: string[] = [];
      const journal = createJournal({
        name: 'plain/disk',
        doc,
        store: {
          ...store,
          append(...row) {
            if (full) throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
            return store.append(...row);
          },
        },
        isRemote: () => false,
        edited: () => void said.push('written'),
        failed: (code) => void said.push(code),
      });
      doc.getText('t').insert(0, '가득 찬 뒤');
      doc.getText('t').insert(0, '더 씀 ');
      expect(said).toEqual(['DISK_FULL', 'DISK_FULL']);
      expect(store.load('plain/disk')).toEqual([]);
      full = false;
      await until('written by itself', () => said.at(-1) === 'written');
      const again = new Y.Doc();
      for (const bytes of store.load('plain/disk')) Y.applyUpdate(again, bytes);
      expect(again.getText('t').toString()).toBe('더 씀 가득 찬 뒤');
      journal.stop();
    } finally {
      await stage.close();
    }
  });
});
