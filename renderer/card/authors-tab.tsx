/** 글쓴이 기록: who wrote how much of a version that was fixed, and every text of it cut where another writer begins. */

import { useState } from 'react';
import type { AuthorshipView } from '../../shared/api/authorship-view.ts';
import type { DocumentView } from '../../shared/api/views.ts';
import { useQuery } from '../api/use-query.ts';
import { koAuthorship as words } from '../i18n/ko-authorship.ts';
import { ko } from '../i18n/ko.ts';
import { Agency } from '../ui/agency.tsx';
import { fullTime } from '../ui/dates.ts';
import { Message } from '../ui/message.tsx';

type Writer = AuthorshipView['writers'][number];
type Passage = AuthorshipView['texts'][number]['passages'][number];

const nameOf = (writer: Writer | undefined): string => (writer === undefined || writer.name === '' ? words.unknown : writer.name);
const whoOf = (writer: Writer | undefined): string => `${writer?.post ?? ''} ${nameOf(writer)}`.trim();
const sinceOf = (since: string | null): string => (since === null ? words.notKept : fullTime(since));

function Writers({ writers }: { readonly writers: readonly Writer[] }) {
  const all = writers.reduce((sum, { letters }) => sum + letters, 0);
  return (
    <table className="tb" aria-label={words.writers}>
      <thead>
        <tr>
          <th scope="col">{words.who}</th>
          <th scope="col">{words.since}</th>
          <th scope="col" className="end">
            {words.letters}
          </th>
          <th scope="col" className="end">
            {words.share}
          </th>
        </tr>
      </thead>
      <tbody>
        {writers.map((writer, i) => (
          <tr key={i}>
            <td>
              {writer.agency !== null && <Agency agency={writer.agency} name />} {whoOf(writer)}
            </td>
            <td className="num nw">{sinceOf(writer.since)}</td>
            <td className="num end">{writer.letters.toLocaleString('ko-KR')}</td>
            <td className="num end">{words.percent(all === 0 ? 0 : Math.round((writer.letters / all) * 100))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Where several wrote, each stretch begins with the badge and the name of its writer for those who cannot see the line. */
function Stretch({ passage, writer, alone }: { readonly passage: Passage; readonly writer: Writer | undefined; readonly alone: boolean }) {
  const told = `${whoOf(writer)} · ${sinceOf(passage.since)}`;
  return (
    <span className={alone ? '' : `wrote L${writer?.agency?.strand ?? 5}`} title={told}>
      {!alone && <span className="sr">{`(${whoOf(writer)}) `}</span>}
      {passage.text}
    </span>
  );
}

function Texts({ record: { writers, texts } }: { readonly record: AuthorshipView }) {
  return (
    <table className="tb authored" aria-label={words.texts}>
      <thead>
        <tr>
          <th scope="col">{words.where}</th>
          <th scope="col">{words.writers}</th>
          <th scope="col">{words.text}</th>
        </tr>
      </thead>
      <tbody>
        {texts.map(({ place, passages }, i) => {
          const by = [...new Set(passages.map(({ writer }) => writer))];
          return (
            <tr key={i}>
              <td className="nw muted">{words.place(place)}</td>
              <td className="nw">
                {by.map((one) => {
                  const writer = writers[one];
                  return (
                    <span key={one} className="row-gap" title={whoOf(writer)}>
                      {writer?.agency == null ? null : <Agency agency={writer.agency} />}
                      <span>{nameOf(writer)}</span>
                    </span>
                  );
                })}
              </td>
              <td className="authored-text">
                {passages.map((passage, j) => (
                  <Stretch key={j} passage={passage} writer={writers[passage.writer]} alone={by.length === 1} />
                ))}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** The tab. */
export function AuthorsTab({ view }: { readonly view: DocumentView }) {
  const [version, setVersion] = useState(view.version);
  const { value, error } = useQuery('authorship.get', { documentId: view.documentId, version }, view.documentId);
  const record = value?.record ?? null;
  return (
    <section className="authorship" aria-label={words.title}>
      {view.versions.length > 1 && (
        <label className="row-gap">
          <span className="subtle">{words.version}</span>
          <select className="field" value={version} onChange={(event) => setVersion(Number(event.target.value))}>
            {view.versions.map((one) => (
              <option key={one} value={one}>
                {ko.version(one)}
              </option>
            ))}
          </select>
        </label>
      )}
      {error !== null && <Message tone="bad" text={error} />}
      {value === null && error === null && <p className="muted pad">{words.reading}</p>}
      {value !== null && record === null && <p className="muted pad">{words.none}</p>}
      {record !== null && (
        <>
          <Writers writers={record.writers} />
          <Texts record={record} />
          <p className="muted cap">{words.note}</p>
        </>
      )}
    </section>
  );
}
