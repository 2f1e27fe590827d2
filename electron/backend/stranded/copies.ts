/** Copies of edits the server did not take: what was written, against the text as it stands. */

import * as Y from 'yjs';
import type { StrandedRow } from '../../../shared/api/views.ts';
import type { Block, Face, OmissionGround } from '../../../shared/collab/content.ts';
import { parseRoom } from '../../../shared/collab/protocol.ts';
import { readFields, readSection } from '../../../shared/collab/read.ts';
import { disclosureText } from '../../../shared/forms/common.ts';
import { FACE_WORDS } from '../../../shared/forms/face.ts';
import { OMISSION_WORDS } from '../../../shared/forms/seal-omission.ts';
import type { DocumentState } from '../../../shared/approval/state.ts';
import { rightInRoom, roomRight } from '../../../shared/policy/access.ts';
import { koreanDateTime } from '../../../shared/writing/amount.ts';
import { diffLines, plainLines, type DiffLine } from '../../../shared/writing/diff.ts';
import { stateOf } from '../acts/compose.ts';
import type { BackendContext } from '../context.ts';
import type { StrandedCopy } from '../sync/room-store.ts';

const LABELS: Readonly<Record<string, string>> = {
  title: '제목',
  summary: '문서요지',
  keywords: '키워드',
  work: '위임전결 업무',
  recipients: '수신',
  via: '경유',
  written: '작성일',
  basis: '보고근거',
  disclosureReason: '공개 구분 사유',
  related: '관련 문서',
  sealOmitted: '관인생략',
  face: '글꼴',
  disclosure: '공개 구분',
  recordFile: '기록물철',
  originator: '발의자',
  reporter: '보고자',
};

function valueText(name: string, value: unknown): string {
  if (name === 'disclosure') return disclosureText(value as Parameters<typeof disclosureText>[0]);
  if (name === 'sealOmitted') return OMISSION_WORDS[value as OmissionGround] ?? String(value);
  if (name === 'face') return FACE_WORDS[value as Face] ?? String(value);
  if (name === 'related') return (value as readonly { readonly title?: unknown }[]).map(({ title }) => String(title)).join(', ');
  return Array.isArray(value) ? value.join(', ') : String(value);
}

/** Form fields as lines: `이름: 값`. */
function fieldLines(main: Y.Doc): string[] | null {
  const fields = readFields(main);
  if (!fields.ok) return null;
  return Object.entries(LABELS).flatMap(([name, label]) => (fields.value[name] === undefined ? [] : [`${label}: ${valueText(name, fields.value[name])}`]));
}

/** The text a room's document holds, as lines; null where its shape cannot be read. */
function linesOf(room: string, doc: Y.Doc): string[] | null {
  if (parseRoom(room)?.part === 'main') return fieldLines(doc);
  const blocks = readSection(doc);
  return blocks.ok ? plainLines(blocks.value) : null;
}

/** The document the copy keeps. */
export function docOf(copy: StrandedCopy): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, copy.state);
  return doc;
}

/** Blocks of a kept section; none where it is no section or cannot be read. */
export function blocksOf(copy: StrandedCopy): Block[] {
  const blocks = parseRoom(copy.room)?.part === 'section' ? readSection(docOf(copy)) : null;
  return blocks?.ok === true ? blocks.value : [];
}

/** The copy against the text of the same room as this replica has it; without a right to that text, everything counts as kept. */
export async function diffOf(context: BackendContext, copy: StrandedCopy): Promise<DiffLine[]> {
  const kept = linesOf(copy.room, docOf(copy));
  if (kept === null) return [];
  const parsed = parseRoom(copy.room);
  const state = parsed === null ? null : stateOf(context.replica, parsed.documentId);
  if (state === null || parsed === null || roomRight(state, context.replica.directory(), context.me().id, parsed.part) === 'none') return diffLines(kept, kept);
  const room = context.sync.openRoom(copy.room);
  await room.whenLoaded;
  const now = linesOf(copy.room, room.doc);
  room.close();
  return diffLines(now ?? [], kept);
}

/** Why it was not taken, with the act that came first and its time where there is one. */
function reasonSentence(context: BackendContext, copy: StrandedCopy, state: DocumentState): string {
  const submitted = context.replica
    .entries(state.documentId)
    .flatMap(({ entry }) => (entry.kind === 'statement' && entry.body.statement.type === 'submitted' ? [entry.body.statement] : []))
    .find((statement) => statement.version === parseRoom(copy.room)?.version);
  switch (copy.reason) {
    case 'frozen':
      return submitted === undefined
        ? '내용이 확정된 뒤에 닿은 글입니다.'
        : `${koreanDateTime(submitted.at)} ${submitted.actor.position}의 결재 올림으로 내용이 확정된 뒤에 닿은 글입니다.`;
    case 'right-lost':
      return '이 문서를 고칠 권한이 끝난 뒤에 닿은 글입니다.';
    case 'schema':
      return '이 프로그램이 문서보다 옛 판이라 서버가 받지 않은 글입니다. 온결을 새 판으로 바꾸십시오.';
    case 'reset':
      return '서버가 예전 백업으로 돌아가 다른 기록으로 이어지면서 이 문서가 서버에서 없어져, 받지 않은 글입니다. 문서의 기록은 이 PC에 그대로 있습니다. 파일로 저장하고 관리자에게 알리십시오.';
    case 'too-large':
      return '문서가 정해진 크기를 넘어 서버가 받지 않은 글입니다.';
    default:
      return '서버가 확인하지 못해 받지 않은 글입니다.';
  }
}

/** How the copy can go back: into the same text, behind the newest draft, as an opinion where the text is fixed or another's, or not now. */
export function wayBack(context: BackendContext, copy: StrandedCopy): StrandedRow['wayBack'] {
  const parsed = parseRoom(copy.room);
  // There is no text on the server it could go back into.
  if (parsed === null || copy.reason === 'reset') return 'none';
  const state = stateOf(context.replica, parsed.documentId);
  const rightIn = (part: 'main' | 'section' | 'comments') => roomRight(state, context.replica.directory(), context.me().id, part);
  const remarks = ['comment', 'edit'].includes(rightIn('comments')) ? 'propose' : 'none';
  const own = rightInRoom(state, context.replica.directory(), context.me().id, { ...parsed, version: state.version });
  if (state.status !== 'drafting' || own !== 'edit') return parsed.part === 'comments' ? 'none' : remarks;
  if (parsed.version === state.version) return copy.reason === 'right-lost' || copy.reason === 'schema' ? 'merge' : 'none';
  return parsed.part === 'section' ? 'append' : 'none';
}

/** One row of the list. */
export async function rowOf(context: BackendContext, copy: StrandedCopy): Promise<StrandedRow> {
  const parsed = parseRoom(copy.room);
  const documentId = parsed?.documentId ?? '';
  const state = stateOf(context.replica, documentId);
  const content = await context.drafts.content(documentId);
  const lines = await diffOf(context, copy);
  return {
    id: copy.id,
    documentId,
    version: parsed?.version ?? 0,
    title: content.ok ? content.value.fields.title : '(지금은 볼 수 없는 문서)',
    part: parsed?.part === 'main' ? '문서정보' : parsed?.part === 'comments' ? '의견' : '본문',
    reason: copy.reason,
    sentence: reasonSentence(context, copy, state),
    at: copy.at,
    handled: copy.handled,
    changed: lines.filter((line) => line.kind !== 'same').length,
    wayBack: wayBack(context, copy),
  };
}
