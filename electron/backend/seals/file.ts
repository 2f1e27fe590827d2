/**
 * File of a seal ◆ (`.ongyeol-seal`): its certificate open, its key under a code that goes another way. It goes from the administrator to those who
 * apply the seal; without the code the key does not open.
 */

import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { fromBase64, toBase64 } from '../../../shared/lib/bytes.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import { boxSchema, closeBox, openBox } from '../keys/sealed-box.ts';

const LABEL = 'ongyeol-seal-v1';
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const schema = z.strictObject({
  format: z.literal('ongyeol-seal'),
  v: z.literal(1),
  agency: z.string().max(40),
  name: z.string().max(100),
  certificate: z.string().max(8000),
  key: boxSchema,
});

/** A seal as it travels. Certificate DER, key PKCS#8 DER. */
export interface TravellingSeal {
  readonly agency: string;
  readonly name: string;
  readonly certificate: Uint8Array;
  readonly key: Uint8Array;
}

/** A fresh code: 100 bits, in four groups. */
export function newSealCode(): string {
  const letters = Array.from({ length: 20 }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');
  return letters.match(/.{5}/g)?.join('-') ?? letters;
}

/** The text of the file. The key is copied, not kept. */
export async function sealFile({ agency, name, certificate, key }: TravellingSeal, code: string): Promise<string> {
  const box = await closeBox(Uint8Array.from(key), code, LABEL);
  return `${JSON.stringify({ format: 'ongyeol-seal', v: 1, agency, name, certificate: toBase64(certificate), key: box })}\n`;
}

/** Opens a file with its code (as `readCode` gives it). FILE_BROKEN, CODE_WRONG. */
export async function openSealFile(text: string, code: string): Promise<Result<TravellingSeal, 'FILE_BROKEN' | 'CODE_WRONG'>> {
  const broken = err('FILE_BROKEN', '관인 파일이 아니거나 읽을 수 없습니다. 아무것도 바꾸지 않았습니다. 기관 관리자에게 다시 받으십시오.');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return broken;
  }
  const file = schema.safeParse(json);
  const certificate = file.success ? fromBase64(file.data.certificate) : null;
  if (!file.success || certificate === null) return broken;
  const key = await openBox(file.data.key, code, LABEL);
  if (key === null) return err('CODE_WRONG', '코드가 이 관인 파일과 맞지 않습니다. 아무것도 바꾸지 않았습니다. 기관 관리자에게 확인하십시오.');
  const { agency, name } = file.data;
  return ok({ agency, name, certificate, key: new Uint8Array(key) });
}
