/** A person's key in a token (smart card, HSM, SoftHSM) behind a PKCS#11 module: finding, making, signing. The key never leaves the token. */

import { createHash, createPublicKey, randomBytes } from 'node:crypto';
import { bits, oid, readElement, seq } from '../../../../shared/crypto/der.ts';
import { fromBase64, toBase64, toHex, utf8 } from '../../../../shared/lib/bytes.ts';
import { err, ok, type Result } from '../../../../shared/lib/result.ts';
import { algOfSpki } from '../../pki/existing/existing.ts';
import { LOCKED, TOKEN_GONE, type OpenToken, type SignCode } from '../signer.ts';
import type { TokenRef } from './ref.ts';
import { CKR, loadModule, memory, Pkcs11Error, readUlong, triples, ulongs, WIDTH, type Pkcs11Module } from './module.ts';

/** Why a token does not open. */
export type TokenCode = 'PIN_WRONG' | 'PIN_LOCKED' | 'TOKEN_GONE' | 'TOKEN_MODULE' | 'TOKEN_SLOTS' | 'TOKEN_FAILED';

const CK = { user: 1, serial: 4, rw: 2, publicKey: 2, privateKey: 3, ecKey: 3, ecdsa: 0x1041, rsa: 0x40, ecGenerate: 0x1040 } as const;
const CKA = {
  class: 0,
  token: 1,
  private: 2,
  label: 3,
  keyType: 0x100,
  id: 0x102,
  sensitive: 0x103,
  sign: 0x108,
  verify: 0x10a,
  extractable: 0x162,
  ecParams: 0x180,
  ecPoint: 0x181,
} as const;
const FLAG = { pinLast: 0x2_0000, pinLocked: 0x4_0000 } as const;
const P256 = memory(oid('1.2.840.10045.3.1.7'));
const [TRUE, FALSE] = [memory(Uint8Array.of(1)), memory(Uint8Array.of(0))];

const SENTENCES: Readonly<Record<TokenCode, string>> = {
  PIN_WRONG: '토큰의 PIN이 맞지 않습니다. 잠긴 채로 두었습니다. 여러 번 틀리면 토큰이 스스로 잠기니 확인해 입력하십시오.',
  PIN_LOCKED: '토큰의 PIN이 잠겼습니다. 서명하지 않았습니다. 토큰을 준 곳에서 PIN을 풀거나, 기관 관리자에게 새로 초대받으십시오.',
  TOKEN_GONE: TOKEN_GONE.message,
  TOKEN_MODULE: '토큰 모듈(PKCS#11)을 읽을 수 없습니다. 아무것도 바꾸지 않았습니다. 모듈 파일의 경로를 확인하십시오.',
  TOKEN_SLOTS: '쓸 토큰을 하나로 정하지 못했습니다. 아무것도 바꾸지 않았습니다. 토큰을 꽂고 이름(라벨)을 알려 주십시오.',
  TOKEN_FAILED: '토큰이 답하지 않거나 이 일을 하지 못합니다. 아무것도 바꾸지 않았습니다. 토큰을 뺐다 다시 꽂아 보십시오.',
};

const refuse = (code: TokenCode): Result<never, TokenCode> => err(code, SENTENCES[code]);

const CODES: Readonly<Partial<Record<number, TokenCode>>> = {
  [CKR.pinIncorrect]: 'PIN_WRONG',
  [CKR.pinInvalid]: 'PIN_WRONG',
  [CKR.pinLength]: 'PIN_WRONG',
  [CKR.pinLocked]: 'PIN_LOCKED',
  [CKR.deviceRemoved]: 'TOKEN_GONE',
  [CKR.notPresent]: 'TOKEN_GONE',
};

/** Somebody logged out of the token: handles of its keys end with that. */
const LOGGED_OUT: ReadonlySet<number> = new Set([CKR.notLoggedIn, CKR.keyHandleInvalid, CKR.objectHandleInvalid]);

function codeOf(error: unknown): TokenCode {
  return error instanceof Pkcs11Error ? (CODES[error.rv] ?? 'TOKEN_FAILED') : 'TOKEN_MODULE';
}

/** A token in a slot. */
interface Slot {
  readonly slot: number;
  readonly label: string;
  readonly serial: string;
  readonly flags: number;
}

const padded = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8').replaceAll('\0', '').trim();

function slotsOf(module: Pkcs11Module): Slot[] {
  const count = ulongs(0);
  module.call('C_GetSlotList', 1, null, count);
  const list = memory(WIDTH * readUlong(count));
  module.call('C_GetSlotList', 1, list, count);
  return Array.from({ length: readUlong(count) }, (_, i) => readUlong(list, WIDTH * i)).map((slot) => {
    const info = memory(512);
    module.call('C_GetTokenInfo', slot, info);
    return { slot, label: padded(info.subarray(0, 32)), serial: padded(info.subarray(80, 96)), flags: readUlong(info, 96) };
  });
}

/** Logs in on a session of its own. Somebody else's open login does not stand in for the PIN. */
async function enter(module: Pkcs11Module, slot: number, pin: string): Promise<number> {
  const handle = ulongs(0);
  module.call('C_OpenSession', slot, CK.serial | CK.rw, null, null, handle);
  const session = readUlong(handle);
  const bytes = memory(utf8(pin.normalize('NFC')));
  const login = (): Promise<void> => module.slow('C_Login', session, CK.user, bytes, bytes.length);
  try {
    await login().catch(async (error: unknown) => {
      if (!(error instanceof Pkcs11Error) || error.rv !== CKR.alreadyLoggedIn) throw error;
      module.call('C_Logout', session);
      await login();
    });
    return session;
  } catch (error) {
    module.call('C_CloseSession', session);
    throw error;
  } finally {
    bytes.fill(0);
  }
}

function find(module: Pkcs11Module, session: number, kind: number, id: Uint8Array): number | null {
  const template = [[CKA.class, ulongs(kind)] as const, [CKA.id, id] as const];
  const [found, count] = [ulongs(0), ulongs(0)];
  module.call('C_FindObjectsInit', session, triples(template), template.length);
  module.call('C_FindObjects', session, found, 1, count);
  module.call('C_FindObjectsFinal', session);
  return readUlong(count) === 1 ? readUlong(found) : null;
}

/** P-256 keys sign a digest made here, RSA keys the data itself (CKM_SHA256_RSA_PKCS); both answer in the form statements carry. */
async function signWith(module: Pkcs11Module, session: number, key: number, alg: 'ES256' | 'RS256', data: Uint8Array): Promise<Uint8Array> {
  const input = alg === 'ES256' ? memory(createHash('sha256').update(data).digest()) : memory(data);
  const [out, length] = [memory(1024), ulongs(1024)];
  await module.slow('C_SignInit', session, triples([[alg === 'ES256' ? CK.ecdsa : CK.rsa, null]]), key);
  await module.slow('C_Sign', session, input, input.length, out, length);
  return out.slice(0, readUlong(length));
}

/** Opens the token of a key with its PIN. */
export async function openToken(ref: TokenRef, pin: string): Promise<Result<OpenToken, TokenCode>> {
  const alg = algOfSpki(fromBase64(ref.spki) ?? new Uint8Array(0));
  try {
    const module = loadModule(ref.module);
    const slot = slotsOf(module).find(({ serial }) => serial === ref.serial);
    if (slot === undefined) return refuse('TOKEN_GONE');
    if ((slot.flags & FLAG.pinLocked) !== 0) return refuse('PIN_LOCKED');
    const session = await enter(module, slot.slot, pin);
    const key = find(module, session, CK.privateKey, memory(Buffer.from(ref.id, 'hex')));
    if (key === null || alg === null) return refuse('TOKEN_GONE');
    let turn: Promise<unknown> = Promise.resolve();
    const sign = async (data: Uint8Array): Promise<Result<Uint8Array, SignCode>> => {
      try {
        return ok(await signWith(module, session, key, alg, data));
      } catch (error) {
        return error instanceof Pkcs11Error && LOGGED_OUT.has(error.rv) ? LOCKED : TOKEN_GONE;
      }
    };
    return ok({
      sign(data) {
        // SignInit and Sign belong together: two signatures at once must not come between each other.
        const mine = turn.then(() => sign(data));
        turn = mine;
        return mine;
      },
      close() {
        try {
          module.call('C_Logout', session);
          module.call('C_CloseSession', session);
        } catch {
          // A token that was pulled out is closed already.
        }
      },
    });
  } catch (error) {
    return refuse(codeOf(error));
  }
}

/** What is to be known before a PIN is typed once more: that the token is about to lock itself; null where it says nothing. */
export function pinWarning(ref: TokenRef): string | null {
  try {
    const slot = slotsOf(loadModule(ref.module)).find(({ serial }) => serial === ref.serial);
    if (slot === undefined) return null;
    return (slot.flags & FLAG.pinLast) === 0 ? null : '다음에도 틀리면 토큰이 잠깁니다. 잠긴 토큰의 열쇠는 여기서 되살릴 수 없습니다.';
  } catch {
    return null;
  }
}

/** SPKI of a P-256 point as the token gives it (CKA_EC_POINT: the point in an OCTET STRING). */
function spkiOfPoint(point: Uint8Array): Uint8Array {
  const raw = readElement(point, 0)?.value ?? point;
  const spki = seq(seq(oid('1.2.840.10045.2.1'), P256), bits(raw));
  createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
  return new Uint8Array(spki);
}

function generate(module: Pkcs11Module, session: number, id: Uint8Array, name: string): Promise<Uint8Array> {
  const label = memory(utf8(name));
  const common = [[CKA.token, TRUE] as const, [CKA.id, id] as const, [CKA.label, label] as const];
  const open = [...common, [CKA.verify, TRUE] as const, [CKA.ecParams, P256] as const];
  const closed = [...common, [CKA.private, TRUE] as const, [CKA.sensitive, TRUE] as const, [CKA.extractable, FALSE] as const, [CKA.sign, TRUE] as const];
  const [publicHandle, privateHandle, point] = [ulongs(0), ulongs(0), memory(256)];
  const templates = [triples(open), open.length, triples(closed), closed.length] as const;
  return module.slow('C_GenerateKeyPair', session, triples([[CK.ecGenerate, null]]), ...templates, publicHandle, privateHandle).then(() => {
    const asked = triples([[CKA.ecPoint, point]]);
    module.call('C_GetAttributeValue', session, readUlong(publicHandle), asked, 1);
    return spkiOfPoint(point.subarray(0, readUlong(asked, WIDTH + 8)));
  });
}

/** Makes a P-256 key in a token that cannot be taken out of it. `label` where more than one token is there. */
export async function makeTokenKey(input: { module: string; label: string | null; pin: string; name: string }): Promise<Result<TokenRef, TokenCode>> {
  try {
    const module = loadModule(input.module);
    const slots = slotsOf(module).filter(({ serial, label }) => serial !== '' && (input.label === null || label === input.label));
    const [slot] = slots;
    if (slot === undefined || slots.length > 1) return refuse('TOKEN_SLOTS');
    const session = await enter(module, slot.slot, input.pin);
    const id = memory(randomBytes(16));
    try {
      const spki = await generate(module, session, id, input.name);
      return ok({ module: input.module, serial: slot.serial, id: toHex(id), spki: toBase64(spki) });
    } finally {
      module.call('C_Logout', session);
      module.call('C_CloseSession', session);
    }
  } catch (error) {
    return refuse(codeOf(error));
  }
}
