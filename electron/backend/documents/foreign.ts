/** Files of other programs: as the beginning of a document, or as text for one that is open. */

import { bodyOf, wholeOf, type ForeignText } from '../../../shared/exchange/foreign/paper.ts';
import { addPicture } from '../../../shared/collab/write.ts';
import { ok, type Result } from '../../../shared/lib/result.ts';
import type { Output } from '../../../shared/api/contract.ts';
import type { Block, Face } from '../../../shared/collab/content.ts';
import { guardContent } from '../../../shared/policy/guard/content-guard.ts';
import type { BackendContext } from '../context.ts';
import type { Handlers } from '../handlers.ts';
import { editable } from './editable.ts';

/** Makes a draft of this person's unit from a title and blocks, set in a face. */
export type CreateWith = (title: string, blocks: readonly Block[], face: Face) => Promise<Result<{ documentId: string }>>;

const sentencesOf = (text: ForeignText): string[] => text.notes.map(({ sentence }) => sentence);

/** The file's name without its ending, where the text names no title. */
function titleFrom(name: string): string {
  const bare = name
    .normalize('NFC')
    .replace(/\.[^.]+$/, '')
    .trim();
  return bare === '' ? '가져온 문서' : bare;
}

/** Files of the pictures are here before any text names them. */
async function keepPictures(context: BackendContext, { pictures }: ForeignText): Promise<void> {
  for (const { bytes } of pictures) await context.replica.putBlob(bytes);
}

/** Commands on files of other programs. */
export function foreignCommands(context: BackendContext, create: CreateWith): Pick<Handlers, 'documents.readFile' | 'documents.importFile'> {
  return {
    async 'documents.readFile'({ documentId, name, bytes }): Promise<Result<Output<'documents.readFile'>>> {
      const rooms = editable(context, documentId);
      if (!rooms.ok) return rooms;
      const read = await context.intake.read({ name, bytes, continues: true });
      if (!read.ok) return read;
      const secret = guardContent({ blocks: wholeOf(read.value) }, '글을 넣지 않았습니다.');
      if (!secret.ok) return secret;
      await keepPictures(context, read.value);
      for (const { sha256 } of read.value.pictures) addPicture(rooms.value.main.doc, sha256);
      const blocks = structuredClone(wholeOf(read.value)) as Output<'documents.readFile'>['blocks'];
      return ok({ blocks, notes: sentencesOf(read.value) });
    },
    async 'documents.importFile'(file) {
      const read = await context.intake.read({ ...file, continues: false });
      if (!read.ok) return read;
      await keepPictures(context, read.value);
      const made = await create(read.value.title ?? titleFrom(file.name), bodyOf(read.value), read.value.face);
      return made.ok ? ok({ ...made.value, notes: sentencesOf(read.value) }) : made;
    },
  };
}
