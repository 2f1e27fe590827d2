/** 재기안 of a divided paper: the parts of the version before, each with what stood in it, are those of the new one (RT13). */

import type { Block, Content } from '../../../shared/collab/content.ts';
import { sectionRoom } from '../../../shared/collab/protocol.ts';
import { readSection } from '../../../shared/collab/read.ts';
import { FIRST_SECTION } from '../../../shared/collab/schema.ts';
import { replaceBody } from '../../../shared/collab/write.ts';
import { sectionsIn, type Section } from '../../../shared/policy/sections.ts';
import { canonical } from '../../../shared/trail/canonical.ts';
import { boundToDocument, stateOf } from '../acts/compose.ts';
import { act } from '../acts/send.ts';
import { lineOr } from '../approval/wait-saved.ts';
import type { BackendContext } from '../context.ts';
import type { Room } from '../replica.ts';

/** A part with its blocks. */
interface Filled {
  readonly section: Section;
  readonly blocks: readonly Block[];
}

/** The parts of a version that was fixed, as its rooms on this machine have them; null where it was one text, or they are not what was fixed. */
function partsOf(context: BackendContext, documentId: string, version: number, content: Content): Filled[] | null {
  const { list } = sectionsIn(stateOf(context.replica, documentId), version);
  if (list.length < 2) return null;
  const parts = list.map((section) => {
    const room = context.replica.openRoom(sectionRoom(documentId, version, section.id));
    const read = readSection(room.doc);
    room.close();
    return { section, blocks: read.ok ? read.value : [] };
  });
  const same = canonical(parts.flatMap(({ blocks }) => blocks)) === canonical(content.blocks);
  return same ? parts : null;
}

/** Waits until the server has what was written; false where the line or the disk went meanwhile. */
async function kept(context: BackendContext, rooms: readonly Room[]): Promise<boolean> {
  let all = false;
  const saved = Promise.all(rooms.map((room) => room.saved())).then(() => (all = true));
  await lineOr(context, saved).catch(() => undefined);
  return all;
}

/**
 * Divides the new version, whose text stands in its first room, as `from` was. What others have is with the server before it leaves that room, and comes back where the
 * division is refused. Without a line, or where the rooms say something else, it stays one text.
 */
export async function carrySections(context: BackendContext, documentId: string, from: number, content: Content): Promise<void> {
  const parts = partsOf(context, documentId, from, content);
  const state = stateOf(context.replica, documentId);
  const first = context.drafts.rooms(documentId)?.sections.get(FIRST_SECTION);
  if (parts === null || first === undefined || state.version === from || context.replica.status().connection === 'offline') return;
  const filled = parts.filter(({ section }) => section.id !== FIRST_SECTION);
  const rooms = filled.map(({ section, blocks }) => {
    const room = context.replica.openRoom(sectionRoom(documentId, state.version, section.id));
    replaceBody(room.doc, blocks);
    return room;
  });
  if (await kept(context, rooms)) {
    replaceBody(first.doc, parts.find(({ section }) => section.id === FIRST_SECTION)?.blocks ?? []);
    const set = (await kept(context, [first]))
      ? await act(context, {
          documentId,
          type: 'sections.set',
          body: { sections: parts.map(({ section }) => ({ ...section })) },
          bound: boundToDocument(state, context.me().agency),
          done: '',
        })
      : null;
    if (set?.ok !== true) replaceBody(first.doc, content.blocks);
  }
  for (const room of rooms) room.close();
}
