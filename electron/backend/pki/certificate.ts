/** Issuing X.509 v3 certificates (RFC 5280) for roots, agency CAs, people, administrators, seals and the log. */

import { createHash, randomBytes } from 'node:crypto';
import { bits, context, contextBytes, integer, octets, oid, printable, seq, setOf, text, time, TRUE } from '../../../shared/crypto/der.ts';
import { generateKey, keyTypeOf, signDer } from './keys.ts';

/** What a certificate is for; kept in the subject as businessCategory (2.5.4.15). */
export type CertificateKind = 'root' | 'agency' | 'person' | 'admin' | 'seal' | 'log' | 'tsa';

/** Who a certificate names. */
export interface Subject {
  readonly kind: CertificateKind;
  readonly commonName: string;
  readonly organisation: string;
  readonly agencyCode?: string;
  readonly unit?: string;
  readonly position?: string;
  readonly personId?: string;
}

/** A CA with its key. */
export interface Authority {
  readonly certificate: Uint8Array;
  readonly privateKey: Uint8Array;
  readonly subject: Subject;
  readonly spki: Uint8Array;
}

/** Validity of what is issued. */
export interface Validity {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

const ECDSA_SHA256 = seq(oid('1.2.840.10045.4.3.2'));

function attribute(type: string, value: Uint8Array): Uint8Array {
  return setOf(seq(oid(type), value));
}

/** Distinguished name: C, O, OU, organizationIdentifier, businessCategory, title, serialNumber, CN. */
export function nameOf(subject: Subject): Uint8Array {
  const optional = (type: string, value: string | undefined): Uint8Array[] => (value === undefined ? [] : [attribute(type, text(value))]);
  return seq(
    attribute('2.5.4.6', printable('KR')),
    attribute('2.5.4.10', text(subject.organisation)),
    ...optional('2.5.4.11', subject.unit),
    ...optional('2.5.4.97', subject.agencyCode),
    attribute('2.5.4.15', text(subject.kind)),
    ...optional('2.5.4.12', subject.position),
    ...(subject.personId === undefined ? [] : [attribute('2.5.4.5', printable(subject.personId))]),
    attribute('2.5.4.3', text(subject.commonName)),
  );
}

function keyId(spki: Uint8Array): Uint8Array {
  return createHash('sha1').update(spki).digest();
}

function extension(type: string, critical: boolean, value: Uint8Array): Uint8Array {
  return seq(oid(type), ...(critical ? [TRUE] : []), octets(value));
}

function extensionsOf(subject: Subject, spki: Uint8Array, issuerSpki: Uint8Array): Uint8Array {
  const ca = subject.kind === 'root' || subject.kind === 'agency';
  const constraints = ca ? seq(TRUE, integer(subject.kind === 'root' ? 1 : 0)) : seq();
  const usage = ca ? bits(new Uint8Array([0x06]), 1) : bits(new Uint8Array([0xc0]), 6);
  return context(
    3,
    seq(
      extension('2.5.29.19', true, constraints),
      extension('2.5.29.15', true, usage),
      extension('2.5.29.14', false, octets(keyId(spki))),
      extension('2.5.29.35', false, seq(contextBytes(0, keyId(issuerSpki)))),
      // Critical and alone, or no program takes its time stamps (RFC 3161 §2.3).
      ...(subject.kind === 'tsa' ? [extension('2.5.29.37', true, seq(oid('1.3.6.1.5.5.7.3.8')))] : []),
    ),
  );
}

/** Issues one certificate: subject and key signed by the authority (ECDSA P-256 with SHA-256). DER. */
export function issue(authority: Authority, subject: Subject, spki: Uint8Array, validity: Validity): Uint8Array {
  const serial = randomBytes(16);
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  const tbs = seq(
    context(0, integer(2)),
    integer(serial),
    ECDSA_SHA256,
    nameOf(authority.subject),
    seq(time(validity.notBefore), time(validity.notAfter)),
    nameOf(subject),
    spki,
    extensionsOf(subject, spki, authority.spki),
  );
  if (keyTypeOf(authority.privateKey) !== 'ec') throw new TypeError('authorities sign with P-256');
  return new Uint8Array(seq(tbs, ECDSA_SHA256, bits(signDer(authority.privateKey, tbs))));
}

/** A self-signed root. */
export function createRoot(organisation: string, validity: Validity): Authority {
  const pair = generateKey('P-256');
  const subject: Subject = { kind: 'root', organisation, commonName: `${organisation} 최상위 인증기관` };
  const self: Authority = { certificate: new Uint8Array(0), privateKey: pair.privateKey, subject, spki: pair.spki };
  return { ...self, certificate: issue(self, subject, pair.spki, validity) };
}

/** An agency's CA under the root. */
export function createAgencyCa(root: Authority, agency: { code: string; name: string }, validity: Validity): Authority {
  const pair = generateKey('P-256');
  const subject: Subject = { kind: 'agency', organisation: agency.name, agencyCode: agency.code, commonName: `${agency.name} 인증기관` };
  return { certificate: issue(root, subject, pair.spki, validity), privateKey: pair.privateKey, subject, spki: pair.spki };
}

/** PEM of a certificate (RFC 7468). */
export function toPem(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
