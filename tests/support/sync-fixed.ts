/** A paper of kim's that is fixed, and one that is approved: what reading, keeping and recording are tried on. */

import { mainRoom, sectionRoom } from '../../shared/collab/protocol.ts';
import { FIRST_SECTION } from '../../shared/collab/schema.ts';
import type { Grant } from '../../shared/policy/rights.ts';
import { aContent, decideStep, design, submit, write } from './sync-draft.ts';
import { must, until, type Stage } from './sync.ts';

/** Writes, designs and submits; the content is fixed when it returns. */
export async function fixedDocument(stage: Stage, grants: readonly Grant[] = [], content = aContent()): Promise<{ documentId: string; digest: string }> {
  const { kim } = stage.world.people;
  const documentId = await stage.createDocument(kim, grants);
  const main = await stage.stock(kim, mainRoom(documentId, 1));
  const section = await stage.stock(kim, sectionRoom(documentId, 1, FIRST_SECTION));
  await until('rooms open', () => main.provider.synced && section.provider.synced);
  write(main.doc, section.doc, content);
  must(await stage.post(kim, { signed: design(kim, documentId) }));
  let digest = '';
  await until('submitted', async () => {
    const submission = submit(kim, documentId, content);
    digest = submission.signed.statement.contentDigest ?? '';
    const reply = await stage.post(kim, submission);
    if (!reply.ok && !['STALE', 'CONTENT_INVALID'].includes(reply.code)) throw new Error(reply.code);
    return reply.ok;
  });
  return { documentId, digest };
}

/** The same, decided by lee: approved and registered. */
export async function approvedDocument(stage: Stage, grants: readonly Grant[] = []): Promise<string> {
  const { documentId, digest } = await fixedDocument(stage, grants);
  must(await stage.post(stage.world.people.lee, { signed: decideStep(stage.world.people.lee, documentId, digest) }));
  return documentId;
}
