/** 열람범위 in words, and whether this person may set it. */

import type { ReadersView } from '../../../shared/api/readers-view.ts';
import { isMaker } from '../../../shared/approval/maker.ts';
import type { Moment, Names } from '../../../shared/org/names.ts';
import type { ReadRange, ReadScope } from '../../../shared/policy/rights.ts';
import { unitThen } from './agencies.ts';
import type { ViewSource } from './source.ts';

const SCOPE_WORDS: Readonly<Record<ReadScope, string>> = { route: '관련자', unit: '처리과', agency: '기관 전체' };

const unitsOf = ({ units }: ReadRange, names: Names, at: Moment): ReadersView['units'] =>
  units.map(({ agency, unit }) => ({
    agency,
    unit,
    agencyName: names.on(at).agencies.get(agency)?.name ?? agency,
    label: unitThen(names, agency, unit, at),
  }));

/** `처리과, 행정안전부 협업정책과`. */
export function rangeWords(range: ReadRange, names: Names, at: Moment): string {
  return [SCOPE_WORDS[range.scope], ...unitsOf(range, names, at).map(({ agencyName, label }) => `${agencyName} ${label}`)].join(', ');
}

/** 열람범위 of a paper for its screens. */
export function readersOf({ state, names, me, directory }: Pick<ViewSource, 'state' | 'names' | 'me' | 'directory'>): ReadersView {
  const { readers, lead } = state;
  return {
    scope: readers.scope,
    units: unitsOf(readers, names, null),
    words: rangeWords(readers, names, null),
    maySet: isMaker(state, lead?.agency, me.id, directory),
  };
}
