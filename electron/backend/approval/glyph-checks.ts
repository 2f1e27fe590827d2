/** Characters that could never be printed stop a paper before it is put up: after 성립 nobody may change it any more (FORM-17). */

import type { CheckPlace } from '../../../shared/api/check-view.ts';
import type { DocumentView } from '../../../shared/api/views.ts';
import type { Content } from '../../../shared/collab/content.ts';
import { namedCharacter, undrawnIn } from '../../../shared/forms/coverage.ts';
import { printedSpots, type Spot } from '../../../shared/policy/guard/content-guard.ts';

/** Places and characters shown at once; the heading counts them all. */
const SHOWN = 50;
const LISTED = 20;

function placeOf({ place, label }: Spot, character: string, start: number, end: number): CheckPlace {
  const cell = place.in === 'body' ? place.cell : null;
  return {
    in: place.in,
    block: place.in === 'notes' ? place.note : place.in === 'body' ? place.block : null,
    row: cell?.row ?? null,
    column: cell?.column ?? null,
    start,
    end,
    label: `${label} ${namedCharacter(character)}`,
    reason: '서식의 글꼴에 없는 글자는 문서에 그릴 수 없습니다.',
  };
}

/** A stop with every place, or nothing where all can be printed. */
export function glyphChecks(content: Content): DocumentView['checks'] {
  const found = printedSpots(content).flatMap((spot) => undrawnIn(spot.text).map((one) => ({ spot, ...one })));
  const names = [...new Set([...found.map(({ character }) => character), ...undrawnIn(content.fields.via).map(({ character }) => character)])];
  if (names.length === 0) return [];
  const listed = names.slice(0, LISTED).map(namedCharacter).join(', ');
  return [
    {
      state: 'stop',
      title: `글꼴에 없는 글자 ${names.length}가지`,
      detail: `${listed}${names.length > LISTED ? ' …' : ''}. 다른 글자로 바꾸십시오. 그대로는 시행할 문서를 그릴 수 없습니다.`,
      article: '편람',
      places: found.slice(0, SHOWN).map(({ spot, character, start, end }) => placeOf(spot, character, start, end)),
    },
  ];
}
