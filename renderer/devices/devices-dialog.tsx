/** 기기와 로그인: devices of this person, where they are logged in, what happened; for an administrator the agency's devices. */

import { useEffect } from 'react';
import type { DeviceEventView, SessionView, StatusView } from '../../shared/api/views.ts';
import { useClient } from '../api/bridge.ts';
import { useAct, useQuery, type Act } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { SignInActs, SignInPart, waitsForSignIn } from '../sign-in/sign-in.tsx';
import { ActButton } from '../ui/busy-button.tsx';
import { fullTime, shortTime } from '../ui/dates.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Message } from '../ui/message.tsx';
import { ScrollArea } from '../ui/scroll-area.tsx';
import { DeviceList, deviceName } from './device-list.tsx';
import { loginWords } from './login-words.tsx';

const words = ko.devices;

const TONES: Readonly<Partial<Record<DeviceEventView['kind'], string>>> = { waiting: 'warn', limit: 'warn', blocked: 'bad', cloned: 'bad', refused: 'bad' };

/** Why there is no line, and the way back where the person has one. A closed key has its own way. */
function Reason({ status, onAgain }: { readonly status: StatusView | null; readonly onAgain: () => void }) {
  const reason = status?.reason ?? null;
  if (reason === null) return null;
  return (
    <Message tone={reason.halted ? 'bad' : 'off'} text={reason.message}>
      {reason.code === 'DEVICE_WAITING' && <p className="device-number">{words.ownId(status?.device ?? '')}</p>}
      {status !== null && waitsForSignIn(status) && <SignInActs status={status} />}
      {((reason.halted && !waitsForSignIn(status)) || reason.code === 'DEVICE_WAITING') && (
        <button type="button" className="btn sm" onClick={onAgain}>
          {words.again}
        </button>
      )}
    </Message>
  );
}

function Before({ login }: { readonly login: StatusView['login'] }) {
  if (login === null) return null;
  return (
    <p className={login.failed > 0 ? 'key-before warn' : 'key-before muted'}>
      {loginWords(login)}
      {login.commands != null && ` · ${words.commandsSince(login.commands.times, shortTime(login.commands.at), login.at === null)}`}
      {login.at !== null && ` · ${login.failed > 0 ? words.failed(login.failed) : words.noneFailed}`}
    </p>
  );
}

function Sessions({ sessions, act, onDone }: { readonly sessions: readonly SessionView[]; readonly act: Act; readonly onDone: () => void }) {
  if (sessions.length === 0) return <p className="muted kept-none">{words.noSessions}</p>;
  return (
    <ul className="kept-rows session-rows" aria-label={words.sessions}>
      {sessions.map((session) => (
        <li key={session.id}>
          <span>
            <b>{deviceName(session.deviceName)}</b> {session.own && <span className="tag acc">{words.own}</span>}
            <span className="muted line">
              {words.since(fullTime(session.since))} · {words.seen(shortTime(session.seenAt))}
            </span>
          </span>
          {!session.own && (
            <ActButton look="sm" busy={act.busy} busyWord={words.ending} onAct={() => void act.run('sessions.end', { id: session.id }).then(onDone)}>
              {words.end}
              <span className="sr"> {deviceName(session.deviceName)}</span>
            </ActButton>
          )}
        </li>
      ))}
    </ul>
  );
}

const commandWords = ({ times, since }: NonNullable<DeviceEventView['command']>): string =>
  times === 1 ? words.commandOnce : words.commands(times, shortTime(since));

function Events({ events }: { readonly events: readonly DeviceEventView[] }) {
  if (events.length === 0) return <p className="muted kept-none">{words.noEvents}</p>;
  return (
    <ScrollArea className="device-events" label={words.events}>
      <ol className="kept-rows">
        {events.map((event) => (
          <li key={`${event.at}/${event.kind}/${event.deviceName}`}>
            <span className={`tag ${TONES[event.kind] ?? ''}`}>{event.command === null ? words.kinds[event.kind] : words.command}</span>
            <span>
              <b>{deviceName(event.deviceName)}</b>
              <span className="muted line">
                {shortTime(event.at)} · {words.id(event.device)}
                {event.by !== null && event.kind !== 'login' && ` · ${words.by(event.by)}`}
                {event.command !== null && ` · ${commandWords(event.command)}`}
              </span>
            </span>
          </li>
        ))}
      </ol>
    </ScrollArea>
  );
}

/** The dialog. */
export function DevicesDialog({ status, onClose }: { readonly status: StatusView | null; readonly onClose: () => void }) {
  const client = useClient();
  const { value, error, reload } = useQuery('devices.list', {});
  const act = useAct();
  const connection = status?.connection;
  const locked = [...(status?.locked ?? []), ...(status?.waiting ?? [])].map(({ device, at }) => `${device}/${at}`).join();
  useEffect(() => client.on('devices.noticed', reload), [client, reload]);
  useEffect(reload, [connection, locked, reload]);
  return (
    <Dialog wide title={words.title} sub={<p className="subtle">{words.note}</p>} onClose={onClose}>
      <div className="dialog-body devices">
        <Reason status={status} onAgain={() => void client.call('sessions.resume', {})} />
        {error !== null && status?.reason === null && <Message tone="bad" text={error} />}
        {act.said !== null && <Message tone={act.said.ok ? 'ok' : 'bad'} text={act.said.text} onClose={act.clear} />}
        <Before login={status?.login ?? null} />
        <SignInPart status={status} />
        {value !== null && (
          <div className="devices-two">
            <section>
              <h3>{words.devices}</h3>
              <DeviceList devices={value.devices} label={words.devices} admin={false} act={act} onDone={reload} />
              <h3>{words.sessions}</h3>
              <Sessions sessions={value.sessions} act={act} onDone={reload} />
              {value.agency !== null && (
                <>
                  <h3>{words.agency}</h3>
                  <p className="muted cap">{words.agencyNote}</p>
                  <DeviceList devices={value.agency} label={words.agency} admin act={act} onDone={reload} />
                </>
              )}
            </section>
            <section>
              <h3>{words.events}</h3>
              <Events events={value.events} />
            </section>
          </div>
        )}
      </div>
    </Dialog>
  );
}
