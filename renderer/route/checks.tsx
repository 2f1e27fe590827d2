/** Findings with their article; state by glyph and word, colour last. What has to be fixed stands first. */

import type { DocumentView } from '../../shared/api/views.ts';
import { Glyph } from '../ui/glyph.tsx';

const ORDER = { stop: 0, warn: 1, ok: 2 } as const;

/** A list of checks. */
export function Checks({ checks }: { readonly checks: DocumentView['checks'] }) {
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
              {check.article !== '' && <span className="muted cap line">{check.article}</span>}
            </div>
          </li>
        ))}
    </ul>
  );
}
