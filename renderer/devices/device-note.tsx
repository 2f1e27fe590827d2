/** A login, a try or a decision elsewhere: told until answered, the newest in front, none of them lost on the way. */

import { useEffect, useState } from 'react';
import type { DeviceNoticeView } from '../../shared/api/views.ts';
import { useClient } from '../api/bridge.ts';
import { ko } from '../i18n/ko.ts';
import { Message } from '../ui/message.tsx';
import { deviceName } from './device-list.tsx';

const words = ko.devices;

const TONES = { cloned: 'bad', refused: 'bad' } as const;

function wordsOf({ kind, name, own }: DeviceNoticeView): string | null {
  if (kind === 'ended') return null;
  if (kind === 'login' && own) return words.notices.ownLogin;
  return words.notices[kind](deviceName(name));
}

/** The note, or nothing. While the dialog of devices is open it is not there: the dialog tells it itself. */
export function DeviceNote({ onOpen }: { readonly onOpen: () => void }) {
  const client = useClient();
  const [notices, setNotices] = useState<readonly DeviceNoticeView[]>([]);
  useEffect(() => client.on('devices.noticed', (notice) => setNotices((before) => (wordsOf(notice) === null ? before : [...before, notice]))), [client]);
  const notice = notices.at(-1);
  const text = notice === undefined ? null : wordsOf(notice);
  if (notice === undefined || text === null) return null;
  const tone = notice.kind === 'login' && notice.own ? 'bad' : ((TONES as Readonly<Record<string, 'bad'>>)[notice.kind] ?? 'warn');
  return (
    <div className="settled device-note">
      <Message tone={tone} text={text} onClose={() => setNotices((before) => before.slice(0, -1))}>
        <button type="button" className="btn sm" onClick={onOpen}>
          {words.title}
        </button>
      </Message>
    </div>
  );
}
