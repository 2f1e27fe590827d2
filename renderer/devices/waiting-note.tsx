/** Devices that wait for somebody's approval, told at once to who may give it, at the head of the lists (DV15). */

import type { StatusView } from '../../shared/api/views.ts';
import { koLocked } from '../i18n/ko-locked.ts';
import { ko } from '../i18n/ko.ts';
import { fullTime } from '../ui/dates.ts';
import { Message } from '../ui/message.tsx';
import { deviceName } from './device-list.tsx';

const MOST = 3;

/** The note, or nothing. */
export function WaitingNote({ status, onOpen }: { readonly status: StatusView | null; readonly onOpen: () => void }) {
  // Away from the server nobody can decide, and what was known may be over.
  const waiting = status?.connection === 'online' ? status.waiting : [];
  if (waiting.length === 0) return null;
  return (
    <div className="alarm-note">
      <Message tone="warn" text={koLocked.waiting(waiting.length)}>
        <ul className="locked-rows" aria-label={koLocked.waitingList}>
          {waiting.slice(0, MOST).map(({ person, device, who, own, deviceName: name, at }) => (
            <li key={`${person}/${device}`}>
              <b>{own ? ko.notices.ownDevice : who}</b> · {deviceName(name)}
              <span className="line muted">{koLocked.since(fullTime(at), device)}</span>
            </li>
          ))}
        </ul>
        <div className="row">
          <button type="button" className="btn sm" onClick={onOpen}>
            {ko.devices.title}
          </button>
          {waiting.length > MOST && <span className="muted">{koLocked.more(waiting.length - MOST)}</span>}
        </div>
      </Message>
    </div>
  );
}
