/**
 * Signing in with the agency's account: an ID token (OpenID Connect Core 1.0 §3.1.3.7) beside the proof of the person's key, never instead of it.
 * The nonce is this server's own and names person and device, so that a token is good for one login of one device, once. What was signed in stays
 * so on that device for the configured hours: a line that broke comes back without a browser. With them ends the session.
 */

import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { err, ok, type Result } from '../shared/lib/result.ts';
import { isAccountAddress, SIGN_IN_SENTENCES, type SignInCode, type SignInStanding, type SignInTerms } from '../shared/sync/sign-in.ts';
import type { SignInStorage } from './storage/storage.ts';

/** What the operator configured. */
export interface SignInPolicy extends SignInTerms {
  /** Claim that names the person. */
  readonly claim: string;
  /** Person by the claim's value; null where the value is the person's own id. */
  readonly people: Readonly<Record<string, string>> | null;
  readonly hours: number;
}

/** A token that checked, not yet used up. */
export interface SignedIn {
  readonly person: string;
  readonly device: string;
  readonly nonce: string;
}

/** The desk of sign-ins; one that is not configured allows every login and takes no token. */
export interface SignIns {
  terms(): SignInTerms | null;
  /** A nonce for one sign-in of this person's device; SIGN_IN_NONE where none is configured. */
  begin(person: string, device: string): Result<{ readonly nonce: string }, SignInCode>;
  /** Signature, issuer, audience, expiry, nonce, person. Asks the account server for its keys. */
  check(person: string, device: string, token: string): Promise<Result<SignedIn, SignInCode>>;
  /** Uses the nonce up, once for ever, and notes the sign-in. Call inside a transaction. */
  take(signed: SignedIn): Result<null, SignInCode>;
  /** Whether the policy lets this device in, and until when (milliseconds); null where it asks for no sign-in. */
  allows(person: string, device: string): Result<number | null, SignInCode>;
  /** Null where none is configured. */
  standing(person: string, device: string): SignInStanding | null;
}

/** What it is made of. `key` marks nonces. */
export interface SignInInput {
  readonly policy: SignInPolicy | null;
  readonly storage: SignInStorage;
  readonly clock: () => Date;
  readonly key: Uint8Array;
}

/** Time to type a password and answer a second factor. */
const NONCE_MS = 10 * 60_000;
const ASK_MS = 5000;
const CLOCK_SKEW_S = 30;
const ALGS = ['RS256', 'PS256', 'ES256', 'EdDSA'];

const refuse = (code: SignInCode): Result<never, SignInCode> => err(code, SIGN_IN_SENTENCES[code]);

/** Nonces carry their time and a mark over person and device: nothing is kept for those who only ask. */
function createNonces({ key, clock }: SignInInput) {
  const markOf = (head: string, person: string, device: string): Buffer =>
    createHmac('sha256', key)
      .update(`ongyeol-sign-in-v1\n${JSON.stringify([head, person, device])}`)
      .digest();
  return {
    make(person: string, device: string): string {
      const head = `${clock().getTime().toString(36)}.${randomBytes(16).toString('base64url')}`;
      return `${head}.${markOf(head, person, device).toString('base64url')}`;
    },
    /** Whether it was made here for these two, and not too long ago. */
    fits(nonce: string, person: string, device: string): boolean {
      const [at = '', random = '', mark = ''] = nonce.split('.');
      const expected = markOf(`${at}.${random}`, person, device);
      const given = Buffer.from(mark, 'base64url');
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return false;
      const age = clock().getTime() - Number.parseInt(at, 36);
      return age > -CLOCK_SKEW_S * 1000 && age < NONCE_MS;
    },
  };
}

const metadata = z.object({ issuer: z.string(), jwks_uri: z.string().refine(isAccountAddress) });

/** The keys of the issuer (OpenID Connect Discovery 1.0 §4), asked for when first needed; a failed try is made anew. */
function createKeySource(issuer: string): () => Promise<JWTVerifyGetKey> {
  let known: Promise<JWTVerifyGetKey> | null = null;
  async function ask(): Promise<JWTVerifyGetKey> {
    const place = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const answer = await fetch(place, { redirect: 'error', signal: AbortSignal.timeout(ASK_MS) });
    const { issuer: named, jwks_uri } = metadata.parse(await answer.json());
    if (named !== issuer) throw new Error('another issuer');
    return createRemoteJWKSet(new URL(jwks_uri), { timeoutDuration: ASK_MS });
  }
  return () =>
    (known ??= ask().catch((error: unknown) => {
      known = null;
      throw error;
    }));
}

/** What the token itself is to blame for; everything else is the line to the account server. */
const TOKEN_FAULTS = [
  errors.JWTExpired,
  errors.JWTClaimValidationFailed,
  errors.JWTInvalid,
  errors.JWSInvalid,
  errors.JWSSignatureVerificationFailed,
  errors.JWKSNoMatchingKey,
  errors.JWKSMultipleMatchingKeys,
  errors.JOSEAlgNotAllowed,
  errors.JOSENotSupported,
];

/** The person a token names, or null. An address that the account server does not vouch for names nobody. */
function personOf(payload: JWTPayload, { claim, people }: SignInPolicy): string | null {
  const value = payload[claim];
  if (typeof value !== 'string' || (claim === 'email' && payload['email_verified'] === false)) return null;
  if (people === null) return value;
  return Object.hasOwn(people, value) ? (people[value] ?? null) : null;
}

function createCheck({ clock }: SignInInput, policy: SignInPolicy, fits: (nonce: string, person: string, device: string) => boolean): SignIns['check'] {
  const { issuer, clientId } = policy;
  const keys = createKeySource(issuer);
  const rules = { issuer, audience: clientId, algorithms: ALGS, clockTolerance: CLOCK_SKEW_S, requiredClaims: ['sub', 'exp', 'iat', 'nonce'] };
  return async (person, device, token) => {
    try {
      const { payload } = await jwtVerify(token, await keys(), { ...rules, currentDate: clock() });
      const { aud, nonce } = payload;
      // A token that is for somebody else too could have been passed on by them.
      const alone = aud === clientId || (Array.isArray(aud) && aud.length === 1);
      if (!alone || typeof nonce !== 'string' || !fits(nonce, person, device)) return refuse('SIGN_IN_REFUSED');
      return personOf(payload, policy) === person ? ok({ person, device, nonce }) : refuse('SIGN_IN_OTHER');
    } catch (error) {
      return refuse(TOKEN_FAULTS.some((fault) => error instanceof fault) ? 'SIGN_IN_REFUSED' : 'SIGN_IN_UNAVAILABLE');
    }
  };
}

/** Not configured: every login is as it was. */
const NONE: SignIns = {
  terms: () => null,
  begin: () => refuse('SIGN_IN_NONE'),
  check: async () => refuse('SIGN_IN_NONE'),
  take: () => refuse('SIGN_IN_NONE'),
  allows: () => ok(null),
  standing: () => null,
};

/** The desk over one storage. */
export function createSignIns(input: SignInInput): SignIns {
  const { policy, storage, clock } = input;
  if (policy === null) return NONE;
  const { issuer, clientId, scope, required, hours } = policy;
  const nonces = createNonces(input);
  const until = (person: string, device: string): number | null => {
    const end = storage.signIn(person, device);
    return end !== null && end > clock().getTime() ? end : null;
  };
  return {
    terms: () => ({ issuer, clientId, scope, required }),
    begin: (person, device) => ok({ nonce: nonces.make(person, device) }),
    check: createCheck(input, policy, nonces.fits),
    take({ person, device, nonce }) {
      const now = clock().getTime();
      if (!storage.useNonce(nonce, now, now + NONCE_MS + CLOCK_SKEW_S * 1000)) return refuse('SIGN_IN_REFUSED');
      storage.putSignIn(person, device, now + hours * 3_600_000);
      return ok(null);
    },
    allows(person, device) {
      const end = required ? until(person, device) : null;
      return required && end === null ? refuse('SIGN_IN_NEEDED') : ok(end);
    },
    standing(person, device) {
      const end = until(person, device);
      return { required, until: end === null ? null : new Date(end).toISOString() };
    },
  };
}
