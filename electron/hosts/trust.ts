/** Certificate authorities of the server beyond those of the machine: an agency's own, named at the start (`--ca`). */

import { readFileSync } from 'node:fs';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';

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
