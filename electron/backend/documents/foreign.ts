/** Files of other programs: as the beginning of a document, or as text for one that is open. */

import { bodyOf, wholeOf, type ForeignText } from '../../../shared/exchange/foreign/paper.ts';
import { ok, type Result } from '../../../shared/lib/result.ts';
import type { Output } from '../../../shared/api/contract.ts';
import type { Block } from '../../../shared/collab/content.ts';
import { guardContent } from '../../../shared/policy/guard/content-guard.ts';
import type { BackendContext } from '../context.ts';
import type { Handlers } from '../handlers.ts';

/** Makes a draft of this person's unit from a title and blocks. */
export type CreateWith = (title: string, blocks: readonly Block[]) => Promise<Result<{ documentId: string }>>;

const sentencesOf = (text: ForeignText): string[] => text.notes.map(({ sentence }) => sentence);

/** The file's name without its ending, where the text names no title. */
function titleFrom(name: string): string {
  const bare = name
    .normalize('NFC')
    .replace(/\.[^.]+$/, '')
    .trim();
  return bare === '' ? '가져온 문서' : bare;
}

/** Commands on files of other programs. */
export function foreignCommands(context: BackendContext, create: CreateWith): Pick<Handlers, 'documents.readFile' | 'documents.importFile'> {
  return {
    async 'documents.readFile'(file): Promise<Result<Output<'documents.readFile'>>> {
      const read = await context.intake.read({ ...file, continues: true });
      if (!read.ok) return read;
      const secret = guardContent({ blocks: wholeOf(read.value) }, '글을 넣지 않았습니다.');
      if (!secret.ok) return secret;
      const blocks = structuredClone(wholeOf(read.value)) as Output<'documents.readFile'>['blocks'];
      return ok({ blocks, notes: sentencesOf(read.value) });
    },
    async 'documents.importFile'(file) {
      const read = await context.intake.read({ ...file, continues: false });
      if (!read.ok) return read;
      const made = await create(read.value.title ?? titleFrom(file.name), bodyOf(read.value));
      return made.ok ? ok({ ...made.value, notes: sentencesOf(read.value) }) : made;
    },
  };
}
