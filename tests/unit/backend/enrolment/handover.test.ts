import { createPrivateKey, randomBytes, sign } from 'node:crypto';
import { expect, it } from 'vitest';
import { administratorInvitee } from '../../../../electron/backend/enrolment/administrator.ts';
import { fileText, readFileText, requestSchema, type Invitee } from '../../../../electron/backend/enrolment/files.ts';
import { handoverKey, openHandover, sealHandover } from '../../../../electron/backend/enrolment/handover.ts';
import { checkRequest, makeInvitation } from '../../../../electron/backend/enrolment/invite.ts';
import { generateKey } from '../../../../electron/backend/pki/keys.ts';
import { toBase64, toBase64Url, utf8 } from '../../../../shared/lib/bytes.ts';
import { must } from '../../../support/sync.ts';
import { createWorld } from '../../../support/sync-world.ts';

const world = createWorld();
const authority = world.authority('A');
const databaseKey = randomBytes(32);
const [invitation, certificate] = ['7d5cbb45-60a5-4f7c-a35a-3c7a52ea3c9a', toBase64(randomBytes(40))];
const there = { databaseKey, invitation, certificate, authority: authority.certificate };

it('EN16 the issuing key opens with the secret of the profile that asked, for that invitation and certificate, and only as the key of that authority', () => {
  const to = handoverKey(databaseKey, invitation);
  const sealed = sealHandover(authority.privateKey, { invitation, certificate, to });
  if (sealed === null) throw new Error('not sealed');
  expect(openHandover(sealed, there)).toEqual(new Uint8Array(authority.privateKey));
  for (const other of [
    { ...there, databaseKey: randomBytes(32) },
    { ...there, invitation: '7d5cbb45-60a5-4f7c-a35a-3c7a52ea3c9b' },
    { ...there, certificate: toBase64(randomBytes(40)) },
    { ...there, authority: world.authority('B').certificate },
    { ...there, authority: world.people.admin.login.certificate.der },
  ])
    expect(openHandover(sealed, other)).toBeNull();
  for (const changed of [
    { ...sealed, key: to },
    { ...sealed, key: '' },
    { ...sealed, tag: sealed.iv },
    { ...sealed, data: '' },
  ])
    expect(openHandover(changed, there)).toBeNull();
});

it('EN16 nothing is sealed to a key that agrees with none (RFC 7748 §6.1) or is no key', () => {
  for (const to of [toBase64(new Uint8Array(32)), toBase64(randomBytes(31)), 'x', ''])
    expect(sealHandover(authority.privateKey, { invitation, certificate, to })).toBeNull();
});

/** An invitation of somebody, and requests that answer it with one key. */
function invited(person: Invitee, now: Date) {
  const made = makeInvitation({ authority, root: toBase64(world.root), person, replaces: false, server: null, days: 7, now });
  const pair = generateKey('P-256');
  const key = createPrivateKey({ key: Buffer.from(pair.privateKey), format: 'der', type: 'pkcs8' });
  const request = (more: object, v: 1 | 3): string => {
    const body = JSON.stringify({ invitation: made.row.id, person: person.id, spki: toBase64(pair.spki), ...more });
    const proof = sign('sha256', utf8(`ongyeol-request-v1\n${body}`), { key, dsaEncoding: 'ieee-p1363' });
    return fileText('request', body, made.code, { proof: toBase64Url(new Uint8Array(proof)), v });
  };
  const check = (text: string) => checkRequest(text, [made.row], authority, { crypto: world.crypto, now, trusted: [] });
  return { request, check, handover: handoverKey(databaseKey, made.row.id) };
}

it('EN16 an administrator’s request that names no such key is certified by nobody, and a program of before does not take the file', async () => {
  const person = must(administratorInvitee(world.directory('A'), { person: null, name: '이관리' }));
  const { request, check, handover } = invited(person, new Date());
  const weak = [toBase64(new Uint8Array(32)), toBase64(randomBytes(31)), 'x'].map((key) => request({ handover: key }, 3));
  for (const text of [request({}, 1), ...weak]) expect(await check(text)).toMatchObject({ ok: false, code: 'HANDOVER_MISSING' });
  expect(await check(request({ handover }, 3))).toMatchObject({ ok: true, value: { handover } });
  expect(readFileText('request', request({ handover }, 1), requestSchema)).toMatchObject({ ok: false, code: 'FILE_BROKEN' });
  const listed = { ...world.directory('A'), administrators: [{ id: person.id, name: '이관리', certificate: '0'.repeat(64) }] };
  expect(administratorInvitee(listed, { person: person.id, name: '또' })).toMatchObject({ ok: false, code: 'ADMIN_EXISTS' });
  for (const odd of [
    { person: 'p-1', name: '이관리' },
    { person: null, name: '' },
  ])
    expect(administratorInvitee(listed, odd)).toMatchObject({ ok: false, code: 'PERSON_INVALID' });
});

it('EN16 whoever is invited as no administrator and asks for the issuing key gets neither certificate nor key', async () => {
  const { code, name } = world.directory('A');
  const person = { id: 'new-1', name: '신입', agency: { code, name }, unit: { code: 'U1', name: '정보화담당관실' }, position: '주무관' };
  const { request, check, handover } = invited(person, new Date());
  expect(await check(request({}, 1))).toMatchObject({ ok: true, value: { handover: null } });
  expect(await check(request({ handover }, 3))).toMatchObject({ ok: false, code: 'HANDOVER_UNDUE' });
});
