/** Finding papers among the rows of all lists. Pure. */

import type { Output } from '../../shared/api/contract.ts';
import type { DocumentRow } from '../../shared/api/views.ts';
import { LIST_NAMES } from '../app/places.ts';
import { ko } from '../i18n/ko.ts';

/** A row found, and the list it stands in. */
export interface Hit {
  readonly row: DocumentRow;
  readonly list: string;
}

/** Rows whose words hold every word asked for. */
export function findRows(lists: Output<'home.list'>, asked: string): Hit[] {
  const words = asked
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const hits = LIST_NAMES.flatMap((name) => lists[name].map((row) => ({ row, list: ko.lists[name] })));
  return hits.filter(({ row, list }) => {
    const text = [
      row.title,
      row.unitName,
      row.drafter,
      row.statusText,
      list,
      ...row.agencies.map((agency) => agency.name),
      ...row.lanes.map((lane) => lane.registration ?? ''),
    ]
      .join(' ')
      .toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
