/** Commands on documents: lists, views, drafting, attachments. */

import { randomUUID } from 'node:crypto';
import type { Input, Output } from '../../../shared/api/contract.ts';
import { contentOf, type Block, type Content, type Fields } from '../../../shared/collab/content.ts';
import { addAttachment, removeAttachment, writeContent } from '../../../shared/collab/write.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import { guardContent } from '../../../shared/policy/guard/content-guard.ts';
import type { Grant } from '../../../shared/policy/rights.ts';
import { roomRight } from '../../../shared/policy/access.ts';
import { seoulDate } from '../../../shared/writing/amount.ts';
import { threadChecks } from '../approval/guards.ts';
import { absentChecks } from '../approval/absent.ts';
import { draftChecks } from '../approval/route.ts';
import { act } from '../acts/send.ts';
import type { BackendContext } from '../context.ts';
import { copiedContent } from './copy.ts';
import { compareVersions } from './compare.ts';
import { keepFile } from '../export/keep.ts';
import type { Handlers } from '../handlers.ts';
import { foreignCommands } from './foreign.ts';
import { mediaTypeOf } from './media.ts';
import { docsOf } from './drafts.ts';
import { importPaper } from './import-paper.ts';
import { editable } from './editable.ts';
import { fieldCommands } from './field-commands.ts';
import { homeLists } from './lists.ts';
import { exportText } from './export-text.ts';
import { peopleOf } from './people.ts';
import { viewSource } from './source.ts';
import { documentViewOf } from './view.ts';

type DocumentCommands =
  | 'home.list'
  | 'documents.import'
  | 'documents.importFile'
  | 'documents.readFile'
  | 'documents.copy'
  | 'documents.create'
  | 'documents.get'
  | 'documents.setFields'
  | 'documents.newDraft'
  | 'documents.people'
  | 'export.text'
  | 'documents.propose'
  | 'documents.compare'
  | 'attachments.add'
  | 'attachments.remove'
  | 'attachments.save';

const NO_DIRECTORY = err(
  'DIRECTORY_NOT_YET',
  '조직도를 아직 받지 못했습니다. 문서는 만들지 않았습니다. 서버에 닿으면 저절로 받으니, 아래에 「서버 연결됨」이 보이면 다시 하십시오.',
);

/** Creates the document with its first text: signed beginning, rooms filled, everyone of the named units invited to write. */
async function create(context: BackendContext, content: Content): Promise<Result<{ documentId: string }>> {
  const me = context.me();
  if (me.unit === null || content.fields.lead !== me.agency || content.fields.leadUnit !== me.unit) {
    return err('NOT_ALLOWED', '주관기관과 처리과가 기안자의 소속과 다릅니다. 문서는 만들지 않았습니다. 머리말의 lead와 leadUnit을 확인하십시오.');
  }
  const secret = guardContent(content, '문서는 만들지 않았습니다. 표시를 잘못 붙였으면 지우고 다시 하십시오.');
  if (!secret.ok) return secret;
  const documentId = randomUUID();
  const grants: Grant[] = content.fields.partners.map((partner) => ({ agency: partner.agency, unit: partner.unit, person: null, right: 'edit' }));
  const sent = await act(context, {
    documentId,
    type: 'document.created',
    body: { form: content.fields.form, unit: me.unit, grants },
    bound: { version: 1 },
    done: '기안을 시작했습니다.',
  });
  if (!sent.ok) return sent;
  const rooms = context.drafts.open(documentId, 1);
  await Promise.all([rooms.main.whenLoaded, ...[...rooms.sections.values()].map((room) => room.whenLoaded)]);
  writeContent(docsOf(rooms), content);
  return ok({ documentId });
}

/** What a drafter says at the beginning. */
type Begun = Pick<Fields, 'form' | 'title' | 'recordFile' | 'work'> & { readonly partners: readonly string[] };

function newFields(context: BackendContext, input: Begun): Fields {
  const me = context.me();
  const directory = context.replica.directory();
  const partners = input.partners.flatMap((code) => {
    const unit = directory.agencies.get(code)?.units.find((candidate) => candidate.role === undefined);
    return unit === undefined ? [] : [{ agency: code, unit: unit.code }];
  });
  const head =
    directory.agencies
      .get(me.agency)
      ?.units.find((unit) => unit.code === me.unit)
      ?.positions.at(-1) ?? '';
  return {
    form: input.form,
    lead: me.agency,
    leadUnit: me.unit ?? '',
    partners,
    partnerOrder: 'parallel',
    recipients: [],
    via: '',
    title: input.title,
    summary: '',
    keywords: [],
    work: input.work,
    disclosure: { kind: '공개', grounds: [] },
    recordFile: input.recordFile,
    originator: head,
    reporter: me.position,
    ...(input.form === 'brief' ? { written: seoulDate(context.now().toISOString()), basis: '' } : {}),
  };
}

function newDraft(context: BackendContext): Output<'documents.newDraft'> {
  const me = context.me();
  const directory = context.replica.directory();
  const own = directory.agencies.get(me.agency);
  const others = [...directory.agencies.values()].filter((agency) => agency.code !== me.agency && agency.units.some((unit) => unit.role === undefined));
  return {
    agencies: others.map((agency) => ({
      code: agency.code,
      name: agency.name,
      units: agency.units.filter((unit) => unit.role === undefined).map(({ code, name }) => ({ code, name })),
    })),
    recordFiles: (own?.recordFiles ?? []).filter((file) => file.unit === me.unit).map(({ name, work, retention }) => ({ name, work, retention })),
    works: (own?.delegation ?? []).map(({ work, approver, article }) => ({ work, approver, article })),
  };
}

/** A draft of this person's unit that begins with these blocks. */
function createWith(context: BackendContext, input: Input<'documents.create'>, blocks: readonly Block[]): Promise<Result<{ documentId: string }>> {
  if (context.replica.directory().agencies.size === 0) return Promise.resolve(NO_DIRECTORY);
  return create(context, contentOf(newFields(context, input), blocks, []));
}

/** A draft from a file of another program: the record file is the first of the unit, everything else is left to the drafter. */
function createFrom(context: BackendContext) {
  return (title: string, blocks: readonly Block[]): Promise<Result<{ documentId: string }>> =>
    createWith(context, { form: 'official', title, partners: [], recordFile: newDraft(context).recordFiles[0]?.name ?? '', work: [] }, blocks);
}

/** A copy by this person, with the usual ★ and ⊙ of the own 처리과. */
async function copyDocument(context: BackendContext, documentId: string): Promise<Result<{ documentId: string }>> {
  const recordFile = newDraft(context).recordFiles[0]?.name ?? '';
  const { lead, leadUnit, originator, reporter } = newFields(context, { form: 'official', title: '', partners: [], recordFile, work: [] });
  const content = await copiedContent(context, documentId, { lead, leadUnit, originator, reporter, recordFile });
  return content.ok ? create(context, content.value) : content;
}

/** Commands on attachments of a draft. */
function attachmentCommands(context: BackendContext): Pick<Handlers, 'attachments.add' | 'attachments.remove' | 'attachments.save'> {
  return {
    async 'attachments.add'({ documentId, name, label, bytes }) {
      const rooms = editable(context, documentId);
      if (!rooms.ok) return rooms;
      const secret = guardContent({ attachments: [{ name, label }] }, '붙이지 않았습니다. 표시를 잘못 붙였으면 지우고 다시 하십시오.');
      if (!secret.ok) return secret;
      const guarded = await context.intake.guard([{ name, bytes }]);
      if (!guarded.ok) return guarded;
      const sha256 = await context.replica.putBlob(bytes);
      addAttachment(rooms.value.main.doc, {
        name: name.normalize('NFC'),
        label: label.normalize('NFC'),
        mediaType: mediaTypeOf(name),
        size: bytes.length,
        sha256,
      });
      return ok({ sha256 });
    },
    'attachments.remove'({ documentId, sha256 }) {
      const rooms = editable(context, documentId);
      if (!rooms.ok) return rooms;
      removeAttachment(rooms.value.main.doc, sha256);
      return ok({});
    },
    async 'attachments.save'({ documentId, sha256, reason }) {
      const content = await context.drafts.content(documentId);
      const found = content.ok ? content.value.attachments.find((attachment) => attachment.sha256 === sha256) : undefined;
      if (found === undefined) return err('NOT_FOUND', '이 문서의 붙임이 아닙니다.');
      const bytes = await context.replica.getBlob(sha256);
      return bytes.ok ? await keepFile(context, { documentId, what: 'attachment', file: sha256, reason }, found.name, bytes.value) : bytes;
    },
  };
}

/** Commands on documents. */
export function documentCommands(context: BackendContext): Pick<Handlers, DocumentCommands> {
  return {
    ...attachmentCommands(context),
    ...fieldCommands(context),
    ...foreignCommands(context, createFrom(context)),
    'home.list': async () => ok(await homeLists(context)),
    'documents.import': async (input) =>
      context.replica.directory().agencies.size === 0 ? NO_DIRECTORY : importPaper(context, input, (content) => create(context, content)),
    'documents.copy': ({ documentId }) => copyDocument(context, documentId),
    'documents.create': (input) => createWith(context, input, [{ type: 'block', kind: 'item', level: 1, inlines: [] }]),
    async 'documents.get'({ documentId }) {
      const source = await viewSource(context, documentId);
      if (roomRight(source.state, source.directory, source.me.id, 'main') === 'none') return err('NO_DOCUMENT', '이 문서를 찾을 수 없거나 볼 권한이 없습니다.');
      const rooms = context.drafts.rooms(documentId);
      const sections = [...(rooms?.sections.keys() ?? ['s1'])];
      const checks = draftChecks(source.state, source.content, source.directory);
      if (source.state.status !== 'drafting') return ok(documentViewOf(source, checks, sections));
      const lead = source.state.lanes.find(({ role }) => role === 'lead')?.plan ?? null;
      const away = absentChecks(source.directory, lead, source.today);
      return ok(documentViewOf(source, [...checks, ...away, ...(await threadChecks(rooms))], sections));
    },
    'documents.compare': (input) => compareVersions(context, input),
    'export.text': (input) => exportText(context, input),
    'documents.people': ({ documentId }) => peopleOf(context, documentId),
    'documents.newDraft': () => ok(newDraft(context)),
  };
}
