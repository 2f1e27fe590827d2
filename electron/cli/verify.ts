/** `ongyeol verify FILE`: a capsule or a sealed PDF, checked with no server. */

import { readFile } from 'node:fs/promises';
import { webcrypto } from 'node:crypto';
import { parseArgs } from 'node:util';
import { createWebCrypto } from '../../shared/crypto/web.ts';
import { verifyCapsule } from '../../shared/verify/capsule.ts';
import type { Envelope } from '../../shared/verify/envelope.ts';
import { judgePdf } from '../../shared/verify/pdf/judge.ts';
import { fromPem } from '../backend/pki/certificate.ts';
import { crlsFromPem } from '../backend/pki/crl.ts';
import { err, ok, type Result } from '../../shared/lib/result.ts';
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

const USAGE = 'ongyeol verify FILE [--trust ROOT.pem] [--tsa ROOT.pem] [--crl LIST.pem] [--json]';

/** What the file is held against: `--trust` for the agencies, `--tsa` for time stamps, `--crl` for certificates that ended. */
interface Against {
  readonly anchors: readonly Uint8Array[];
  readonly stampAnchors: readonly Uint8Array[];
  readonly lists: readonly Uint8Array[];
}

async function readPem(file: string | undefined, read: (pem: string) => Uint8Array[], what: string): Promise<Result<Uint8Array[]>> {
  if (file === undefined) return ok([]);
  const pem = await readFile(file, 'utf8').catch(() => null);
  if (pem === null) return err('CANNOT', `${what}를 읽을 수 없습니다: ${file}`);
  const found = read(pem);
  return found.length === 0 ? err('CANNOT', `${what} 파일에 든 것이 없습니다: ${file}`) : ok(found);
}

async function readAgainst(values: { trust?: string | undefined; tsa?: string | undefined; crl?: string | undefined }): Promise<Result<Against>> {
  const anchors = await readPem(values.trust, fromPem, '최상위 인증서');
  if (!anchors.ok) return anchors;
  const stampAnchors = await readPem(values.tsa, fromPem, '시각확인기관 인증서');
  if (!stampAnchors.ok) return stampAnchors;
  const lists = await readPem(values.crl, crlsFromPem, '폐지 목록');
  return lists.ok ? ok({ anchors: anchors.value, stampAnchors: stampAnchors.value, lists: lists.value }) : lists;
}

function asked(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: { trust: text, tsa: text, crl: text, json: { type: 'boolean' } } });
  } catch {
    return null;
  }
}

/** Runs the command; 0 valid, 1 a fault found, 2 not readable, or a PDF of another program that cannot be judged. */
export async function verify(args: readonly string[]): Promise<number> {
  const json = args.includes('--json');
  const parsed = asked(args);
  if (parsed === null) return cannot(`옵션을 알 수 없습니다. ${USAGE}`, json);
  const [file] = parsed.positionals;
  if (file === undefined) return cannot(`확인할 파일을 적으십시오. ${USAGE}`, json);
  const bytes = await readFile(file).catch(() => null);
  if (bytes === null) return cannot(`파일을 읽을 수 없습니다: ${file}`, json);
  const against = await readAgainst(parsed.values);
  if (!against.ok) return cannot(against.message, json);
  const data = new Uint8Array(bytes);
  const begin = bytes.subarray(0, 5).toString('latin1');
  const known = /\.(ongyeol|pdf)$/i.test(file) || begin.startsWith('PK') || begin === '%PDF-';
  if (!known) return cannot(`검증용 묶음(.ongyeol)도 PDF도 아닌 파일입니다: ${file}`, json);
  const isPdf = begin === '%PDF-' || file.toLowerCase().endsWith('.pdf');
  const trust = { ...against.value, crypto: createWebCrypto(webcrypto.subtle) };
  const envelope = isPdf ? await judgePdf(data, trust) : await verifyCapsule(data, trust);
  if (json) return printEnvelope(envelope);
  print(envelope);
  return EXIT[envelope.verdict];
}
