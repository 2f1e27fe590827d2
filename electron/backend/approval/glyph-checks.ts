/** Characters that could never be printed stop a paper before it is put up: after 성립 nobody may change it any more (FORM-17). */

import type { CheckPlace } from '../../../shared/api/check-view.ts';
import type { DocumentView } from '../../../shared/api/views.ts';
import { faceOf, type Content, type Face } from '../../../shared/collab/content.ts';
import { namedCharacter, OTHER_LETTERS, undrawnIn, wayOut, type Undrawn } from '../../../shared/forms/coverage.ts';
import { FACE_WORDS } from '../../../shared/forms/face.ts';
import { printedSpots, type Spot } from '../../../shared/policy/guard/content-guard.ts';

/** Places and characters shown at once; the heading counts them all. */
const SHOWN = 50;
const LISTED = 20;

function placeOf({ place, label }: Spot, { character, start, end }: Undrawn, face: Face): CheckPlace {
  const cell = place.in === 'body' ? place.cell : null;
  return {
    in: place.in,
    block: place.in === 'notes' ? place.note : place.in === 'body' ? place.block : null,
    row: cell?.row ?? null,
    column: cell?.column ?? null,
    start,
    end,
    label: `${label} ${namedCharacter(character)}`,
    reason: `이 문서의 글꼴(${FACE_WORDS[face]})에 없는 글자는 그릴 수 없습니다.`,
  };
}

/** A stop with every place, or nothing where all can be printed: what the drafter writes in the face of the paper, 경유 in the form's. */
export function glyphChecks(content: Content): DocumentView['checks'] {
  const face = faceOf(content.fields);
  const found = printedSpots(content).flatMap((spot) => undrawnIn(spot.text, face).map((one) => ({ spot, ...one })));
  const inForm = undrawnIn(content.fields.via).map(({ character }) => character);
  const names = [...new Set([...found.map(({ character }) => character), ...inForm])];
  if (names.length === 0) return [];
  const todo = inForm.length === 0 ? wayOut(names, face) : OTHER_LETTERS;
  const listed = names.slice(0, LISTED).map(namedCharacter).join(', ');
  return [
    {
      state: 'stop',
      title: `글꼴에 없는 글자 ${names.length}가지`,
      detail: `${listed}${names.length > LISTED ? ' …' : ''}. ${todo} 그대로는 시행할 문서를 그릴 수 없습니다.`,
      article: '편람',
      places: found.slice(0, SHOWN).map(({ spot, ...one }) => placeOf(spot, one, face)),
    },
  ];
}
