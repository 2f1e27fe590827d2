/** WI7 of `shared/verify/SPEC.md`: cosignatures by code that is not ours, both ways. */

import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createWebCrypto } from '../../../../shared/crypto/web.ts';
import { fromBase64, toBase64 } from '../../../../shared/lib/bytes.ts';
import {
  cosignatureBytes,
  cosignatureLine,
  cosignedAt,
  ed25519Spki,
  readNote,
  readWitnessKey,
  verifyCosigned,
  witnessVerifierKey,
} from '../../../../shared/verify/signed-note.ts';
import { cosignedByShell } from '../../../support/foreign-cosigned.ts';

const PUBLIC = readFileSync(join(import.meta.dirname, '../../../fixtures/notes/public-log.txt'), 'utf8');
const WITNESSES = [
  'remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2',
  'witness1.smartit.nu/witness1+a48c820f+BPSFWg9G6KPiO7QPryYO5Xq4oYJJ+kAvLKLSimDhoxMO',
];
const SIGNED_AT = 1_779_573_024;
const crypto = createWebCrypto(globalThis.crypto.subtle);

const secret = createPrivateKey({
  key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), createHash('sha256').update('wi7').digest()]),
  format: 'der',
  type: 'pkcs8',
});
const key = new Uint8Array(createPublicKey(secret).export({ type: 'spki', format: 'der' }).subarray(12));
const ours = { name: 'ongyeol.witness/1741000/abc', key };
const BODY = 'ongyeol.log/0123\n42\nU7WM79jrzyhGZ5/GUBTpM7NzwdyfFx61t3RovgcC4Ro=\n';

function cosignedNote(body: string, seconds: number, signed = cosignatureBytes(body, seconds)): string {
  const log = `— ongyeol.log/0123 ${toBase64(new Uint8Array(68))}\n`;
  return `${body}\n${log}${cosignatureLine(ours, seconds, new Uint8Array(sign(null, signed, secret)))}`;
}

describe('WI7 C2SP tlog-cosignature', () => {
  it.each(WITNESSES)('WI7 what %s signed on a public log holds here as it does for openssl, and nothing else of it', async (vkey) => {
    const witness = readWitnessKey(vkey);
    const note = readNote(PUBLIC);
    if (witness === null || note === null) throw new Error('not read');
    expect(witnessVerifierKey(witness)).toBe(vkey);
    expect(await cosignedAt(note, witness, crypto)).toBe(SIGNED_AT);
    expect(cosignedByShell(PUBLIC, vkey)).toBe(SIGNED_AT);
    const changed = PUBLIC.replace('1432088532', '1432088533');
    expect(await cosignedAt(readNote(changed) ?? note, witness, crypto)).toBeNull();
    expect(cosignedByShell(changed, vkey)).toBeNull();
  });

  it('WI7 the public log’s own signature among all the others is found', async () => {
    const spki = ed25519Spki(fromBase64('TS8eaUYJL8903xvY5oaYqmssjwcoz50njvbGAViHXl8=') ?? new Uint8Array(0));
    expect((await verifyCosigned(PUBLIC, spki, crypto))?.checkpoint.size).toBe(1_432_088_532);
    expect(await verifyCosigned(PUBLIC.replace('1432088532', '1432088533'), spki, crypto)).toBeNull();
  });

  it('WI7 what our witness signs holds for openssl; another time, text or key does not', () => {
    const vkey = witnessVerifierKey(ours);
    expect(cosignedByShell(cosignedNote(BODY, 1_796_000_000), vkey)).toBe(1_796_000_000);
    expect(cosignedByShell(cosignedNote(`${BODY}more\n`, 1), vkey)).toBe(1);
    expect(cosignedByShell(cosignedNote(BODY, 1_796_000_000, cosignatureBytes(BODY, 1_796_000_001)), vkey)).toBeNull();
    expect(cosignedByShell(cosignedNote(BODY, 1_796_000_000).replace('\n42\n', '\n43\n'), vkey)).toBeNull();
    expect(cosignedByShell(cosignedNote(BODY, 1_796_000_000), WITNESSES[0] ?? '')).toBeNull();
    expect(cosignedByShell(cosignedNote(BODY, 1_796_000_000), vkey.replace(/\+[0-9a-f]{8}\+/, '+00000000+'))).toBeNull();
  });
});
