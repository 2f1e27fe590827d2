/**
 * Content ◆: the canonical JSON of a document version, derived from its Yjs rooms, hashed at freeze (DESIGN §5).
 * Parts, in order: every field of `fields` by name (sorted), every block, every attachment. contentDigest is the RFC 6962 root
 * over leaves SHA-256(0x00 ‖ salt16 ‖ JCS(part)).
 */

/** Version of the rooms' schema. */
export const SCHEMA_VERSION = 1;

/** Forms a paper may have: 별지 제1호서식 (일반기안문, `official`), 제2호서식 (간이기안문, `brief`), and form 1 in the name of a 보조기관 (부서 간 협조문, `unit-letter`). */
export const FORM_IDS = ['official', 'brief', 'unit-letter'] as const;
export type FormId = (typeof FORM_IDS)[number];

/** Version of the content format a paper needs: 1 knew form 1 without the fields below, so such papers stay what they were to every program (docs/decisions/008). */
export type ContentVersion = 1 | 2 | 3;

/** Text with marks; Yjs keeps the same pieces. */
export interface Inline {
  readonly text: string;
  readonly bold?: true;
  readonly underline?: true;
}

/** Kinds of the one block type. `item` carries level 1–8 of 규칙 §2①; `plain` is a paragraph without a mark. */
export type BlockKind = 'item' | 'plain' | 'square' | 'circle' | 'dash' | 'dot' | 'note';

/** One block: a paragraph with kind and level, or a table of cells. Numbers of items are computed, never stored. */
export type Block =
  | { readonly type: 'block'; readonly kind: BlockKind; readonly level: number; readonly inlines: readonly Inline[] }
  | { readonly type: 'table'; readonly level: number; readonly header: boolean; readonly rows: readonly (readonly (readonly Inline[])[])[] };

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
  readonly schemaVersion: typeof SCHEMA_VERSION;
  readonly fields: Fields;
  readonly blocks: readonly Block[];
  readonly attachments: readonly Attachment[];
}

/** Fields without those that say nothing: one spelling for one content. */
export function leanFields(fields: Fields): Fields {
  const { disclosureReason = '', related = [], ...rest } = fields;
  return { ...rest, ...(disclosureReason === '' ? {} : { disclosureReason }), ...(related.length === 0 ? {} : { related }) };
}

/** The lowest version that can say it. */
function versionOf(fields: Fields): ContentVersion {
  if (fields.form === 'unit-letter') return 3;
  return fields.form === 'brief' || fields.disclosureReason !== undefined || fields.related !== undefined ? 2 : 1;
}

/** A content of these fields and blocks. */
export function contentOf(given: Fields, blocks: readonly Block[], attachments: readonly Attachment[]): Content {
  const fields = leanFields(given);
  return { v: versionOf(fields), schemaVersion: SCHEMA_VERSION, fields, blocks, attachments };
}

/** 내부결재: nobody outside receives it, so it is neither sealed nor sent (영 §13, 편람). */
export function isInternal({ recipients }: Pick<Fields, 'recipients'>): boolean {
  return recipients.length === 0;
}
