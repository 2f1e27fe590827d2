/** 누가 읽었나: openings a person signed; a device that only had the paper says so. */

import type { ReaderView } from '../../shared/api/views.ts';
import { ko } from '../i18n/ko.ts';
import { Agency } from '../ui/agency.tsx';
import { shortTime } from '../ui/dates.ts';
import { Icon } from '../ui/icons.tsx';
import { ScrollArea } from '../ui/scroll-area.tsx';

const words = ko.document.card;

/** What somebody kept outside the program, and why. */
function Kept({ kept }: { readonly kept: ReaderView['kept'] }) {
  return (
    <details className="readers-kept">
      <summary>{ko.records.keeping.keptOutside(kept.length)}</summary>
      <ul>
        {kept.map((one) => (
          <li key={`${one.at}${one.what}`}>
            <span>
              {one.what}
              {one.why !== '' && <span className="muted"> · {one.why}</span>}
            </span>
            <time className="num" dateTime={one.at}>
              {shortTime(one.at)}
            </time>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** The list. */
export function Readers({ readers }: { readonly readers: readonly ReaderView[] }) {
  const opened = readers.filter((one) => one.opened > 0);
  return (
    <section className="sec readers">
      <h2>
        <Icon name="eye" />
        {words.readers}
        <span className="sp" />
        <span className="muted cap">
          {words.readersOf(
            opened.length,
            opened.reduce((sum, one) => sum + one.opened, 0),
          )}
        </span>
      </h2>
      <p className="muted cap">{words.readersNote}</p>
      {readers.length === 0 && <p className="muted">{words.readersNone}</p>}
      <ScrollArea className="readers-list" label={words.readers}>
        <ul>
          {readers.map((one) => (
            <li key={`${one.agency.code}${one.who}`}>
              <Agency agency={one.agency} />
              <span className="ell">{one.who}</span>
              <span className="muted num">{one.opened > 0 ? words.readTimes(one.opened) : one.kept.length > 0 ? '' : words.hadOnly}</span>
              <time className="num" dateTime={one.at}>
                {shortTime(one.at)}
              </time>
              {one.kept.length > 0 && <Kept kept={one.kept} />}
            </li>
          ))}
        </ul>
      </ScrollArea>
    </section>
  );
}
