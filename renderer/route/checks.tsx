/** Findings with their article; state by glyph and word, colour last. */

import type { DocumentView } from '../../shared/api/views.ts';

const GLYPH = { ok: '✓', warn: '!', stop: '✗' } as const;
const WORD = { ok: '확인', warn: '살펴볼 것', stop: '고칠 것' } as const;

/** A list of checks. */
export function Checks({ checks }: { readonly checks: DocumentView['checks'] }) {
  return (
    <ul className="checks">
      {checks.map((check) => (
        <li key={check.title} className={`check ${check.state}`}>
          <span className="mark" aria-label={WORD[check.state]}>
            {GLYPH[check.state]}
          </span>
          <div>
            <span className="m">{check.title}</span>
            {check.detail !== '' && <span className="muted block">{check.detail}</span>}
          </div>
          <span className="cap muted nw">{check.article}</span>
        </li>
      ))}
    </ul>
  );
}
