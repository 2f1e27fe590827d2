/** A PDF as it is told to a person: checks in their order and one verdict. The command line and the screen say the same. */

import { koreanDateTime } from '../../writing/amount.ts';
import { createCheckLog, envelopeOf, type CheckLog, type Envelope } from '../envelope.ts';
import { lookAtForeign, type ForeignLook, type ForeignSignature } from './foreign.ts';
import { verifyPdf, type PdfReport, type PdfTrust, type StampReport } from './verify.ts';

const SIGNATURE = '관인 서명';
const COPY = '관인이 찍힌 원본이 아니라 이 사람이 만든 사본입니다. 원본의 지문은 서명의 사유에 있습니다.';
const OUTSIDE =
  '온결이 만든 짜임의 PDF가 아니어서 맞다고도 틀리다고도 하지 않습니다. 서명이 있어도 그 뒤에 그려진 것이 내용을 바꾸었는지는 여기서 가리지 않습니다. 만든 쪽의 프로그램으로 확인하십시오.';
const NOT_PDF = 'PDF가 아닙니다. 파일이 잘렸거나 이름만 PDF입니다.';

/** What was seen of one signature of another program. */
function foreignLine(log: CheckLog, signature: ForeignSignature, index: number): void {
  const where = `서명 ${index + 1}${signature.signer === '' ? '' : `(${signature.signer})`}`;
  if (signature.digest === 'broken') return log.fault('PDF_DIGEST_MISMATCH', '서명', where, '서명한 뒤에 내용이 바뀌었거나 서명의 범위가 맞지 않습니다.');
  if (signature.value === 'broken') return log.fault('PDF_SIGNATURE', '서명', where, '서명 값이 맞지 않습니다.');
  const held =
    signature.digest === 'holds' && signature.value === 'holds' ? '서명한 범위의 바이트는 그대로입니다' : '서명의 방식을 읽지 못해 견주지 않았습니다';
  const behind = signature.behind === 0 ? '범위는 파일 끝까지입니다' : `그 뒤에 ${signature.behind.toLocaleString('en-US')}바이트가 더 있습니다`;
  return log.skip('PDF_OUTSIDE_SIGNATURE', '서명', where, `${held}. ${behind}. 누구의 인증서인지는 가리지 않았습니다.`);
}

function foreignEnvelope(look: ForeignLook): Envelope {
  const log = createCheckLog();
  if (look.encrypted) log.skip('PDF_ENCRYPTED', 'PDF', '문서', '암호가 걸려 있어 안을 볼 수 없습니다.');
  for (const [index, signature] of look.signatures.entries()) foreignLine(log, signature, index);
  if (look.signatures.length === 0) log.skip('PDF_NO_SIGNATURE', '서명', '문서', '서명이 하나도 없습니다.');
  const told = envelopeOf('verify', log.results(), { kind: 'pdf-outside', signatures: look.signatures.length });
  return told.verdict === 'fault' ? told : { ...told, verdict: 'cannot', firstFault: { code: 'PDF_OUTSIDE', where: '문서', message: OUTSIDE } };
}

/** What a stamp proves here. */
function stampWords({ at, authority, trusted }: StampReport): string {
  return `시각확인 ${koreanDateTime(at)}(${authority}, ${trusted ? '믿는 시각확인기관' : '믿는 근거를 받지 못한 시각확인기관'})`;
}

function ownEnvelope(report: PdfReport): Envelope {
  const log = createCheckLog();
  for (const { field, signer, at, stamp, status, copy } of report.signatures) {
    const stamped = stamp === null ? '' : `, ${stampWords(stamp)}`;
    if (status === 'valid' && copy) log.pass('COPY', '사본 서명', field, `${signer}, ${koreanDateTime(at)}${stamped}. ${COPY}`);
    else if (status === 'valid') log.pass('SEAL', SIGNATURE, field, `${signer}, ${koreanDateTime(at)}${stamped}`);
  }
  const { certificates, lists } = report.evidence;
  for (const stamp of report.stamps)
    log.pass('CLOSED', '장기 검증', '문서', `${stampWords(stamp)}, 인증서 ${certificates}개와 폐지 목록 ${lists}개가 안에 있습니다.`);
  for (const fault of report.faults) log.fault(fault.code, SIGNATURE, fault.where, fault.message);
  return envelopeOf('verify', log.results(), { kind: 'pdf', signatures: report.signatures.length });
}

/** Whether nothing in it says that this product wrote it: no readable build of ours, or no field for a seal. */
function isOutside(report: PdfReport, look: ForeignLook): boolean {
  const codes = new Set(report.faults.map(({ code }) => code));
  return !look.ours && look.pdf && (codes.has('PDF_MALFORMED') || (codes.has('PDF_NO_SIGNATURE') && !codes.has('SEAL_MISSING')));
}

/** Judges any bytes as a PDF: `valid` only for a paper of this product without a fault, `cannot` for papers of other programs. Never throws. */
export async function judgePdf(bytes: Uint8Array, trust: PdfTrust): Promise<Envelope> {
  const report = await verifyPdf(bytes, trust);
  if (report.faults.length === 0) return ownEnvelope(report);
  const look = await lookAtForeign(bytes, trust.crypto);
  if (isOutside(report, look)) return foreignEnvelope(look);
  const told = ownEnvelope(report);
  if (look.pdf || told.firstFault === undefined) return told;
  return { ...told, firstFault: { ...told.firstFault, message: NOT_PDF } };
}
