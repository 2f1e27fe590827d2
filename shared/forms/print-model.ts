/** What is printed, as data: the same model gives the same PDF bytes on every host. Built by `shared/forms`, drawn by `electron/backend/pdf`. */

import type { PictureType } from '../collab/content.ts';
import type { Span } from '../collab/table.ts';

/** Letters as they are drawn; `raised` for the number of a footnote. */
export interface PrintInline {
  readonly text: string;
  readonly bold?: true;
  readonly underline?: true;
  readonly raised?: true;
}

/** A footnote: it stands at the foot of the page where its number stands. */
export interface PrintNote {
  readonly mark: string;
  readonly text: string;
}

/** A paragraph with its computed mark (`1.`, `가.` …) and left indent in 타 (half-width units). */
export interface PrintParagraph {
  readonly type: 'paragraph';
  readonly mark: string;
  readonly indent: number;
  readonly inlines: readonly PrintInline[];
  readonly notes: readonly PrintNote[];
}

/** A table of a full grid; its `head` first rows repeat on every page. `widths` in thousandths of the line, 0 for as wide as its words ask. */
export interface PrintTable {
  readonly type: 'table';
  readonly indent: number;
  readonly head: number;
  readonly rows: readonly (readonly (readonly PrintInline[])[])[];
  readonly spans: readonly Span[];
  readonly widths: readonly number[];
  /** Every column begins at its left, whatever stands in it. */
  readonly left?: true;
  readonly notes: readonly PrintNote[];
}

/** A picture: how wide it stands in thousandths of the line, its pixels, its bytes. */
export interface PrintPicture {
  readonly type: 'picture';
  readonly indent: number;
  readonly share: number;
  readonly width: number;
  readonly height: number;
  readonly mediaType: PictureType;
  readonly bytes: Uint8Array;
}

/** A part of the body. */
export type PrintPart = PrintParagraph | PrintTable | PrintPicture;

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

/**
 * A line of 발신명의 with the signature field its seal goes into. `omitted` says `관인생략` where the field takes a signature and no image, and `서명생략` where
 * nothing goes on (`field` is '') (규칙 §11④).
 */
export interface Sender {
  readonly agency: string;
  readonly name: string;
  readonly field: string;
  readonly omitted?: string;
}

/** A file embedded in the PDF (PDF/A-3 AFRelationship). */
export interface EmbeddedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly description: string;
  readonly relationship: 'Source' | 'Data' | 'Supplement';
  readonly bytes: Uint8Array;
}

/** What every form prints. All texts are NFC. */
interface PrintBase {
  /** Draft prints carry no number and no fields; `watermark` is '' on the official copy. */
  readonly watermark: string;
  /** Who looks at a copy that is only looked at, and when: above the text of every page. */
  readonly viewer?: string;
  /** Name of the field a person signs a copy in; its words stand in `viewer`. */
  readonly copyField?: string;
  /** 명조 where the text is not set in 고딕. */
  readonly face?: 'serif';
  /** 큰글자: every letter has 13 points or more (규칙 별표 5). */
  readonly large?: true;
  readonly title: string;
  readonly body: readonly PrintPart[];
  /** Lines of 붙임 with 끝. already placed; `end` stands alone below when the body ends in a table. */
  readonly attachmentLines: readonly { readonly label: string; readonly text: string }[];
  readonly end: string;
  readonly senders: readonly Sender[];
  readonly approvals: readonly ApprovalRow[];
  /** ISO UTC; the PDF's creation date and nothing from the clock. */
  readonly createdAt: string;
  readonly author: string;
  readonly summary: string;
  readonly keywords: readonly string[];
  readonly files: readonly EmbeddedFile[];
}

/** Form 1 (별지 제1호서식) ready to draw. */
export interface OfficialPrint extends PrintBase {
  readonly form: 'official' | 'unit-letter';
  readonly agencyName: string;
  readonly recipientLine: string;
  readonly via: string;
  readonly recipientList: string;
  readonly enforcement: string;
  readonly receipt: string;
  readonly address: string;
  readonly contact: string;
  readonly disclosure: string;
}

/** Form 2 (별지 제2호서식) ready to draw: a cover, the report from the next page on. Days are written out, '' where there is none yet. */
export interface BriefPrint extends PrintBase {
  readonly form: 'brief';
  /** 생산등록번호, 등록일, 결재일, 공개 구분 of the grid at the top left, in order. */
  readonly grid: readonly { readonly label: string; readonly text: string }[];
  /** Lines of the box below the title: 보고근거 and what the report says in short. */
  readonly outline: readonly { readonly label: string; readonly text: string }[];
  readonly writtenOn: string;
  /** Agency and 처리과 at the foot of the cover. */
  readonly office: string;
}

/** 문서관리카드 as a report: a heading, what day it tells of and who made it, its tables. */
export interface CardPrint extends PrintBase {
  readonly form: 'card';
  readonly made: string;
}

/** Any paper ready to draw. */
export type PaperPrint = OfficialPrint | BriefPrint | CardPrint;
