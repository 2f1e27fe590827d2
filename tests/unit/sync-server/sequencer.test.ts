import { createHash, randomUUID, X509Certificate } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contentOf } from '../../../shared/collab/content.ts';
import { CLOSE, mainRoom, sectionRoom } from '../../../shared/collab/protocol.ts';
import { FIRST_SECTION } from '../../../shared/collab/schema.ts';
import { fromHex, toHex } from '../../../shared/lib/bytes.ts';
import type { SubmitReply } from '../../../shared/sync/api.ts';
import { commit, leafHash } from '../../../shared/trail/hash.ts';
import { rootFromProof } from '../../../shared/trail/merkle.ts';
import { verifyFact } from '../../../shared/trail/sign.ts';
import { verifyNote } from '../../../shared/verify/checkpoint.ts';
import { createMerkleLog } from '../../../sync-server/log.ts';
import { merkleRoot, inclusionProof } from '../../../shared/trail/merkle.ts';
import { openSqliteStorage } from '../../../sync-server/storage/sqlite.ts';
import { aContent, decideStep, design, submit, write } from '../../support/sync-draft.ts';
import { createStage, must, until, type Stage } from '../../support/sync.ts';

let stage: Stage;
beforeEach(async () => void (stage = await createStage()));
afterEach(() => stage?.close());

const facts = (reply: SubmitReply): string[] =>
  must(reply).entries.flatMap(({ entry }) => (entry.kind === 'serverFact' ? [entry.body.fact.type] : [entry.body.statement.type]));
const codeOf = (reply: SubmitReply): string => (reply.ok ? 'ok' : reply.code);

async function get<T>(who: Parameters<Stage['token']>[0], path: string): Promise<{ status: number; body: { ok: boolean; value: T } }> {
  const response = await fetch(`${stage.url()}${path}`, { headers: { authorization: `Bearer ${await stage.token(who)}` } });
  return { status: response.status, body: (await response.json()) as { ok: boolean; value: T } };
}

/** A document with content and route, by kim. */
async function drafted(content = aContent()) {
  const { kim } = stage.world.people;
  const documentId = await stage.createDocument(kim);
  const main = await stage.stock(kim, mainRoom(documentId, 1));
  const section = await stage.stock(kim, sectionRoom(documentId, 1, FIRST_SECTION));
  await until('rooms open', () => main.provider.synced && section.provider.synced);
  write(main.doc, section.doc, content);
  must(await stage.post(kim, { signed: design(kim, documentId) }));
  return { documentId, main, section, content };
}

/** Submits until the server has the same text (co-editing is asynchronous). */
async function submitted(documentId: string, content = aContent()) {
  const { kim } = stage.world.people;
  let reply: SubmitReply | null = null;
  let digest: string | null = null;
  await until('submitted', async () => {
    const submission = submit(kim, documentId, content);
    digest = submission.signed.statement.contentDigest;
    reply = await stage.post(kim, submission);
    return reply.ok || !['STALE', 'CONTENT_INVALID'].includes(reply.code);
  });
  return { reply: reply as unknown as SubmitReply, digest: digest as string | null };
}

describe('sequencer', () => {
  it('S1 a document comes into being by document.created; the same statement gets the same answer', async () => {
    const { kim } = stage.world.people;
    const documentId = randomUUID();
    const signed = kim.sign('document.created', { form: 'official', unit: 'U1', grants: [] }, { documentId });
    const first = await stage.post(kim, { signed });
    expect(facts(first)).toEqual(['document.created']);
    expect(await stage.post(kim, { signed })).toEqual(first);
  });

  it('S2 a foreign certificate, a wrong signature and a changed statement are refused', async () => {
    const { kim } = stage.world.people;
    const { stranger } = stage.world;
    const documentId = randomUUID();
    const body = { form: 'official', unit: 'U1', grants: [] } as const;
    const good = kim.sign('document.created', body, { documentId });
    expect(codeOf(await stage.post(kim, { signed: stranger.sign('document.created', body, { documentId }) }))).toBe('CERTIFICATE_UNKNOWN');
    expect(codeOf(await stage.post(kim, { signed: { ...good, statement: { ...good.statement, at: '2026-01-01T00:00:00.000Z' } } }))).toBe('SIGNATURE_INVALID');
    const response = await fetch(`${stage.url()}/statements`, { method: 'POST', body: JSON.stringify({ signed: good }) });
    expect(response.status).toBe(401);
    expect(codeOf((await (await fetch(`${stage.url()}/statements`, { method: 'POST', body: '{"x":1}' })).json()) as SubmitReply)).toBe('MALFORMED');
  });

  it('S3 only the administrator of an agency changes its directory', async () => {
    const { kim, otherAdmin } = stage.world.people;
    const agency = stage.world.directory('A');
    const where = { documentId: 'directory', version: 0 };
    expect(codeOf(await stage.post(null, { signed: otherAdmin.sign('directory.put', { agency }, where) }))).toBe('NOT_ADMIN');
    expect(codeOf(await stage.post(kim, { signed: kim.sign('directory.put', { agency }, where) }))).toBe('NOT_ADMIN');
  });

  it('S13 of two administrators who saw the same directory the second is told and undoes nothing; other agencies and whoever saw it go on', async () => {
    const { admin, otherAdmin } = stage.world.people;
    const where = { documentId: 'directory', version: 0 };
    const rev = must(await stage.post(null, { signed: stage.world.publish('A') })).entries[0]?.entry.seq ?? 0;
    const put = (leadership: string[], directoryRev: number) =>
      stage.post(null, { signed: admin.sign('directory.put', { agency: { ...stage.world.directory('A'), leadership } }, { ...where, directoryRev }) });
    const both = await Promise.all([put(['장관', '차관'], rev + 1), put(['장관', '처장'], rev + 1)]);
    expect(both.map(codeOf).toSorted()).toEqual(['DIRECTORY_MOVED', 'ok']);
    const other = { agency: stage.world.directory('B') };
    expect(codeOf(await stage.post(null, { signed: otherAdmin.sign('directory.put', other, { ...where, directoryRev: rev + 1 }) }))).toBe('ok');
    expect(codeOf(await put(['장관', '청장'], rev + 3))).toBe('ok');
    expect(codeOf(await put(['장관', '국장'], 0))).toBe('DIRECTORY_MOVED');
  });

  it('S4 submit freezes the content the rooms hold; writers are closed with 4423 and late edits refused', async () => {
    const { documentId, main, content } = await drafted();
    const { reply, digest } = await submitted(documentId);
    expect(facts(reply)).toEqual(['submitted', 'frozen']);
    await until('writers closed', () => main.codes.includes(CLOSE.frozen));
    const storage = must(openSqliteStorage(`${stage.dataDir}/server.db`));
    expect(storage.frozenVersion(documentId, 1)?.content).toEqual(content);
    const at = new Date().toISOString();
    const late = storage.append([
      { room: mainRoom(documentId, 1), epoch: storage.epochOf(mainRoom(documentId, 1)), person: 'kim', at, bytes: new Uint8Array([0, 0]), clients: [] },
    ]);
    expect(late).toEqual([{ type: 'fenced' }]);
    storage.close();
    const { body } = await get<{ content: unknown }>(stage.world.people.lee, `/documents/${documentId}/versions/1/content`);
    expect(body.value.content).toEqual(content);
    expect(digest).not.toBeNull();
  });

  it('S5 a digest of other content is STALE and freezes nothing', async () => {
    const { kim } = stage.world.people;
    const { documentId } = await drafted();
    await until('stale', async () => codeOf(await stage.post(kim, submit(kim, documentId, aContent('다른 제목')))) === 'STALE');
    expect((await submitted(documentId)).reply.ok).toBe(true);
  });

  it('SECRET-4 content with a 비밀 marking is not fixed, whatever client asks, and nothing is kept of it', async () => {
    const { kim } = stage.world.people;
    const content = aContent('훈련 계획 "Ⅱ급비밀"');
    const { documentId } = await drafted(content);
    await until('refused', async () => {
      const code = codeOf(await stage.post(kim, submit(kim, documentId, content)));
      return code === 'CONTENT_SECRET' || (code !== 'CONTENT_INVALID' && Promise.reject(new Error(code)));
    });
    const { body } = await get<{ entry: { kind: string } }[]>(kim, `/documents/${documentId}/entries`);
    expect(body.value.filter(({ entry }) => entry.kind === 'serverFact')).toEqual([]);
  });

  it('FORM-19 an important paper that leaves the seal out is not fixed, whatever client asks', async () => {
    const { kim } = stage.world.people;
    const plain = aContent();
    const content = contentOf({ ...plain.fields, recipients: ['기획재정부장관'], sealOmitted: 'notice' }, plain.blocks, []);
    const { documentId } = await drafted(content);
    await until('refused', async () => {
      const code = codeOf(await stage.post(kim, submit(kim, documentId, content, { important: true })));
      return code === 'SEAL_OMITTED' || (code !== 'CONTENT_INVALID' && code !== 'STALE' && Promise.reject(new Error(code)));
    });
    expect((await submitted(documentId, content)).reply.ok).toBe(true);
  });

  it('S6 the last decision approves and registers with a number that has no gap', async () => {
    const { lee } = stage.world.people;
    for (const expected of [1, 2]) {
      const { documentId } = await drafted();
      const { digest } = await submitted(documentId);
      const reply = await stage.post(lee, { signed: decideStep(lee, documentId, digest) });
      expect(facts(reply)).toEqual(['decided', 'approved', 'registered']);
      const last = must(reply).entries.at(-1)?.entry;
      const fact = last?.kind === 'serverFact' ? last.body.fact : null;
      expect(fact).toMatchObject({ number: expected, agency: 'A', unit: 'U1', role: 'lead', unitName: '정보화담당관실' });
      const spki = new Uint8Array(new X509Certificate(stage.world.logKey.certificate).publicKey.export({ type: 'spki', format: 'der' }));
      expect(last?.kind === 'serverFact' && (await verifyFact(documentId, last.body, spki, stage.world.crypto)).ok).toBe(true);
    }
  });

  it('S7 a genuine statement that comes too late is kept as refused and answered the same again', async () => {
    const { kim, lee } = stage.world.people;
    const { documentId } = await drafted();
    const signed = decideStep(lee, documentId, null);
    const reply = await stage.post(lee, { signed });
    expect(codeOf(reply)).toBe('STATE_MISMATCH');
    expect(await stage.post(lee, { signed })).toEqual(reply);
    const { body } = await get<{ entry: { kind: string; body: { fact?: { type: string } } } }[]>(kim, `/documents/${documentId}/entries`);
    expect(body.value.filter(({ entry }) => entry.body.fact?.type === 'refused')).toHaveLength(1);
  });

  it('S8 disclosures must fit their commitments and are shown only to readers', async () => {
    const { kim, choi } = stage.world.people;
    const documentId = await stage.createDocument();
    const salt = 'ab'.repeat(16);
    const commitment = commit(salt, '사유');
    const signed = design(kim, documentId);
    expect(codeOf(await stage.post(kim, { signed, disclosures: { [commitment]: { salt, value: '다른 사유' } } }))).toBe('DISCLOSURE_MISMATCH');
    must(await stage.post(kim, { signed, disclosures: { [commitment]: { salt, value: '사유' } } }));
    expect((await get(kim, `/documents/${documentId}/disclosures`)).body.value).toEqual({ [commitment]: { salt, value: '사유' } });
    expect((await get(choi, `/documents/${documentId}/disclosures`)).status).toBe(404);
    expect((await get(choi, `/documents/${documentId}/entries`)).status).toBe(404);
  });

  it('S9 checkpoint and inclusion proof lead every entry to the signed root', async () => {
    const { kim } = stage.world.people;
    const documentId = await stage.createDocument();
    const entries = (await get<{ index: number; entry: never }[]>(kim, `/documents/${documentId}/entries`)).body.value;
    const note = ((await (await fetch(`${stage.url()}/checkpoint`)).json()) as { value: string }).value;
    const spki = new Uint8Array(new X509Certificate(stage.world.logKey.certificate).publicKey.export({ type: 'spki', format: 'der' }));
    const checkpoint = await verifyNote(note, spki, stage.world.crypto);
    expect(checkpoint?.size).toBe(3);
    for (const { index, entry } of entries) {
      const { value } = (await (await fetch(`${stage.url()}/proof?index=${index}&size=3`, { headers: {} })).json()) as { value: { path: string[] } };
      const root = rootFromProof(fromHex(leafHash(entry)), index, 3, value.path.map(fromHex));
      expect(root && toHex(root)).toBe(toHex(checkpoint?.root ?? new Uint8Array(0)));
    }
  });

  it('S10 the log of any size agrees with the plain Merkle tree', () => {
    const leaves = Array.from({ length: 40 }, (_, i) => new Uint8Array(createHash('sha256').update(String(i)).digest()));
    let root = new Uint8Array(0) as Uint8Array;
    const log = createMerkleLog([], {
      origin: 'x',
      note: (_size, given) => ((root = given), ''),
      fact: () => {
        throw new Error('unused');
      },
    });
    leaves.forEach((leaf, i) => {
      log.append(leaf);
      log.checkpoint();
      expect(toHex(root)).toBe(toHex(merkleRoot(leaves, 0, i + 1)));
      for (let index = 0; index <= i; index++) expect(log.proof(index, i + 1)?.path).toEqual(inclusionProof(leaves.slice(0, i + 1), index).map(toHex));
    });
    expect(log.proof(40, 40)).toBeNull();
  });

  it('S11 everything is there after a restart, and the log goes on', async () => {
    const documentId = await stage.createDocument();
    const before = ((await (await fetch(`${stage.url()}/checkpoint`)).json()) as { value: string }).value;
    await stage.restart();
    const after = (): Promise<string> => fetch(`${stage.url()}/checkpoint`).then(async (response) => ((await response.json()) as { value: string }).value);
    await until('the same checkpoint', async () => (await after().catch(() => '')) === before);
    must(await stage.post(stage.world.people.kim, { signed: design(stage.world.people.kim, documentId) }));
  });

  it('S12 blobs: the digest is checked, and only readers of a document that names it may fetch', async () => {
    const { kim, lee, choi } = stage.world.people;
    const bytes = Buffer.from('붙임');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const put = async (digest: string) =>
      fetch(`${stage.url()}/blobs/${digest}`, { method: 'PUT', body: bytes, headers: { authorization: `Bearer ${await stage.token(kim)}` } });
    const fetchAs = async (who: typeof kim) =>
      (await fetch(`${stage.url()}/blobs/${sha256}`, { headers: { authorization: `Bearer ${await stage.token(who)}` } })).status;
    expect((await put('0'.repeat(64))).status).toBe(400);
    expect((await put(sha256)).status).toBe(200);
    expect([await fetchAs(kim), await fetchAs(lee)]).toEqual([200, 404]);
    const { documentId } = await drafted(aContent('붙임 있음', sha256));
    await until('lee reads it in the draft', async () => (await fetchAs(lee)) === 200);
    expect(await fetchAs(choi)).toBe(404);
    expect((await submitted(documentId, aContent('붙임 있음', sha256))).reply.ok).toBe(true);
    expect([await fetchAs(lee), await fetchAs(choi)]).toEqual([200, 404]);
  });
});
