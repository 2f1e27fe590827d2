import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  OUTBOX_FORMAT,
  outboxBytes,
  readOutboxFile,
  writeOutboxFile,
  type OutboxDraft,
  type OutboxFile,
} from '../../../../shared/exchange/outbox/outbox-file.ts';
import { toBase64, toBase64Url } from '../../../../shared/lib/bytes.ts';
import type { Submission } from '../../../../shared/sync/api.ts';
import { createWorld, type Someone } from '../../../support/sync-world.ts';
import { seedOf } from '../../../support/seed.ts';

const world = createWorld();
const { kim, lee, admin } = world.people;
const known = { anchors: [world.root], certificates: new Map<string, Uint8Array>(), crypto: world.crypto };
const seed = seedOf();

function actOf(who: Someone): Submission {
  return { signed: who.sign('document.created', { form: 'official', unit: 'U1', grants: [] }, { documentId: randomUUID() }) };
}

async function fileOf(who: Someone, items: readonly Submission[], change: Partial<OutboxDraft> = {}): Promise<OutboxFile> {
  const draft: OutboxDraft = {
    format: OUTBOX_FORMAT,
    v: 1,
    by: { person: who.actor.person, certificate: who.actor.certificate },
    at: new Date().toISOString(),
    items,
    certificates: [kim, lee, admin].flatMap((one) => [...one.login.chain, one.login.certificate.der]).map(toBase64),
    alg: 'ES256',
    ...change,
  };
  const signature = await who.login.sign(outboxBytes(draft));
  return { ...draft, signature: toBase64Url(signature ?? new Uint8Array()) };
}

const codeOf = async (file: OutboxFile): Promise<string> => {
  const read = await readOutboxFile(writeOutboxFile(file), known);
  return read.ok ? 'OK' : read.code;
};

describe('outbox file', () => {
  it('OB1 what was written is read back', async () => {
    const items = [actOf(kim), actOf(lee)];
    const file = await fileOf(kim, items);
    const read = await readOutboxFile(writeOutboxFile(file), known);
    expect(read.ok && read.value.file.items).toEqual(items);
    expect(read.ok && read.value.certificates.has(kim.actor.certificate)).toBe(true);
  });

  it(`OB2 no byte can change unnoticed (seed ${seed})`, async () => {
    const bytes = writeOutboxFile(await fileOf(kim, [actOf(kim)]));
    let state = seed;
    const next = (below: number): number => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) % below;
    for (let i = 0; i < 60; i++) {
      const changed = bytes.slice();
      const at = next(changed.length);
      changed[at] = (changed[at] ?? 0) ^ (1 << next(8));
      expect((await readOutboxFile(changed, known)).ok, `byte ${at}`).toBe(false);
    }
  });

  it('OB3 the maker is who the file says', async () => {
    const items = [actOf(kim)];
    expect(await codeOf(await fileOf(kim, items, { by: { person: 'lee', certificate: kim.actor.certificate } }))).toBe('OUTBOX_SIGNATURE');
    expect(await codeOf(await fileOf(lee, items, { by: { person: 'kim', certificate: kim.actor.certificate } }))).toBe('OUTBOX_SIGNATURE');
    expect(await codeOf(await fileOf(world.stranger, items))).toBe('OUTBOX_SIGNATURE');
  });

  it('OB4 a carrier cannot slip an act in', async () => {
    const mine = actOf(kim);
    const forged = { signed: { ...mine.signed, statement: { ...mine.signed.statement, actor: lee.actor } } } as Submission;
    expect(await codeOf(await fileOf(kim, [mine, forged]))).toBe('OUTBOX_ACT');
    expect(await codeOf(await fileOf(kim, [actOf(world.stranger)]))).toBe('OUTBOX_ACT');
  });

  it('OB5 a directory change cannot travel in it', async () => {
    expect(await codeOf(await fileOf(kim, [{ signed: world.publish('A') }]))).toBe('OUTBOX_ACT');
  });

  it('OB6 strangers and too much are refused with a sentence', async () => {
    for (const bytes of [new Uint8Array(), new TextEncoder().encode('{}'), new Uint8Array((32 << 20) + 1)]) {
      const read = await readOutboxFile(bytes, known);
      expect(read).toMatchObject({ ok: false, code: 'OUTBOX_FORMAT' });
    }
    const act = actOf(kim);
    expect(
      await codeOf(
        await fileOf(
          kim,
          Array.from({ length: 2001 }, () => act),
        ),
      ),
    ).toBe('OUTBOX_FORMAT');
  });
});
