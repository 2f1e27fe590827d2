/** 기록 불일치 경보: the log showed two histories. Told until answered, with both of them beside each other and as a file (WI6). */

import { useState } from 'react';
import type { AlarmView, StatusView } from '../../shared/api/views.ts';
import { useClient } from '../api/bridge.ts';
import { koAlarm } from '../i18n/ko-alarm.ts';
import { Message } from '../ui/message.tsx';
import { AlarmDecide } from './alarm-decide.tsx';

const KEY = 'ongyeol.alarm';

function Head({ name, head }: { readonly name: string; readonly head: AlarmView['known'] }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className="num">{koAlarm.head(head.size)}</td>
      <td className="alarm-root">
        <span className="muted">{koAlarm.fingerprint}</span> {head.root}
      </td>
    </tr>
  );
}

/** The alarm, or nothing. `over`: above a paper, whose parts stand beside each other; else at the head of a list. */
export function AlarmNote({ status, over }: { readonly status: StatusView | null; readonly over: boolean }) {
  const client = useClient();
  const [answered, setAnswered] = useState(() => localStorage.getItem(KEY) ?? '');
  const [said, setSaid] = useState('');
  const alarm = status?.alarm ?? null;
  if (alarm === null || answered === alarm.id)
    // A decision ends the alarm; what came of it stays until it was read.
    return said === '' ? null : (
      <div className={over ? 'settled alarm-note' : 'alarm-note'}>
        <Message tone="ok" text={said} onClose={() => setSaid('')} />
      </div>
    );
  const answer = (): void => {
    localStorage.setItem(KEY, alarm.id);
    setAnswered(alarm.id);
  };
  const save = async (): Promise<void> => {
    const done = await client.call('alarm.save', { id: alarm.id });
    if (!done.ok) setSaid(done.error.message);
    else if (done.value.path !== null) setSaid(koAlarm.saved(done.value.path));
  };
  return (
    <div className={over ? 'settled alarm-note' : 'alarm-note'}>
      <Message tone="bad" text={alarm.message} onClose={answer}>
        <table className="alarm-heads">
          <tbody>
            <Head name={koAlarm.known} head={alarm.known} />
            <Head name={koAlarm.shown} head={alarm.shown} />
          </tbody>
        </table>
        <div className="row">
          <button type="button" className="btn sm" onClick={() => void save()}>
            {koAlarm.save}
          </button>
          <AlarmDecide alarm={alarm} onSaid={setSaid} />
          {said !== '' && <span role="status">{said}</span>}
        </div>
      </Message>
    </div>
  );
}
