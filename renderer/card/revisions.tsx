/** Versions written in the chain, on the card: who, when, why (영 §9③). */

import type { DocumentView } from '../../shared/api/views.ts';
import { ko } from '../i18n/ko.ts';
import { shortTime } from '../ui/dates.ts';
import { Icon } from '../ui/icons.tsx';
import { Said } from '../ui/said.tsx';

/** The section; nothing where nobody edited on the way. */
export function Revisions({ view }: { readonly view: DocumentView }) {
  if (view.revisions.length === 0) return null;
  return (
    <section aria-label={ko.acts.handling.names.revise}>
      <h2 className="lane-head">{ko.acts.handling.names.revise}</h2>
      <ol>
        {view.revisions.map(({ version, who, at, reason }) => (
          <li key={version} className="route-row">
            <Icon name="pen" />
            <span className="k">{ko.version(version)}</span>
            <span className="who-did">
              <b>{who}</b>
            </span>
            <span>
              <Said text={reason} />
            </span>
            <span className="muted nw num">{shortTime(at)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
