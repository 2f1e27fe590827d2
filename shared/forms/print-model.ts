/** What is printed, as data: the same model gives the same PDF bytes on every host. Built by `shared/forms`, drawn by `electron/backend/pdf`. */

import type { Inline } from '../collab/content.ts';

/** A paragraph with its computed mark (`1.`, `가.` …) and left indent in 타 (half-width units). */
export interface PrintParagraph {
  readonly type: 'paragraph';
  readonly mark: string;
  readonly indent: number;
  readonly inlines: readonly Inline[];
}

/** A table; the first row repeats as a head on every page when `header`. */
export interface PrintTable {
  readonly type: 'table';
  readonly indent: number;
  readonly header: boolean;
  readonly rows: readonly (readonly (readonly Inline[])[])[];
}

/** One box of an approval row (규칙 §6–7): marks stand before the post, `lines` below it (전결, 서명, 날짜, 사유). */
export interface ApprovalBox {
  readonly marks: string;
  readonly position: string;
  readonly differs: boolean;
  readonly lines: readonly string[];
}

/** One agency's row; co-operators stand on their own line below (별지 제1호서식 9–10). */
export interface ApprovalRow {
  readonly agency: string;
  readonly boxes: readonly ApprovalBox[];
  readonly concurrers: readonly ApprovalBox[];
}

/** A line of 발신명의 with the signature field its seal goes into. */
export interface Sender {
  readonly agency: string;
  readonly name: string;
  readonly field: string;
}

/** A file embedded in the PDF (PDF/A-3 AFRelationship). */
export interface EmbeddedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly description: string;
  readonly relationship: 'Source' | 'Data' | 'Supplement';
  readonly bytes: Uint8Array;
}

/** Form 1 (별지 제1호서식) ready to draw. All texts are NFC. */
export interface OfficialPrint {
  readonly form: 'official';
  /** Draft prints carry no number and no fields; `watermark` is '' on the official copy. */
  readonly watermark: string;
  readonly agencyName: string;
  readonly recipientLine: string;
  readonly via: string;
  readonly title: string;
  readonly body: readonly (PrintParagraph | PrintTable)[];
  /** Lines of 붙임 with 끝. already placed; `end` stands alone below when the body ends in a table. */
  readonly attachmentLines: readonly { readonly label: string; readonly text: string }[];
  readonly end: string;
  readonly senders: readonly Sender[];
  readonly recipientList: string;
  readonly approvals: readonly ApprovalRow[];
  readonly enforcement: string;
  readonly receipt: string;
  readonly address: string;
  readonly contact: string;
  readonly disclosure: string;
  /** ISO UTC; the PDF's creation date and nothing from the clock. */
  readonly createdAt: string;
  readonly author: string;
  readonly summary: string;
  readonly keywords: readonly string[];
  readonly files: readonly EmbeddedFile[];
}
