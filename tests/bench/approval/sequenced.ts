/** Decisions a second through everything: a signed `decided` over HTTP, certificate and signature checked, judged, on disk, answered. */

import { mainRoom, sectionRoom } from '../../../shared/collab/protocol.ts';
import { FIRST_SECTION } from '../../../shared/collab/schema.ts';
import type { SubmitReply } from '../../../shared/sync/api.ts';
import type { SignedStatement } from '../../../shared/trail/statement.ts';
import { aContent, decideStep, design, submit, write } from '../../support/sync-draft.ts';
import { must, until, type Stage } from '../../support/sync.ts';

/** A paper that waits for its one decider; its signed decision. */
async function waiting(stage: Stage): Promise<SignedStatement> {
  const { kim, lee } = stage.world.people;
  const documentId = await stage.createDocument(kim);
  const main = await stage.stock(kim, mainRoom(documentId, 1));
  const section = await stage.stock(kim, sectionRoom(documentId, 1, FIRST_SECTION));
  await until('rooms open', () => main.provider.synced && section.provider.synced);
  const content = aContent();
  write(main.doc, section.doc, content);
  must(await stage.post(kim, { signed: design(kim, documentId) }));
  let digest: string | null = null;
  await until('submitted', async () => {
    const submission = submit(kim, documentId, content);
    digest = submission.signed.statement.contentDigest;
    const reply = await stage.post(kim, submission);
    return reply.ok || !['STALE', 'CONTENT_INVALID'].includes(reply.code);
  });
  main.provider.destroy();
  section.provider.destroy();
  return decideStep(lee, documentId, digest);
}

/** Milliseconds of a request that asks for nothing, at p50: what HTTP and this client take of every answer. */
export async function emptyRequest(stage: Stage, times: number): Promise<number> {
  const took: number[] = [];
  for (let i = 0; i < times; i += 1) {
    const from = performance.now();
    await (await fetch(`${stage.url()}/health`)).text();
    took.push(performance.now() - from);
  }
  return took.toSorted((a, b) => a - b)[Math.floor(took.length / 2)] ?? 0;
}

/** Decisions a second where `atOnce` wait for their answer at a time, and milliseconds of one answer at p50. */
export async function sequenced(stage: Stage, papers: number, atOnce: number): Promise<{ perSecond: number; p50: number }> {
  const decisions: SignedStatement[] = [];
  for (let i = 0; i < papers; i += 1) decisions.push(await waiting(stage));
  const token = await stage.token(stage.world.people.lee);
  const took: number[] = [];
  const post = async (signed: SignedStatement): Promise<void> => {
    const from = performance.now();
    const response = await fetch(`${stage.url()}/statements`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify({ signed }),
    });
    must((await response.json()) as SubmitReply);
    took.push(performance.now() - from);
  };
  const queue = [...decisions];
  const start = performance.now();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) await post(next);
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  return { perSecond: papers / seconds, p50: took.toSorted((a, b) => a - b)[Math.floor(took.length / 2)] ?? 0 };
}
