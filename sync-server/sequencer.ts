/** The sequencer: judges statements with the shared engine and appends them with what follows, one at a time, in one transaction. */

import { decide } from '../shared/approval/approval.ts';
import { sentenceOf } from '../shared/approval/refusals.ts';
import { fromHex } from '../shared/lib/bytes.ts';
import { err, ok, type Result } from '../shared/lib/result.ts';
import { fromBase64Url } from '../shared/lib/bytes.ts';
import type { Disclosures, LoggedEntry, SequencerCode, Submission, SubmitReply } from '../shared/sync/api.ts';
import type { Directory } from '../shared/org/directory.ts';
import { adminEnded } from '../shared/org/ended.ts';
import { deputyGrant } from '../shared/org/deputy.ts';
import { DIRECTORY_TRAIL, type Entry, type ServerFact, type UsedFacts } from '../shared/trail/entry.ts';
import { commit } from '../shared/trail/hash.ts';
import { statementBytes } from '../shared/trail/sign.ts';
import type { SignedStatement, Statement } from '../shared/trail/statement.ts';
import { seoulDate } from '../shared/writing/amount.ts';
import { parseCertificate } from '../shared/verify/pki.ts';
import { trustedKey, type TrustContext } from '../shared/verify/trail.ts';
import { refused, type Refused, type SequencerInput } from './sequencer-input.ts';
import { entryLeaf, statementDigest } from './digests.ts';
import { createFollow, type Follow } from './follow.ts';
import type { Append, EntryRow } from './storage/storage.ts';

/** The sequencer. */
export interface Sequencer {
  submit(submission: Submission): Promise<SubmitReply>;
  /** A fact the server itself states, such as a delivery. */
  state(documentId: string, fact: ServerFact): Promise<void>;
}

/** The certificate chains to the root, is the actor's, and signed these bytes. The digest of its issuer, which a change of the directory is judged by. */
async function checkSignature(signed: SignedStatement, trust: TrustContext, now: string): Promise<Result<string | null, SequencerCode>> {
  const { statement } = signed;
  const { actor } = statement;
  if (!trust.certificates.has(actor.certificate)) return refused('CERTIFICATE_UNKNOWN');
  const directory = statement.type === 'directory.put';
  const key = await trustedKey(trust, actor.certificate, directory ? 'admin' : 'person', statement.at);
  if ('code' in key) return refused(directory ? 'NOT_ADMIN' : 'CERTIFICATE_INVALID');
  // The directory waits in no outbox: who changes it holds a certificate that is good now, however early the change says it was signed.
  if (directory && 'code' in (await trustedKey(trust, actor.certificate, 'admin', now))) return refused('NOT_ADMIN');
  const signature = fromBase64Url(signed.signature);
  const good = signature !== null && (await trust.crypto.verify(statement.alg, key.spki, signature, statementBytes(statement)));
  if (!good) return refused('SIGNATURE_INVALID');
  if (key.holder.agency !== actor.agency) return refused(directory ? 'NOT_ADMIN' : 'CERTIFICATE_INVALID');
  return directory || key.holder.person === actor.person ? ok(key.issuer) : refused('CERTIFICATE_INVALID');
}

const putsAgency = ({ entry }: LoggedEntry, agency: string): boolean =>
  entry.kind === 'statement' && entry.body.statement.type === 'directory.put' && entry.body.statement.body.agency.code === agency;

/** A certificate the server has, of an administrator or an authority of this agency: the list of the revoked needs its serial number. */
function isOf({ certificates }: TrustContext, kind: 'admin' | 'agency', digest: string, agency: string): boolean {
  const parsed = parseCertificate(certificates.get(digest) ?? new Uint8Array(0));
  return parsed.ok && parsed.value.kind === kind && parsed.value.agencyCode === agency;
}

/** An administrator publishes only the own agency, and only over the record they saw: a whole record would undo what another one changed. */
function judgeDirectory(statement: Statement<'directory.put'>, input: SequencerInput, issuer: string | null): Result<Follow, SequencerCode> {
  const { storage, trail, trust } = input;
  const { code, administrators = [], endedAdmins = [], endedAuthorities = [] } = statement.body.agency;
  const { certificate } = statement.actor;
  if (statement.documentId !== DIRECTORY_TRAIL || code !== statement.actor.agency) return refused('NOT_ADMIN');
  if (adminEnded(trail.directory(), code, certificate, issuer)) return refused('ADMIN_REVOKED');
  // Whoever ends a certificate goes on with one that is good: no agency is left without an administrator by this.
  if (endedAdmins.includes(certificate) || (issuer !== null && endedAuthorities.includes(issuer))) return refused('OWN_CERTIFICATE');
  const named = [...administrators.map((one) => one.certificate), ...endedAdmins];
  if (!named.every((digest) => isOf(trust, 'admin', digest, code))) return refused('CERTIFICATE_UNKNOWN');
  if (!endedAuthorities.every((digest) => isOf(trust, 'agency', digest, code))) return refused('CERTIFICATE_UNKNOWN');
  const moved = storage.entriesOf(DIRECTORY_TRAIL, statement.directoryRev).some((logged) => putsAgency(logged, code));
  return moved ? refused('DIRECTORY_MOVED') : ok({ facts: [], numbers: [], freeze: null, blobs: [], disclosures: {} });
}

function disclosuresFit(disclosures: Disclosures): boolean {
  return Object.entries(disclosures).every(([commitment, { salt, value }]) => commit(salt, value) === commitment);
}

/** Turns bodies into entries that follow the head of the trail. */
function createChainer(
  input: SequencerInput,
): (documentId: string, signed: SignedStatement | null, facts: readonly ServerFact[], receivedAt: string) => EntryRow[] {
  const { trail, signer } = input;
  return (documentId, signed, facts, receivedAt) => {
    let { count, head } = trail.headOf(documentId);
    const chain = (body: Pick<Entry, 'kind' | 'body'>, statement: string | null): EntryRow => {
      const entry = { v: 1, documentId, seq: count, prev: head, receivedAt, ...body } as Entry;
      count += 1;
      head = entryLeaf(entry);
      return { entry, leaf: fromHex(head), statement };
    };
    const first =
      signed === null
        ? []
        : [chain({ kind: 'statement', body: { ...signed, facts: usedFacts(signed.statement, trail.directory()) } }, statementDigest(signed.statement))];
    return [...first, ...facts.map((fact) => chain({ kind: 'serverFact', body: signer.fact(documentId, fact) }, null))];
  };
}

/** Person, delegation row and deputy entry the act leaned on, so that the trail explains itself. */
function usedFacts(statement: Statement, directory: Directory): UsedFacts {
  const { actor, capacity, at } = statement;
  const { agency, unit, position } = actor;
  const used = { person: { agency, unit, position }, delegation: statement.type === 'decided' ? statement.body.delegation : null };
  if (capacity.kind === 'own') return used;
  const post = { position: capacity.forPosition, unit: capacity.forUnit };
  const deputy = deputyGrant(directory, agency, post, actor.person, seoulDate(at));
  return typeof deputy === 'string' ? used : { ...used, deputy };
}

/** Commits rows and tells memory, log and rooms, all in one turn. */
function createCommit(input: SequencerInput): (documentId: string, rows: readonly EntryRow[], rest?: Partial<Append>) => LoggedEntry[] | null {
  const { storage, trail, rooms, log } = input;
  return (documentId, rows, rest = {}) => {
    rooms.settle();
    const expected = trail.headOf(documentId).count;
    const logSize = log.size();
    const bare = { freeze: null, numbers: [], disclosures: {}, blobs: [], refusal: null };
    const done = storage.appendEntries({ ...bare, ...rest, documentId, expected, logSize, entries: rows });
    if (done === 'conflict') return null;
    for (const row of rows) log.append(row.leaf);
    const entries = rows.map((row, i) => ({ index: logSize + i, entry: row.entry }));
    trail.moved(entries);
    rooms.recheck(documentId === DIRECTORY_TRAIL ? null : documentId);
    input.appended(entries);
    return entries;
  };
}

/** The answer already given to this statement, or null. */
function createMemory(input: SequencerInput): (digest: string) => SubmitReply | null {
  const { storage } = input;
  return (digest) => {
    const refusal = storage.refusalOf(digest);
    if (refusal !== null) return { ok: false, code: refusal.code as SequencerCode, message: refusal.message };
    const first = storage.byStatement(digest);
    if (first === null) return null;
    const rest = storage.entriesOf(first.entry.documentId, first.entry.seq + 1);
    const end = rest.findIndex(({ index, entry }, i) => entry.kind === 'statement' || index !== first.index + 1 + i || notFollowing(entry));
    return { ok: true, value: { entries: [first, ...rest.slice(0, end === -1 ? rest.length : end)] } };
  };
}

function notFollowing(entry: Entry): boolean {
  return entry.kind === 'serverFact' && (entry.body.fact.type === 'delivered' || entry.body.fact.type === 'refused');
}

/** One at a time: what the next one sees is what the one before committed. */
function createTurns(): <T>(work: () => T) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
}

/** Codes that say "look again": kept by nobody. */
const UNKEPT: ReadonlySet<SequencerCode> = new Set(['STALE', 'CONTENT_INVALID', 'CONTENT_SECRET', 'SEAL_OMITTED']);

/** A statement in its turn: remembered, judged, appended or kept as refused. */
function createSequence(
  input: SequencerInput,
  chain: ReturnType<typeof createChainer>,
  commitRows: ReturnType<typeof createCommit>,
): (submission: Submission, issuer: string | null) => SubmitReply {
  const { trail } = input;
  const remembered = createMemory(input);
  const follow = createFollow(input);

  function judge(submission: Submission, issuer: string | null, receivedAt: string): Result<Follow, SequencerCode> {
    const { statement } = submission.signed;
    if (statement.type === 'directory.put') return judgeDirectory(statement, input, issuer);
    if (statement.documentId === DIRECTORY_TRAIL) return refused('MALFORMED');
    const decision = decide(trail.state(statement.documentId), statement, trail.directory(), receivedAt);
    if (!decision.ok) return err(decision.code, sentenceOf(decision.code));
    return follow(submission, decision.value.followUps);
  }
  function keepRefusal(signed: SignedStatement, reply: Refused, receivedAt: string): Refused {
    const { documentId } = signed.statement;
    if (documentId === DIRECTORY_TRAIL || trail.state(documentId).status === 'none' || UNKEPT.has(reply.code)) return reply;
    // A stranger's attempt stands among the records of access: nobody writes into the trail of a document they may not even read.
    if (!trail.readable(documentId, signed.statement.actor.person)) return reply;
    const refusal = { statement: statementDigest(signed.statement), code: reply.code, message: reply.message };
    commitRows(documentId, chain(documentId, null, [{ type: 'refused', code: reply.code, statement: signed }], receivedAt), { refusal });
    return reply;
  }
  return (submission, issuer) => {
    const { signed, disclosures = {} } = submission;
    const { documentId } = signed.statement;
    const known = remembered(statementDigest(signed.statement));
    if (known !== null) return known;
    if (!disclosuresFit(disclosures)) return refused('DISCLOSURE_MISMATCH');
    const receivedAt = input.clock().toISOString();
    const judged = judge(submission, issuer, receivedAt);
    if (!judged.ok) return keepRefusal(signed, judged, receivedAt);
    const { facts, ...rest } = judged.value;
    const texts = { ...disclosures, ...rest.disclosures };
    const entries = commitRows(documentId, chain(documentId, signed, facts, receivedAt), { ...rest, disclosures: texts });
    return entries === null ? refused('STALE') : ok({ entries });
  };
}

/** The sequencer over one log: statements wait their turn. */
export function createSequencer(input: SequencerInput): Sequencer {
  const chain = createChainer(input);
  const commitRows = createCommit(input);
  const sequence = createSequence(input, chain, commitRows);
  const inTurn = createTurns();
  return {
    async submit(submission) {
      const checked = await checkSignature(submission.signed, input.trust, input.clock().toISOString());
      return checked.ok ? inTurn(() => sequence(submission, checked.value)) : checked;
    },
    async state(documentId, fact) {
      await inTurn(() => commitRows(documentId, chain(documentId, null, [fact], input.clock().toISOString())));
    },
  };
}
