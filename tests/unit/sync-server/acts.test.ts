import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writtenVersion } from '../../../shared/policy/access.ts';
import { replay } from '../../../shared/approval/approval.ts';
import type { Content } from '../../../shared/collab/content.ts';
import { contentDigest, contentParts } from '../../../shared/collab/digest.ts';
import { partsDiff } from '../../../shared/collab/parts-diff.ts';
import { CLOSE, mainRoom, sectionRoom } from '../../../shared/collab/protocol.ts';
import { FIRST_SECTION } from '../../../shared/collab/schema.ts';
import type { SubmitReply } from '../../../shared/sync/api.ts';
import { commit } from '../../../shared/trail/hash.ts';
import type { Statement } from '../../../shared/trail/statement.ts';
import { openSqliteStorage } from '../../../sync-server/storage/sqlite.ts';
import { aContent, decideStep, design, submit, write } from '../../support/sync-draft.ts';
import { createStage, must, until, type Stage } from '../../support/sync.ts';
import { SEEN_ALL } from '../../support/sync-world.ts';

let stage: Stage;
beforeEach(async () => void (stage = await createStage()));
afterEach(() => stage?.close());

const codeOf = (reply: SubmitReply): string => (reply.ok ? 'ok' : reply.code);
const salt = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);

/** A paper of kim that was sent up to lee, with the digests every act on lee's step must name. */
async function sentUp() {
  const { kim } = stage.world.people;
  const documentId = await stage.createDocument(kim);
  const main = await stage.stock(kim, mainRoom(documentId, 1));
  const section = await stage.stock(kim, sectionRoom(documentId, 1, FIRST_SECTION));
  await until('rooms open', () => main.provider.synced && section.provider.synced);
  const content = aContent();
  write(main.doc, section.doc, content);
  must(await stage.post(kim, { signed: design(kim, documentId) }));
  let statement: Statement | null = null;
  await until('sent up', async () => {
    const submission = submit(kim, documentId, content);
    statement = submission.signed.statement;
    const reply = await stage.post(kim, submission);
    return reply.ok || !['STALE', 'CONTENT_INVALID'].includes(reply.code);
  });
  const { contentDigest: digest, jointDigest, laneDigest } = statement as unknown as Statement;
  return { documentId, content, bound: { documentId, stepId: 's2', contentDigest: digest, jointDigest, laneDigest } };
}

function stateOf(documentId: string) {
  const storage = must(openSqliteStorage(`${stage.dataDir}/server.db`));
  const entries = storage.entriesOf(documentId, 0).map(({ entry }) => entry);
  const frozen = storage.frozenVersion(documentId, 2)?.content ?? null;
  storage.close();
  return { state: replay(documentId, entries), frozen };
}

describe('acts of the engine on a real server', () => {
  it('AP22 a reviewer writes the next version alone; what changed must be what was changed', async () => {
    const { kim, lee } = stage.world.people;
    const { documentId, content, bound } = await sentUp();
    const early = await stage.stock(lee, mainRoom(documentId, 2));
    await until('no such version yet', () => early.codes.includes(CLOSE.unknownRoom));
    early.provider.destroy();
    expect(codeOf(await stage.post(lee, { signed: lee.sign('revision.opened', { reason: 'a'.repeat(64) }, bound) }))).toBe('ok');
    const main = await stage.stock(lee, mainRoom(documentId, 2));
    const section = await stage.stock(lee, sectionRoom(documentId, 2, FIRST_SECTION));
    const other = await stage.stock(kim, mainRoom(documentId, 2));
    await until('version 2 open', () => main.provider.synced && section.provider.synced && other.provider.synced);
    other.doc.getMap('fields').set('title', '끼어든 제목');
    const edited = aContent('고친 제목');
    write(main.doc, section.doc, edited);
    const revise = (after: Content, diff: unknown) => {
      const salts = contentParts(after).map((part) => salt(JSON.stringify(part)));
      const commitment = commit(salt('diff'), diff);
      const body = { fromVersion: 1, parts: salts.length, diff: commitment, reason: 'a'.repeat(64), reconcur: [] };
      const signed = lee.sign('revised', body, { ...bound, version: 2, contentDigest: contentDigest(after, salts) });
      return stage.post(lee, { signed, salts, disclosures: { [commitment]: { salt: salt('diff'), value: diff } } });
    };
    await until('the server has the text', async () => codeOf(await revise(edited, { v: 1, removed: [], added: [] })) === 'DIFF_MISMATCH');
    expect(codeOf(await revise(edited, partsDiff(content, edited)))).toBe('ok');
    const after = stateOf(documentId);
    expect(after.frozen).toEqual(edited);
    expect(after.state).toMatchObject({ version: 2, status: 'in-approval', revision: null });
    expect(writtenVersion(after.state)).toBeNull();
    expect(codeOf(await stage.post(lee, { signed: decideStep(lee, documentId, bound.contentDigest) }))).toBe('DEAD_VERSION');
  });

  it('AP15 AP20 a hold and its release are taken, a change asked for in the own lane is not', async () => {
    const { lee } = stage.world.people;
    const { bound } = await sentUp();
    const send = async (signed: Parameters<Stage['post']>[1]['signed']) => codeOf(await stage.post(lee, { signed }));
    expect(await send(lee.sign('held', { reason: 'a'.repeat(64), until: '2099-11-30' }, bound))).toBe('ok');
    expect(await send(lee.sign('held', { reason: 'b'.repeat(64), until: null }, bound))).toBe('ALREADY_HELD');
    expect(await send(lee.sign('released', {}, bound))).toBe('ok');
    expect(await send(lee.sign('change.asked', { opinion: 'a'.repeat(64) }, bound))).toBe('CHANGE_BY_PARTNER_ONLY');
    expect(await send(lee.sign('returned', { reason: 'a'.repeat(64) }, bound))).toBe('ok');
    expect(await send(lee.sign('held', { reason: 'c'.repeat(64), until: null }, bound))).toBe('STATE_MISMATCH');
  });

  it('AP18 a deputy entered in the directory signs for the absent post, and the entry says which facts it rested on', async () => {
    const { world } = stage;
    const { kim, choi, admin } = world.people;
    const { documentId, bound } = await sentUp();
    const today = new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10);
    const deputy = {
      position: '과장',
      unit: 'U1',
      deputy: 'choi',
      from: today,
      until: today,
      ground: '출장',
      designatedBy: { position: '실장', unit: null },
      order: null,
    };
    const act = (from: string) => {
      const capacity = { kind: 'acting', forPosition: '과장', forUnit: 'U1', ground: '출장', from, until: today } as const;
      const delegation = { work: '정보화 운영', approver: '과장', article: '별표 1' };
      return choi.sign('decided', { opinion: null, delegation }, { ...bound, capacity });
    };
    expect(codeOf(await stage.post(choi, { signed: act(today) }))).toBe('NO_DEPUTY_GRANT');
    const agency = { ...world.directory('A'), deputies: [deputy] };
    expect(
      codeOf(await stage.post(null, { signed: admin.sign('directory.put', { agency }, { documentId: 'directory', version: 0, directoryRev: SEEN_ALL }) })),
    ).toBe('ok');
    expect(codeOf(await stage.post(choi, { signed: act('2020-01-01') }))).toBe('DEPUTY_SCOPE');
    const reply = must(await stage.post(choi, { signed: act(today) }));
    const entry = reply.entries[0]?.entry;
    expect(entry?.kind === 'statement' ? entry.body.facts.deputy : null).toEqual(deputy);
    expect(stateOf(documentId).state.status).toBe('registered');
    expect(codeOf(await stage.post(kim, { signed: kim.sign('withdrawn', { reason: 'a'.repeat(64) }, bound) }))).toBe('STATE_MISMATCH');
  });
});
