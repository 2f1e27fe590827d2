import { afterEach, beforeEach, expect, it } from 'vitest';
import { adminCertificates } from '../../../shared/org/administrators.ts';
import { endedCertificates } from '../../../shared/org/ended.ts';
import { sha256Hex } from '../../../shared/crypto/crypto.ts';
import type { AgencyRecord } from '../../../shared/org/directory.ts';
import { DIRECTORY_TRAIL } from '../../../shared/trail/entry.ts';
import { createCheckLog } from '../../../shared/verify/envelope.ts';
import { verifyDirectory } from '../../../shared/verify/trail.ts';
import { createStage, must, until, type Stage } from '../../support/sync.ts';
import { SEEN_ALL, type Someone } from '../../support/sync-world.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await createStage();
});
afterEach(() => stage.close());

/** A change of agency A signed by somebody: these certificates ended, the head's post under this name. */
function put(by: Someone, endedAdmins: readonly string[], headGrade = '장관', more: Partial<AgencyRecord> = {}) {
  const agency = { ...stage.world.directory('A'), headGrade, ...(endedAdmins.length === 0 ? {} : { endedAdmins }), ...more };
  return { signed: by.sign('directory.put', { agency }, { documentId: DIRECTORY_TRAIL, version: 0, directoryRev: SEEN_ALL }) };
}

it('EN15 another administrator ends a certificate: its session closes at once, it logs in no more and changes no directory; what it signed before stays', async () => {
  const { admin, kim } = stage.world.people;
  const other = stage.world.administrator('A', 'admin-a2');
  await stage.token(other);
  const open = stage.replica(admin);
  await until('the stolen one is in', () => open.status().connection === 'online');
  const signedEarlier = put(admin, [], '서명만 먼저');
  must(await stage.post(null, put(other, [admin.actor.certificate])));
  await until('the stolen one is out', () => open.reason()?.code === 'LOGIN_REFUSED');
  await expect(stage.token(admin)).rejects.toThrow('LOGIN_REFUSED');
  expect(await stage.post(null, signedEarlier)).toMatchObject({ ok: false, code: 'ADMIN_REVOKED' });
  expect(await stage.post(null, put(admin, []))).toMatchObject({ ok: false, code: 'ADMIN_REVOKED' });
  // A later record that names it no more brings it back no more, after a restart either.
  must(await stage.post(null, put(other, [], '장관급')));
  await stage.restart();
  expect(await stage.post(null, put(admin, []))).toMatchObject({ ok: false, code: 'ADMIN_REVOKED' });
  const replica = stage.replica(kim);
  await until('the directory', () => replica.directory().rev === 4);
  expect(replica.faults()).toEqual([]);
  expect(replica.directory().agencies.get('A')).toMatchObject({ headGrade: '장관급', endedAdmins: [admin.actor.certificate] });
  const entries = replica.directoryEntries();
  const bare = entries.map(({ entry }) => entry);
  expect([...endedCertificates(bare, 'A').keys()]).toEqual([admin.actor.certificate]);
  expect(adminCertificates(bare, 'A', 'admin-a')).toEqual([]);
  expect(adminCertificates(bare, 'A', 'admin-a2')).toEqual([other.actor.certificate]);
});

it('EN15 verify takes what the certificate signed before its end and finds a fault in what it signed after', async () => {
  const { admin, kim } = stage.world.people;
  const other = stage.world.administrator('A', 'admin-a2');
  await stage.token(other);
  must(await stage.post(null, put(other, [admin.actor.certificate])));
  const replica = stage.replica(kim);
  await until('the directory', () => replica.directory().rev === 3);
  const proven = replica.directoryEntries().map((item) => ({ ...item, proof: [] }));
  const trust = { certificates: replica.certificates(), anchors: [stage.world.root], crypto: stage.world.crypto };
  const codes = async (items: typeof proven): Promise<unknown> => {
    const log = createCheckLog();
    await verifyDirectory(items, trust, log);
    return log.results().map(({ state, code }) => [state, code]);
  };
  expect(await codes(proven)).toEqual([['ok', 'DIRECTORY']]);
  const last = proven.at(-1);
  const late = put(admin, []).signed;
  if (last === undefined || last.entry.kind !== 'statement') throw new Error('no entry');
  const entry = { ...last.entry, seq: last.entry.seq + 1, body: { ...last.entry.body, ...late } };
  expect(await codes([...proven, { ...last, index: last.index + 1, entry }])).toEqual([['fault', 'ADMIN_REVOKED']]);
});

it('EN15 nobody ends the certificate they sign with, one the server never had, a person’s, or one of another agency', async () => {
  const { admin, otherAdmin, kim } = stage.world.people;
  await stage.token(kim);
  expect(await stage.post(null, put(admin, [admin.actor.certificate]))).toMatchObject({ ok: false, code: 'OWN_CERTIFICATE' });
  for (const digest of ['0'.repeat(64), kim.actor.certificate, otherAdmin.actor.certificate])
    expect(await stage.post(null, put(admin, [digest]))).toMatchObject({ ok: false, code: 'CERTIFICATE_UNKNOWN' });
  must(await stage.post(null, put(admin, [])));
});

it('EN15 the only administrator under a new certificate of the agency’s key ends the old one', async () => {
  const { admin } = stage.world.people;
  const renewed = stage.world.administrator('A', 'admin-a');
  await stage.token(renewed);
  must(await stage.post(null, put(renewed, [admin.actor.certificate])));
  await expect(stage.token(admin)).rejects.toThrow('LOGIN_REFUSED');
  await stage.token(renewed);
  must(await stage.post(null, put(renewed, [])));
});

it('EN18 an authority that was ended makes no administrator any more, for server, sessions, replicas and verify; people it certified stay', async () => {
  const { admin, kim } = stage.world.people;
  const [old, ca] = [stage.world.authority('A'), stage.world.anotherAuthority('A')];
  const ended = { endedAuthorities: [sha256Hex(old.certificate)] };
  const later = stage.world.administrator('A', 'late-admin');
  const fresh = stage.world.administrator('A', 'fresh-admin', ca);
  await stage.token(fresh);
  await stage.token(later);
  const open = stage.replica(later);
  await until('the later one is in', () => open.status().connection === 'online');
  expect(await stage.post(null, put(later, [], '장관', ended))).toMatchObject({ ok: false, code: 'OWN_CERTIFICATE' });
  for (const digest of ['0'.repeat(64), sha256Hex(stage.world.authority('B').certificate), admin.actor.certificate])
    expect(await stage.post(null, put(fresh, [], '장관', { endedAuthorities: [digest] }))).toMatchObject({ ok: false, code: 'CERTIFICATE_UNKNOWN' });
  must(await stage.post(null, put(fresh, [admin.actor.certificate], '장관', ended)));
  await until('the later one is out', () => open.reason()?.code === 'LOGIN_REFUSED');
  for (const by of [later, stage.world.administrator('A', 'made-after')]) {
    await expect(stage.token(by)).rejects.toThrow('LOGIN_REFUSED');
    expect(await stage.post(null, put(by, []))).toMatchObject({ ok: false, code: 'ADMIN_REVOKED' });
  }
  // A later record that leaves the authority out brings it back no more.
  must(await stage.post(null, put(fresh, [], '장관급')));
  expect(await stage.post(null, put(later, []))).toMatchObject({ ok: false, code: 'ADMIN_REVOKED' });
  const replica = stage.replica(kim);
  await until('the directory', () => replica.directory().rev === 4 && replica.status().connection === 'online');
  expect([replica.faults(), replica.directory().agencies.get('A')?.endedAuthorities]).toEqual([[], ended.endedAuthorities]);
  const proven = replica.directoryEntries().map((item) => ({ ...item, proof: [] }));
  const certificates = new Map([...replica.certificates(), [later.actor.certificate, later.login.certificate.der] as const]);
  const codes = async (items: typeof proven): Promise<unknown> => {
    const log = createCheckLog();
    await verifyDirectory(items, { certificates, anchors: [stage.world.root], crypto: stage.world.crypto }, log);
    return log.results().map(({ state, code }) => [state, code]);
  };
  const last = proven.at(-1);
  if (last === undefined || last.entry.kind !== 'statement') throw new Error('no entry');
  const entry = { ...last.entry, seq: last.entry.seq + 1, body: { ...last.entry.body, ...put(later, []).signed } };
  expect([await codes(proven), await codes([...proven, { ...last, index: last.index + 1, entry }])]).toEqual([
    [['ok', 'DIRECTORY']],
    [['fault', 'ADMIN_REVOKED']],
  ]);
});
