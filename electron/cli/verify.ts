/** `ongyeol verify FILE|DIR`: a capsule or a sealed PDF, or every one of a folder, checked with no server; `--page FILE.html` writes the page that does the same in a browser. */

import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ok } from '../../shared/lib/result.ts';
import { readVerifyPage } from '../backend/export/verify-page.ts';
import type { Envelope } from '../../shared/verify/envelope.ts';
import { answer, EXIT, printEnvelope, refuse } from './answer.ts';
import { writeNew } from './enrol/write-new.ts';
import { createProgress } from './progress-line.ts';
import { isFolder, readTrust, verifyFile, verifyFolder } from './verify-file.ts';

const GLYPH = { ok: '✓', fault: '✗', skipped: '–' } as const;
const USAGE = 'ongyeol verify FILE|DIR [--trust ROOT.pem] [--tsa ROOT.pem] [--crl LIST.pem] [--json] | verify --page FILE.html';

const cannot = (message: string, json: boolean, code = 'CANNOT'): number => refuse('verify', { code, message }, json);

function print(envelope: Envelope): void {
  for (const check of envelope.checks) process.stdout.write(`${GLYPH[check.state]} ${check.title} · ${check.where}: ${check.message}\n`);
  process.stdout.write(
    envelope.verdict === 'valid'
      ? '이상 없음\n'
      : `${envelope.verdict === 'cannot' ? '확인할 수 없음' : '첫 잘못'}: ${envelope.firstFault?.where ?? ''} — ${envelope.firstFault?.message ?? ''} (${envelope.firstFault?.code ?? ''})\n`,
  );
}

function asked(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: { trust: text, tsa: text, crl: text, page: text, json: { type: 'boolean' } } });
  } catch {
    return null;
  }
}

/** Writes the page that checks the same in a browser. */
async function writePage(file: string, json: boolean): Promise<number> {
  const page = await readVerifyPage();
  const written = page.ok ? await writeNew(resolve(file), page.value) : page;
  const told = { page: resolve(file) };
  return answer('verify', written.ok ? ok(told) : written, json, {
    words: ({ page: path }) => `검증 페이지를 ${path}에 저장했습니다. 브라우저로 열면 됩니다.\n`,
  });
}

/** Runs the command; 0 valid, 1 a fault found, 2 not readable, or a PDF of another program that cannot be judged. */
export async function verify(args: readonly string[]): Promise<number> {
  const json = args.includes('--json');
  const parsed = asked(args);
  if (parsed === null) return cannot(`옵션을 알 수 없습니다. ${USAGE}`, json);
  const [path] = parsed.positionals;
  if (parsed.values.page !== undefined) return writePage(parsed.values.page, json);
  if (path === undefined) return cannot(`확인할 파일을 적으십시오. ${USAGE}`, json);
  const trust = await readTrust(parsed.values);
  if (!trust.ok) return cannot(trust.message, json, trust.code);
  const { say, end } = createProgress(json);
  const checked = (await isFolder(path))
    ? await verifyFolder(path, trust.value, (done, all) => say('확인하는 중', done, all))
    : await verifyFile(path, trust.value);
  end();
  if (!checked.ok) return cannot(checked.message, json, checked.code);
  if (json) return printEnvelope(checked.value);
  print(checked.value);
  return EXIT[checked.value.verdict];
}
