/** Devices of the agency that are locked, told to its administrator on every screen until they are decided on (DV12). */

import { useState } from 'react';
import type { LockedView, StatusView } from '../../shared/api/views.ts';
import { koLocked } from '../i18n/ko-locked.ts';
import { ko } from '../i18n/ko.ts';
import { fullTime } from '../ui/dates.ts';
import { Message } from '../ui/message.tsx';
import { deviceName } from './device-list.tsx';

const MOST = 3;

const idOf = ({ person, device, at }: LockedView): string => `${person}/${device}/${at}`;

function Row({ locked }: { readonly locked: LockedView }) {
  return (
    <li>
      <b>{locked.who}</b> · {deviceName(locked.deviceName)}
      <span className="line muted">{koLocked.tried(fullTime(locked.at), locked.tried, locked.from)}</span>
    </li>
  );
}

/** The note, or nothing. At the head of a list it stands while a device is locked; over a paper and on other screens it may be put away. */
export function LockedNote({
  status,
  at,
  onOpen,
}: {
  readonly status: StatusView | null;
  readonly at: 'list' | 'screen' | 'paper';
  readonly onOpen: () => void;
}) {
  const [away, setAway] = useState<ReadonlySet<string>>(new Set());
  const locked = (status?.locked ?? []).filter((one) => at === 'list' || !away.has(idOf(one)));
  if (locked.length === 0) return null;
  const close = at === 'list' ? {} : { onClose: () => setAway((before) => new Set([...before, ...locked.map(idOf)])) };
  return (
    <div className={at === 'paper' ? 'settled alarm-note' : 'alarm-note'}>
      <Message tone="bad" text={koLocked.note(locked.length)} {...close}>
        <ul className="locked-rows" aria-label={koLocked.list}>
          {locked.slice(0, MOST).map((one) => (
            <Row key={idOf(one)} locked={one} />
          ))}
        </ul>
        <div className="row">
          <button type="button" className="btn sm" onClick={onOpen}>
            {ko.devices.title}
          </button>
          {locked.length > MOST && <span className="muted">{koLocked.more(locked.length - MOST)}</span>}
        </div>
      </Message>
    </div>
  );
}
