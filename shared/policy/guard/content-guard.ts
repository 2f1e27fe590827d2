/** 개인정보 and 비밀 markings in a whole draft: its fields, its body, the names of its attachments. */

import type { Block, Content, Fields, Inline } from '../../collab/content.ts';
import { err, ok, type Result } from '../../lib/result.ts';
import type { Agency } from '../../org/directory.ts';
import { marksFor } from '../../writing/numbering.ts';
import { footnotesOf } from '../../writing/plain-blocks.ts';
import { bareName, secretSentence } from './attachment-guard.ts';
import { findPersonalData, type OfficialContacts, type PersonalFinding } from './personal-data.ts';
import { secretMarkIn, secretMarkInTitle, type SecretGrade } from './secret-grade.ts';

/** Where in a draft: a field, a block (by index), or a cell of a table. */
export type DraftPlace =
  | { readonly in: 'notes'; readonly note: number }
  | { readonly in: 'title' | 'summary' | 'keywords' | 'attachments' }
  | { readonly in: 'body'; readonly block: number; readonly cell: { readonly row: number; readonly column: number } | null };

/** 개인정보 with its place in the draft; `label` says it to a person: `제목`, `2. 나.`, `표 2행 3칸`. */
export interface PlacedPersonal extends PersonalFinding {
  readonly place: DraftPlace;
  readonly label: string;
}

/** A text of a draft with its place. */
export interface Spot {
  readonly place: DraftPlace;
  readonly label: string;
  readonly text: string;
}

const textOf = (inlines: readonly Inline[]): string => inlines.map((inline) => inline.text).join('');

function spotsOfBody(blocks: readonly Block[]): Spot[] {
  const marks = marksFor(blocks);
  return blocks.flatMap((block, i): Spot[] => {
    if (block.type === 'block') return [{ place: { in: 'body', block: i, cell: null }, label: marks[i] || `본문 ${i + 1}째 줄`, text: textOf(block.inlines) }];
    if (block.type === 'picture') return [{ place: { in: 'body', block: i, cell: null }, label: `그림 설명(본문 ${i + 1}째 줄)`, text: block.alt }];
    return block.rows.flatMap((row, r) =>
      row.map((cell, column): Spot => ({
        place: { in: 'body', block: i, cell: { row: r, column } },
        label: `표 ${r + 1}행 ${column + 1}칸`,
        text: textOf(cell),
      })),
    );
  });
}

function spotsOfNotes(blocks: readonly Block[]): Spot[] {
  return footnotesOf(blocks).map(({ mark, text }, note): Spot => ({ place: { in: 'notes', note }, label: `각주 ${mark}`, text }));
}

/** Recipients are posts and the foot is the form's own, so neither is looked at. */
function spotsOf({ fields, blocks, attachments }: Pick<Content, 'fields' | 'blocks' | 'attachments'>): Spot[] {
  return [
    { place: { in: 'title' }, label: '제목', text: fields.title },
    { place: { in: 'summary' }, label: '문서요지', text: fields.summary },
    { place: { in: 'keywords' }, label: '키워드', text: fields.keywords.join(', ') },
    ...spotsOfBody(blocks),
    ...spotsOfNotes(blocks),
    ...attachments.map((attachment): Spot => ({ place: { in: 'attachments' }, label: '붙임 이름', text: attachment.label })),
  ];
}

/** Texts of a draft that the form prints, where a person wrote them; a picture's words are not drawn, 문서요지 is on form 2 alone. */
export function printedSpots(content: Pick<Content, 'fields' | 'blocks' | 'attachments'>): Spot[] {
  const { fields, blocks } = content;
  return spotsOf(content).filter(({ place }) => {
    if (place.in === 'keywords') return false;
    if (place.in === 'summary') return fields.form === 'brief';
    return place.in !== 'body' || blocks[place.block]?.type !== 'picture';
  });
}

/** Telephone, fax and mail addresses the form prints for units of the agencies: never a finding. */
export function contactsOf(agencies: Iterable<Agency>): OfficialContacts {
  return [...agencies].flatMap((agency) => agency.units.flatMap(({ phone, fax, email }) => [phone, fax, email].filter((one) => one !== undefined)));
}

/** Every 개인정보 of a draft in the order of the paper. */
export function personalDataIn(content: Pick<Content, 'fields' | 'blocks' | 'attachments'>, contacts: OfficialContacts): PlacedPersonal[] {
  return spotsOf(content).flatMap(({ place, label, text }) => findPersonalData(text, contacts).map((finding) => ({ ...finding, place, label })));
}

/** What of a draft a marking may stand in; what is not given is not looked at. */
export interface Guarded {
  readonly fields?: Partial<Pick<Fields, 'title' | 'summary' | 'keywords' | 'via' | 'originator' | 'reporter' | 'disclosureReason'>>;
  readonly blocks?: readonly Block[];
  readonly attachments?: readonly Pick<Content['attachments'][number], 'name' | 'label'>[];
}

/** A marking and where it stands, said to a person. */
export interface PlacedSecret {
  readonly grade: SecretGrade;
  readonly label: string;
}

const lineMark = (label: string, text: string): PlacedSecret | null => {
  const mark = secretMarkIn(text.split(/\r\n|\r|\n/));
  return mark === null ? null : { grade: mark.grade, label };
};

const nameMark = (label: string, text: string): PlacedSecret | null => {
  const grade = secretMarkInTitle(text);
  return grade === null ? null : { grade, label };
};

/** A field of 문서정보: each line of it may bear the grade as a title does. */
const fieldMark = (label: string, text: string): PlacedSecret | null =>
  text.split(/\r\n|\r|\n/).reduce<PlacedSecret | null>((found, line) => found ?? nameMark(label, line), lineMark(label, text));

/** The first 비밀 marking of a draft with where it stands; null where there is none. Names of attachments are looked at without their ending. */
export function secretIn({ fields = {}, blocks = [], attachments = [] }: Guarded): PlacedSecret | null {
  const { title = '', summary = '', keywords = [], via = '', originator = '', reporter = '', disclosureReason = '' } = fields;
  const info: readonly (readonly [string, string])[] = [
    ['문서요지', summary],
    ...keywords.map((one) => ['키워드', one] as const),
    ['경유', via],
    ['발의자', originator],
    ['보고자', reporter],
    ['공개 구분 사유', disclosureReason],
  ];
  return (
    nameMark('제목', title) ??
    info.reduce<PlacedSecret | null>((found, [label, text]) => found ?? fieldMark(label, text), null) ??
    [...spotsOfBody(blocks), ...spotsOfNotes(blocks)].reduce<PlacedSecret | null>((found, { label, text }) => found ?? lineMark(label, text), null) ??
    attachments.reduce<PlacedSecret | null>((found, { name, label }) => found ?? nameMark('붙임 이름', bareName(name)) ?? nameMark('붙임 이름', label), null)
  );
}

/** Refuses a part of a draft that bears a marking. `done` says what was kept or not done. */
export function guardContent(part: Guarded, done: string): Result<null, 'FILE_SECRET'> {
  const secret = secretIn(part);
  return secret === null ? ok(null) : err('FILE_SECRET', secretSentence(secret.grade, secret.label, done));
}
