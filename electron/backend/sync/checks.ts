/** The client trusts no server: every entry is checked for chain, certificate and signature before it is kept. */

import { sha256Hex, type CryptoProvider } from '../../../shared/crypto/crypto.ts';
import { fromBase64 } from '../../../shared/lib/bytes.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import { adminEnded } from '../../../shared/org/ended.ts';
import type { Directory } from '../../../shared/org/directory.ts';
import { DIRECTORY_TRAIL, type Entry } from '../../../shared/trail/entry.ts';
import { verifyFact, verifyStatement } from '../../../shared/trail/sign.ts';
import type { SignedStatement } from '../../../shared/trail/statement.ts';
import { entrySchema } from '../../../shared/verify/capsule-schema.ts';
import type { CertificateKind } from '../../../shared/verify/pki.ts';
import { trustedKey, type TrustContext } from '../../../shared/verify/trail.ts';
import type { TrailStore } from './store.ts';
import type { Wire } from './wire.ts';

/** Why an entry is not kept. OFFLINE means: not judged yet. */
export type CheckCode = 'ENTRY_FORMAT' | 'ENTRY_CHAIN' | 'SIGNATURE_INVALID' | 'CERTIFICATE_INVALID' | 'DIRECTORY_FOREIGN' | 'STATEMENT_REPLAYED' | 'OFFLINE';

/** Checks entries and finds the certificates they need. */
export interface Checks {
  /** `directory`: as it stood before the entry; it matters to those of the directory only. */
  entry(entry: Entry, head: { count: number; head: string | null }, directory: Directory): Promise<Result<null, CheckCode>>;
  /** DER of a certificate, from the replica or the server. */
  certificate(digest: string): Promise<Result<Uint8Array>>;
}

/** What the checks are made of. */
export interface ChecksInput {
  readonly store: TrailStore;
  readonly wire: Wire | null;
  readonly root: Uint8Array;
  readonly crypto: CryptoProvider;
}

function createCertificates(input: ChecksInput): { context: TrustContext; find(digest: string): Promise<Result<Uint8Array>> } {
  const { store, wire } = input;
  const known = store.certificates();
  const context: TrustContext = { certificates: known, anchors: [input.root], crypto: input.crypto };
  async function find(digest: string): Promise<Result<Uint8Array>> {
    const kept = known.get(digest);
    if (kept !== undefined) return ok(kept);
    if (wire === null) return err('OFFLINE', '이 PC에 없는 인증서입니다.');
    const chain = await wire.json<string[]>('GET', `/certificates/${digest}/chain`);
    if (!chain.ok) return chain;
    for (const der of chain.value.map(fromBase64)) {
      if (der === null) continue;
      known.set(sha256Hex(der), der);
      store.addCertificate(sha256Hex(der), der);
    }
    const found = known.get(digest);
    return found === undefined ? err('CERTIFICATE_UNKNOWN', '서명에 쓰인 인증서를 찾을 수 없습니다.') : ok(found);
  }
  return { context, find };
}

type Checked = Result<null, CheckCode>;

/** Checks of what stands in an entry, certificate and signature. */
function createBodyCheck(input: ChecksInput, context: TrustContext, find: Checks['certificate']): (entry: Entry, directory: Directory) => Promise<Checked> {
  async function keyOf(digest: string, kind: CertificateKind, at: string) {
    const found = await find(digest);
    if (!found.ok) return err(found.code === 'OFFLINE' ? 'OFFLINE' : 'CERTIFICATE_INVALID', found.message);
    const key = await trustedKey(context, digest, kind, at);
    return 'code' in key ? err('CERTIFICATE_INVALID', key.message) : ok(key);
  }

  async function signed(statement: SignedStatement, before: Directory): Promise<Checked> {
    const { actor, at, type } = statement.statement;
    const directory = type === 'directory.put';
    const key = await keyOf(actor.certificate, directory ? 'admin' : 'person', at);
    if (!key.ok) return key;
    const { holder, spki, issuer } = key.value;
    if (directory && adminEnded(before, actor.agency, actor.certificate, issuer))
      return err('CERTIFICATE_INVALID', '폐지된 관리자 인증서로 조직도를 바꾼 기록입니다.');
    if (holder.agency !== actor.agency || (!directory && holder.person !== actor.person))
      return err('CERTIFICATE_INVALID', '인증서의 주인과 서명한 사람이 다릅니다.');
    return verifyStatement(statement, spki, input.crypto);
  }

  return async (entry, directory) => {
    if (entry.kind === 'statement') {
      const { statement } = entry.body;
      const inDirectory = entry.documentId === DIRECTORY_TRAIL;
      if (inDirectory !== (statement.type === 'directory.put') || statement.documentId !== entry.documentId)
        return err('DIRECTORY_FOREIGN', '다른 곳의 기록이 섞여 있습니다.');
      if (statement.type === 'directory.put' && statement.body.agency.code !== statement.actor.agency)
        return err('DIRECTORY_FOREIGN', '다른 기관의 조직도를 바꾼 기록입니다.');
      return signed(entry.body, directory);
    }
    if (entry.documentId === DIRECTORY_TRAIL) return err('DIRECTORY_FOREIGN', '조직도에는 관리자가 서명한 기록만 있을 수 있습니다.');
    const key = await keyOf(entry.body.key, 'log', entry.receivedAt);
    return key.ok ? verifyFact(entry.documentId, entry.body, key.value.spki, input.crypto) : key;
  };
}

/** Checks over one replica. */
export function createChecks(input: ChecksInput): Checks {
  const { context, find } = createCertificates(input);
  const body = createBodyCheck(input, context, find);
  return {
    certificate: find,
    async entry(entry, { count, head }, directory) {
      if (!entrySchema.safeParse(entry).success) return err('ENTRY_FORMAT', '기록의 형식이 맞지 않습니다.');
      if (entry.seq !== count || entry.prev !== head) return err('ENTRY_CHAIN', '앞 기록과 이어지지 않습니다. 기록이 바뀌었습니다.');
      return body(entry, directory);
    },
  };
}
