/** Making a data folder: root and agency CAs, people with their own keys, seals, the server's log key. Nothing secret leaves the folder. */

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Hex } from '../../../shared/crypto/crypto.ts';
import { utf8 } from '../../../shared/lib/bytes.ts';
import type { Agency, AgencyRecord } from '../../../shared/org/directory.ts';
import type { SignedStatement } from '../../../shared/trail/statement.ts';
import { randomBytes } from 'node:crypto';
import { ADMINISTRATOR, signDirectory } from '../../backend/directory/sign.ts';
import { sealKeyFile } from '../../backend/keys/key-file.ts';
import { createSigner } from '../../backend/keys/signer.ts';
import { sealSvg } from '../../backend/pdf/seal-image.ts';
import { createAgencyCa, createRoot, issue, toPem, type Authority } from '../../backend/pki/certificate.ts';
import { generateKey } from '../../backend/pki/keys.ts';
import { writeProfile } from '../../backend/profile/profile.ts';
import { makeAdministrator } from '../start/administrator.ts';
import { demoName, demoPeople, demoRecordFiles } from './people.ts';

/** Passphrase of every demo profile; told in the README and on the terminal. */
export const DEMO_PASSPHRASE = '온결-시연-2026';

const YEARS = 5;
/** Names of administrators are counted from here: people keep theirs. */
const ADMINISTRATORS = 1201;
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** What a seeded folder gives: signed directory changes and the certificates the server must know. */
export interface Seeded {
  readonly directory: readonly SignedStatement[];
  readonly certificates: readonly string[];
}

interface AgencySeal {
  readonly certificate: Uint8Array;
  readonly key: Uint8Array;
  readonly image: string;
  readonly name: string;
}

function makeSeal(ca: Authority, agency: Agency, validity: { notBefore: Date; notAfter: Date }): AgencySeal {
  const pair = generateKey(agency.code === '1342000' ? 'RSA-2048' : 'P-256');
  const name = `${agency.head}의인`;
  const certificate = issue(ca, { kind: 'seal', commonName: name, organisation: agency.name, agencyCode: agency.code }, pair.spki, validity);
  return { certificate, key: pair.privateKey, image: sealSvg(name), name };
}

/** Whose people are seeded, and with what. */
interface SeedContext {
  readonly dataDir: string;
  readonly agency: Agency;
  readonly ca: Authority;
  readonly root: Authority;
  readonly seal: AgencySeal | null;
  readonly passphrase: string;
  readonly validity: { notBefore: Date; notAfter: Date };
}

async function seedPerson(context: SeedContext, person: ReturnType<typeof demoPeople>[number]) {
  const { agency, ca, seal, validity } = context;
  const pair = generateKey('P-256');
  const unit = agency.units.find((candidate) => candidate.code === person.unit);
  const subject = {
    kind: 'person' as const,
    commonName: person.name,
    organisation: agency.name,
    agencyCode: agency.code,
    position: person.position,
    personId: person.id,
    ...(unit === undefined ? {} : { unit: unit.name }),
  };
  const certificate = issue(ca, subject, pair.spki, validity);
  const keeps = seal !== null && unit !== undefined && unit.role === undefined;
  const keys = await sealKeyFile({ privateKey: pair.privateKey, databaseKey: randomBytes(32), sealKey: keeps ? seal.key : null }, context.passphrase);
  const profile = {
    v: 1 as const,
    personId: person.id,
    name: person.name,
    agency: { code: agency.code, name: agency.name },
    unit: unit === undefined ? null : { code: unit.code, name: unit.name },
    position: person.position,
    certificate: base64(certificate),
    issuer: base64(ca.certificate),
    root: base64(context.root.certificate),
    seal: keeps ? base64(seal.certificate) : null,
  };
  await writeProfile(join(context.dataDir, 'profiles', person.id), profile, keys);
  return { person: { ...person, certificates: [sha256Hex(certificate)] }, certificate };
}

/** The administrator, with a profile as everybody has one, publishes the agency's record: one signed directory change. */
async function publish(
  { dataDir, agency, ca, root, passphrase }: SeedContext,
  record: AgencyRecord,
  rev: number,
  name: string,
): Promise<{ signed: SignedStatement; certificate: Uint8Array }> {
  const [id, now] = [`${agency.code}-admin`, new Date()];
  const profiles = join(dataDir, 'profiles');
  const made = await makeAdministrator({ ca, root: root.certificate, agency, id, name, passphrase, profiles, now });
  const certificate = sha256Hex(made.certificate);
  const actor = { person: id, agency: agency.code, unit: null, position: ADMINISTRATOR, certificate };
  const signer = createSigner({ privateKey: made.privateKey, minutes: 1, now: () => now });
  const named = { ...record, administrators: [{ id, name, certificate }] };
  const signed = await signDirectory({ actor, signer, at: now, rev }, 'directory.put', { agency: named });
  if (!signed.ok) throw new Error('a fresh key is never locked');
  return { signed: signed.value, certificate: made.certificate };
}

/** How long what is made here is good. */
export function seedValidity(): { notBefore: Date; notAfter: Date } {
  const now = Date.now();
  return { notBefore: new Date(now - 86_400_000), notAfter: new Date(now + YEARS * 365 * 86_400_000) };
}

/** The server's part of a data folder: log key, its certificate, the root's, and the configuration. */
export async function seedServer(
  dataDir: string,
  root: Authority,
  validity: { notBefore: Date; notAfter: Date },
  settings: { readonly port?: number } = {},
): Promise<void> {
  const folder = join(dataDir, 'server');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const log = generateKey('Ed25519');
  const certificate = issue(root, { kind: 'log', commonName: '온결 기록 서버', organisation: root.subject.organisation }, log.spki, validity);
  await writeFile(join(folder, 'root.der'), root.certificate);
  await writeFile(join(folder, 'log.der'), certificate);
  await writeFile(join(folder, 'log.key'), log.privateKey, { mode: 0o600 });
  await writeFile(join(folder, 'config.json'), JSON.stringify({ rootCertificate: 'root.der', logCertificate: 'log.der', logKey: 'log.key', ...settings }));
}

async function seedAgency(
  dataDir: string,
  agency: Agency,
  root: Authority,
  firstNumber: number,
  rev: number,
  passphrase: string,
  validity: { notBefore: Date; notAfter: Date },
) {
  const ca = createAgencyCa(root, agency, validity);
  const handles = agency.units.some((unit) => unit.role === undefined);
  const seal = handles ? makeSeal(ca, agency, validity) : null;
  // Together: deriving a key from the passphrase is most of it, and goes on in threads of its own.
  const context = { dataDir, agency, ca, root, seal, passphrase, validity };
  const seeded = await Promise.all(demoPeople(agency, firstNumber).map((person) => seedPerson(context, person)));
  const people = seeded.map(({ person }) => person);
  const record: AgencyRecord = {
    ...agency,
    people,
    recordFiles: demoRecordFiles(agency),
    seal:
      seal === null
        ? null
        : {
            name: seal.name,
            certificate: sha256Hex(seal.certificate),
            image: sha256Hex(utf8(seal.image)),
            registeredOn: new Date().toISOString().slice(0, 10),
          },
  };
  const published = await publish(context, record, rev, demoName(ADMINISTRATORS + rev));
  return {
    count: people.length,
    signed: published.signed,
    certificates: [ca, published, ...seeded, ...(seal === null ? [] : [seal])].map(({ certificate }) => base64(certificate)),
  };
}

/** Seeds a data folder from an organisation; `progress` hears each agency. */
export async function seed(dataDir: string, agencies: readonly Agency[], progress: (done: string) => void): Promise<Seeded> {
  const validity = seedValidity();
  const root = createRoot('온결 시연', validity);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await seedServer(dataDir, root, validity);
  const directory: SignedStatement[] = [];
  const certificates: string[] = [];
  let number = 0;
  for (const agency of agencies) {
    const seeded = await seedAgency(dataDir, agency, root, number, directory.length, DEMO_PASSPHRASE, validity);
    number += seeded.count;
    directory.push(seeded.signed);
    certificates.push(...seeded.certificates);
    progress(`${agency.name} ${seeded.count}명`);
  }
  await writeFile(join(dataDir, 'root.pem'), toPem(root.certificate));
  const result = { directory, certificates };
  await writeFile(join(dataDir, 'seed.json'), JSON.stringify(result), { flush: true });
  return result;
}

/** What an earlier seeding left, or null where the folder is new. */
export async function readSeed(dataDir: string): Promise<Seeded | null> {
  try {
    return JSON.parse(await readFile(join(dataDir, 'seed.json'), 'utf8')) as Seeded;
  } catch {
    return null;
  }
}
