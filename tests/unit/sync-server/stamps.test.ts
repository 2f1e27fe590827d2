/** The server's time stamps: its own authority from files, or one outside whose answers it passes on. */

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createStampSource } from '../../../electron/backend/pdf/stamp-source.ts';
import { createRoot, issue } from '../../../electron/backend/pki/certificate.ts';
import { generateKey } from '../../../electron/backend/pki/keys.ts';
import { createWebCrypto } from '../../../shared/crypto/web.ts';
import { checkStamp } from '../../../shared/verify/timestamp.ts';
import { createStamps, readStampPolicy, stampConfig, type Stamps } from '../../../sync-server/stamps.ts';
import { aStampAuthority } from '../../support/stamp-authority.ts';

const crypto = createWebCrypto(globalThis.crypto.subtle);
const AT = '2026-11-30T03:00:00Z';
const clock = (): Date => new Date(AT);
const VALID = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2046-01-01T00:00:00Z') };
const imprint = new Uint8Array(32).fill(7);
const outside = aStampAuthority('RSA-2048');
let server: Server;
let answer: (query: Uint8Array) => Promise<Uint8Array> = (query) => outside.answer(query, AT);

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => void answer(Buffer.concat(chunks)).then((reply) => response.end(Buffer.from(reply))));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => void server.close());

/** A token through the server's stamps, as the client takes it. */
async function stamped(stamps: Stamps | null) {
  const ask = async (query: Uint8Array): Promise<Uint8Array | null> => {
    const answered = await stamps?.answer(query);
    return answered?.ok === true ? answered.value : null;
  };
  const token = await createStampSource(ask, crypto)(imprint);
  return token.ok ? checkStamp(token.value, imprint, { anchors: [outside.root], crypto }) : token;
}

const outsideStamps = () => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/tsr`;
  return createStamps(
    readStampPolicy(() => Buffer.alloc(0), stampConfig.parse({ url })),
    clock,
  );
};

it('TS10 nothing is offered unless it is configured, and only what is meant for it', () => {
  expect(
    createStamps(
      readStampPolicy(() => Buffer.alloc(0), undefined),
      clock,
    ),
  ).toBeNull();
  for (const wrong of [{}, { key: 'a' }, { url: 'file:///etc/passwd' }, { url: 'nowhere' }, { key: 'a', certificate: 'b', more: 1 }])
    expect(stampConfig.safeParse(wrong).success).toBe(false);
});

it('TS10 an own authority stamps with the server clock; a key or certificate for something else is refused at the start', async () => {
  const root = createRoot('시각', VALID);
  const [key, other] = [generateKey('P-256'), generateKey('P-256')];
  const subject = { kind: 'tsa', organisation: '시각', commonName: '시각확인' } as const;
  const files: Record<string, Uint8Array> = {
    key: key.privateKey,
    tsa: issue(root, subject, key.spki, VALID),
    stranger: issue(root, subject, other.spki, VALID),
    log: issue(root, { ...subject, kind: 'log' }, key.spki, VALID),
  };
  const policy = (certificate: string) => readStampPolicy((name) => Buffer.from(files[name] ?? []), { key: 'key', certificate, longTerm: true });
  expect(await stamped(createStamps(policy('tsa'), clock))).toMatchObject({ at: AT, authority: '시각확인', trusted: false });
  expect(policy('tsa')?.offer).toEqual({ longTerm: true, lists: [] });
  expect(() => policy('stranger')).toThrow(/timestamp\.key/);
  expect(() => policy('log')).toThrow(/timestamp\.certificate/);
});

it('TS11 an authority outside is asked, and its answer is taken only where it answers the question', async () => {
  expect(await stamped(outsideStamps())).toMatchObject({ at: AT, trusted: true });
  const refused = { ok: false, code: 'NO_TIMESTAMP' };
  const one = await outside.answer(new Uint8Array(0), AT);
  answer = () => Promise.resolve(one);
  expect(await stamped(outsideStamps())).toMatchObject(refused);
  answer = () => Promise.resolve(new TextEncoder().encode('<html>'));
  expect(await stamped(outsideStamps())).toMatchObject(refused);
  let first: Uint8Array | null = null;
  answer = async (query) => (first ??= await outside.answer(query, AT));
  expect(await stamped(outsideStamps())).toMatchObject({ at: AT });
  // The same answer again is to another number: a replay.
  expect(await stamped(outsideStamps())).toMatchObject(refused);
  const gone = createStamps({ source: { kind: 'outside', url: 'http://127.0.0.1:1/tsr' }, offer: { longTerm: false, lists: [] } }, clock);
  expect(await gone?.answer(new Uint8Array(1))).toMatchObject({ ok: false, code: 'STAMP_UNREACHABLE' });
});
