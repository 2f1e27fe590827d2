/** A small world for sync tests: a root, two agencies with administrators and people, real keys, real certificates. */

import { createPrivateKey, sign as signBytes, webcrypto } from 'node:crypto';
import { createAgencyCa, createRoot, issue, type Authority } from '../../electron/backend/pki/certificate.ts';
import { generateKey, type KeyPair } from '../../electron/backend/pki/keys.ts';
import type { Login } from '../../electron/backend/sync/session.ts';
import { sha256Hex, type CryptoProvider } from '../../shared/crypto/crypto.ts';
import { createWebCrypto } from '../../shared/crypto/web.ts';
import { toBase64Url } from '../../shared/lib/bytes.ts';
import type { AgencyRecord, Person } from '../../shared/org/directory.ts';
import { DIRECTORY_TRAIL } from '../../shared/trail/entry.ts';
import { statementBytes } from '../../shared/trail/sign.ts';
import type { Actor, SignedStatement, Statement, StatementBodies, StatementType } from '../../shared/trail/statement.ts';
import type { LogKey } from '../../sync-server/log.ts';

/** A person with a key. */
export interface Someone {
  readonly actor: Actor;
  readonly login: Login;
  /** PKCS#8, for tests that act in another process. */
  readonly privateKey: Uint8Array;
  sign<T extends StatementType>(type: T, body: StatementBodies[T], rest: Partial<Statement> & { documentId: string }): SignedStatement;
}

/** The world. */
export interface World {
  readonly root: Uint8Array;
  readonly logKey: LogKey;
  readonly crypto: CryptoProvider;
  readonly people: Record<'kim' | 'lee' | 'park' | 'choi' | 'admin' | 'otherAdmin', Someone>;
  /** The agency's issuing authority. */
  authority(agency: 'A' | 'B'): Authority;
  directory(agency: 'A' | 'B', people?: readonly Person[]): AgencyRecord;
  publish(agency: 'A' | 'B', people?: readonly Person[]): SignedStatement;
  /** One more person with a key; in the directory only once it is published. */
  hire(agency: 'A' | 'B', person: string, unit: string | null, position: string): Someone;
  /** One more administrator of the agency, or the same one under a new certificate; of the agency's authority, or of another one of its own. */
  readonly administrator: (agency: 'A' | 'B', person: string, under?: Authority) => Someone;
  /** A further authority of the agency under the same root. */
  readonly anotherAuthority: (agency: 'A' | 'B') => Authority;
  readonly stranger: Someone;
}

const VALID = { notBefore: new Date('2020-01-01T00:00:00Z'), notAfter: new Date('2040-01-01T00:00:00Z') };
const NAMES = { A: '행정안전부', B: '기획재정부' } as const;

/** Revision of an administrator who has seen every entry so far. */
export const SEEN_ALL = 1_000_000;

/** A raw signature over bytes. */
export type Sign = (data: Uint8Array) => Uint8Array;

/** A statement of this person, signed. */
export function signStatement<T extends StatementType>(
  actor: Actor,
  sign: Sign,
  type: T,
  body: StatementBodies[T],
  rest: Partial<Statement> & { documentId: string },
): SignedStatement {
  const statement = {
    v: 1,
    type,
    version: 1,
    contentDigest: null,
    jointDigest: null,
    laneDigest: null,
    stepId: null,
    actor,
    capacity: { kind: 'own' },
    at: new Date().toISOString(),
    basedOn: { seq: 0, head: null, checkpoint: null },
    directoryRev: 0,
    alg: 'ES256',
    body,
    ...rest,
  } as unknown as Statement;
  return { statement, signature: toBase64Url(sign(statementBytes(statement))) };
}

function createSomeone(ca: Authority, key: KeyPair, certificate: Uint8Array, actor: Omit<Actor, 'certificate'>): Someone {
  const digest = sha256Hex(certificate);
  const secret = createPrivateKey({ key: Buffer.from(key.privateKey), format: 'der', type: 'pkcs8' });
  const raw = (data: Uint8Array): Uint8Array => new Uint8Array(signBytes('sha256', data, { key: secret, dsaEncoding: 'ieee-p1363' }));
  const whole: Actor = { ...actor, certificate: digest };
  return {
    actor: whole,
    privateKey: key.privateKey,
    login: { person: actor.person, certificate: { digest, der: certificate }, chain: [ca.certificate], alg: 'ES256', sign: async (bytes) => raw(bytes) },
    sign: (type, body, rest) => signStatement(whole, raw, type, body, rest),
  };
}

function someone(ca: Authority, agency: 'A' | 'B', kind: 'person' | 'admin', person: string, unit: string | null, position: string): Someone {
  const key = generateKey('P-256');
  const certificate = issue(ca, { kind, commonName: person, organisation: NAMES[agency], agencyCode: agency, personId: person }, key.spki, VALID);
  return createSomeone(ca, key, certificate, { person, agency, unit, position });
}

function record(agency: 'A' | 'B', people: readonly Person[]): AgencyRecord {
  return {
    code: agency,
    name: NAMES[agency],
    head: '장관',
    headGrade: '장관',
    order: 1,
    address: { zip: '30128', road: '세종특별자치시 한누리대로 411' },
    home: 'www.example.go.kr',
    leadership: ['장관', '실장'],
    units: [
      { code: 'U1', name: '정보화담당관실', positions: ['주무관', '과장'], duties: [] },
      { code: 'U2', name: '혁신행정담당관실', positions: ['주무관', '과장'], duties: [] },
    ],
    delegation: [{ work: '정보화 운영', approver: '과장', article: '별표 1' }],
    people,
    recordFiles: [{ name: '정보화 일반', unit: 'U1', work: '정보화 운영', retention: '5년' }],
    seal: null,
  };
}

/** A person as the directory has them. */
export function asPerson(who: Someone, name: string): Person {
  const { person, agency, unit, position, certificate } = who.actor;
  return { id: person, name, agency, unit, position, duties: [], certificates: [certificate] };
}

/** Makes a world with fresh keys. */
export function createWorld(): World {
  const root = createRoot('온결 시험', VALID);
  const ca = { A: createAgencyCa(root, { code: 'A', name: NAMES.A }, VALID), B: createAgencyCa(root, { code: 'B', name: NAMES.B }, VALID) };
  const people = {
    kim: someone(ca.A, 'A', 'person', 'kim', 'U1', '주무관'),
    lee: someone(ca.A, 'A', 'person', 'lee', 'U1', '과장'),
    park: someone(ca.B, 'B', 'person', 'park', 'U1', '주무관'),
    choi: someone(ca.A, 'A', 'person', 'choi', 'U2', '주무관'),
    admin: someone(ca.A, 'A', 'admin', 'admin-a', null, '장관'),
    otherAdmin: someone(ca.B, 'B', 'admin', 'admin-b', null, '장관'),
  };
  const staff = { A: [asPerson(people.kim, '김하나'), asPerson(people.lee, '이두리'), asPerson(people.choi, '최다섯')], B: [asPerson(people.park, '박세찬')] };
  const log = generateKey('Ed25519');
  const certificate = issue(root, { kind: 'log', commonName: '기록 서버', organisation: '온결 시험' }, log.spki, VALID);
  const foreign = createAgencyCa(createRoot('다른 루트', VALID), { code: 'A', name: NAMES.A }, VALID);
  const directory = (agency: 'A' | 'B', of?: readonly Person[]): AgencyRecord => record(agency, of ?? staff[agency]);
  return {
    root: root.certificate,
    logKey: { pkcs8: log.privateKey, certificate },
    crypto: createWebCrypto(webcrypto.subtle),
    people,
    authority: (agency) => ca[agency],
    directory,
    publish: (agency, of) =>
      people[agency === 'A' ? 'admin' : 'otherAdmin'].sign(
        'directory.put',
        { agency: directory(agency, of) },
        { documentId: DIRECTORY_TRAIL, version: 0, directoryRev: SEEN_ALL },
      ),
    hire: (agency, person, unit, position) => someone(ca[agency], agency, 'person', person, unit, position),
    administrator: (agency, person, under = ca[agency]) => someone(under, agency, 'admin', person, null, '장관'),
    anotherAuthority: (agency) => createAgencyCa(root, { code: agency, name: NAMES[agency] }, VALID),
    stranger: someone(foreign, 'A', 'person', 'kim', 'U1', '주무관'),
  };
}
