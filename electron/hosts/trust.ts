/** Certificate authorities of the server beyond those of the machine: an agency's own, named at the start (`--ca`). */

import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import tls, { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { parsePins, PIN_MISMATCH } from '../../shared/sync/pin.ts';

/** Takes the PEM file in beside the machine's own authorities, for every connection of this process. Null, or why it cannot. */
export function trustAlso(file: string): string | null {
  try {
    const pem = readFileSync(file, 'utf8');
    if (!pem.includes('-----BEGIN CERTIFICATE-----')) return `인증서(PEM)가 아닙니다: ${file}`;
    setDefaultCACertificates([...getCACertificates('default'), pem]);
    return null;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    return code === 'ENOENT' ? `--ca 로 준 파일이 없습니다: ${file}` : `--ca 로 준 파일을 읽을 수 없습니다: ${file}`;
  }
}

/** SHA-256 of a certificate's public key (SPKI), in hex. */
export function spkiDigest(certificate: Uint8Array | string): string {
  const spki = new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(spki).digest('hex');
}

/**
 * Takes only servers with one of these keys, for every TLS connection of this process; the certificate has to be trusted and fit the name all the same.
 * The check of names is the one place of Node that fetch and sockets pass alike. Null, or why it cannot; `undo` for tests.
 */
export function pinTo(text: string, serverUrl: string | null): { readonly fault: string | null; readonly undo: () => void } {
  const nothing = (): void => undefined;
  const pins = parsePins(text);
  if (!pins.ok) return { fault: pins.message, undo: nothing };
  if (serverUrl !== null && !serverUrl.startsWith('https:')) return { fault: '--pin 은 https 주소에만 쓸 수 있습니다.', undo: nothing };
  const named = tls.checkServerIdentity;
  tls.checkServerIdentity = (host, certificate) => {
    const wrong = named(host, certificate);
    if (wrong !== undefined || pins.value.has(spkiDigest(certificate.raw))) return wrong;
    return Object.assign(new Error('server key is not pinned'), { code: PIN_MISMATCH });
  };
  return { fault: null, undo: () => void (tls.checkServerIdentity = named) };
}
