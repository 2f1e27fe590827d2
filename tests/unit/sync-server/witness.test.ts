/** Rules WI1–WI6 of `shared/verify/SPEC.md`: clients as witnesses of the log, and the alarm. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReplicaDb } from '../../../electron/backend/db/sql.ts';
import type { Sync } from '../../../electron/backend/sync/sync.ts';
import { fromBase64, toBase64, toBase64Url } from '../../../shared/lib/bytes.ts';
import {
  logDecisionBytes,
  readLogDecision,
  verifyLogDecision,
  writeLogDecision,
  type LogDecision,
  type LogDecisionFile,
} from '../../../shared/sync/log-decision.ts';
import type { WitnessRecord } from '../../../shared/sync/witness.ts';
import { leafOf } from '../../../shared/trail/hash.ts';
import { cosignedAt, verifyCosigned, witnessVerifierKey } from '../../../shared/verify/signed-note.ts';
import { isQuorum, readPolicy } from '../../../shared/verify/witness-policy.ts';
import { createLogSigner, createMerkleLog } from '../../../sync-server/log.ts';
import { createWitnesses, logSpki } from '../../../sync-server/witnesses.ts';
import { cosignedByShell } from '../../support/foreign-cosigned.ts';
import { createStage, must, until, type Stage } from '../../support/sync.ts';
import type { Someone } from '../../support/sync-world.ts';

let stage: Stage;
const databases = new Map<string, ReplicaDb>();
beforeAll(async () => {
  stage = await createStage({ witnessMs: 0 });
  await stage.createDocument();
});
afterAll(() => stage.close());

const cosigned = async (from = 0): Promise<string> => (await fetch(`${stage.url()}/log/cosigned?from=${from}`, { headers: { connection: 'close' } })).text();
const spki = (): Uint8Array => logSpki(stage.world.logKey.certificate);

/** The person's replica, once it has cosigned a log of at least this length. */
async function witness(who: Someone, size: number): Promise<Sync> {
  const db = databases.get(who.actor.person) ?? stage.database();
  databases.set(who.actor.person, db);
  const sync = stage.replica(who, db, { witnessMs: 0 });
  await until('a witness', async () => {
    await sync.witness();
    return (await cosigned(size)).split('\n').some((line) => line.startsWith('— ongyeol.witness/')) || sync.alarms().length > 0;
  });
  return sync;
}

async function records(): Promise<WitnessRecord[]> {
  const headers = { connection: 'close', authorization: `Bearer ${await stage.token(stage.world.people.kim)}` };
  return ((await (await fetch(`${stage.url()}/witness/keys`, { headers })).json()) as { value: WitnessRecord[] }).value;
}

describe('witnesses', () => {
  it('WI1–WI3 clients of two agencies cosign one checkpoint under keys they vouch for; k of n of them is a quorum', async () => {
    const { kim, park } = stage.world.people;
    const both = [await witness(kim, 0), await witness(park, 0)];
    await until('both', async () => {
      for (const one of both) await one.witness();
      return (await cosigned()).split('\n').filter((line) => line.startsWith('— ongyeol.witness/')).length === 2;
    });
    await Promise.all(both.map((one) => one.stop()));
    const found = await verifyCosigned(await cosigned(), spki(), stage.world.crypto);
    const keys = (await records()).map(({ claim }) => ({ agency: claim.agency, name: claim.name, key: fromBase64(claim.key) ?? new Uint8Array(0) }));
    expect(keys.map(({ agency }) => agency)).toEqual(['A', 'B']);
    const signed = new Set<string>();
    for (const key of keys) {
      const at = found === null ? null : await cosignedAt(found.note, key, stage.world.crypto);
      expect(Math.abs((at ?? 0) - Date.now() / 1000)).toBeLessThan(60);
      // openssl and the shell, from the specification's text alone, say the same (WI7).
      expect(cosignedByShell(await cosigned(), witnessVerifierKey(key))).toBe(at);
      signed.add(`w-${key.agency}`);
    }
    const lines = keys.map((key) => `witness w-${key.agency} ${witnessVerifierKey(key)}`);
    const policy = must(readPolicy(`# 감사\n-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n${lines.join('\n')}\ngroup g 2 w-A w-B\nquorum g\n`));
    if (policy === null) throw new Error('no policy');
    expect([isQuorum(policy, signed), isQuorum(policy, new Set(['w-A']))]).toEqual([true, false]);
  });

  it('WI2 a log goes on: a later note is cosigned by who saw that it only adds to the one before', async () => {
    const { kim } = stage.world.people;
    const before = Number((await cosigned()).split('\n')[1]);
    await stage.createDocument();
    const sync = await witness(kim, before + 1);
    await sync.stop();
    expect(Number((await cosigned(before + 1)).split('\n')[1])).toBeGreaterThan(before);
    expect(sync.alarms()).toEqual([]);
  });

  it('WI5 a log that shows another history raises the alarm once, keeps both notes, and is not cosigned any more', async () => {
    const { kim } = stage.world.people;
    const db = databases.get(kim.actor.person) ?? stage.database();
    const signer = createLogSigner(stage.world.logKey, (await cosigned()).split('\n')[0] ?? '');
    const size = Number((await cosigned()).split('\n')[1]);
    const other = signer.note(size, createMerkleLog([leafOf(Uint8Array.of(1))], signer).rootAt(1) ?? new Uint8Array(0));
    // What this client saw before is not the history the server tells now.
    db.write((to) => void to.run("UPDATE meta SET value = ? WHERE name = 'witness.head'", other));
    const sync = stage.replica(kim, db, { witnessMs: 0 });
    const told: string[] = [];
    sync.onAlarm(({ kind }) => void told.push(kind));
    await until('the alarm', async () => {
      await sync.witness();
      return sync.alarms().length > 0;
    });
    await stage.createDocument();
    await sync.witness();
    await sync.stop();
    expect(told).toEqual(['forked']);
    const [alarm] = sync.alarms();
    expect(alarm?.known).toBe(other);
    expect(await verifyCosigned(alarm?.shown ?? '', spki(), stage.world.crypto)).not.toBeNull();
    const last = db.read.get<{ value: string }>("SELECT value FROM meta WHERE name = 'witness.head'");
    expect(last?.value).toBe(other);
  });

  it('WI8 an administrator of the agency decides which history stands, and the log is cosigned again from there; nobody else decides', async () => {
    const { kim, admin, otherAdmin, choi } = stage.world.people;
    const db = databases.get(kim.actor.person) ?? stage.database();
    const sync = stage.replica(kim, db, { witnessMs: 0 });
    const [alarm] = sync.alarms();
    if (alarm === undefined) throw new Error('no alarm');
    const made = async (who: Someone, over: Partial<LogDecision> = {}): Promise<LogDecisionFile> => {
      const { person, agency, certificate } = who.actor;
      const decision: LogDecision = {
        ...{ v: 1, agency, person, certificate, alg: 'ES256', at: new Date().toISOString(), reason: '백업에서 되살린 기록을 확인함' },
        ...{ stands: alarm.shown, other: alarm.known, proof: [...alarm.proof], ...over },
      };
      const signature = toBase64Url((await who.login.sign(logDecisionBytes(decision))) ?? new Uint8Array(0));
      const certificates = [who.login.certificate.der, ...(who.login.chain ?? [])].map((der) => toBase64(der));
      return { format: 'ongyeol-log-decision', v: 1, decision, signature, certificates };
    };
    const trust = { agency: 'A', anchors: [stage.world.root], directory: sync.directory(), log: spki(), crypto: stage.world.crypto };
    const code = async (file: LogDecisionFile): Promise<string> => {
      const taken = await verifyLogDecision(must(readLogDecision(writeLogDecision(file))), trust);
      return taken.ok ? 'taken' : taken.code;
    };
    const good = await made(admin);
    expect(await code(good)).toBe('taken');
    expect(await code(await made(otherAdmin))).toBe('DECISION_FOREIGN');
    expect(await code(await made(otherAdmin, { agency: 'A' }))).toBe('DECISION_FOREIGN');
    expect(await code(await made(choi))).toBe('DECISION_SIGNATURE');
    expect(await code({ ...good, decision: { ...good.decision, reason: '다른 까닭' } })).toBe('DECISION_SIGNATURE');
    expect(await code(await made(admin, { other: alarm.shown }))).toBe('DECISION_NOTES');
    expect(await code(await made(admin, { other: alarm.known.replace('\n1\n', '\n2\n').replace('ongyeol', 'other') }))).toBe('DECISION_NOTES');
    expect(readLogDecision(new Uint8Array([1]))).toMatchObject({ ok: false, code: 'DECISION_MALFORMED' });
    const ended = { ...sync.directory(), agencies: new Map([['A', { ...stage.world.directory('A'), endedAdmins: [admin.actor.certificate] }]]) };
    expect(await verifyLogDecision(good, { ...trust, directory: ended })).toMatchObject({ ok: false, code: 'DECISION_FOREIGN' });

    const before = await stage.createDocument();
    expect(before).not.toBe('');
    await sync.witness();
    const sizeThen = Number((await cosigned()).split('\n')[1]);
    expect(sync.settleAlarms(good)).toBe(1);
    expect(sync.settleAlarms(good)).toBe(0);
    await stage.createDocument();
    await until('cosigned again', async () => {
      await sync.witness();
      return Number((await cosigned(sizeThen + 1)).split('\n')[1]) > sizeThen;
    });
    await sync.stop();
    // Both notes, the proof and the decision are kept with the alarm for good.
    expect(sync.alarms().map(({ known, shown, decided }) => [known, shown, decided?.decision.reason])).toEqual([
      [alarm.known, alarm.shown, '백업에서 되살린 기록을 확인함'],
    ]);
  });

  it('WI4 a server takes no cosignature that is not the session’s own, of another note, or of another log', async () => {
    const { kim, lee } = stage.world.people;
    const token = await stage.token(kim);
    const headers = { connection: 'close', authorization: `Bearer ${token}` };
    const own = (await records()).find(({ claim }) => claim.person === kim.actor.person);
    const [, size = '0'] = (await cosigned()).split('\n');
    const line = (await cosigned()).split('\n').find((text) => text.includes(own?.claim.name ?? '?')) ?? '';
    const post = async (body: unknown, as = headers): Promise<string> => {
      const reply = (await (await fetch(`${stage.url()}/witness/cosignatures`, { method: 'POST', headers: as, body: JSON.stringify(body) })).json()) as {
        ok: boolean;
        code?: string;
      };
      return reply.code ?? 'taken';
    };
    const good = { size: Number(size), line: `${line}\n`, record: own };
    expect(await post(good)).toBe('taken');
    expect(await post({ ...good, size: good.size - 1 })).toBe('COSIGNATURE_INVALID');
    expect(await post({ ...good, size: 10_000 })).toBe('COSIGNATURE_INVALID');
    expect(await post({ ...good, line: `${good.line}${good.line}` })).toBe('COSIGNATURE_INVALID');
    expect(await post({ ...good, record: { ...own, claim: { ...own?.claim, agency: 'B' } } })).toBe('WITNESS_FOREIGN');
    expect(await post({ ...good, record: { ...own, claim: { ...own?.claim, origin: 'other' } } })).toBe('WITNESS_FOREIGN');
    expect(await post(good, { ...headers, authorization: `Bearer ${await stage.token(lee)}` })).toBe('WITNESS_FOREIGN');
    expect(await post({ nonsense: 1 })).toBe('MALFORMED');
  });

  it('WI2 one note is offered for a while, so that many sign the same; a client that knows a longer log gets none', () => {
    let now = 0;
    const signer = createLogSigner(stage.world.logKey, 'test');
    const log = createMerkleLog([leafOf(Uint8Array.of(1))], signer);
    const storage = { putCosignature: () => undefined, witnesses: () => [], cosignatures: () => [] };
    const trust = { certificates: new Map(), anchors: [], crypto: stage.world.crypto };
    const witnesses = createWitnesses({
      storage,
      log,
      signer,
      trust,
      crypto: stage.world.crypto,
      clock: () => new Date(now),
      roundMs: 1000,
      listeners: () => 20_000,
    });
    const sizeOf = (known: number): string | undefined => witnesses.round(known)?.note.split('\n')[1];
    expect(sizeOf(0)).toBe('1');
    log.append(leafOf(Uint8Array.of(2)));
    now = 999;
    expect(sizeOf(1)).toBe('1');
    now = 1000;
    expect(sizeOf(1)).toBe('2');
    expect(sizeOf(3)).toBeUndefined();
    // Twenty thousand PCs together ask fifty times a second.
    expect(witnesses.round(0)?.againMs).toBe(400_000);
  });

  it('WI3 a policy that is not written in its form is refused with its line', () => {
    const key = witnessVerifierKey({ name: 'a', key: new Uint8Array(32) });
    const bad = [
      'witness a b',
      `witness a ${key}`,
      `witness a ${key}\nwitness b ${key}\nquorum a`,
      `group g 1 a\nquorum g`,
      `witness a ${key}\ngroup g 2 a\nquorum g`,
    ];
    for (const text of [...bad, `witness a ${key}\nquorum b`, `witness a ${key}\nquorum a\nquorum a`, 'nonsense', `witness none ${key}\nquorum none`])
      expect([text, readPolicy(text).ok]).toEqual([text, false]);
    expect(must(readPolicy('# nothing\n\n'))).toBeNull();
    expect(must(readPolicy(`log x\nwitness a ${key} https://x\ngroup g any a\ngroup h all g\nquorum h`))).not.toBeNull();
  });
});
