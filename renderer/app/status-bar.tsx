/** What is kept where, in words with a time: connection, saving, unsent signatures, then the keys of this place (screens §5). */

import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { StatusView } from '../../shared/api/views.ts';
import { useClient } from '../api/bridge.ts';
import { ko } from '../i18n/ko.ts';
import { clockTime, hourTime } from '../ui/dates.ts';
import { Icon } from '../ui/icons.tsx';
import { Message } from '../ui/message.tsx';

/** Words of saving: what the server has is `저장됨`, what only this machine has says so. */
export function savingWords(status: StatusView): string {
  const { connection, unsavedUpdates, lastSavedAt } = status;
  if (status.disk !== null) return ko.status.notSaved;
  if (unsavedUpdates > 0) return connection === 'online' ? ko.status.saving : ko.status.local(unsavedUpdates);
  return lastSavedAt === null ? ko.status.allSaved : ko.status.saved(clockTime(lastSavedAt));
}

/** Whether two tell the same but for saving, which changes at every letter and is shown in one place. */
const sameButSaving = (a: StatusView | null, b: StatusView): boolean =>
  a !== null && JSON.stringify({ ...a, unsavedUpdates: 0, lastSavedAt: null }) === JSON.stringify({ ...b, unsavedUpdates: 0, lastSavedAt: null });

const isWhere = ({ disk, unsavedUpdates }: StatusView): boolean => disk === null && unsavedUpdates === 0;

/** How long nothing was on its way before it is said: between two letters the words would flicker, and be true for neither. */
const SETTLED_MS = 300;

/** Saving as it is now. It changes at every letter: written into the page without React, which would go through the whole sheet to keep the caret. */
function Saving({ status }: { readonly status: StatusView }) {
  const client = useClient();
  const [words, where] = [useRef<HTMLSpanElement>(null), useRef<HTMLSpanElement>(null)];
  useLayoutEffect(() => {
    let [timer, saving] = [0, !isWhere(status)];
    const write = (now: StatusView): void => {
      saving = !isWhere(now);
      const said = savingWords(now);
      if (words.current !== null && words.current.textContent !== said) words.current.textContent = said;
      if (where.current !== null && where.current.hidden !== saving) where.current.hidden = saving;
    };
    const hear = (now: StatusView): void => {
      window.clearTimeout(timer);
      if (saving && isWhere(now)) timer = window.setTimeout(write, SETTLED_MS, now);
      else write(now);
    };
    write(status);
    const stop = client.on('status.changed', hear);
    return () => {
      window.clearTimeout(timer);
      stop();
    };
  }, [client, status, words, where]);
  return (
    <>
      <span ref={words}>{savingWords(status)}</span>
      <span ref={where} className="muted wide-only" hidden={!isWhere(status)}>
        {ko.status.where}
      </span>
    </>
  );
}

/** The status of this window's backend but for saving, and what became of signatures that waited. */
export function useStatus(): { readonly status: StatusView | null; readonly settled: { ok: boolean; text: string } | null; readonly clear: () => void } {
  const client = useClient();
  const [status, setStatus] = useState<StatusView | null>(null);
  const [settled, setSettled] = useState<{ ok: boolean; text: string } | null>(null);
  useEffect(() => {
    const take = (next: StatusView): void => setStatus((before) => (sameButSaving(before, next) ? before : next));
    void client.call('status.get', {}).then((answer) => {
      if (answer.ok) take(answer.value);
    });
    const stops = [client.on('status.changed', take), client.on('outbox.settled', ({ ok, sentence }) => setSettled({ ok, text: sentence }))];
    return () => stops.forEach((stop) => stop());
  }, [client]);
  return { status, settled, clear: () => setSettled(null) };
}

const HINTS = {
  list: [
    ['↑', ko.status.move],
    ['Enter', ko.status.open],
    ['A', ko.status.sign],
    ['R', ko.status.back],
    ['H', ko.status.hold],
  ],
  otherList: [
    ['↑', ko.status.move],
    ['Enter', ko.status.open],
    ['Ctrl K', ko.frame.find],
  ],
  paper: [
    ['F6', ko.status.area],
    ['Ctrl K', ko.frame.find],
  ],
  stack: [
    ['G', ko.document.overtaken.next],
    ['F6', ko.status.area],
    ['Ctrl K', ko.frame.find],
  ],
  design: [
    ['Alt ↑', ko.status.up],
    ['Alt ↓', ko.status.down],
    ['P', ko.document.route.together],
    ['Del', ko.status.takeOut],
    ['F6', ko.status.area],
  ],
  new: [],
  records: [['F6', ko.status.area]],
  audit: [
    ['J', ko.audit.story.next],
    ['K', ko.audit.story.before],
    ['Space', ko.audit.story.play],
    ['T', ko.audit.asTable],
  ],
  directory: [
    ['↑', ko.status.move],
    ['F6', ko.status.area],
  ],
} as const;

/** A line that never stood in this window is first being made, not lost. */
const CONNECTING_MS = 5000;

/** True until this window's line stood once, or a while passed. */
function useConnecting(): boolean {
  const client = useClient();
  const [tried, setTried] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => setTried(true), CONNECTING_MS);
    const stop = client.on('status.changed', ({ connection }) => {
      if (connection === 'online') setTried(true);
    });
    return () => {
      window.clearTimeout(timer);
      stop();
    };
  }, [client]);
  return !tried;
}

function Connection({ status, connecting, onDevices }: { readonly status: StatusView; readonly connecting: boolean; readonly onDevices: () => void }) {
  if (connecting && !((status.reason?.code ?? '') in ko.devices.reasons)) {
    return (
      <>
        <Icon name="off" size={14} />
        {ko.status.connecting}
      </>
    );
  }
  const why = ko.devices.reasons[status.reason?.code ?? ''];
  if (status.connection === 'online' && why === undefined) {
    return (
      <>
        <span className="dot" aria-hidden="true" />
        {ko.status.online}
      </>
    );
  }
  if (why !== undefined) {
    return (
      <button type="button" className="status-button warn" title={status.reason?.message} onClick={onDevices}>
        <Icon name={status.reason?.code === 'CLOCK_OFF' ? 'warn' : 'lock'} size={14} />
        {why}
      </button>
    );
  }
  return (
    <>
      <Icon name="off" size={14} />
      <b>{status.reason?.code === 'RESTARTING' ? ko.status.restarting : ko.status.offline}</b> {ko.status.from(hourTime(status.since))}
      <span className="muted wide-only">{ko.status.stillWorks}</span>
    </>
  );
}

/** The bar at the foot. */
export function StatusBar({
  status,
  settled,
  onClear,
  at,
  onKeys,
  onOutbox,
  onStranded,
  onDevices,
}: {
  readonly status: StatusView | null;
  readonly settled: { ok: boolean; text: string } | null;
  readonly onClear: () => void;
  readonly at: keyof typeof HINTS;
  readonly onKeys: () => void;
  readonly onOutbox: () => void;
  readonly onStranded: () => void;
  readonly onDevices: () => void;
}) {
  const fresh = useConnecting();
  const waiting = status?.outbox ?? 0;
  const looks = status?.outboxLooks ?? 0;
  const kept = status?.stranded ?? 0;
  return (
    <>
      {status !== null && status.disk !== null && (
        <div className="settled">
          <Message tone="bad" text={`${ko.status.diskNote} ${status.disk}`} />
        </div>
      )}
      {settled !== null && (
        <div className="settled">
          <Message tone={settled.ok ? 'ok' : 'bad'} text={settled.text} onClose={onClear} />
        </div>
      )}
      <footer className="status">
        <span className="g" role="status">
          {status !== null && <Connection status={status} connecting={fresh && status.connection === 'offline'} onDevices={onDevices} />}
        </span>
        <span className="vr" />
        <span className={status === null || status.disk === null ? 'g' : 'g bad b'}>
          <Icon name={status === null || status.disk === null ? 'save' : 'warn'} size={14} />
          {status !== null && <Saving status={status} />}
        </span>
        <span className="vr" />
        <button type="button" className={waiting > 0 ? 'status-button b' : 'status-button'} onClick={onOutbox}>
          <Icon name="out" size={14} />
          {waiting === 0 ? ko.status.outboxNone : ko.status.outbox(waiting - looks, looks)}
        </button>
        {kept > 0 && (
          <button type="button" className="status-button warn" onClick={onStranded}>
            <Icon name="warn" size={14} />
            {ko.kept.stranded.count(kept)}
          </button>
        )}
        <span className="sp" />
        <span className="keys wide-only" aria-hidden="true">
          {HINTS[at].map(([key, what]) => (
            <span key={key}>
              <kbd>{key}</kbd>
              {key === '↑' && <kbd>↓</kbd>}
              {what}
            </span>
          ))}
        </span>
        <button type="button" className="keys-button" onClick={onKeys}>
          <kbd>?</kbd>
          {ko.status.keys}
        </button>
      </footer>
    </>
  );
}
