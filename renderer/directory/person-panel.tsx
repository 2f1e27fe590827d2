/** One person: post, duties, who acts for them, certificates, what changed; for the administrator what may be done. */

import { useState } from 'react';
import type { DeputyView, PersonView } from '../../shared/api/directory-view.ts';
import { useQuery, type Act } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { ActButton } from '../ui/busy-button.tsx';
import { fullTime, shortDay } from '../ui/dates.ts';
import { Message } from '../ui/message.tsx';
import { PersonChanges } from './person-changes.tsx';
import { CertificateTag } from './tree.tsx';
import { WorkList, type OpenPaper } from './work-list.tsx';

const words = ko.directory;
const own = words.person;

function Deputy({ deputy }: { readonly deputy: DeputyView }) {
  const { name, from, until, ground, by, order, fault } = deputy;
  const said = [words.until(from, until), ground, by === null ? words.byLaw : words.byPost(by), order === null ? '' : words.order(order)];
  return (
    <Message tone={fault === null ? 'warn' : 'bad'} text={`${words.away} · ${words.acts(name)}`}>
      <p>{said.filter((part) => part !== '').join(' · ')}</p>
      {fault !== null && <p>{fault}</p>}
    </Message>
  );
}

function Certificates({ person }: { readonly person: PersonView }) {
  if (person.certificates.length === 0) return <p className="muted">{own.noCertificates}</p>;
  return (
    <ul className="kept-rows">
      {person.certificates.map(({ digest, state, from, until, ended }) => (
        <li key={digest}>
          <CertificateTag state={state} />
          <span>
            {from === null || until === null ? own.unseen : own.between(shortYear(from), shortYear(until))}
            <span className="muted line cap">
              {ended !== null && `${own.ended(fullTime(ended))} · `}
              {own.print(digest)}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}

/** `2026. 11. 25.`: the day alone, with its year. */
const shortYear = (iso: string): string => fullTime(iso).replace(/\(.*$/, '');

function Acts({
  person,
  act,
  onInvite,
  onDone,
}: {
  readonly person: PersonView;
  readonly act: Act;
  readonly onInvite: () => void;
  readonly onDone: () => void;
}) {
  const [asked, setAsked] = useState(false);
  const standing = person.certificates.some(({ ended }) => ended === null);
  const revoke = async (): Promise<void> => {
    setAsked(false);
    await act.run('directory.revoke', { person: person.id });
    onDone();
  };
  if (person.left) return null;
  return (
    <>
      <div className="row-gap dir-acts">
        {/* It keeps its place while the question stands: the second click of a double one meets no other act. */}
        <button type="button" className="btn" disabled={asked || act.busy} onClick={onInvite}>
          {words.invite.open}
        </button>
        {asked && (
          <button type="button" className="btn quiet" onClick={() => setAsked(false)}>
            {words.revoke.cancel}
          </button>
        )}
        {standing && (
          <ActButton look="bad" busy={act.busy} busyWord={words.revoke.busy} onAct={() => (asked ? void revoke() : setAsked(true))}>
            {asked ? words.revoke.act : words.revoke.open}
          </ActButton>
        )}
      </div>
      {asked && <p className="device-sure">{words.revoke.sure}</p>}
    </>
  );
}

/** The panel. `administers` where the person at work may change this one's agency. */
export function PersonPanel({
  id,
  administers,
  act,
  onBack,
  onInvite,
  onSaid,
  onOpen,
}: {
  readonly id: string;
  readonly administers: boolean;
  readonly act: Act;
  readonly onBack: () => void;
  readonly onInvite: (person: PersonView) => void;
  readonly onSaid: (sentence: string) => void;
  readonly onOpen: OpenPaper;
}) {
  const { value, error, reload } = useQuery('directory.person', { person: id }, 'directory');
  return (
    <>
      <button type="button" className="btn quiet sm dir-back" onClick={onBack}>
        {own.back}
      </button>
      {error !== null && <Message tone="bad" text={error} />}
      {value !== null && (
        <>
          <h2>{value.name}</h2>
          <p className="subtle">{value.left ? own.left : `${value.agencyName} ${value.post}`}</p>
          {value.deputy !== null && <Deputy deputy={value.deputy} />}
          {value.deputises.length > 0 && <Message tone="ok" text={words.actsFor(value.deputises.join(', '))} />}
          <dl className="dir-facts">
            <dt>{own.number}</dt>
            <dd className="num">{value.id}</dd>
            <dt>{own.duties}</dt>
            <dd>{value.duties.length === 0 ? <span className="muted">{own.noDuties}</span> : value.duties.join(', ')}</dd>
            {value.concurrent.length > 0 && (
              <>
                <dt>{words.concurrentPosts}</dt>
                <dd>{value.concurrent.join(', ')}</dd>
              </>
            )}
            {value.absences.length > 0 && (
              <>
                <dt>{words.absences}</dt>
                <dd>{value.absences.map(({ from, until, ground }) => `${words.until(from, until)} ${ground}`).join(', ')}</dd>
              </>
            )}
          </dl>
          {administers && !value.left && (
            <PersonChanges
              person={value}
              onDone={(sentence) => {
                reload();
                onSaid(sentence);
              }}
            />
          )}
          <h3>{own.certificates}</h3>
          <Certificates person={value} />
          {administers && <Acts person={value} act={act} onInvite={() => onInvite(value)} onDone={reload} />}
          <WorkList person={id} onOpen={onOpen} />
          <h3>{own.history}</h3>
          {value.history.length === 0 && <p className="muted">{own.noHistory}</p>}
          <ul className="dir-changes">
            {value.history.map(({ at, kind, what }) => (
              <li key={`${at}/${kind}/${what}`}>
                <span className="tag">{kind}</span> {what} <span className="muted cap nw">{shortDay(at)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
