/** 처리 이력: every record, and a full check on this machine with `V`. */

import { useState } from 'react';
import type { Output } from '../../shared/api/contract.ts';
import type { DocumentView, TrailLine } from '../../shared/api/views.ts';
import { useAct, useQuery } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { Agency } from '../ui/agency.tsx';
import { ActButton } from '../ui/busy-button.tsx';
import { clockTime, shortTime } from '../ui/dates.ts';
import { Folded } from '../ui/said.tsx';
import { Glyph } from '../ui/glyph.tsx';
import { Icon } from '../ui/icons.tsx';
import { Message } from '../ui/message.tsx';
import { KeepPage } from './keep-page.tsx';
import { Readers } from './readers.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';

const words = ko.document.card;
const GLYPHS = { ok: 'ok', fault: 'stop', unchecked: 'unreachable', skipped: 'unreachable' } as const;

/** A statement received over a minute after it was signed was signed while apart from the server. */
export function wasLate(line: TrailLine): boolean {
  return line.kind === 'statement' && new Date(line.receivedAt).getTime() - new Date(line.at).getTime() > 60_000;
}

type Verified = Output<'trail.verify'>;

function Result({ result, records }: { readonly result: Verified; readonly records: number }) {
  const good = result.verdict === 'valid';
  const faults = result.checks.filter((check) => check.state === 'fault');
  return (
    <div className={good ? 'note ok' : 'note bad'} role={good ? 'status' : 'alert'}>
      <Icon name={good ? 'shield' : 'warn'} />
      <div>
        <strong>{good ? words.valid : words.fault}</strong>
        <p>{words.validOf(records, result.checks.length)}</p>
        {faults.map((check) => (
          <p key={`${check.code}${check.title}`}>
            {check.title}: {check.detail}
          </p>
        ))}
        <p>{words.checkedAt(clockTime(result.at))}</p>
        <details>
          <summary>{words.details}</summary>
          <ul className="verified">
            {result.checks.map((check) => (
              <li key={`${check.code}${check.title}`}>
                <Glyph state={GLYPHS[check.state]} size={14} />
                <span>
                  {check.title} <span className="muted">{check.detail}</span>
                </span>
              </li>
            ))}
          </ul>
        </details>
      </div>
    </div>
  );
}

function Line({ line }: { readonly line: TrailLine }) {
  return (
    <li title={line.kind === 'statement' ? words.statement : words.serverFact}>
      <time dateTime={line.at}>{shortTime(line.at)}</time>
      {line.agency === null ? <span className="server-mark" /> : <Agency agency={line.agency} />}
      <div>
        <span className="m">{line.what}</span> <span className="subtle">{line.who}</span>
        {line.detail !== '' && (
          <span className="muted cap line">
            <Folded text={line.detail} />
          </span>
        )}
        {wasLate(line) && <span className="tag off">{words.late(shortTime(line.receivedAt))}</span>}
      </div>
      <Glyph state={GLYPHS[line.verified]} size={14} />
    </li>
  );
}

/** The panel. */
export function TrailPanel({ view }: { readonly view: DocumentView }) {
  const { value, error } = useQuery('trail.get', { documentId: view.documentId }, view.documentId);
  const [result, setResult] = useState<Verified | null>(null);
  const { busy, said, run } = useAct();
  const [whole, setWhole] = useState(false);
  const all = value?.lines.toReversed() ?? [];
  const lines = whole ? all : all.filter((line) => !line.reading);
  const mayVerify = view.frozen;
  const verify = (): boolean => {
    if (!mayVerify) return false;
    void run('trail.verify', { documentId: view.documentId }).then((done) => {
      if (done !== null) setResult(done);
    });
    return true;
  };
  useShortcuts({ V: verify });
  return (
    <aside className="panel trail" aria-label={words.trail} data-area>
      <section className="sec">
        {result === null ? (
          <div className="note">
            <Icon name="shield" />
            <div>
              <strong>{words.kept(all.length)}</strong>
              <p>{words.keptNote}</p>
            </div>
          </div>
        ) : (
          <Result result={result} records={all.length} />
        )}
        {said?.ok === false && <Message tone="bad" text={said.text} />}
        {error !== null && <Message tone="bad" text={error} />}
        {mayVerify && (
          <ActButton busy={busy} busyWord={words.verifying} onAct={() => void verify()}>
            {words.verify} <kbd>V</kbd>
          </ActButton>
        )}
        {mayVerify && <KeepPage />}
      </section>
      <section className="sec last">
        <h2>
          <Icon name="list" />
          {words.trail}
          <span className="sp" />
          {all.some((line) => line.reading) && (
            <button type="button" className="btn sm" aria-pressed={whole} onClick={() => setWhole(!whole)}>
              {whole ? words.actsOnly : words.allLines(all.length)}
            </button>
          )}
        </h2>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling area is reached by keyboard */}
        <ol className="trail-lines" tabIndex={0}>
          {lines.map((line) => (
            <Line key={line.seq} line={line} />
          ))}
        </ol>
      </section>
      {value !== null && <Readers readers={value.readers} />}
    </aside>
  );
}
