/** `ongyeol verify FILE|DIR`: a capsule or a sealed PDF, or every one of a folder, checked with no server. */

import { parseArgs } from 'node:util';
import type { Envelope } from '../../shared/verify/envelope.ts';
import { EXIT, printEnvelope, refuse } from './answer.ts';
import { createProgress } from './progress-line.ts';
import { isFolder, readTrust, verifyFile, verifyFolder } from './verify-file.ts';

const GLYPH = { ok: '✓', fault: '✗', skipped: '–' } as const;
const USAGE = 'ongyeol verify FILE|DIR [--trust ROOT.pem] [--tsa ROOT.pem] [--crl LIST.pem] [--json]';

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
  const [path] = parsed.positionals;
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
