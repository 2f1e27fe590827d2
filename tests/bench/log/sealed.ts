/** Papers of one log drawn and sealed for real, each with a text of its own: the hundred PDFs of the bundle. */

import { renderPaper } from '../../../electron/backend/pdf/render.ts';
import { openFormFonts } from '../../../electron/backend/pdf/fonts.ts';
import { sealPdf } from '../../../electron/backend/pdf/seal.ts';
import { issue } from '../../../electron/backend/pki/certificate.ts';
import { generateKey, signDer } from '../../../electron/backend/pki/keys.ts';
import type { Content } from '../../../shared/collab/content.ts';
import { contentDigest } from '../../../shared/collab/digest.ts';
import { sha256Hex } from '../../../shared/crypto/crypto.ts';
import { PATHS } from '../../../shared/exchange/capsule/capsule.ts';
import { sealFieldName } from '../../../shared/forms/official.ts';
import { paperPrint } from '../../../shared/forms/paper.ts';
import { printLanes } from '../../../shared/forms/printed-lanes.ts';
import { createNames, type Names } from '../../../shared/org/names.ts';
import { canonicalBytes } from '../../../shared/trail/canonical.ts';
import type { Statement } from '../../../shared/trail/statement.ts';
import { seoulDate } from '../../../shared/writing/amount.ts';
import { contentOf, createLogBook, writePaper, type WritingPaper } from '../../support/signed-papers.ts';
import { createWorld } from '../../support/sync-world.ts';

const VALID = { notBefore: new Date('2020-01-01T00:00:00Z'), notAfter: new Date('2040-01-01T00:00:00Z') };
const ENFORCED_ON = '2026-11-25';

function must<T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: string }): T {
  if (!result.ok) throw new Error(result.message);
  return result.value;
}

/** A book whose first agency has a seal. */
function createSealingBook() {
  const world = createWorld();
  const { kim, lee } = world.people;
  const key = generateKey('P-256');
  const ca = world.authority('A');
  const certificate = issue(ca, { kind: 'seal', organisation: '행정안전부', agencyCode: 'A', commonName: '행정안전부장관의인' }, key.spki, VALID);
  const seal = { name: '행정안전부장관의인', certificate: sha256Hex(certificate), image: '0'.repeat(64), registeredOn: '2026-01-02' };
  const book = createLogBook(world, [{ ...world.directory('A'), seal }, world.directory('B')], [kim, lee]);
  const signer = { certificate, chain: [ca.certificate], alg: 'ES256', sign: (data: Uint8Array) => signDer(key.privateKey, data) } as const;
  return { book, seal, signer, kim, lee };
}

type Sealing = ReturnType<typeof createSealingBook>;

/** What is printed: as `electron/backend/issue/print.ts` draws the base of a registered paper. */
function printOf(names: Names, writing: WritingPaper, content: Content, salts: readonly string[]) {
  const state = writing.state();
  const lead = state.registrations[0];
  const frozen = { v: 1, documentId: writing.documentId, version: 1, content, salts };
  return paperPrint({
    ...{ content, agencies: names.on(state.approvedAt).agencies, lanes: printLanes(state, names, state.approvedAt), showPending: false },
    ...{ approvedOn: seoulDate(state.approvedAt ?? ''), enforcedOn: ENFORCED_ON, watermark: '', createdAt: state.approvedAt ?? '', pictures: new Map() },
    registration: lead === undefined ? null : { unitName: lead.unitName, number: lead.number },
    files: [
      { name: 'document.json', mediaType: 'application/json', description: '원문과 내용 지문', relationship: 'Source', bytes: canonicalBytes(frozen) },
      {
        name: 'trail.json',
        mediaType: 'application/json',
        description: '등록까지의 처리 이력',
        relationship: 'Supplement',
        bytes: canonicalBytes(writing.entries()),
      },
    ],
  });
}

async function sealedCapsule({ book, seal, signer, kim, lee }: Sealing, fonts: ReturnType<typeof openFormFonts>, n: number): Promise<Uint8Array> {
  const plain = contentOf(n);
  const content = { ...plain, fields: { ...plain.fields, recipients: ['기획재정부장관'], title: `정보화 사업 ${n}차 점검 결과 통보` } };
  const writing = book.write();
  const { salts } = writePaper(writing, { kim, lee }, content);
  const bound = { contentDigest: contentDigest(content, salts), jointDigest: writing.state().jointDigest, laneDigest: null } as Partial<Statement>;
  const base = must(await renderPaper(must(printOf(createNames(book.directory()), writing, content, salts)), fonts)).pdf;
  writing.say(kim, 'base.fixed', { baseDigest: sha256Hex(base), enforcedOn: ENFORCED_ON }, bound);
  const at = new Date(book.clock.now).toISOString();
  const asked = { bytes: base, field: sealFieldName('A'), sealName: seal.name, signer, at, reason: '관인 날인', location: '행정안전부' };
  const pdf = must(await sealPdf(asked, fonts.bold));
  writing.say(kim, 'sealed', { agency: 'A', fromDigest: sha256Hex(base), toDigest: sha256Hex(pdf), seal: seal.certificate }, bound);
  return book.capsule(writing.end(content, salts), new Map([[PATHS.pdf, pdf]]));
}

/** Makes so many, registered under the numbers that follow on `after`; their root, and the capsules one by one. */
export async function sealedPapers(count: number, after: number, take: (n: number, capsule: Uint8Array) => void): Promise<Uint8Array> {
  const sealing = createSealingBook();
  sealing.book.numbers.set('A/U1', after);
  const fonts = openFormFonts();
  for (let n = 0; n < count; n++) take(n, await sealedCapsule(sealing, fonts, n));
  return sealing.book.world.root;
}
