/** The guards before 결재 올림: a 비밀 marking and attachments that may not come in refuse, 개인정보 is asked about (shared/policy/guard/SPEC.md). */

import type { CheckPlace } from '../../../shared/api/check-view.ts';
import type { DocumentView } from '../../../shared/api/views.ts';
import type { Content } from '../../../shared/collab/content.ts';
import { OMISSION_TOO_WEIGHTY, omissionTooWeighty, type Weight } from '../../../shared/forms/seal-omission.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import type { Directory } from '../../../shared/org/directory.ts';
import { picturesIn } from '../../../shared/exchange/capsule/capsule.ts';
import { equalBytes } from '../../../shared/lib/bytes.ts';
import type { PictureCode } from '../../../shared/policy/guard/picture.ts';
import type { GuardCode } from '../../../shared/policy/guard/attachment-guard.ts';
import { contactsOf, guardContent, personalDataIn, secretIn, type PlacedPersonal } from '../../../shared/policy/guard/content-guard.ts';
import { PERSONAL_NAMES } from '../../../shared/policy/guard/personal-data.ts';
import { openThreads } from '../../../shared/collab/comments.ts';
import { glyphChecks } from './glyph-checks.ts';
import { unitChecks } from './unit-checks.ts';
import type { BackendContext } from '../context.ts';
import type { DraftRooms } from '../documents/drafts.ts';
import type { IntakeCode } from '../intake/intake.ts';

type Check = DocumentView['checks'][number];

/** Places shown at once; the heading counts them all. */
const SHOWN = 50;

function placeOf({ place, label, kind, masked, reason, start, end }: PlacedPersonal): CheckPlace {
  const body = place.in === 'body' ? place : null;
  return {
    in: place.in,
    block: place.in === 'notes' ? place.note : (body?.block ?? null),
    row: body?.cell?.row ?? null,
    column: body?.cell?.column ?? null,
    start,
    end,
    label: `${label} ${PERSONAL_NAMES[kind]} ${masked}`,
    reason,
  };
}

/** 비밀 and 개인정보 in the checks of a draft: `stop` for a marking, `warn` with every place for 개인정보. */
export function guardChecks(content: Content, directory: Directory): Check[] {
  const secret = secretIn(content);
  const personal = personalDataIn(content, contactsOf(directory.agencies.values()));
  const detail = `있는 곳: 「${secret?.label ?? ''}」. 이 프로그램은 비밀을 다루지 않습니다. 표시를 잘못 붙였으면 지우고, 비밀이면 비밀 전용 체계로 처리하십시오.`;
  const asked: Check = {
    state: 'warn',
    title: `개인정보로 보이는 글 ${personal.length}곳`,
    detail: '꼭 있어야 하는 글인지 확인하십시오. 그대로 두어도 올릴 수 있습니다.',
    article: '개인정보 보호법 제3조',
    places: personal.slice(0, SHOWN).map(placeOf),
  };
  return [
    ...(secret === null ? [] : [{ state: 'stop' as const, title: '비밀 표시', detail, article: '보안업무규정 제4조' }]),
    personal.length === 0 ? { state: 'ok', title: '개인정보', detail: '', article: '개인정보 보호법 제3조' } : asked,
  ];
}

/** How many threads of each kind nobody has answered for. */
async function openOf(rooms: DraftRooms | null): Promise<{ readonly suggestions: number; readonly comments: number }> {
  if (rooms === null) return { suggestions: 0, comments: 0 };
  const room = rooms.comments();
  await room.whenLoaded;
  const open = openThreads(room.doc);
  const suggestions = open.filter(({ kind }) => kind === 'suggestion').length;
  return { suggestions, comments: open.length - suggestions };
}

/** Open suggestions stop 결재 올림, open comments are asked about; nothing is said where there are none. */
export async function threadChecks(rooms: DraftRooms | null): Promise<Check[]> {
  const { suggestions, comments } = await openOf(rooms);
  const none = { article: '' } as const;
  return [
    ...(suggestions === 0
      ? []
      : [{ ...none, state: 'stop' as const, title: `정하지 않은 수정 제안 ${suggestions}건`, detail: '하나씩 받아들이거나 받지 마십시오.' }]),
    ...(comments === 0
      ? []
      : [
          {
            ...none,
            state: 'warn' as const,
            title: `해결하지 않은 의견 ${comments}건`,
            detail: '올리면 이 판의 의견으로 남습니다. 해결했으면 해결됨으로 바꾸십시오.',
          },
        ]),
  ];
}

/** Pictures that say nothing to who cannot see them: asked about, never a reason to stop. */
export function pictureChecks(content: Content): DocumentView['checks'] {
  const silent = content.blocks.flatMap((block, i) => (block.type === 'picture' && block.alt.trim() === '' ? [i] : []));
  if (silent.length === 0) return [];
  const places = silent.slice(0, SHOWN).map((block): CheckPlace => ({
    ...{ in: 'body', block, row: null, column: null, start: 0, end: 0 },
    label: `본문 ${block + 1}째 줄의 그림`,
    reason: '그림을 보지 못하는 사람은 설명을 듣습니다.',
  }));
  return [
    {
      state: 'warn',
      title: `설명이 없는 그림 ${silent.length}개`,
      detail: '그림이 보이지 않는 사람도 알 수 있게 설명을 쓰십시오. 그대로 두어도 올릴 수 있습니다.',
      article: '장애인차별금지법 제21조',
      places,
    },
  ];
}

/** A picture is judged again: whoever put it in may use another program. One whose bytes are not here was judged where it was put in. */
async function guardPictures(context: BackendContext, content: Content): Promise<Result<null, IntakeCode | PictureCode>> {
  for (const { sha256, size, width, height, mediaType, alt } of picturesIn(content)) {
    const bytes = await context.replica.getBlob(sha256);
    if (!bytes.ok) continue;
    const judged = await context.intake.picture(bytes.value);
    const same = judged.ok && judged.value.width === width && judged.value.height === height && judged.value.mediaType === mediaType;
    // A size that is not the file's own would be a fault of every proof of this paper.
    if (same && size === bytes.value.length && equalBytes(judged.value.bytes, bytes.value)) continue;
    const reason = judged.ok ? '그림 파일이 본문에 적힌 것과 다릅니다.' : judged.message;
    return err(
      judged.ok ? 'PICTURE_BROKEN' : judged.code,
      `결재를 올리지 않았습니다. 그림 ‘${alt === '' ? '설명 없음' : alt}’을 빼고 다시 넣은 뒤 올리십시오. 까닭: ${reason}`,
    );
  }
  return ok(null);
}

/** An attachment is looked at again, and is as long as it says. */
async function guardAttachments(context: BackendContext, content: Content): Promise<Result<null, GuardCode | IntakeCode | 'ATTACHMENT_SIZE'>> {
  for (const { name, sha256, size } of content.attachments) {
    const bytes = await context.replica.getBlob(sha256);
    if (!bytes.ok) continue;
    const refuse = <C extends string>(code: C, reason: string): Result<never, C> =>
      err(code, `결재를 올리지 않았습니다. 붙임 ‘${name}’을 빼고 다시 넣은 뒤 올리십시오. 까닭: ${reason}`);
    if (bytes.value.length !== size) return refuse('ATTACHMENT_SIZE', '파일의 크기가 문서에 적힌 것과 다릅니다.');
    const guarded = await context.intake.guard([{ name, bytes: bytes.value }]);
    if (!guarded.ok) return refuse(guarded.code, guarded.message);
  }
  return ok(null);
}

/**
 * What may not be put up: open suggestions, a 비밀 marking in the draft, an attachment that runs or is marked 비밀. Attachments are looked at again, because
 * whoever added one may use another program. One whose bytes are not on this machine was looked at where it was added.
 */
export async function guardSubmit(
  context: BackendContext,
  documentId: string,
  content: Content,
  weight: Weight,
): Promise<Result<null, GuardCode | IntakeCode | PictureCode | 'ATTACHMENT_SIZE' | 'SUGGESTION_OPEN' | 'UNITS_ONLY' | 'MISSING_GLYPHS' | 'SEAL_OMITTED'>> {
  if (omissionTooWeighty(content.fields, weight)) return err('SEAL_OMITTED', OMISSION_TOO_WEIGHTY);
  const { suggestions } = await openOf(context.drafts.rooms(documentId));
  if (suggestions > 0)
    return err(
      'SUGGESTION_OPEN',
      `정하지 않은 수정 제안이 ${suggestions}건 있습니다. 결재를 올리지 않았고 글은 그대로 있습니다. 하나씩 받아들이거나 받지 않은 뒤 다시 올리십시오.`,
    );
  const units = unitChecks(content.fields, context.replica.directory()).find(({ state }) => state === 'stop');
  if (units !== undefined) return err('UNITS_ONLY', `결재를 올리지 않았고 글은 그대로 있습니다. ${units.detail}`);
  const [letters] = glyphChecks(content);
  if (letters !== undefined) return err('MISSING_GLYPHS', `${letters.title}가 있습니다. 결재를 올리지 않았고 글은 그대로 있습니다. ${letters.detail}`);
  const secret = guardContent(content, '결재를 올리지 않았고 글은 그대로 있습니다. 표시를 잘못 붙였으면 지우고 다시 올리십시오.');
  if (!secret.ok) return secret;
  const attachments = await guardAttachments(context, content);
  return attachments.ok ? guardPictures(context, content) : attachments;
}
