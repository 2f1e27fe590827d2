/** Closed list of what can be wrong with a sealed PDF, each with its sentence. Rules are in `../SPEC.md`. */

import type { ChainCode } from '../pki.ts';

const SENTENCES = {
  PDF_MALFORMED: 'PDF의 짜임을 읽을 수 없습니다. 파일이 손상되었거나 바뀌었습니다.',
  PDF_NO_SIGNATURE: '관인 서명이 하나도 없습니다.',
  PDF_RANGE: '서명이 덮는 범위가 올바르지 않습니다. 파일이 바뀌었습니다.',
  PDF_DIGEST_MISMATCH: '서명한 뒤에 내용이 바뀌었습니다.',
  PDF_SIGNATURE: '관인 서명 값이 맞지 않습니다.',
  PDF_CMS: '관인 서명의 꾸러미가 바뀌었거나 정해진 모양이 아닙니다.',
  PDF_CHANGED_AFTER_SIGNATURE: '서명 뒤에 서명 말고 다른 것이 더해지거나 바뀌었습니다.',
  PDF_NOT_FINAL: '처리 이력에 적힌 마지막 파일이 아닙니다.',
  SEAL_MISSING: '찍혀 있어야 할 관인이 빠졌습니다.',
  SEAL_UNEXPECTED: '찍혀 있지 않아야 할 관인이 있습니다.',
  PDF_TIMESTAMP: '시각확인이 맞지 않거나 다른 것에 대한 것입니다.',
  PDF_STAMP_MISSING: '시각확인이 있던 관인에서 시각확인이 빠졌습니다.',
  SEAL_REVOKED: '인증서가 폐지된 뒤에 찍은 관인입니다.',
  SEAL_WRONG_AGENCY: '다른 기관의 관인이 찍혀 있습니다.',
} as const;

/** Code of a fault in a PDF itself. */
export type PdfFaultCode = keyof typeof SENTENCES;

/** All codes, for the test that every one of them can be got. */
export const PDF_FAULT_CODES = Object.keys(SENTENCES) as readonly PdfFaultCode[];

/** One fault: a code of this list or of the certificate chain, where, and the sentence. */
export interface PdfFault {
  readonly code: PdfFaultCode | ChainCode;
  readonly where: string;
  readonly message: string;
}

/** The fault of a code. */
export function pdfFault(code: PdfFaultCode, where: string): PdfFault {
  return { code, where, message: SENTENCES[code] };
}
