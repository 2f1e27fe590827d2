/** Commands on documents: lists, views, drafting, attachments. */

import { authorshipCommandsOf } from './authorship-commands.ts';
import { err, ok } from '../../../shared/lib/result.ts';
import { orderOf } from '../../../shared/collab/read.ts';
import { FIRST_SECTION } from '../../../shared/collab/schema.ts';
import { roomRight } from '../../../shared/policy/access.ts';
import { threadChecks } from '../approval/guards.ts';
import { noteChecks } from '../approval/note-checks.ts';
import { absentChecks } from '../approval/absent.ts';
import { draftChecks } from '../approval/route.ts';
import { authorsOf } from '../collab/authors.ts';
import type { BackendContext } from '../context.ts';
import { begin, beginCopy, beginFrom, beginBlank, choicesFor, NO_DIRECTORY } from './begin.ts';
import { bundledOf } from './bundle-view.ts';
import { compareVersions } from './compare.ts';
import { attachmentCommands, type AttachmentCommands } from './attachment-commands.ts';
import { docsOf } from './drafts.ts';
import type { Handlers } from '../handlers.ts';
import { foreignCommands } from './foreign.ts';
import { importPaper } from './import-paper.ts';
import { fieldCommands } from './field-commands.ts';
import { homeLists } from './lists.ts';
import { exportText } from './export-text.ts';
import { peopleOf } from './people.ts';
import { pictureCommands } from './pictures.ts';
import { viewSource } from './source.ts';
import { pastOf } from './past-view.ts';
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
  | 'collab.authors'
  | 'authorship.get'
  | 'export.text'
  | 'documents.propose'
  | 'documents.compare'
  | 'pictures.add'
  | 'pictures.get'
  | AttachmentCommands;

/** Commands on documents. */
export function documentCommands(context: BackendContext): Pick<Handlers, DocumentCommands> {
  return {
    ...attachmentCommands(context),
    ...authorshipCommandsOf(context),
    ...fieldCommands(context),
    ...pictureCommands(context),
    ...foreignCommands(context, (title, blocks, face) => beginFrom(context, title, blocks, face)),
    'home.list': async () => ok(await homeLists(context)),
    'documents.import': async (input) =>
      context.replica.directory().agencies.size === 0 ? NO_DIRECTORY : importPaper(context, input, (content) => begin(context, content)),
    'documents.copy': ({ documentId }) => beginCopy(context, documentId),
    'documents.create': (input) => beginBlank(context, input),
    async 'documents.get'({ documentId }) {
      const source = await viewSource(context, documentId);
      if (roomRight(source.state, source.directory, source.me.id, 'main') === 'none') return err('NO_DOCUMENT', '이 문서를 찾을 수 없거나 볼 권한이 없습니다.');
      const rooms = context.drafts.rooms(documentId);
      const sections = rooms === null ? [FIRST_SECTION] : [...orderOf(docsOf(rooms))];
      const checks = draftChecks(source.state, source.content, source.directory);
      const past = pastOf(source, () => context.replica.entries(documentId).map(({ entry }) => entry));
      const beside = { bundled: await bundledOf(context, source), past };
      const readOnly = rooms?.main.outdated() === true ? ({ right: 'view' } as const) : {};
      if (source.state.status !== 'drafting') return ok({ ...documentViewOf(source, checks, sections), ...beside, ...readOnly });
      const lead = source.state.lanes.find(({ role }) => role === 'lead')?.plan ?? null;
      const away = absentChecks(source.directory, lead, source.today);
      return ok({ ...documentViewOf(source, [...checks, ...away, ...(await threadChecks(rooms)), ...noteChecks(rooms)], sections), ...beside, ...readOnly });
    },
    'documents.compare': (input) => compareVersions(context, input),
    'export.text': (input) => exportText(context, input),
    'collab.authors': ({ room }) => authorsOf(context, room),
    'documents.people': ({ documentId }) => peopleOf(context, documentId),
    'documents.newDraft': ({ documentId }) => ok(choicesFor(context, documentId)),
  };
}
