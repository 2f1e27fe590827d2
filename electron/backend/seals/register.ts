/** 관인대장: what the register of seals shows, and how its administrator enters, replaces and strikes off a seal (영 §36–37). */

import type { Input, Output } from '../../../shared/api/contract.ts';
import type { SealView } from '../../../shared/api/seal-view.ts';
import { sha256Hex } from '../../../shared/crypto/crypto.ts';
import { utf8 } from '../../../shared/lib/bytes.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import type { AgencyRecord, SealRecord } from '../../../shared/org/directory.ts';
import { sealKeeper, sealsOf, sealUses, type RegisteredSeal } from '../../../shared/org/seals.ts';
import { mayRead } from '../../../shared/policy/access.ts';
import { seoulDate } from '../../../shared/writing/amount.ts';
import { stateOf } from '../acts/compose.ts';
import type { BackendContext } from '../context.ts';
import { administeredRecord } from '../directory/administrator.ts';
import { signerName } from '../directory/signer.ts';
import { publishRecord } from '../directory/publish.ts';
import { byTime, certificateOf } from '../directory/states.ts';
import { postThen } from '../documents/agencies.ts';
import { omitsSeal, titleOf } from '../documents/title.ts';
import { sealSvg } from '../pdf/seal-image.ts';
import { drawnImage, drawsImage, pictureBytes } from './picture.ts';
import { readSealPicture, sizedPicture } from '../../../shared/policy/guard/seal-picture.ts';
import { issue, type Authority } from '../pki/certificate.ts';
import { generateKey } from '../pki/keys.ts';
import { YEARS, yearsFrom } from '../pki/validity.ts';
import { newSealCode, sealFile } from './file.ts';

/** Uses listed of one seal. */
const MOST_USES = 40;

async function usesOf(context: BackendContext, agency: string, one: RegisteredSeal): Promise<Pick<SealView, 'uses' | 'more'>> {
  const { replica } = context;
  const directory = replica.directory();
  const states = replica.documents().map((documentId) => stateOf(replica, documentId));
  const uses = sealUses(
    states.filter((state) => mayRead(state, directory, context.me().id)),
    agency,
    one,
  );
  const names = context.names();
  const shown = uses.slice(0, MOST_USES).map(async ({ documentId, at, person }) => {
    const who = names.person(person, at);
    const omitted = await omitsSeal(context, documentId);
    return { documentId, title: await titleOf(context, documentId), at, who: who === undefined ? person : postThen(names, who, at), omitted };
  });
  return { uses: await Promise.all(shown), more: Math.max(0, uses.length - MOST_USES) };
}

/** A scanned seal for the screen: its bytes and its size; null where it did not come yet or is no seal. */
async function pictureView(context: BackendContext, seal: SealRecord): Promise<SealView['picture']> {
  const bytes = await pictureBytes(context, seal);
  const read = bytes.ok ? readSealPicture(bytes.value) : bytes;
  return bytes.ok && read.ok ? { png: Buffer.from(bytes.value).toString('base64'), mm: Math.round(read.value.mm * 10) / 10 } : null;
}

async function viewOf(context: BackendContext, agency: string, one: RegisteredSeal): Promise<SealView> {
  const { seal, since, by, ended } = one;
  const certificate = await certificateOf(context, seal.certificate);
  const time = (ms: number | undefined): string | null => (ms === undefined ? null : new Date(ms).toISOString());
  return {
    name: seal.name,
    svg: drawsImage(seal) ? sealSvg(seal.name) : null,
    picture: drawsImage(seal) ? null : await pictureView(context, seal),
    registeredOn: seal.registeredOn,
    since,
    by: signerName(context, by, since),
    ended: ended === null ? null : { ...ended, by: signerName(context, ended.by, ended.at) },
    certificate: seal.certificate,
    state: ended === null ? byTime(certificate, context.now()) : 'revoked',
    from: time(certificate?.notBefore),
    until: time(certificate?.notAfter),
    ...(await usesOf(context, agency, one)),
  };
}

/** The register of an agency. Uses are those of papers this replica may read. */
export async function sealsOfAgency(context: BackendContext, agency: string): Promise<Result<Output<'seals.get'>>> {
  const record = context.sync.directory().agencies.get(agency);
  const entries = context.sync.directoryEntries().map(({ entry }) => entry);
  const seals = await Promise.all(sealsOf(entries, agency).map((one) => viewOf(context, agency, one)));
  const own = context.keptSeal();
  const here = own !== null && record?.seal?.certificate === own;
  const suggested = record === undefined ? '' : `${record.head.replace(/\s/g, '')}의인`;
  return ok({ keeper: record === undefined ? '' : (sealKeeper(record)?.name ?? ''), here, own: agency === context.me().agency, suggested, seals });
}

async function makeSeal(authority: Authority, record: AgencyRecord, name: string, now: Date) {
  const pair = generateKey('P-256');
  const subject = { kind: 'seal', commonName: name, organisation: record.name, agencyCode: record.code } as const;
  const certificate = issue(authority, subject, pair.spki, yearsFrom(now, YEARS.seal));
  const code = newSealCode();
  const text = await sealFile({ agency: record.code, name, certificate, key: pair.privateKey }, code);
  pair.privateKey.fill(0);
  return { certificate, code, text };
}

const NAME_WRONG = err('SEAL_NAME', '관인의 글자는 한글 2자에서 16자까지입니다. 아무것도 등록하지 않았습니다.');
const NOT_SAVED = err('NOT_SAVED', '관인 파일을 저장하지 않아 등록하지 않았습니다. 저장할 곳을 골라 다시 하십시오.');

/** Makes a seal with a certificate of its own, saves its file, and enters it in the register; the one before ends with it. */
export async function registerSeal(context: BackendContext, { name, passphrase, picture }: Input<'seals.register'>): Promise<Result<Output<'seals.register'>>> {
  const { rev } = context.sync.directory();
  const record = administeredRecord(context);
  if (!record.ok) return record;
  if (!/^[가-힣]{2,16}$/.test(name)) return NAME_WRONG;
  const sized = picture === null ? ok(null) : sizedPicture(picture.bytes, picture.mm);
  if (!sized.ok) return sized;
  const authority = await context.keyring.authority(passphrase);
  if (!authority.ok) return authority;
  const now = context.now();
  const made = await makeSeal(authority.value, record.value, name, now);
  authority.value.privateKey.fill(0);
  const saved = await context.platform.saveFile(`${name}.ongyeol-seal`, utf8(made.text));
  if (!saved.ok) return saved;
  if (saved.value.path === null) return NOT_SAVED;
  // With the server before the register names it: whoever stamps it gets it from there.
  const image = sized.value === null ? drawnImage(name) : await context.replica.putBlob(sized.value);
  const seal = { name, certificate: sha256Hex(made.certificate), image, registeredOn: seoulDate(now.toISOString()) };
  const published = await publishRecord(context, { ...record.value, seal }, { rev, certificates: [made.certificate, authority.value.certificate] });
  return published.ok ? ok({ path: saved.value.path, code: made.code, name, replaced: record.value.seal !== null }) : published;
}

/** Strikes a seal off (폐기): from then on neither this program nor the server nor anybody's check takes it. */
export async function revokeSeal(context: BackendContext, { certificate }: Input<'seals.revoke'>): Promise<Result<{ sentence: string }>> {
  const { rev } = context.sync.directory();
  const record = administeredRecord(context);
  if (!record.ok) return record;
  if (record.value.seal?.certificate !== certificate)
    return err('SEAL_UNKNOWN', '지금 등록된 관인이 아닙니다. 아무것도 바꾸지 않았습니다. 대장을 다시 보십시오.');
  const published = await publishRecord(context, { ...record.value, seal: null }, { rev });
  return published.ok
    ? ok({ sentence: `${record.value.seal.name}을 폐기했습니다. 이제 이 관인으로는 날인할 수 없고, 이미 찍은 문서는 그대로 유효합니다.` })
    : published;
}
