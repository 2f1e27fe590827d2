/** Joining at the screen: a request from an invitation, and the certificate that comes back. Needs no open profile. */

import { X509Certificate } from 'node:crypto';
import type { Input, Output } from '../../../shared/api/contract.ts';
import type { CryptoProvider } from '../../../shared/crypto/crypto.ts';
import { fromUtf8, utf8 } from '../../../shared/lib/bytes.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import { longEnough, SHORTEST_PASSPHRASE } from '../keys/sealed-box.ts';
import { readExisting, type Existing } from '../pki/existing/existing.ts';
import type { Platform } from '../platform.ts';
import { readCode } from './files.ts';
import { makeRequest, openInvitation, profileFor, takeCertificate, waitingFor } from './join.ts';

/** What joining works with. `inUse`: another window works with that person's profile. */
export interface JoinInput {
  readonly dataDir: string;
  readonly platform: Platform;
  readonly crypto: CryptoProvider;
  readonly now: () => Date;
  readonly inUse: (person: string) => boolean;
}

const BAD_CODE = err('CODE_WRONG', '초대 코드는 다섯 자씩 네 묶음입니다. 아무것도 만들지 않았습니다. 관리자에게 확인하십시오.');
const WEAK = err('PASSPHRASE_WEAK', `인증서 암호는 ${SHORTEST_PASSPHRASE}자 이상이어야 합니다. 아무것도 만들지 않았습니다.`);
const NOT_SAVED = err('NOT_SAVED', '신청서를 저장하지 않았습니다. 열쇠는 이 PC에 두었습니다. 다시 하면 같은 신청서를 저장합니다.');
const IN_USE = err('PROFILE_OPEN', '이 프로필을 다른 창에서 쓰고 있습니다. 인증서를 바꾸지 않았습니다. 다른 창을 닫고 다시 하십시오.');

const NEEDED = err(
  'PASSPHRASE_NEEDED',
  '관리자의 인증서입니다. 아직 아무것도 바꾸지 않았습니다. 기관 인증기관의 열쇠를 함께 잠가 두도록, 신청서를 만들 때 정한 인증서 암호를 넣으십시오.',
);

/** Largest text file of an enrolment. */
const LARGEST = 64 * 1024;

function textOf(bytes: Uint8Array): string {
  return bytes.length > LARGEST ? '' : (fromUtf8(bytes) ?? '');
}

/** Makes the request and saves it where the person wants it. */
export async function requestAtScreen(join: JoinInput, input: Input<'join.request'>): Promise<Result<Output<'join.request'>>> {
  const { dataDir, platform } = join;
  const now = join.now();
  const code = readCode(input.code);
  if (code === null) return BAD_CODE;
  const invitation = openInvitation(textOf(input.invitation), code, now);
  if (!invitation.ok) return invitation;
  const { person, root } = invitation.value;
  const profile = await profileFor(dataDir, invitation.value);
  if (!profile.ok) return profile;
  if (profile.value === null && !longEnough(input.passphrase)) return WEAK;
  const { existing: asked, passphrase } = input;
  const existing: Result<Existing | null> = asked === null ? ok(null) : await readExisting(asked.bytes, asked.password, person.name, now);
  if (!existing.ok) return existing;
  const made = await makeRequest(dataDir, { invitation: invitation.value, code, passphrase, existing: existing.value, now, vault: platform.vault });
  if (!made.ok) return made;
  const saved = await platform.saveFile(`${person.name}.ongyeol-request`, utf8(made.value));
  if (!saved.ok) return saved;
  if (saved.value.path === null) return NOT_SAVED;
  const facts = existing.value?.facts ?? null;
  return ok({
    path: saved.value.path,
    name: person.name,
    agency: person.agency.name,
    fingerprint: new X509Certificate(Buffer.from(root, 'base64')).fingerprint256,
    existing: facts === null ? null : { name: facts.commonName, issuer: facts.issuer, until: facts.notAfter.toISOString() },
  });
}

/** Takes the certificate that came back: a new profile, or a new key in the one there is. */
export async function takeAtScreen(join: JoinInput, { certificate, passphrase }: Input<'join.take'>): Promise<Result<Output<'join.take'> & { id: string }>> {
  const text = textOf(certificate);
  const found = await waitingFor(join.dataDir, text);
  if (!found.ok) return found;
  const replaces = found.value.profile !== null;
  if (found.value.administers && passphrase === '') return NEEDED;
  if (replaces && join.inUse(found.value.waiting.invitation.person.id)) return IN_USE;
  const taken = await takeCertificate(join.dataDir, text, { crypto: join.crypto, now: join.now(), passphrase, vault: join.platform.vault });
  return taken.ok ? ok({ name: taken.value.name, replaces, id: taken.value.personId }) : taken;
}
