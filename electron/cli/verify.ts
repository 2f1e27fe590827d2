/** `ongyeol verify FILE`: a capsule or a sealed PDF, checked with no server. */

import { readFile } from 'node:fs/promises';
import { webcrypto } from 'node:crypto';
import { parseArgs } from 'node:util';
import { createWebCrypto } from '../../shared/crypto/web.ts';
import { verifyCapsule } from '../../shared/verify/capsule.ts';
import type { Envelope } from '../../shared/verify/envelope.ts';
import { judgePdf } from '../../shared/verify/pdf/judge.ts';
import { fromPem } from '../backend/pki/certificate.ts';
import { EXIT, printEnvelope, refuse } from './answer.ts';

const GLYPH = { ok: '✓', fault: '✗', skipped: '–' } as const;

const cannot = (message: string, json: boolean): number => refuse('verify', { code: 'CANNOT', message }, json);

function print(envelope: Envelope): void {
  for (const check of envelope.checks) process.stdout.write(`${GLYPH[check.state]} ${check.title} · ${check.where}: ${check.message}\n`);
  process.stdout.write(
    envelope.verdict === 'valid'
      ? '이상 없음\n'
      : `${envelope.verdict === 'cannot' ? '확인할 수 없음' : '첫 잘못'}: ${envelope.firstFault?.where ?? ''} — ${envelope.firstFault?.message ?? ''} (${envelope.firstFault?.code ?? ''})\n`,
  );
}

/** Runs the command; 0 valid, 1 a fault found, 2 not readable, or a PDF of another program that cannot be judged. */
export async function verify(args: readonly string[]): Promise<number> {
  const json = args.includes('--json');
  let file: string | undefined;
  let trust: string | undefined;
  try {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: { trust: { type: 'string' }, json: { type: 'boolean' } } });
    [file] = positionals;
    trust = values.trust;
  } catch {
    return cannot('옵션을 알 수 없습니다. ongyeol verify FILE [--trust ROOT.pem] [--json]', json);
  }
  if (file === undefined) return cannot('확인할 파일을 적으십시오. ongyeol verify FILE [--trust ROOT.pem]', json);
  const bytes = await readFile(file).catch(() => null);
  if (bytes === null) return cannot(`파일을 읽을 수 없습니다: ${file}`, json);
  const pem = trust === undefined ? '' : await readFile(trust, 'utf8').catch(() => null);
  if (pem === null) return cannot(`최상위 인증서를 읽을 수 없습니다: ${trust ?? ''}`, json);
  const anchors = fromPem(pem);
  if (trust !== undefined && anchors.length === 0) return cannot(`최상위 인증서 파일에 인증서가 없습니다: ${trust}`, json);
  const data = new Uint8Array(bytes);
  const known = /\.(ongyeol|pdf)$/i.test(file) || bytes.subarray(0, 2).toString('latin1') === 'PK' || bytes.subarray(0, 5).toString('latin1') === '%PDF-';
  if (!known) return cannot(`검증용 묶음(.ongyeol)도 PDF도 아닌 파일입니다: ${file}`, json);
  const isPdf = bytes.subarray(0, 5).toString('latin1') === '%PDF-' || file.toLowerCase().endsWith('.pdf');
  const against = { anchors, crypto: createWebCrypto(webcrypto.subtle) };
  const envelope = isPdf ? await judgePdf(data, against) : await verifyCapsule(data, against);
  if (json) return printEnvelope(envelope);
  print(envelope);
  return EXIT[envelope.verdict];
}
