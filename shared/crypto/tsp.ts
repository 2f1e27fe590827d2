/** Time stamps (RFC 3161): the question, the information that is signed, the answer. SHA-256 only. */

import { fromUtf8, equalBytes, utf8 } from '../lib/bytes.ts';
import { err, ok, type Result } from '../lib/result.ts';
import { integer, NULL, octets, oid, readChildren, readElement, readOid, seq, tlv, TRUE, type Element } from './der.ts';

const SHA256 = '2.16.840.1.101.3.4.2.1';
/** MIME types of question and answer over HTTP (RFC 3161 §3.4). */
export const TIMESTAMP_TYPES = { query: 'application/timestamp-query', reply: 'application/timestamp-reply' } as const;

/** A question: the SHA-256 to stamp, the number that ties the answer to it, whether the certificate is asked for, the policy, if any. */
export interface TimestampQuery {
  readonly imprint: Uint8Array;
  readonly nonce: Uint8Array | null;
  readonly certificate: boolean;
  readonly policy: string | null;
}

/** What a time stamp says. `at` is ISO UTC in whole seconds; numbers are INTEGER values, big-endian. */
export interface TimestampInfo {
  readonly imprint: Uint8Array;
  readonly policy: string;
  readonly serial: Uint8Array;
  readonly at: string;
  readonly nonce: Uint8Array | null;
}

/** Why a time stamp was not given (PKIFailureInfo, the bits used here). */
export type TimestampRefusal = 'badAlg' | 'badRequest' | 'badDataFormat';

const FAILURES: Readonly<Record<TimestampRefusal, Uint8Array>> = {
  badAlg: Uint8Array.of(3, 2, 7, 0x80),
  badRequest: Uint8Array.of(3, 2, 5, 0x20),
  badDataFormat: Uint8Array.of(3, 2, 2, 0x04),
};

const children = (element: Element | undefined): readonly Element[] => (element === undefined ? [] : (readChildren(element.value) ?? []));

/** The imprint where it is SHA-256, `other` where it is another hash, null where it is none. */
function imprintOf(element: Element | undefined): Uint8Array | 'other' | null {
  const [algorithm, digest] = children(element);
  const [type] = children(algorithm);
  if (type?.tag !== 6 || digest?.tag !== 4) return null;
  if (readOid(type.value) !== SHA256) return 'other';
  return digest.value.length === 32 ? digest.value : null;
}

const messageImprint = (digest: Uint8Array): Uint8Array => seq(seq(oid(SHA256), NULL), octets(digest));

/** A question in DER. */
export function timestampQuery({ imprint, nonce, certificate, policy }: TimestampQuery): Uint8Array {
  return seq(
    integer(1),
    messageImprint(imprint),
    ...(policy === null ? [] : [oid(policy)]),
    ...(nonce === null ? [] : [integer(nonce)]),
    ...(certificate ? [TRUE] : []),
  );
}

/** Reads a question; extensions are not known here. */
export function readTimestampQuery(der: Uint8Array): Result<TimestampQuery, TimestampRefusal> {
  const whole = readElement(der, 0);
  const [version, imprint, ...rest] = whole === null || whole.end !== der.length || whole.tag !== 0x30 ? [] : children(whole);
  const digest = imprintOf(imprint);
  if (version?.tag !== 2 || version.value[0] !== 1 || digest === null) return err('badDataFormat', '시각확인 요청을 읽을 수 없습니다.');
  if (digest === 'other') return err('badAlg', '시각확인은 SHA-256만 받습니다.');
  const [policy, nonce, flag] = [6, 2, 1].map((tag) => rest.find((element) => element.tag === tag));
  if (rest.length !== [policy, nonce, flag].filter((element) => element !== undefined).length)
    return err('badRequest', '시각확인 요청에 모르는 내용이 있습니다.');
  if ((nonce?.value.length ?? 0) > 32) return err('badDataFormat', '시각확인 요청의 번호가 너무 깁니다.');
  return ok({
    imprint: digest,
    nonce: nonce?.value ?? null,
    certificate: flag?.value[0] === 0xff,
    policy: policy === undefined ? null : readOid(policy.value),
  });
}

/** The information in DER: whole seconds, no accuracy claimed, no order promised. */
export function timestampInfo({ imprint, policy, serial, at, nonce }: TimestampInfo): Uint8Array {
  const digits = `${new Date(at).toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`;
  return seq(integer(1), oid(policy), messageImprint(imprint), integer(serial), tlv(24, utf8(digits)), ...(nonce === null ? [] : [integer(nonce)]));
}

/** ISO UTC of a GeneralizedTime, fractions dropped; null where it is no date that exists. */
function readTime(element: Element | undefined): string | null {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.\d{1,9})?Z$/.exec(element?.tag === 24 ? (fromUtf8(element.value) ?? '') : '');
  if (parts === null) return null;
  const [, y, mo, d, h, mi, s] = parts;
  const iso = `${y}-${mo}-${d}T${h}:${mi}:${s}.000Z`;
  const time = Date.parse(iso);
  return Number.isFinite(time) && new Date(time).toISOString() === iso ? iso.replace('.000Z', 'Z') : null;
}

/** Reads the information of a token, its own or another authority's. */
export function readTimestampInfo(der: Uint8Array): TimestampInfo | null {
  const whole = readElement(der, 0);
  const [version, policy, imprint, serial, time, ...rest] = whole === null || whole.end !== der.length ? [] : children(whole);
  const [digest, at] = [imprintOf(imprint), readTime(time)];
  if (version?.tag !== 2 || policy?.tag !== 6 || serial?.tag !== 2 || digest === null || digest === 'other' || at === null) return null;
  return { imprint: digest, policy: readOid(policy.value), serial: serial.value, at, nonce: rest.find((element) => element.tag === 2)?.value ?? null };
}

/** The answer with a token, or with why there is none. */
export function timestampReply(given: Uint8Array | TimestampRefusal): Uint8Array {
  return typeof given === 'string' ? seq(seq(integer(2), FAILURES[given])) : seq(seq(integer(0)), given);
}

/** The token of an answer that was granted and answers this question; else null. */
export function tokenOf(reply: Uint8Array): Uint8Array | null {
  const whole = readElement(reply, 0);
  const [status, token] = whole === null || whole.end !== reply.length ? [] : children(whole);
  const [code] = children(status);
  return code?.tag === 2 && (code.value[0] ?? 9) <= 1 && token?.tag === 0x30 ? token.raw : null;
}

/** Whether a token's information answers the question: same imprint, same number. */
export function answersQuery(info: TimestampInfo, query: TimestampQuery): boolean {
  const nonce = (value: Uint8Array | null): Uint8Array => integer(value ?? new Uint8Array(1));
  return equalBytes(info.imprint, query.imprint) && (query.nonce === null || equalBytes(nonce(info.nonce), nonce(query.nonce)));
}
