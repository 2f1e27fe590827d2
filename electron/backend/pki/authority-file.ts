/** File of a certificate authority ◆: its certificate open, its private key under a passphrase of its own. */

import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { fromBase64, toBase64, equalBytes } from '../../../shared/lib/bytes.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import { parseCertificate } from '../../../shared/verify/pki.ts';
import { boxSchema, closeBox, openBox } from '../keys/sealed-box.ts';
import { nameOf, type Authority, type Subject } from './certificate.ts';

/** File of the agency's issuing key, in its administrator's profile folder. */
export const AUTHORITY_FILE = 'authority.json';

const LABEL = 'ongyeol-authority-v1';

const fileSchema = z.strictObject({ format: z.literal('ongyeol-authority'), v: z.literal(1), certificate: z.string(), key: boxSchema });

/** Why an authority does not open. */
export type AuthorityCode = 'AUTHORITY_MISSING' | 'AUTHORITY_BROKEN' | 'WRONG_PASSPHRASE';

/** The text of the file. The authority's key is copied, not kept. */
export async function authorityFile(authority: Pick<Authority, 'certificate' | 'privateKey'>, passphrase: string): Promise<string> {
  const key = await closeBox(Uint8Array.from(authority.privateKey), passphrase, LABEL);
  return `${JSON.stringify({ format: 'ongyeol-authority', v: 1, certificate: toBase64(authority.certificate), key })}\n`;
}

const BROKEN = err('AUTHORITY_BROKEN', '인증기관 열쇠 파일을 읽을 수 없습니다. 파일은 그대로 두었습니다. 보관해 둔 사본을 쓰십시오.');

/** Certificate and who it names; null where it is no authority of this product. */
function readAuthority(der: Uint8Array): Pick<Authority, 'certificate' | 'subject' | 'spki'> | null {
  const parsed = parseCertificate(der);
  if (!parsed.ok || !parsed.value.isCa) return null;
  const { commonName, organisation, agencyCode, kind, spki } = parsed.value;
  if (kind !== 'root' && kind !== 'agency') return null;
  const subject: Subject = { kind, commonName, organisation, ...(agencyCode === null ? {} : { agencyCode }) };
  return equalBytes(nameOf(subject), parsed.value.subject) ? { certificate: der, subject, spki } : null;
}

/** Opens the text of a file with its passphrase. */
export async function openAuthority(text: string, passphrase: string): Promise<Result<Authority, AuthorityCode>> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return BROKEN;
  }
  const file = fileSchema.safeParse(json);
  const der = file.success ? fromBase64(file.data.certificate) : null;
  const read = der === null ? null : readAuthority(der);
  if (!file.success || read === null) return BROKEN;
  const key = await openBox(file.data.key, passphrase, LABEL);
  if (key === null) return err('WRONG_PASSPHRASE', '인증기관 열쇠의 암호가 맞지 않습니다. 아무것도 발급하지 않았습니다. 암호를 다시 확인하십시오.');
  return ok({ ...read, privateKey: new Uint8Array(key) });
}

/** Opens a file of this path. */
export async function readAuthorityFile(path: string, passphrase: string): Promise<Result<Authority, AuthorityCode>> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text !== null) return openAuthority(text, passphrase);
  return err('AUTHORITY_MISSING', `인증기관 열쇠 파일이 없습니다(${path}). 아무것도 발급하지 않았습니다. 열쇠를 보관한 곳에서 가져오십시오.`);
}
