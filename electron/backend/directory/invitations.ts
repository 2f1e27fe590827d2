/** The administrator's invitations at the screen: what became of each, calling one back, admitting who answers with a request. */

import type { Input, Output } from '../../../shared/api/contract.ts';
import { fromUtf8, utf8 } from '../../../shared/lib/bytes.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import { fromPem } from '../../../shared/verify/pem.ts';
import type { AgencyRecord } from '../../../shared/org/directory.ts';
import type { BackendContext } from '../context.ts';
import { admitRequest } from '../enrolment/admit.ts';
import { readRegister, revokeInvitation, stateOf } from '../enrolment/register.ts';
import { factsOf } from '../pki/existing/facts.ts';
import { administeredRecord } from './administrator.ts';
import { publishRecord } from './publish.ts';

const LARGEST = 64 * 1024;

/** The register of invitations, the newest first. */
export async function invitationsOf(context: BackendContext): Promise<Result<Output<'directory.invitations'>>> {
  const record = administeredRecord(context);
  if (!record.ok) return record;
  const rows = await readRegister(context.folder);
  if (!rows.ok) return rows;
  const now = context.now();
  const invitations = rows.value.map((row) => {
    const { id, person, madeAt, until, replaces } = row;
    const post = [person.unit?.name ?? '', person.position].filter((part) => part !== '').join(' ');
    return { id, person: person.id, name: person.name, post, madeAt, until, replaces, state: stateOf(row, now) };
  });
  return ok({ invitations: invitations.toReversed() });
}

/** Calls an invitation back; nothing issued is undone by it (EN3). */
export async function callBack(context: BackendContext, { id }: Input<'directory.callBack'>): Promise<Result<{ sentence: string }>> {
  const record = administeredRecord(context);
  if (!record.ok) return record;
  const revoked = await revokeInvitation(context.folder, id, context.now());
  return revoked.ok ? ok({ sentence: `${revoked.value.person.name}의 초대를 거두었습니다. 그 초대로는 이제 인증서를 받을 수 없습니다.` }) : revoked;
}

const NO_ROOT = err(
  'TRUST_UNREADABLE',
  '고른 파일에서 인증서를 찾지 못했습니다. 아무것도 발급하지 않았습니다. 발급자의 최상위 인증서 파일(.pem, .crt, .cer, .der)을 고르십시오.',
);

/** Certificates of a file as an authority hands them out, PEM or one in DER. */
function rootsOf(bytes: Uint8Array): Result<Uint8Array[]> {
  if (bytes.length > LARGEST) return NO_ROOT;
  const pem = fromPem(fromUtf8(bytes) ?? '');
  const found = pem.length === 0 ? [bytes] : pem;
  return found.every((der) => factsOf(der) !== null) ? ok(found) : NO_ROOT;
}

/** Certifies the key of a request, enters it in the directory and saves the certificate's file (EN1, EN2). */
export async function admitPerson(
  context: BackendContext,
  { request, passphrase, trust }: Input<'directory.admit'>,
): Promise<Result<Output<'directory.admit'>>> {
  const may = administeredRecord(context);
  if (!may.ok) return may;
  const roots = trust === undefined ? ok([]) : rootsOf(trust);
  if (!roots.ok) return roots;
  const authority = await context.keyring.authority(passphrase);
  if (!authority.ok) return authority;
  let rev = 0;
  const work = {
    ...{ folder: context.folder, authority: authority.value, crypto: context.crypto, now: context.now() },
    current: () => {
      const directory = context.sync.directory();
      ({ rev } = directory);
      const record = administeredRecord(context);
      return record.ok ? ok({ directory, record: record.value }) : record;
    },
    trusted: [...context.anchors, ...roots.value],
    publish: (next: AgencyRecord, certificate: Uint8Array) => publishRecord(context, next, { rev, certificates: [certificate] }),
  };
  const admitted = await admitRequest(work, request.length > LARGEST ? '' : (fromUtf8(request) ?? ''));
  authority.value.privateKey.fill(0);
  if (!admitted.ok) return admitted;
  const { name, replaces, text } = admitted.value;
  const saved = await context.platform.saveFile(`${name}.ongyeol-certificate`, utf8(text));
  if (!saved.ok) return saved;
  if (saved.value.path === null)
    return err('NOT_SAVED', `${name}의 인증서를 조직도에 올렸지만 파일은 저장하지 않았습니다. 같은 신청서로 다시 하면 같은 인증서를 저장합니다.`);
  return ok({ name, path: saved.value.path, replaces });
}
