import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { endedCertificates } from '../../../shared/org/ended.ts';
import type { Person } from '../../../shared/org/directory.ts';
import { sha256Hex } from '../../../shared/crypto/crypto.ts';
import { createCheckLog } from '../../../shared/verify/envelope.ts';
import { verifyTrail, type TrustContext } from '../../../shared/verify/trail.ts';
import type { StoredEntry } from '../../../electron/backend/replica.ts';
import { createStage, must, until, type Stage } from '../../support/sync.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await createStage();
});
afterEach(() => stage.close());

const BODY = { form: 'official', unit: 'U1', grants: [] } as const;

/** The directory of agency A with kim's certificates as given. */
function kimWith(certificates: readonly string[]): readonly Person[] {
  return stage.world.directory('A').people.map((one) => (one.id === 'kim' ? { ...one, certificates } : one));
}

/** Codes `verify` finds in a trail judged against a directory. */
async function faultsOf(documentId: string, entries: readonly StoredEntry[], directory: readonly StoredEntry[], trust: TrustContext): Promise<string[]> {
  const proven = (items: readonly StoredEntry[]) => items.map((item) => ({ ...item, proof: [] }));
  const log = createCheckLog();
  await verifyTrail(documentId, proven(entries), proven(directory), sha256Hex(stage.world.logKey.certificate), trust, log);
  return log.results().flatMap(({ state, code }) => (state === 'fault' ? [code] : []));
}

it('EN5 a signature made with a certificate the directory ended is refused, whoever brings it; one made before stays good in verify', async () => {
  const { kim, lee } = stage.world.people;
  const before = await stage.createDocument(kim);
  const late = kim.sign('document.created', BODY, { documentId: randomUUID() });
  must(await stage.post(null, { signed: stage.world.publish('A', kimWith([])) }));
  expect(await stage.post(lee, { signed: late })).toMatchObject({ ok: false, code: 'ACTOR_UNKNOWN' });
  await expect(stage.token(kim)).rejects.toThrow('LOGIN_REFUSED');
  const replica = stage.replica(lee);
  await until('the directory and the document', () => replica.directory().rev === 3 && replica.entries(before).length > 0);
  const directory = replica.directoryEntries();
  const ended = endedCertificates(
    directory.map(({ entry }) => entry),
    'A',
  );
  expect([...ended.keys()]).toEqual([kim.actor.certificate]);
  const trust = { certificates: replica.certificates(), anchors: [stage.world.root], crypto: stage.world.crypto };
  expect(await faultsOf(before, replica.entries(before), directory, trust)).toEqual([]);
  // The same act after the end of the certificate: the verifier judges by the directory that stood before it.
  const moved = directory.map((item) => ({ ...item, index: item.index - 100 }));
  expect(await faultsOf(before, replica.entries(before), moved, trust)).toEqual(['RULE_ACTOR_UNKNOWN']);
});
