/** The two suites over sealed papers: changed ones are found and named, honest ones raise no alarm. */

import { closePdf } from '../../electron/backend/pdf/closing.ts';
import { createWebCrypto } from '../../shared/crypto/web.ts';
import { verifyPdf, type PdfTrust } from '../../shared/verify/pdf/verify.ts';
import { randomOf, tampered, type SealedPaper } from './pdf-tamper.ts';
import { aRandomPrint } from './print-random.ts';
import { aPrint } from './print-sample.ts';
import { aSealingAgency, basePdf, paperRoot, sealInTurn, sendersOf, type SealingAgency } from './sealed-paper.ts';
import { aStampAuthority } from './stamp-authority.ts';

const crypto = createWebCrypto(globalThis.crypto.subtle);
/** What papers here are checked against. */
export const PAPER_TRUST: PdfTrust = { anchors: [paperRoot.certificate], crypto };

const tsa = aStampAuthority();
const AT = '2026-11-23T01:00:00.000Z';

/** Sealed in turn; with `long`, each seal is stamped, and evidence and a time stamp of the whole stand behind them. */
async function sealed(base: Uint8Array, agencies: readonly SealingAgency[], long: boolean, at = AT): Promise<Uint8Array[]> {
  const stamp = long ? tsa.sourceAt(at) : null;
  const versions = await sealInTurn(base, agencies, { at, stamp });
  if (stamp === null) return versions;
  const evidence = { certificates: [tsa.root, ...agencies.map(({ ca }) => ca.certificate)], lists: [] };
  const closed = await closePdf(versions.at(-1) ?? base, evidence, stamp);
  if (!closed.ok) throw new Error(closed.message);
  return [...versions, closed.value];
}

/** A paper sealed by these agencies, with each of its earlier states and another paper of theirs. */
export async function aPaperToForge(agencies: readonly SealingAgency[], long = false): Promise<SealedPaper> {
  const senders = sendersOf(agencies);
  const versions = await sealed(await basePdf(aPrint({ senders })), agencies, long);
  const others = await sealed(await basePdf(aPrint({ senders, title: '다른 문서' })), agencies, long);
  const last = (list: readonly Uint8Array[]): Uint8Array => list.at(-1) ?? new Uint8Array(0);
  return { bytes: last(versions), versions, fields: senders.map(({ field }) => field), other: last(others) };
}

/** Changes that were not found, or not named for what they are. */
export async function missedChanges(paper: SealedPaper, seed: number, count: number): Promise<string[]> {
  const trust = { ...PAPER_TRUST, expected: { fields: paper.fields } };
  const before = await verifyPdf(paper.bytes, trust);
  const missed = before.faults.map(({ code }) => `the paper itself: ${code}`);
  let at = 0;
  for (const change of tampered(paper, seed, count)) {
    const { faults } = await verifyPdf(change.bytes, trust);
    const named = faults.some(({ code, where }) => change.codes.includes(code) && (change.where === undefined || change.where === where));
    if (!named) missed.push(`${at} ${change.kind}: ${faults.map(({ code, where }) => `${code}@${where}`).join(' ')}`);
    at += 1;
  }
  return missed;
}

/** Faults found in honest papers: random texts, one to eight agencies, both key types. */
export async function falseAlarms(seed: number, count: number): Promise<string[]> {
  const agencies = Array.from({ length: 8 }, (_, index) => aSealingAgency(index, index % 3 === 1 ? 'RSA-2048' : 'P-256'));
  const found: string[] = [];
  for (let at = 0; at < count; at++) {
    const random = randomOf(seed + at);
    const from = random(8);
    const some = [...agencies.slice(from), ...agencies.slice(0, from)].slice(0, 1 + random(8));
    const odd = aRandomPrint(seed + at);
    // A random paper takes seconds to lay out: one in ten is drawn whole, the others lend their texts.
    const print = at % 10 === 9 ? odd : aPrint({ title: odd.title, recipientList: odd.recipientList, approvals: odd.approvals, body: odd.body.slice(0, 1) });
    const base = await basePdf({ ...print, senders: sendersOf(some) });
    const versions = await sealed(base, some, random(2) === 0, `20${30 + random(10)}-0${1 + random(9)}-1${random(10)}T0${random(10)}:00:00.000Z`);
    const report = await verifyPdf(versions.at(-1) ?? base, PAPER_TRUST);
    if (report.faults.length > 0 || report.signatures.length !== some.length)
      found.push(`paper ${seed + at}: ${report.faults.map(({ code }) => code).join(' ')}`);
  }
  return found;
}
