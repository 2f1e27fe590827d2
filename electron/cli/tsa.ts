/** `ongyeol tsa`: a time stamp authority of one's own for demonstration, with its own root and key, and the server's setting that uses it. */

import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { err, ok, type Result } from '../../shared/lib/result.ts';
import { createRoot, issue, toPem } from '../backend/pki/certificate.ts';
import { generateKey } from '../backend/pki/keys.ts';
import { YEARS, yearsFrom } from '../backend/pki/validity.ts';
import { writeWhole } from '../backend/platform.ts';
import { answer, refuse } from './answer.ts';
import { findServer } from './data-folder.ts';

const USAGE = 'ongyeol tsa [--data DIR] [--config FILE] [--no-long-term] [--json]';
const ORGANISATION = '온결 시연 시각확인';
const FILES = { key: 'tsa-key.der', certificate: 'tsa.der', root: 'tsa-root.pem' } as const;

/** What was made, and where. */
interface Made {
  readonly root: string;
  readonly config: string;
  readonly longTerm: boolean;
}

async function readSettings(config: string): Promise<Result<Record<string, unknown>>> {
  try {
    const read: unknown = JSON.parse(await readFile(config, 'utf8'));
    if (typeof read === 'object' && read !== null && !Array.isArray(read)) return ok(Object.fromEntries(Object.entries(read)));
  } catch {
    // Told below, with what to do.
  }
  return err('CONFIG', `서버 설정을 읽을 수 없습니다(${config}). 아무것도 만들지 않았습니다.`);
}

/** The root's key is forgotten with this process: it issues this one certificate and nothing else ever. */
async function make(config: string, longTerm: boolean, now: Date): Promise<Result<Made>> {
  const settings = await readSettings(config);
  if (!settings.ok) return settings;
  if (settings.value['timestamp'] !== undefined) return err('TSA_THERE', `서버 설정에 이미 시각확인이 있습니다(${config}). 아무것도 바꾸지 않았습니다.`);
  const folder = dirname(config);
  const root = createRoot(ORGANISATION, yearsFrom(now, YEARS.root));
  const key = generateKey('P-256');
  const subject = { kind: 'tsa', organisation: ORGANISATION, commonName: `${ORGANISATION}기관` } as const;
  const certificate = issue(root, subject, key.spki, yearsFrom(now, YEARS.root));
  await writeFile(join(folder, FILES.key), key.privateKey, { mode: 0o600, flush: true });
  await writeFile(join(folder, FILES.certificate), certificate, { flush: true });
  await writeFile(join(folder, FILES.root), toPem(root.certificate), { flush: true });
  const timestamp = { key: FILES.key, certificate: FILES.certificate, longTerm };
  const written = await writeWhole(config, Buffer.from(`${JSON.stringify({ ...settings.value, timestamp }, null, 2)}\n`));
  return written.ok ? ok({ root: join(folder, FILES.root), config, longTerm }) : written;
}

function asked(args: readonly string[]) {
  const options = { data: { type: 'string' }, config: { type: 'string' }, 'no-long-term': { type: 'boolean' }, json: { type: 'boolean' } } as const;
  try {
    return parseArgs({ args: [...args], options });
  } catch {
    return null;
  }
}

/** Runs the command; 0 made, 2 not. Nobody trusts what it stamps before its root is given to them (`verify --tsa`). */
export async function tsa(args: readonly string[]): Promise<number> {
  const json = args.includes('--json');
  const parsed = asked(args);
  if (parsed === null) return refuse('tsa', { code: 'USAGE', message: `옵션을 알 수 없습니다. ${USAGE}` }, json);
  const place = await findServer(parsed.values);
  if (place === null)
    return refuse('tsa', { code: 'NO_SERVER', message: `서버 자료가 없습니다. 아무것도 만들지 않았습니다. serve로 서버를 먼저 만드십시오. ${USAGE}` }, json);
  const made = await make(place.config, parsed.values['no-long-term'] !== true, new Date());
  return answer('tsa', made, json, {
    words: ({ root, config, longTerm }) =>
      `시연용 시각확인기관을 만들었습니다. 서버를 다시 시작하면 관인마다 시각을 찍${longTerm ? '고, 마지막 관인 뒤에 장기 검증 자료를 붙입' : '습'}니다.\n최상위 인증서: ${root} (verify --tsa로 줍니다. 처음부터 믿는 프로그램은 없습니다.)\n설정: ${config}\n`,
    where: place.config,
  });
}
