/** 전자이미지관인대장: each seal of an agency, who entered it, until when it is good, where it was used. */

import { useState } from 'react';
import type { SealView } from '../../shared/api/seal-view.ts';
import { useAct, useQuery } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { dayOnly, fullTime } from '../ui/dates.ts';
import { Message } from '../ui/message.tsx';
import { ScrollArea } from '../ui/scroll-area.tsx';
import { SureButton } from '../ui/sure-button.tsx';
import { RegisterSeal, TakeSeal } from './seal-dialogs.tsx';
import { CertificateTag } from './tree.tsx';
import type { OpenPaper } from './work-list.tsx';

const words = ko.directory.seals;

function Uses({ seal, onOpen }: { readonly seal: SealView; readonly onOpen: OpenPaper }) {
  if (seal.uses.length === 0) return <span className="muted">{words.noUses}</span>;
  return (
    <ul className="dir-changes">
      {seal.uses.map(({ documentId, title, at, who, omitted }) => (
        <li key={`${documentId}/${at}`}>
          <button type="button" className="dir-paper" aria-label={words.open(title)} onClick={() => onOpen({ documentId, title })}>
            <b>{title}</b>
          </button>{' '}
          <span className="muted cap nw">
            {fullTime(at)} · {who}
            {omitted && ` · ${words.omitted}`}
          </span>
        </li>
      ))}
      {seal.more > 0 && <li className="muted">{words.more(seal.more)}</li>}
    </ul>
  );
}

function Revoke({ certificate, onDone }: { readonly certificate: string; readonly onDone: (sentence: string) => void }) {
  const act = useAct();
  const revoke = async (): Promise<void> => {
    const done = await act.run('seals.revoke', { certificate });
    if (done !== null) onDone(done.sentence);
  };
  return (
    <>
      <SureButton
        words={{ first: words.revoke, act: words.revokeAct, cancel: words.cancel, sure: words.revokeSure }}
        busy={act.busy}
        busyWord={words.revokeBusy}
        onAct={() => void revoke()}
      />
      {act.said?.ok === false && <Message tone="bad" text={act.said.text} onClose={act.clear} />}
    </>
  );
}

function Look({ seal: { name, svg, picture } }: { readonly seal: SealView }) {
  const source = svg !== null ? `data:image/svg+xml;base64,${btoa(svg)}` : picture !== null ? `data:image/png;base64,${picture.png}` : null;
  return source === null ? <span className="dir-seal-image" aria-hidden="true" /> : <img className="dir-seal-image" alt={words.drawn(name)} src={source} />;
}

function Seal({ seal, onRevoked, onOpen }: { readonly seal: SealView; readonly onRevoked: ((sentence: string) => void) | null; readonly onOpen: OpenPaper }) {
  const { name, svg, picture, since, by, ended, certificate, state, from, until } = seal;
  return (
    <section className={ended === null ? 'dir-seal' : 'dir-seal ended'} aria-label={name}>
      <Look seal={seal} />
      <div>
        <h3>
          {name} <span className={ended === null ? 'tag ok' : 'tag bad'}>{ended === null ? words.stands : words.ended[ended.how]}</span>
        </h3>
        {svg === null && picture === null && <Message tone="bad" text={words.wrongImage} />}
        <dl className="dir-facts">
          <dt>{words.facts.registered}</dt>
          <dd>{words.registeredBy(fullTime(since), by)}</dd>
          {picture !== null && (
            <>
              <dt>{words.facts.look}</dt>
              <dd>{words.scanned(picture.mm)}</dd>
            </>
          )}
          {ended !== null && (
            <>
              <dt>{words.facts.ended}</dt>
              <dd>{words.registeredBy(fullTime(ended.at), ended.by)}</dd>
            </>
          )}
          <dt>{words.facts.certificate}</dt>
          <dd>
            <CertificateTag state={state} /> {from === null || until === null ? words.unseen : words.between(dayOnly(from), dayOnly(until))}
            <span className="muted line cap">{words.print(certificate)}</span>
          </dd>
          <dt>{words.facts.uses}</dt>
          <dd>
            <Uses seal={seal} onOpen={onOpen} />
          </dd>
        </dl>
        {ended === null && onRevoked !== null && <Revoke certificate={certificate} onDone={onRevoked} />}
      </div>
    </section>
  );
}

/** The part. `administers` where the person at work may change this agency. */
export function SealsPart({
  agency,
  administers,
  onSaid,
  onOpen,
}: {
  readonly agency: string;
  readonly administers: boolean;
  readonly onSaid: (sentence: string) => void;
  readonly onOpen: OpenPaper;
}) {
  const { value, error, reload } = useQuery('seals.get', { agency });
  const [over, setOver] = useState<'register' | 'take' | null>(null);
  const stands = value?.seals.some(({ ended }) => ended === null) === true;
  const done = (sentence: string): void => {
    setOver(null);
    reload();
    onSaid(sentence);
  };
  return (
    <ScrollArea className="dir-tree dir-part" label={words.title}>
      {error !== null && <Message tone="bad" text={error} />}
      <div className="dir-part-head">
        <div>
          <h3>{words.title}</h3>
          <p className="muted cap">{words.note}</p>
          {value !== null && (value.keeper !== '' || value.own) && (
            <p className="subtle cap">
              {[value.keeper === '' ? '' : words.keeper(value.keeper), value.own && stands ? (value.here ? words.here : words.notHere) : '']
                .filter((part) => part !== '')
                .join(' · ')}
            </p>
          )}
        </div>
        <div className="row-gap">
          {value?.own === true && stands && !value.here && !administers && (
            <button type="button" className="btn" onClick={() => setOver('take')}>
              {words.take}
            </button>
          )}
          {administers && (
            <button type="button" className="btn" onClick={() => setOver('register')}>
              {stands ? words.replace : words.register}
            </button>
          )}
        </div>
      </div>
      {value?.seals.length === 0 && <p className="muted">{words.none}</p>}
      {value?.seals.map((seal) => (
        <Seal key={`${seal.certificate}/${seal.since}`} seal={seal} onRevoked={administers ? done : null} onOpen={onOpen} />
      ))}
      {over === 'register' && value !== null && <RegisterSeal suggested={value.suggested} replaces={stands} onClose={() => setOver(null)} />}
      {over === 'take' && <TakeSeal onDone={done} onClose={() => setOver(null)} />}
    </ScrollArea>
  );
}
