/** The unlocked signing key: it signs while it is open, and is overwritten when it is locked. */

import { createPrivateKey, sign as signBytes, type KeyObject } from 'node:crypto';
import type { SignatureAlg } from '../../../shared/trail/statement.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';

/** Why nothing is signed. */
export type SignCode = 'LOCKED' | 'TOKEN_GONE';

/** Signs with the person's key; every call may find it locked. */
export interface Signer {
  readonly alg: SignatureAlg;
  /** Raw r‖s for EC, PKCS#1 v1.5 for RSA: the form statements carry. */
  readonly sign: (data: Uint8Array) => Promise<Result<Uint8Array, SignCode>>;
  readonly unlockedUntil: () => string | null;
  readonly lock: () => void;
}

/** An opened token: signs until it is closed. */
export interface OpenToken {
  readonly sign: (data: Uint8Array) => Promise<Result<Uint8Array, SignCode>>;
  readonly close: () => void;
}

/** The refusal of a closed key. */
export const LOCKED = err('LOCKED', '인증서가 잠겨 있습니다. 서명하지 않았습니다. 인증서 암호를 입력한 뒤 다시 하십시오.');

/** The refusal of a token that was pulled out. */
export const TOKEN_GONE = err('TOKEN_GONE', '인증서가 든 토큰이 없거나 답하지 않습니다. 서명하지 않았습니다. 토큰을 꽂고 PIN을 다시 입력하십시오.');

/** A signer over a PKCS#8 key, open for `minutes` after creation; the given bytes are overwritten at once. */
export function createSigner(options: { privateKey: Uint8Array; minutes: number; now: () => Date }): Signer {
  let key: KeyObject | null = createPrivateKey({ key: Buffer.from(options.privateKey), format: 'der', type: 'pkcs8' });
  options.privateKey.fill(0);
  const alg: SignatureAlg = key.asymmetricKeyType === 'ec' ? 'ES256' : 'RS256';
  const until = options.now().getTime() + options.minutes * 60_000;
  const open = (): KeyObject | null => {
    if (key !== null && options.now().getTime() >= until) key = null;
    return key;
  };
  return {
    alg,
    async sign(data) {
      const current = open();
      if (current === null) return LOCKED;
      return ok(new Uint8Array(signBytes('sha256', data, { key: current, dsaEncoding: 'ieee-p1363' })));
    },
    unlockedUntil: () => (open() === null ? null : new Date(until).toISOString()),
    lock() {
      key = null;
    },
  };
}

/** A signer over an opened token, for `minutes` after creation. */
export function createTokenSigner(options: { token: OpenToken; alg: SignatureAlg; minutes: number; now: () => Date }): Signer {
  let token: OpenToken | null = options.token;
  const until = options.now().getTime() + options.minutes * 60_000;
  const lock = (): void => {
    token?.close();
    token = null;
  };
  const open = (): OpenToken | null => {
    if (token !== null && options.now().getTime() >= until) lock();
    return token;
  };
  return {
    alg: options.alg,
    sign: async (data) => open()?.sign(data) ?? LOCKED,
    unlockedUntil: () => (open() === null ? null : new Date(until).toISOString()),
    lock,
  };
}
