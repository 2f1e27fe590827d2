/** Checks of a trail: chain, signatures, certificates, and that the engine accepts every statement where it stands. */

import { decide } from '../approval/approval.ts';
import { evolveTo } from '../approval/evolve.ts';
import type { RefusalCode } from '../approval/refusals.ts';
import { initialState, type DocumentState } from '../approval/state.ts';
import type { CryptoProvider } from '../crypto/crypto.ts';
import { adminEnded } from '../org/ended.ts';
import { EMPTY_DIRECTORY, foldDirectoryEntry } from '../org/fold.ts';
import type { Directory } from '../org/directory.ts';
import type { ProvenEntry } from '../exchange/capsule/capsule.ts';
import { entryText, type EntryText } from '../trail/hash.ts';
import { verifyFact, verifyStatement } from '../trail/sign.ts';
import type { Entry } from '../trail/entry.ts';
import type { SignedStatement } from '../trail/statement.ts';
import type { CheckLog } from './envelope.ts';
import { readKnown, verifyChain, type CertificateKind } from './pki.ts';

/** Certificates by digest (DER, their bytes changed by nobody), and what they are checked against. */
export interface TrustContext {
  readonly certificates: ReadonlyMap<string, Uint8Array>;
  readonly anchors: readonly Uint8Array[];
  readonly crypto: CryptoProvider;
}

/** A key that is trusted: its SPKI (DER), whose it is, and the digest of the certificate right above it. */
export interface TrustedKey {
  readonly spki: Uint8Array;
  readonly holder: { readonly person: string | null; readonly agency: string | null };
  readonly issuer: string | null;
}

/** Public key of a certificate that chains to an anchor at that time, or a fault code with its sentence. */
export async function trustedKey(
  context: TrustContext,
  digest: string,
  kind: CertificateKind,
  at: string,
): Promise<TrustedKey | { code: string; message: string }> {
  const leaf = context.certificates.get(digest);
  if (leaf === undefined) return { code: 'CERTIFICATE_MISSING', message: '서명에 쓰인 인증서가 들어 있지 않습니다.' };
  const { anchors, crypto } = context;
  const intermediates = [...context.certificates.values()];
  const chain = await verifyChain({ leaf, intermediates, anchors, at: new Date(at), kind, crypto, read: readKnown });
  if (!chain.ok) return { code: chain.code, message: chain.message };
  const subject = chain.value.leaf;
  return { spki: subject.spki, holder: { person: subject.personId, agency: subject.agencyCode }, issuer: chain.value.chain[1]?.digest ?? null };
}

/** `directory`: as it stood before a change of it; an administrator it ended signs nothing (EN15, EN18). `text`: the statement's canonical text where it is known. */
async function checkSigned(
  signed: SignedStatement,
  kind: CertificateKind,
  context: TrustContext,
  { directory = EMPTY_DIRECTORY, text }: { readonly directory?: Directory; readonly text?: string | undefined } = {},
): Promise<{ code: string; message: string } | null> {
  const { actor, at } = signed.statement;
  const key = await trustedKey(context, actor.certificate, kind, at);
  if ('code' in key) return key;
  if (key.holder.agency !== actor.agency || (kind === 'person' && key.holder.person !== actor.person)) {
    return { code: 'CERTIFICATE_NOT_ACTORS', message: '인증서의 주인과 서명한 사람이 다릅니다.' };
  }
  if (kind === 'admin' && adminEnded(directory, actor.agency, actor.certificate, key.issuer))
    return { code: 'ADMIN_REVOKED', message: '폐지된 관리자 인증서로 조직도를 바꾼 기록입니다.' };
  const checked = await verifyStatement(signed, key.spki, context.crypto, text);
  return checked.ok ? null : { code: checked.code, message: checked.message };
}

function linkFault({ entry }: ProvenEntry, i: number, { documentId, head }: Pick<DocumentState, 'documentId' | 'head'>): EntryFault | null {
  if (entry.documentId !== documentId) return { code: 'ENTRY_FOREIGN', message: '다른 문서의 기록이 섞여 있습니다.' };
  if (entry.seq !== i) return { code: 'ENTRY_ORDER', message: '기록의 차례가 맞지 않습니다. 빠졌거나 바뀌었습니다.' };
  return entry.prev === head ? null : { code: 'ENTRY_CHAIN', message: '앞 기록과 이어지지 않습니다. 기록이 바뀌었습니다.' };
}

/** The directory as it stood before the entry at a log index. */
export function directoryAt(directory: readonly ProvenEntry[], index: number): Directory {
  return directory
    .filter((item) => item.index < index)
    .map((item) => item.entry)
    .reduce(foldDirectoryEntry, EMPTY_DIRECTORY);
}

/** `directoryAt` where it is asked for later and later places: between two changes it is the same. */
function createDirectoryAt(directory: readonly ProvenEntry[]): (index: number) => Directory {
  let [count, found] = [-1, EMPTY_DIRECTORY];
  return (index) => {
    const now = directory.reduce((sum, item) => sum + (item.index < index ? 1 : 0), 0);
    if (now !== count) [count, found] = [now, directoryAt(directory, index)];
    return found;
  };
}

/** Rules that are younger than papers may be: the log took such acts before, so their records are sound. */
const ADMITTED_BEFORE: ReadonlySet<RefusalCode> = new Set(['REPORT_TOO_EARLY']);

/** What is wrong with an entry, or with whoever signed it: a closed code of the checks (`RULE_…` where the engine refuses) and its sentence. */
export interface EntryFault {
  readonly code: string;
  readonly message: string;
}

/** Whose key signed an entry, and whether it did: the person's, the administrator's, or the log's own. No rule is asked. */
export async function signatureFault(entry: Entry, logKey: string, context: TrustContext, known?: EntryText): Promise<EntryFault | null> {
  const text = known?.statement ?? undefined;
  if (entry.kind === 'statement') return checkSigned(entry.body, entry.body.statement.type === 'directory.put' ? 'admin' : 'person', context, { text });
  const key = await trustedKey(context, logKey, 'log', entry.receivedAt);
  if ('code' in key) return key;
  if (entry.body.key !== logKey) return { code: 'LOG_KEY_MISMATCH', message: '다른 기록 서버의 사실이 섞여 있습니다.' };
  const checked = await verifyFact(entry.documentId, entry.body, key.spki, context.crypto);
  if (!checked.ok) return { code: checked.code, message: checked.message };
  return entry.body.fact.type === 'refused' ? checkSigned(entry.body.fact.statement, 'person', context) : null;
}

/** Where an entry stands: its paper and the directory before it, and its texts where they are known. */
export interface EntryPlace {
  readonly state: DocumentState;
  readonly directory: Directory;
  readonly text?: EntryText;
}

/** What is wrong with one entry of a document where it stands: certificate, signature, or a rule. Its links are not looked at. */
export async function entryFault(entry: Entry, { state, directory, text }: EntryPlace, logKey: string, context: TrustContext): Promise<EntryFault | null> {
  const fault = await signatureFault(entry, logKey, context, text);
  if (fault !== null || entry.kind === 'serverFact') return fault;
  const judged = decide(state, entry.body.statement, directory, entry.receivedAt);
  return judged.ok || ADMITTED_BEFORE.has(judged.code) ? null : { code: `RULE_${judged.code}`, message: `규칙에 맞지 않는 처리입니다: ${judged.message}` };
}

/** Checks every entry of the document's trail in order; the state up to the first fault. */
export async function verifyTrail(
  documentId: string,
  entries: readonly ProvenEntry[],
  directory: readonly ProvenEntry[],
  logKey: string,
  context: TrustContext,
  log: CheckLog,
): Promise<DocumentState> {
  let state = initialState(documentId);
  const at = createDirectoryAt(directory);
  for (const [i, item] of entries.entries()) {
    const text = entryText(item.entry, context.crypto.text);
    const before = { state, directory: at(item.index), text };
    const fault = linkFault(item, i, state) ?? (await entryFault(item.entry, before, logKey, context));
    if (fault !== null) {
      log.fault(fault.code, '처리 이력', `처리 이력 ${i + 1}번째`, fault.message);
      return state;
    }
    state = evolveTo(state, item.entry, text.leaf);
  }
  log.pass('TRAIL', '처리 이력', 'trail/entries.json', `기록 ${entries.length}건이 이어지고 서명이 모두 맞습니다.`);
  return state;
}

/** What is wrong with one entry of the directory's trail; `before` is the directory as it stood. */
export async function directoryFault(entry: Entry, before: Directory, context: TrustContext, text?: EntryText): Promise<EntryFault | null> {
  if (entry.kind !== 'statement' || entry.body.statement.type !== 'directory.put')
    return { code: 'DIRECTORY_ENTRY', message: '조직도 기록이 아닌 것이 들어 있습니다.' };
  const fault = await checkSigned(entry.body, 'admin', context, { directory: before, text: text?.statement ?? undefined });
  const { actor, body } = entry.body.statement;
  return fault ?? (body.agency.code === actor.agency ? null : { code: 'DIRECTORY_FOREIGN', message: '다른 기관의 조직도를 바꾼 기록입니다.' });
}

/** Checks the directory extract: each change signed by an administrator of that agency. */
export async function verifyDirectory(entries: readonly ProvenEntry[], context: TrustContext, log: CheckLog): Promise<void> {
  let before = EMPTY_DIRECTORY;
  for (const item of entries) {
    const where = `조직도 기록 ${item.entry.seq + 1}`;
    const fault = await directoryFault(item.entry, before, context);
    if (fault !== null) {
      log.fault(fault.code, '조직도', where, fault.message);
      return;
    }
    before = foldDirectoryEntry(before, item.entry);
  }
  log.pass('DIRECTORY', '조직도', 'directory/entries.json', `기관 관리자가 서명한 조직도 ${entries.length}건입니다.`);
}
