/** `ongyeol admit`: the administrator certifies the key an invited person made, and enters the certificate in the directory. */

import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { webcrypto } from 'node:crypto';
import { createWebCrypto } from '../../../shared/crypto/web.ts';
import { fromBase64 } from '../../../shared/lib/bytes.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import type { AgencyRecord } from '../../../shared/org/directory.ts';
import { admitRequest } from '../../backend/enrolment/admit.ts';
import { fromPem } from '../../../shared/verify/pem.ts';
import { answer, refuse } from '../answer.ts';
import { DESK_ARGUMENTS, atDesk, ownRecord, type Desk, type DeskOptions } from './desk.ts';
import { writeNew } from './write-new.ts';
import { admitted, type Admitted } from './words.ts';

const USAGE =
  'ongyeol admit REQUEST --out FILE --data DIR [--trust ROOT.pem] [--server URL] [--as 번호] [--passphrase-file FILE] [--authority-passphrase-file FILE] [--json]';

interface Options extends DeskOptions {
  readonly out?: string;
  readonly trust?: string;
  readonly json?: boolean;
}

async function admitAt(desk: Desk, request: string, out: string, trust: readonly Uint8Array[]): Promise<Result<Admitted>> {
  const { folder, authority, now } = desk;
  const current = () => {
    const record = ownRecord(desk);
    return record.ok ? ok({ directory: desk.directory(), record: record.value }) : record;
  };
  const crypto = createWebCrypto(webcrypto.subtle);
  const trusted = [fromBase64(desk.root) ?? new Uint8Array(0), ...trust];
  const publish = (next: AgencyRecord, certificate: Uint8Array): Promise<Result<null>> => desk.publish(next, [certificate]);
  const work = { folder, authority, current, crypto, now, trusted, publish };
  const done = await admitRequest(work, request);
  if (!done.ok) return done.code === 'ISSUER_UNTRUSTED' ? { ...done, message: `${done.message} 이 명령에서는 --trust ROOT.pem으로 줍니다.` } : done;
  const { name, person, replaces, existing: facts, text } = done.value;
  const written = await writeNew(out, text);
  const existing = facts === null ? null : { name: facts.commonName, issuer: facts.issuer, serial: facts.serial, until: facts.notAfter.toISOString() };
  return written.ok ? ok({ name, person, file: out, replaces, existing }) : written;
}

/** Certificates of a PEM file the administrator trusts for this one request; null where there is none. */
async function trustedOf(file: string): Promise<readonly Uint8Array[] | null> {
  const found = fromPem(await readFile(resolve(file), 'utf8').catch(() => ''));
  return found.length === 0 ? null : found;
}

/** Runs the command; 0 certified and published, 2 nothing was issued. */
export async function admit(args: readonly string[]): Promise<number> {
  const text = { type: 'string' } as const;
  const options = {
    ...DESK_ARGUMENTS,
    out: text,
    trust: text,
    json: { type: 'boolean' } as const,
  };
  const wrong = (sentence: string): number => refuse('admit', err('USAGE', `${sentence} ${USAGE}`), args.includes('--json'));
  let asked: { readonly values: Options; readonly positionals: readonly string[] };
  try {
    asked = parseArgs({ args: [...args], allowPositionals: true, options });
  } catch {
    return wrong('옵션을 알 수 없습니다.');
  }
  const [from] = asked.positionals;
  const { values } = asked;
  if (from === undefined || asked.positionals.length > 1 || values.out === undefined) return wrong('인증서 신청서 하나와 --out이 있어야 합니다.');
  const request = await readFile(resolve(from), 'utf8').catch(() => null);
  if (request === null) return wrong(`신청서를 읽을 수 없습니다(${from}).`);
  const out = resolve(values.out);
  const trust = values.trust === undefined ? [] : await trustedOf(values.trust);
  if (trust === null) return wrong(`--trust의 파일에 PEM 인증서가 없습니다(${values.trust}).`);
  return answer('admit', await atDesk(values, (desk) => admitAt(desk, request, out, trust)), values.json === true, { words: admitted });
}
