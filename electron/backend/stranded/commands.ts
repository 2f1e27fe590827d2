/** Commands on copies kept apart: see, take back, save as a file, say it is dealt with. Nothing here deletes one. */

import { randomUUID } from 'node:crypto';
import * as Y from 'yjs';
import { addThread, COMMENT_LIMITS, type NewThread } from '../../../shared/collab/comments.ts';
import { addPicture, appendBlocks } from '../../../shared/collab/write.ts';
import { picturesIn } from '../../../shared/exchange/capsule/capsule.ts';
import { commentsRoom, parseRoom } from '../../../shared/collab/protocol.ts';
import { FIRST_SECTION } from '../../../shared/collab/schema.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import type { DiffLine } from '../../../shared/writing/diff.ts';
import { blockText } from '../../../shared/writing/amount.ts';
import { stateOf } from '../acts/compose.ts';
import type { BackendContext } from '../context.ts';
import type { Handlers } from '../handlers.ts';
import { titleOf } from '../documents/title.ts';
import type { StrandedCopy } from '../sync/room-store.ts';
import { blocksOf, diffOf, rowOf, wayBack } from './copies.ts';

type StrandedCommands = 'stranded.list' | 'stranded.get' | 'stranded.takeBack' | 'stranded.save' | 'stranded.handle';

const UNKNOWN = err('NOT_FOUND', '따로 보관한 글을 찾을 수 없습니다. 목록을 새로 받으십시오.');

function find(context: BackendContext, id: number): Result<StrandedCopy, 'NOT_FOUND'> {
  const copy = context.sync.stranded().find((candidate) => candidate.id === id);
  return copy === undefined ? UNKNOWN : ok(copy);
}

const LEGEND = '(+ 새로 쓴 줄, * 고친 줄, - 지운 줄)';

/** Lines of a copy as text: what is new is marked, what is gone is named. */
function marked(lines: readonly DiffLine[]): string[] {
  const marks = { same: '  ', added: '+ ', removed: '- ', changed: '* ' } as const;
  return lines.map((line) => {
    const shown = line.pieces.filter((piece) => line.kind === 'removed' || piece.kind !== 'removed');
    return `${marks[line.kind]}${shown.map((piece) => piece.text).join('')}`;
  });
}

/** The kept copy as a text file. */
function asText(title: string, sentence: string, lines: readonly DiffLine[]): Uint8Array {
  const head = [`「${title}」에 쓴 글 가운데 서버가 받지 않은 것`, sentence, LEGEND, ''];
  return new TextEncoder().encode(`${[...head, ...marked(lines)].join('\n')}\n`);
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
  const { documentId = '', version = 0, section: id = '' } = parseRoom(copy.room) ?? {};
  const rooms = context.drafts.open(documentId, stateOf(context.replica, documentId).version);
  const section = rooms.sections.get(id) ?? rooms.sections.get(FIRST_SECTION);
  if (section === undefined) return 0;
  await section.whenLoaded;
  const content = await context.drafts.content(documentId);
  const before = await context.replica.content(documentId, version);
  const known = [...(content.ok ? content.value.blocks : []), ...(before.ok ? before.value.content.blocks : [])];
  const present = new Set(known.map(blockText));
  const fresh = blocksOf(copy).filter((block) => !present.has(blockText(block)));
  appendBlocks(section.doc, fresh);
  for (const { sha256 } of picturesIn({ blocks: fresh })) addPicture(rooms.main.doc, sha256);
  return fresh.length;
}

/** As an opinion of the version that is fixed: its readers see what would be otherwise. */
async function propose(context: BackendContext, copy: StrandedCopy): Promise<Result<{ sentence: string }>> {
  const { documentId = '' } = parseRoom(copy.room) ?? {};
  const differing = (await diffOf(context, copy)).filter((line) => line.kind !== 'same');
  if (differing.length === 0) return ok({ sentence: '서버의 글과 다른 줄이 없어 제안할 것이 없습니다.' });
  const text = ['이어지지 않은 동안 쓴 글입니다. 이렇게 고칠 것을 제안합니다.', LEGEND, ...marked(differing)].join('\n');
  if (text.length > COMMENT_LIMITS.text)
    return err('TOO_LONG', `다른 줄이 많아 의견 하나(${COMMENT_LIMITS.text}자)에 담을 수 없습니다. 보관한 글은 그대로입니다. 파일로 저장해 보내십시오.`);
  const room = context.sync.openRoom(commentsRoom(documentId, stateOf(context.replica, documentId).version));
  await room.whenLoaded;
  const { agency, position, name } = context.me();
  const nowhere = { section: FIRST_SECTION, start: '', end: '', quote: '' };
  const head = { kind: 'comment', anchor: nowhere, by: { agency, position, name }, at: context.now().toISOString(), proposal: '', calls: [] } satisfies Omit<
    NewThread,
    'text'
  >;
  addThread(room.doc, randomUUID(), { ...head, text });
  room.close();
  return ok({ sentence: '문서 옆의 의견으로 제안했습니다. 이 문서를 고칠 수 있는 사람이 보고 정합니다.' });
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
  if (way === 'propose') {
    const proposed = await propose(context, copy);
    if (proposed.ok) context.sync.handleStranded(copy.id);
    return proposed;
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
