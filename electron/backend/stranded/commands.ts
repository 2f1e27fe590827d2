/** Commands on copies kept apart: see, take back, save as a file, say it is dealt with. Nothing here deletes one. */

import * as Y from 'yjs';
import { appendBlocks } from '../../../shared/collab/write.ts';
import { parseRoom } from '../../../shared/collab/protocol.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import type { DiffLine } from '../../../shared/writing/diff.ts';
import { blockText } from '../../../shared/writing/amount.ts';
import { stateOf } from '../acts/compose.ts';
import type { BackendContext } from '../context.ts';
import type { Handlers } from '../handlers.ts';
import { titleOf } from '../documents/commands.ts';
import type { StrandedCopy } from '../sync/room-store.ts';
import { blocksOf, diffOf, rowOf, wayBack } from './copies.ts';

type StrandedCommands = 'stranded.list' | 'stranded.get' | 'stranded.takeBack' | 'stranded.save' | 'stranded.handle';

const UNKNOWN = err('NOT_FOUND', '따로 보관한 글을 찾을 수 없습니다. 목록을 새로 받으십시오.');

function find(context: BackendContext, id: number): Result<StrandedCopy, 'NOT_FOUND'> {
  const copy = context.sync.stranded().find((candidate) => candidate.id === id);
  return copy === undefined ? UNKNOWN : ok(copy);
}

/** Lines of the kept copy as a text file: what is new is marked, what is gone is named. */
function asText(title: string, sentence: string, lines: readonly DiffLine[]): Uint8Array {
  const marks = { same: '  ', added: '+ ', removed: '- ', changed: '* ' } as const;
  const text = lines.map((line) => {
    const shown = line.pieces.filter((piece) => line.kind === 'removed' || piece.kind !== 'removed');
    return `${marks[line.kind]}${shown.map((piece) => piece.text).join('')}`;
  });
  const head = [`「${title}」에 쓴 글 가운데 서버가 받지 않은 것`, sentence, '(+ 새로 쓴 줄, * 고친 줄, - 지운 줄)', ''];
  return new TextEncoder().encode(`${[...head, ...text].join('\n')}\n`);
}

/** Back into the same text: Yjs puts every edit where it was made. */
async function merge(context: BackendContext, copy: StrandedCopy): Promise<void> {
  const room = context.sync.openRoom(copy.room);
  await room.whenLoaded;
  Y.applyUpdate(room.doc, copy.state, 'taken-back');
  room.close();
}

/** Behind the newest draft: only what was written in the copy, so not what its version or the draft says already. */
async function append(context: BackendContext, copy: StrandedCopy): Promise<number> {
  const { documentId = '', version = 0 } = parseRoom(copy.room) ?? {};
  const rooms = context.drafts.open(documentId, stateOf(context.replica, documentId).version);
  const [section] = rooms.sections.values();
  if (section === undefined) return 0;
  await section.whenLoaded;
  const content = await context.drafts.content(documentId);
  const before = await context.replica.content(documentId, version);
  const known = [...(content.ok ? content.value.blocks : []), ...(before.ok ? before.value.content.blocks : [])];
  const present = new Set(known.map(blockText));
  const fresh = blocksOf(copy).filter((block) => !present.has(blockText(block)));
  appendBlocks(section.doc, fresh);
  return fresh.length;
}

async function takeBack(context: BackendContext, copy: StrandedCopy): Promise<Result<{ sentence: string }>> {
  const way = wayBack(context, copy);
  if (way === 'none')
    return err('STATE_MISMATCH', '지금은 이 문서에 다시 넣을 수 없습니다. 보관한 글은 그대로입니다. 파일로 저장하거나 재기안한 뒤에 넣으십시오.');
  if (way === 'merge') {
    await merge(context, copy);
    context.sync.handleStranded(copy.id);
    return ok({ sentence: '보관한 글을 썼던 자리에 다시 넣었습니다. 되돌리려면 문서에서 지우십시오.' });
  }
  const count = await append(context, copy);
  context.sync.handleStranded(copy.id);
  return ok({
    sentence: count === 0 ? '새 판에 이미 모두 들어 있습니다. 넣은 것이 없습니다.' : `새 판의 맨 끝에 ${count}줄을 넣었습니다. 알맞은 자리로 옮기십시오.`,
  });
}

/** Commands of copies kept apart. */
export function strandedCommands(context: BackendContext): Pick<Handlers, StrandedCommands> {
  return {
    'stranded.list': async () => ok({ copies: await Promise.all(context.sync.stranded().map((copy) => rowOf(context, copy))) }),
    async 'stranded.get'({ id }) {
      const copy = find(context, id);
      return copy.ok
        ? ok({ row: await rowOf(context, copy.value), lines: (await diffOf(context, copy.value)).map((line) => ({ ...line, pieces: [...line.pieces] })) })
        : copy;
    },
    async 'stranded.takeBack'({ id }) {
      const copy = find(context, id);
      return copy.ok ? takeBack(context, copy.value) : copy;
    },
    async 'stranded.save'({ id }) {
      const copy = find(context, id);
      if (!copy.ok) return copy;
      const row = await rowOf(context, copy.value);
      const title = await titleOf(context, row.documentId);
      return context.platform.saveFile(`${title} - 따로 보관한 글.txt`, asText(title, row.sentence, await diffOf(context, copy.value)));
    },
    'stranded.handle': ({ id }) => {
      context.sync.handleStranded(id);
      return ok({});
    },
  };
}
