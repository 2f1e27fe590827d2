/** How a document begins: from nothing, from a file, from an old paper; from the own post or from one held beside it (겸임). */

import { randomUUID } from 'node:crypto';
import type { Input, Output } from '../../../shared/api/contract.ts';
import { contentOf, type Block, type Content, type Face, type Fields } from '../../../shared/collab/content.ts';
import { isUnitLetter } from '../../../shared/forms/forms.ts';
import { writeContent } from '../../../shared/collab/write.ts';
import { err, type Result } from '../../../shared/lib/result.ts';
import type { Post } from '../../../shared/org/delegation.ts';
import type { Standing } from '../../../shared/org/standing.ts';
import { seoulDate } from '../../../shared/writing/amount.ts';
import { guardContent } from '../../../shared/policy/guard/content-guard.ts';
import type { Grant } from '../../../shared/policy/rights.ts';
import { stateOf } from '../acts/compose.ts';
import { act } from '../acts/send.ts';
import { draftingStandings } from '../approval/standing.ts';
import type { BackendContext } from '../context.ts';
import { postName } from './agencies.ts';
import { copiedContent, keepCopied } from './copy.ts';
import { docsOf } from './drafts.ts';
import { templateOf } from './templates.ts';

type Begun = Result<{ documentId: string }>;

/** Without the directory nobody knows where a draft belongs. */
export const NO_DIRECTORY = err(
  'DIRECTORY_NOT_YET',
  '조직도를 아직 받지 못했습니다. 문서는 만들지 않았습니다. 서버에 닿으면 저절로 받으니, 아래에 「서버 연결됨」이 보이면 다시 하십시오.',
);

const NO_TEMPLATE = err('NO_TEMPLATE', '고른 서식이 없어졌습니다. 문서는 만들지 않았습니다. 새 문서를 다시 열어 다른 서식을 고르십시오.');

const NOT_OWN_UNIT = err('NOT_ALLOWED', '주관기관과 처리과가 기안자의 소속과 다릅니다. 문서는 만들지 않았습니다. 머리말의 lead와 leadUnit을 확인하십시오.');

const NO_UNIT = err('NOT_ALLOWED', '기안은 처리과에 있는 사람이 합니다. 문서는 만들지 않았습니다. 기관장단의 자리에서는 처리과에 기안을 맡기십시오.');

/** Creates the document with its first text: signed beginning, rooms filled, everyone of the named units invited to write. Signed from `post` where given, else from one held in the lead's 처리과. */
export async function begin(context: BackendContext, content: Content, post: Post | null = null): Promise<Begun> {
  const { lead, leadUnit } = content.fields;
  const standings = draftingStandings(context).filter((one) => one.post.unit === leadUnit);
  const standing = standings.find((one) => one.post.position === post?.position) ?? standings[0];
  if (standing === undefined || lead !== context.me().agency) return NOT_OWN_UNIT;
  const secret = guardContent(content, '문서는 만들지 않았습니다. 표시를 잘못 붙였으면 지우고 다시 하십시오.');
  if (!secret.ok) return secret;
  const documentId = randomUUID();
  const grants: Grant[] = content.fields.partners.map((partner) => ({ agency: partner.agency, unit: partner.unit, person: null, right: 'edit' }));
  const sent = await act(context, {
    documentId,
    type: 'document.created',
    body: { form: content.fields.form, unit: leadUnit, grants },
    bound: { version: 1 },
    standing,
    done: '기안을 시작했습니다.',
  });
  if (!sent.ok) return sent;
  const rooms = context.drafts.open(documentId, 1);
  await Promise.all([rooms.main.whenLoaded, ...[...rooms.sections.values()].map((room) => room.whenLoaded)]);
  writeContent(docsOf(rooms), content);
  return { ok: true, value: { documentId } };
}

/** The post a draft begins from: the one chosen where this person holds it, else the own one. */
function postOf(context: BackendContext, chosen: Post | null | undefined): Post {
  const held = draftingStandings(context).map(({ post }) => post);
  return held.find((post) => post.unit === chosen?.unit && post.position === chosen.position) ?? held[0] ?? context.me();
}

function newFields(context: BackendContext, { form, title, partners: codes, recordFile, work }: Input<'documents.create'>, { unit, position }: Post): Fields {
  const { agency } = context.me();
  const directory = context.replica.directory();
  const partners = (isUnitLetter(form) ? [] : codes).flatMap((code) => {
    const first = directory.agencies.get(code)?.units.find((candidate) => candidate.role === undefined);
    return first === undefined ? [] : [{ agency: code, unit: first.code }];
  });
  const positions = directory.agencies.get(agency)?.units.find(({ code }) => code === unit)?.positions ?? [];
  return {
    form,
    lead: agency,
    leadUnit: unit ?? '',
    partners,
    partnerOrder: 'parallel',
    recipients: [],
    via: '',
    title,
    summary: '',
    keywords: [],
    work,
    disclosure: { kind: '공개', grounds: [] },
    recordFile,
    originator: positions.at(-1) ?? '',
    reporter: position,
    ...(form === 'brief' ? { written: seoulDate(context.now().toISOString()), basis: '' } : {}),
  };
}

/** What a draft may be begun with: the posts, their record files, units of work and agencies; for a draft that is there, of its own 처리과. */
export function choicesFor(context: BackendContext, documentId?: string): Output<'documents.newDraft'> {
  const me = context.me();
  const directory = context.replica.directory();
  const own = directory.agencies.get(me.agency);
  const lead = documentId === undefined ? null : (stateOf(context.replica, documentId).lead?.unit ?? null);
  const posts = draftingStandings(context).map(({ kind, post }: Standing) => ({ ...post, kind, name: postName(directory, { ...post, agency: me.agency }) }));
  const units = lead === null ? posts.map(({ unit }) => unit) : [lead];
  const others = [...directory.agencies.values()].filter((agency) => agency.code !== me.agency && agency.units.some((unit) => unit.role === undefined));
  return {
    posts: posts.flatMap(({ unit, position, kind, name }) => (unit === null || kind === 'acting' ? [] : [{ unit, position, kind, name }])),
    agencies: others.map((agency) => ({
      code: agency.code,
      name: agency.name,
      units: agency.units.filter((unit) => unit.role === undefined).map(({ code, name }) => ({ code, name })),
    })),
    recordFiles: (own?.recordFiles ?? [])
      .filter(({ unit }) => units.includes(unit))
      .map(({ name, unit, work, retention }) => ({ name, unit, work, retention })),
    works: (own?.delegation ?? []).map(({ work, approver, article }) => ({ work, approver, article })),
  };
}

const firstFile = (context: BackendContext, { unit }: Post): string => choicesFor(context).recordFiles.find((file) => file.unit === unit)?.name ?? '';

/** A draft that begins with these blocks, set in a face. */
async function beginWith(context: BackendContext, input: Input<'documents.create'>, blocks: readonly Block[], face: Face = 'sans'): Promise<Begun> {
  if (context.replica.directory().agencies.size === 0) return NO_DIRECTORY;
  const post = postOf(context, input.post);
  if (post.unit === null) return NO_UNIT;
  const fields = newFields(context, input, post);
  return begin(context, contentOf(face === 'sans' ? fields : { ...fields, face }, blocks, []), post);
}

/** A draft that begins as its template, or empty; a template that is gone is told before anything is made (NO_TEMPLATE). */
export function beginBlank(context: BackendContext, input: Input<'documents.create'>): Promise<Begun> {
  const { template = null } = input;
  if (template === null) return beginWith(context, input, [{ type: 'block', kind: 'item', level: 1, inlines: [] }]);
  const found = templateOf(context, template);
  return found === undefined ? Promise.resolve(NO_TEMPLATE) : beginWith(context, { ...input, form: found.form }, found.blocks, found.face);
}

/** A draft from a file of another program: the record file is the first of the unit, everything else is left to the drafter. */
export function beginFrom(context: BackendContext, title: string, blocks: readonly Block[], face: Face): Promise<Begun> {
  return beginWith(context, { form: 'official', title, partners: [], recordFile: firstFile(context, postOf(context, null)), work: [] }, blocks, face);
}

/** A copy by this person, with the usual ★ and ⊙ of the own 처리과. */
export async function beginCopy(context: BackendContext, documentId: string): Promise<Begun> {
  const post = postOf(context, null);
  const recordFile = firstFile(context, post);
  const { lead, leadUnit, originator, reporter } = newFields(context, { form: 'official', title: '', partners: [], recordFile, work: [] }, post);
  const content = await copiedContent(context, documentId, { lead, leadUnit, originator, reporter, recordFile });
  if (!content.ok) return content;
  const begun = await begin(context, content.value, post);
  if (begun.ok) keepCopied(context, begun.value.documentId, documentId);
  return begun;
}
