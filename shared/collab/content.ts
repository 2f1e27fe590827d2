/**
 * Content ◆: the canonical JSON of a document version, derived from its Yjs rooms, hashed at freeze (DESIGN §5).
 * Parts, in order: every field of `fields` by name (sorted), every block, every attachment. contentDigest is the RFC 6962 root
 * over leaves SHA-256(0x00 ‖ salt16 ‖ JCS(part)).
 */

import type { Span } from './table.ts';

/** Letters a title may have where a paper is begun or named elsewhere [SYS]. */
export const TITLE_MOST = 300;

/** Version of the rooms' schema: 2 has merged cells and column widths, pictures, footnotes and links to law articles (docs/decisions/011). */
export const SCHEMA_VERSION = 2;

/** Forms a paper may have: 별지 제1호서식 (일반기안문, `official`), 제2호서식 (간이기안문, `brief`), and form 1 in the name of a 보조기관 (부서 간 협조문, `unit-letter`). */
export const FORM_IDS = ['official', 'brief', 'unit-letter'] as const;
export type FormId = (typeof FORM_IDS)[number];

/**
 * Version of the content format a paper needs: 1 knew form 1 without the fields below, 2 form 2 and those fields, 3 부서 간 협조문,
 * 4 what rooms of schema 2 have, 5 관인생략, 6 a face other than 고딕.
 * Papers that need less stay what they were to every program (docs/decisions/008, 011, 019, 022).
 */
export type ContentVersion = 1 | 2 | 3 | 4 | 5 | 6;

/** The newest one this program knows. */
export const CONTENT_NEWEST: ContentVersion = 6;

/** 글꼴 of the text: 고딕, which every paper has that says nothing, and 명조 (docs/decisions/022). */
export const FACES = ['sans', 'serif'] as const;
export type Face = (typeof FACES)[number];

/** Kinds of simple papers whose seal may be left out (영 §14③, 규칙 §11④): 단순한 업무 지시, 단순한 자료 요구, 업무연락, 통보. */
export const OMISSION_GROUNDS = ['order', 'data', 'liaison', 'notice'] as const;
export type OmissionGround = (typeof OMISSION_GROUNDS)[number];

/** A law article by its words, never by an address of the network: `청년고용촉진 특별법`, `제5조제1항`. */
export interface LawAddress {
  readonly law: string;
  readonly article: string;
}

/** Text with marks; Yjs keeps the same pieces. `article` is what the words refer to, `note` the text of a footnote whose number stands behind them. */
export interface Inline {
  readonly text: string;
  readonly bold?: true;
  readonly underline?: true;
  readonly article?: LawAddress;
  readonly note?: string;
}

/** Kinds of the one block type. `item` carries level 1–8 of 규칙 §2①; `plain` is a paragraph without a mark. */
export type BlockKind = 'item' | 'plain' | 'square' | 'circle' | 'dash' | 'dot' | 'note';

/** A paragraph with kind and level. */
export interface ParagraphBlock {
  readonly type: 'block';
  readonly kind: BlockKind;
  readonly level: number;
  readonly inlines: readonly Inline[];
}

/**
 * A table of cells. `rows` is the full grid: cells under a merged one are there and empty. `spans` and `widths` (thousandths of the line, 0 for a column
 * as wide as its words ask) stand only where there are any.
 */
export interface TableBlock {
  readonly type: 'table';
  readonly level: number;
  readonly header: boolean;
  readonly rows: readonly (readonly (readonly Inline[])[])[];
  readonly spans?: readonly Span[];
  readonly widths?: readonly number[];
}

/** Kinds of pictures that may stand in a body. */
export const PICTURE_TYPES = ['image/png', 'image/jpeg'] as const;
export type PictureType = (typeof PICTURE_TYPES)[number];

/** A picture by its digest: pixels, how wide it stands (thousandths of the line), and what it shows, for who cannot see it. */
export interface PictureBlock {
  readonly type: 'picture';
  readonly level: number;
  readonly sha256: string;
  readonly mediaType: PictureType;
  readonly size: number;
  readonly width: number;
  readonly height: number;
  readonly share: number;
  readonly alt: string;
}

/** One block. Numbers of items are computed, never stored. */
export type Block = ParagraphBlock | TableBlock | PictureBlock;

/** 공개 구분 with the numbers of 정보공개법 §9① (기록물법 규칙 §18). */
export interface Disclosure {
  readonly kind: '공개' | '부분공개' | '비공개';
  readonly grounds: readonly number[];
}

/** Form fields as drafted. Agencies and units by code; recipients as printed. */
export interface Fields {
  readonly form: FormId;
  readonly lead: string;
  readonly leadUnit: string;
  readonly partners: readonly { readonly agency: string; readonly unit: string }[];
  readonly partnerOrder: 'parallel' | 'sequence';
  readonly recipients: readonly string[];
  readonly via: string;
  readonly title: string;
  readonly summary: string;
  readonly keywords: readonly string[];
  readonly work: readonly string[];
  readonly disclosure: Disclosure;
  readonly recordFile: string;
  /** Position of the 발의자 ★ and of the 보고자 ⊙, '' where the lawful exemption of 영 §8④ is chosen. */
  readonly originator: string;
  readonly reporter: string;
  /** 작성일 (`YYYY-MM-DD`) and 보고근거 of form 2; form 1 has neither. */
  readonly written?: string;
  readonly basis?: string;
  /** Why it is 비공개 or 부분공개, where it is; papers it goes with, where there are any. */
  readonly disclosureReason?: string;
  readonly related?: readonly RelatedPaper[];
  /** 관인생략 and why it may be: form 1 in the name of agencies' heads alone. */
  readonly sealOmitted?: OmissionGround;
  /** 글꼴 of what the drafter writes, where it is not 고딕. */
  readonly face?: 'serif';
}

/** 관련 문서: what it is called and under which number, as it stood when it was named; its id opens it where one may read it. */
export interface RelatedPaper {
  readonly documentId: string;
  readonly registration: string;
  readonly title: string;
}

/** An attachment by content: `label` is the printed name with quantity, e.g. `협업정원 운영계획 1부.` */
export interface Attachment {
  readonly name: string;
  readonly label: string;
  readonly mediaType: string;
  readonly size: number;
  readonly sha256: string;
}

/** One frozen (or about to be frozen) version. */
export interface Content {
  readonly v: ContentVersion;
  /** Of the rooms that can say it: 1 below content version 4, and above it without what schema 2 brought. */
  readonly schemaVersion: 1 | 2;
  readonly fields: Fields;
  readonly blocks: readonly Block[];
  readonly attachments: readonly Attachment[];
}

/** Fields without those that say nothing: one spelling for one content. A paper that goes to nobody has no 발신명의, and so nothing to leave out beside it. */
export function leanFields(fields: Fields): Fields {
  const { disclosureReason = '', related = [], sealOmitted, face, ...rest } = fields;
  const told: string = sealOmitted ?? '';
  // Rooms say `sans` where somebody chose it again.
  const chosen: string = face ?? 'sans';
  return {
    ...rest,
    ...(disclosureReason === '' ? {} : { disclosureReason }),
    ...(related.length === 0 ? {} : { related }),
    ...(told === '' || isInternal(fields) ? {} : { sealOmitted }),
    ...(face === undefined || chosen === 'sans' ? {} : { face }),
  };
}

/** Whether rooms of schema 1 could not hold it. */
export function isLater(block: Block): boolean {
  const marked = (inlines: readonly Inline[]): boolean => inlines.some(({ article, note }) => article !== undefined || note !== undefined);
  if (block.type === 'picture') return true;
  if (block.type === 'block') return marked(block.inlines);
  return block.spans !== undefined || block.widths !== undefined || block.rows.some((row) => row.some(marked));
}

/** The lowest version that can say it. */
function versionOf(fields: Fields, blocks: readonly Block[]): ContentVersion {
  if (fields.face !== undefined) return 6;
  if (fields.sealOmitted !== undefined) return 5;
  if (blocks.some(isLater)) return 4;
  if (fields.form === 'unit-letter') return 3;
  return fields.form === 'brief' || fields.disclosureReason !== undefined || fields.related !== undefined ? 2 : 1;
}

/** A content of these fields and blocks. */
export function contentOf(given: Fields, blocks: readonly Block[], attachments: readonly Attachment[]): Content {
  const fields = leanFields(given);
  const v = versionOf(fields, blocks);
  return { v, schemaVersion: blocks.some(isLater) ? 2 : 1, fields, blocks, attachments };
}

/** Digests of every file a content leans on: its attachments, then the pictures of its body, each once. */
export function filesOf({ attachments, blocks }: Pick<Content, 'attachments' | 'blocks'>): string[] {
  const pictures = blocks.flatMap((block) => (block.type === 'picture' ? [block.sha256] : []));
  return [...new Set([...attachments.map(({ sha256 }) => sha256), ...pictures])];
}

/** 내부결재: nobody outside receives it, so it is neither sealed nor sent (영 §13, 편람). */
export function isInternal({ recipients }: Pick<Fields, 'recipients'>): boolean {
  return recipients.length === 0;
}

/** 글꼴 of a paper's text. */
export function faceOf({ face }: Pick<Fields, 'face'>): Face {
  return face ?? 'sans';
}
