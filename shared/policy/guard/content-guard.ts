/** 개인정보 and 비밀 markings in a whole draft: its fields, its body, the names of its attachments. */

import type { Block, Content, Inline } from '../../collab/content.ts';
import type { Agency } from '../../org/directory.ts';
import { marksFor } from '../../writing/numbering.ts';
import { findPersonalData, type OfficialContacts, type PersonalFinding } from './personal-data.ts';
import { secretMarkIn, secretMarkInTitle, type SecretGrade } from './secret-grade.ts';

/** Where in a draft: a field, a block (by index), or a cell of a table. */
export type DraftPlace =
  | { readonly in: 'title' | 'summary' | 'keywords' | 'attachments' }
  | { readonly in: 'body'; readonly block: number; readonly cell: { readonly row: number; readonly column: number } | null };

/** 개인정보 with its place in the draft; `label` says it to a person: `제목`, `2. 나.`, `표 2행 3칸`. */
export interface PlacedPersonal extends PersonalFinding {
  readonly place: DraftPlace;
  readonly label: string;
}

interface Spot {
  readonly place: DraftPlace;
  readonly label: string;
  readonly text: string;
}

const textOf = (inlines: readonly Inline[]): string => inlines.map((inline) => inline.text).join('');

function spotsOfBody(blocks: readonly Block[]): Spot[] {
  const marks = marksFor(blocks);
  return blocks.flatMap((block, i): Spot[] => {
    if (block.type === 'block') return [{ place: { in: 'body', block: i, cell: null }, label: marks[i] || `본문 ${i + 1}째 줄`, text: textOf(block.inlines) }];
    return block.rows.flatMap((row, r) =>
      row.map((cell, column): Spot => ({
        place: { in: 'body', block: i, cell: { row: r, column } },
        label: `표 ${r + 1}행 ${column + 1}칸`,
        text: textOf(cell),
      })),
    );
  });
}

/** Recipients are posts and the foot is the form's own, so neither is looked at. */
function spotsOf({ fields, blocks, attachments }: Pick<Content, 'fields' | 'blocks' | 'attachments'>): Spot[] {
  return [
    { place: { in: 'title' }, label: '제목', text: fields.title },
    { place: { in: 'summary' }, label: '문서요지', text: fields.summary },
    { place: { in: 'keywords' }, label: '키워드', text: fields.keywords.join(', ') },
    ...spotsOfBody(blocks),
    ...attachments.map((attachment): Spot => ({ place: { in: 'attachments' }, label: '붙임 이름', text: attachment.label })),
  ];
}

/** Telephone, fax and mail addresses the form prints for units of the agencies: never a finding. */
export function contactsOf(agencies: Iterable<Agency>): OfficialContacts {
  return [...agencies].flatMap((agency) => agency.units.flatMap(({ phone, fax, email }) => [phone, fax, email].filter((one) => one !== undefined)));
}

/** Every 개인정보 of a draft in the order of the paper. */
export function personalDataIn(content: Pick<Content, 'fields' | 'blocks' | 'attachments'>, contacts: OfficialContacts): PlacedPersonal[] {
  return spotsOf(content).flatMap(({ place, label, text }) => findPersonalData(text, contacts).map((finding) => ({ ...finding, place, label })));
}

/** The first 비밀 marking of a draft with where it stands; null where there is none. */
export function secretIn({ fields, blocks }: Pick<Content, 'fields' | 'blocks'>): { readonly grade: SecretGrade; readonly label: string } | null {
  const title = secretMarkInTitle(fields.title);
  if (title !== null) return { grade: title, label: '제목' };
  for (const spot of spotsOfBody(blocks)) {
    const mark = secretMarkIn([spot.text]);
    if (mark !== null) return { grade: mark.grade, label: spot.label };
  }
  return null;
}
