/** Devices as rows: what each is, since when, and what may be decided on it. What is hard to undo asks once more. */

import { useState } from 'react';
import type { DeviceView } from '../../shared/api/views.ts';
import type { Act } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { ActButton } from '../ui/busy-button.tsx';
import { fullTime, shortTime } from '../ui/dates.ts';

const words = ko.devices;

const TONES = { approved: 'ok', waiting: 'warn', blocked: 'bad', cloned: 'bad' } as const;

/** Name of a device as its person reads it. */
export const deviceName = (name: string): string => (name === '' ? words.unnamed : name);

type Decision = { readonly act: 'approve' | 'block'; readonly look: string; readonly word: string; readonly busy: string; readonly sure: string | null };

const APPROVE: Decision = { act: 'approve', look: 'pri', word: words.approve, busy: words.approving, sure: null };
const BLOCK: Decision = { act: 'block', look: 'bad', word: words.block, busy: words.blocking, sure: words.sure.block };
const REOPEN: Decision = { act: 'approve', look: 'bad', word: words.reopen, busy: words.reopening, sure: words.sure.reopen };

/** What may be decided: nobody blocks the device one sits at, and what is locked only an administrator opens. */
function decisionsOn(device: DeviceView, admin: boolean): readonly Decision[] {
  if (device.own) return [];
  if (device.state === 'waiting') return [APPROVE, BLOCK];
  if (device.state === 'approved') return [BLOCK];
  if (!admin) return [];
  return device.state === 'cloned' ? [REOPEN, BLOCK] : [REOPEN];
}

function Row({ device, admin, act, onDone }: { readonly device: DeviceView; readonly admin: boolean; readonly act: Act; readonly onDone: () => void }) {
  const [asked, setAsked] = useState<Decision | null>(null);
  const decisions = decisionsOn(device, admin);
  const name = deviceName(device.name);
  const { person, id, revision, state } = device;
  const decide = async (decision: Decision): Promise<void> => {
    setAsked(null);
    await act.run('devices.decide', { act: decision.act, person, device: id, revision });
    onDone();
  };
  return (
    <li>
      <span className={`tag ${TONES[state]}`}>{words.states[state]}</span>
      <span className="device-what">
        <b className="ell">{admin ? `${device.personName} · ${name}` : name}</b>
        {device.own && <span className="tag acc">{words.own}</span>}
        <span className="muted line">
          {words.added(fullTime(device.addedAt))} · {words.seen(shortTime(device.seenAt))} · {words.id(id)}
        </span>
        {decisions.length === 0 && !device.own && <span className="subtle line">{words.adminOnly}</span>}
        {asked !== null && <span className="line device-sure">{asked.sure}</span>}
      </span>
      <span className="row device-acts">
        {(asked === null ? decisions : [asked]).map((decision) => (
          <ActButton
            key={decision.word}
            look={`sm ${decision.look}`}
            busy={act.busy}
            busyWord={decision.busy}
            onAct={() => (decision.sure === null || asked === decision ? void decide(decision) : setAsked(decision))}
          >
            {decision.word}
            <span className="sr"> {name}</span>
          </ActButton>
        ))}
        {asked !== null && (
          <button type="button" className="btn sm quiet" onClick={() => setAsked(null)}>
            {words.cancel}
          </button>
        )}
      </span>
    </li>
  );
}

/** The rows; those that wait for a decision come first. */
export function DeviceList({
  devices,
  label,
  admin,
  act,
  onDone,
}: {
  readonly devices: readonly DeviceView[];
  readonly label: string;
  readonly admin: boolean;
  readonly act: Act;
  readonly onDone: () => void;
}) {
  const order = { waiting: 0, cloned: 1, blocked: 3, approved: 2 } as const;
  const sorted = devices.toSorted((a, b) => order[a.state] - order[b.state] || Number(b.own) - Number(a.own) || b.seenAt.localeCompare(a.seenAt));
  return (
    <ul className="kept-rows device-rows" aria-label={label}>
      {sorted.map((device) => (
        <Row key={`${device.person}/${device.id}`} device={device} admin={admin} act={act} onDone={onDone} />
      ))}
    </ul>
  );
}
