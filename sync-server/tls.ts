/** Where the server listens: plain only for this computer itself, TLS for every other address. */

import { X509Certificate, createPrivateKey } from 'node:crypto';
import { hostname } from 'node:os';
import { err, ok, type Result } from '../shared/lib/result.ts';

/** Key and certificate chain as PEM. */
export interface TlsFiles {
  readonly key: string;
  readonly certificate: string;
}

/** Why the address cannot be offered. */
export type TlsCode = 'TLS_REQUIRED' | 'TLS_BROKEN';

const WILDCARDS = new Set(['0.0.0.0', '::', '']);

/** Whether only this computer can reach the address. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('::ffff:127.') || /^127(\.\d{1,3}){3}$/.test(host);
}

function pairFits({ key, certificate }: TlsFiles): boolean {
  try {
    return new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key));
  } catch {
    return false;
  }
}

/** Refuses an address others can reach without TLS, and a key that is not the certificate's. */
export function checkAddress(host: string, tls: TlsFiles | null): Result<null, TlsCode> {
  if (tls === null && !isLoopback(host))
    return err(
      'TLS_REQUIRED',
      `다른 컴퓨터가 닿는 주소(${host})는 TLS 없이 열지 않습니다. 설정 파일에 "tls": {"key": …, "certificate": …}를 적거나 host를 127.0.0.1로 하십시오.`,
    );
  if (tls !== null && !pairFits(tls))
    return err('TLS_BROKEN', 'TLS 인증서와 키를 쓸 수 없습니다. 설정 파일의 tls가 서로 맞는 PEM 파일을 가리키는지 확인하십시오.');
  return ok(null);
}

const inUrl = (host: string): string => (host.includes(':') ? `[${host}]` : host);

/** Names and addresses a certificate stands for, those another computer can use first. */
function namesOf(certificate: string): string[] {
  const found = [...(new X509Certificate(certificate).subjectAltName ?? '').matchAll(/(?:DNS|IP Address):([^,*\s]+)/g)].map(([, name = '']) => name);
  return [...found.filter((name) => !isLoopback(name)), ...found.filter(isLoopback)];
}

/** The name a client is to use: the certificate's own where the server listens everywhere. */
function nameOf(host: string, tls: TlsFiles | null): string {
  if (!WILDCARDS.has(host)) return inUrl(host);
  const [name] = tls === null ? [] : namesOf(tls.certificate);
  return name === undefined ? hostname() : inUrl(name);
}

/** Where the server is bound; a host that is none stands for every address. */
export function boundAt(host: string, port: number): string {
  return `${host === '' ? '0.0.0.0' : inUrl(host)}:${port}`;
}

/** The address clients are given. */
export function addressOf(host: string, port: number, tls: TlsFiles | null): string {
  return `${tls === null ? 'http' : 'https'}://${nameOf(host, tls)}:${port}`;
}
