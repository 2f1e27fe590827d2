/** Findings with their article; state by glyph and word, colour last. What has to be fixed stands first. */

import type { CheckPlace } from '../../shared/api/check-view.ts';
import type { DocumentView } from '../../shared/api/views.ts';
import { ko } from '../i18n/ko.ts';
import { Glyph } from '../ui/glyph.tsx';

const ORDER = { stop: 0, warn: 1, ok: 2 } as const;

/** The places of one finding: to go to where `onJump` is given, else only to read. */
function Places({ places, onJump }: { readonly places: readonly CheckPlace[]; readonly onJump: ((place: CheckPlace) => void) | undefined }) {
  return (
    <ul className="check-places">
      {places.map((place) => (
        <li key={`${place.in}${place.block}${place.row}${place.column}${place.start}`}>
          {onJump === undefined ? (
            <span className="cap">{place.label}</span>
          ) : (
            <button
              type="button"
              className="btn sm quiet"
              title={place.reason}
              aria-label={`${place.label}. ${ko.editor.goThere}`}
              onClick={() => onJump(place)}
            >
              {place.label}
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

/** A list of checks. */
export function Checks({ checks, onJump }: { readonly checks: DocumentView['checks']; readonly onJump?: (place: CheckPlace) => void }) {
  return (
    <ul className="checks">
      {checks
        .toSorted((a, b) => ORDER[a.state] - ORDER[b.state])
        .map((check) => (
          <li key={`${check.title}${check.detail}`} className={`check ${check.state}`}>
            <Glyph state={check.state} size={16} />
            <div>
              <span className="m">{check.title}</span>
              {check.detail !== '' && <span className="subtle cap line">{check.detail}</span>}
              {check.places !== undefined && <Places places={check.places} onJump={onJump} />}
              {check.article !== '' && !`${check.title} ${check.detail}`.includes(check.article) && <span className="muted cap line">{check.article}</span>}
            </div>
          </li>
        ))}
    </ul>
  );
}
