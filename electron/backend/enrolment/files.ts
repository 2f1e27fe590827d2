/**
 * Files of an enrolment ◆ (`.ongyeol-invitation`, `.ongyeol-request`, `.ongyeol-certificate`) and the code that binds them.
 * The code goes another way than the files (by word of mouth, on paper): 100 bits, so that a file alone lets nobody in, and an
 * invitation with another root or person in it is noticed by whoever has the code.
 */

import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { utf8 } from '../../../shared/lib/bytes.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import { handoverSchema } from './handover.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_LENGTH = 20;

const named = z.strictObject({ code: z.string().max(40), name: z.string().max(100) });

/** Who is invited, into which post. `unit` is null for leadership. */
export const inviteeSchema = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/),
  name: z.string().min(1).max(60),
  agency: named,
  unit: named.nullable(),
  position: z.string().min(1).max(60),
});

/** Somebody invited. */
export type Invitee = Readonly<z.infer<typeof inviteeSchema>>;

/** What an invitation says. Certificates are DER in base64; `until` is RFC 3339; `server` null where the address is told otherwise. */
export const invitationSchema = z.strictObject({
  id: z.uuid(),
  person: inviteeSchema,
  until: z.iso.datetime(),
  issuer: z.string().max(8000),
  root: z.string().max(8000),
  server: z.string().max(300).nullable(),
});

/** An invitation. */
export type Invitation = Readonly<z.infer<typeof invitationSchema>>;

/** Certificates of a chain that travel with a request: the rest the administrator has. */
export const MOST_CHAIN = 3;

/**
 * What a person asks to have certified: the public key (SPKI DER, base64), for one invitation. `existing`: the certificate another authority
 * gave for that key, and those above it (DER, base64); a file with it is of version 2. `handover`: to which key of an invited administrator's PC the
 * agency's issuing key is to be sealed (X25519, base64); a file with it is of version 3.
 */
export const requestSchema = z.strictObject({
  invitation: z.uuid(),
  person: z.string().max(40),
  spki: z.string().max(2000),
  existing: z.strictObject({ certificate: z.string().max(8000), chain: z.array(z.string().max(8000)).max(MOST_CHAIN) }).optional(),
  handover: z.string().max(100).optional(),
});

/** A request. */
export type CertificateRequest = Readonly<z.infer<typeof requestSchema>>;

/** What comes back: the certificate and its issuer's (DER, base64); to an administrator with the issuer's key, sealed (a file of version 2). */
export const issuedSchema = z.strictObject({
  invitation: z.uuid(),
  certificate: z.string().max(8000),
  issuer: z.string().max(8000),
  authority: handoverSchema.optional(),
});

/** What the authority issued. */
export type Issued = Readonly<z.infer<typeof issuedSchema>>;

/** Kinds of file. */
export type FileKind = 'invitation' | 'request' | 'certificate';

/** Why a file is not taken. */
export type FileCode = 'FILE_BROKEN' | 'CODE_WRONG';

const fileSchema = z.strictObject({
  format: z.string(),
  v: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  body: z.string().max(40_000),
  mac: z.string().max(100).optional(),
  proof: z.string().max(800).optional(),
});

function macOf(kind: FileKind, body: string, code: string): Buffer {
  const key = Buffer.from(hkdfSync('sha256', utf8(code), new Uint8Array(0), `ongyeol-${kind}-v1`, 32));
  return createHmac('sha256', key).update(utf8(body)).digest();
}

/** The code of an invitation. It follows from the authority's key, so that no file of the administrator's holds it. Four groups of five. */
export function codeOf(authorityKey: Uint8Array, invitation: string): string {
  const bytes = new Uint8Array(hkdfSync('sha256', authorityKey, utf8(invitation), 'ongyeol-invitation-code-v1', CODE_LENGTH));
  // 256 is a multiple of 32: every letter is as likely.
  const letters = [...bytes].map((byte) => ALPHABET[byte % 32]).join('');
  return letters.replace(/(.{5})(?=.)/g, '$1-');
}

/** The code as somebody typed it; null where it cannot be one. */
export function readCode(typed: string): string | null {
  const letters = typed.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  if (letters.length !== CODE_LENGTH || [...letters].some((letter) => !ALPHABET.includes(letter))) return null;
  return letters.replace(/(.{5})(?=.)/g, '$1-');
}

/** Version of a file: one that a program of before would read wrongly has a number it does not take. */
export function versionOf(value: object): 1 | 2 | 3 {
  if ('handover' in value) return 3;
  return 'existing' in value || 'authority' in value ? 2 : 1;
}

/** Text of a file. `code` null where the certificate inside proves itself; `proof` is a signature over the same body (base64url). */
export function fileText(kind: FileKind, body: string, code: string | null, { proof, v = 1 }: { proof?: string; v?: 1 | 2 | 3 } = {}): string {
  const mac = code === null ? {} : { mac: macOf(kind, body, code).toString('base64') };
  return `${JSON.stringify({ format: `ongyeol-${kind}`, v, body, ...mac, ...(proof === undefined ? {} : { proof }) })}\n`;
}

/** A file whose text could be read; its code is not checked yet. */
export interface ReadFile<T> {
  readonly value: T;
  readonly body: string;
  readonly proof: string | null;
  /** Whether the file was made with this code and stands as it was made. */
  readonly fits: (code: string) => boolean;
}

const WORDS: Readonly<Record<FileKind, string>> = { invitation: '초대장', request: '인증서 신청서', certificate: '발급된 인증서' };

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Reads a file of a kind. FILE_BROKEN for everything that is not one. */
export function readFileText<T>(kind: FileKind, text: string, schema: z.ZodType<T>): Result<ReadFile<T>, 'FILE_BROKEN'> {
  const file = fileSchema.safeParse(parse(text));
  const value = file.success && file.data.format === `ongyeol-${kind}` ? schema.safeParse(parse(file.data.body)) : null;
  const v = value?.success === true && value.data !== null && typeof value.data === 'object' ? versionOf(value.data) : 1;
  if (!file.success || value === null || !value.success || file.data.v !== v)
    return err('FILE_BROKEN', `${WORDS[kind]} 파일이 아니거나 깨졌습니다. 아무것도 바꾸지 않았습니다. 보낸 사람에게 다시 받으십시오.`);
  const { body, mac, proof } = file.data;
  const given = Buffer.from(mac ?? '', 'base64');
  const fits = (code: string): boolean => {
    const wanted = macOf(kind, body, code);
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  };
  return ok({ value: value.data, body, proof: proof ?? null, fits });
}
