/** What to know before a paper is opened that is no opinion of this version: what one is asked, and how earlier versions came back. */

import type { DocumentView } from '../../shared/api/views.ts';
import { koPast } from '../i18n/ko-past.ts';
import { ko } from '../i18n/ko.ts';
import { shortTime } from '../ui/dates.ts';
import { Icon } from '../ui/icons.tsx';
import { Said } from '../ui/said.tsx';

type Known = Pick<DocumentView, 'past' | 'consultations'>;

/** Questions this person is asked, and versions that came back, the latest first. What was rewritten on the way is told with its reason elsewhere. */
export function earlier({ past, consultations }: Known): { readonly asked: Known['consultations']; readonly ended: Known['past'] } {
  return { asked: consultations.filter(({ open, mine }) => open && mine !== null), ended: past.filter(({ how }) => how !== 'rewritten') };
}

/** Whether there is anything of it. */
export const isKnown = (view: Known): boolean => Object.values(earlier(view)).some((found) => found.length > 0);

/** The list; nothing where there is nothing to know. */
export function Before({ view }: { readonly view: Known }) {
  const { asked, ended } = earlier(view);
  if (!isKnown(view)) return null;
  return (
    <ul className="know">
      {asked.map(({ id, who, question, at }) => (
        <li key={id} className="check">
          <Icon name="talk" />
          <span>
            <b>{ko.preview.asked}</b> {who}
            {question !== null && (
              <span className="subtle line">
                <Said text={question} />
              </span>
            )}
          </span>
          <span className="muted cap nw">{shortTime(at)}</span>
        </li>
      ))}
      {ended.map(({ version, how, who, reason, at }) => (
        <li key={`${version}${how}`} className="check">
          <Icon name="back" />
          <span>
            <b>
              {ko.version(version)} {koPast.how[how]}
            </b>{' '}
            {who}
            {reason !== '' && (
              <span className="subtle line">
                <Said text={reason} />
              </span>
            )}
          </span>
          <span className="muted cap nw">{shortTime(at)}</span>
        </li>
      ))}
    </ul>
  );
}
