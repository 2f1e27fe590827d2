/** What is decided about a 기록 불일치 경보: by an administrator here, or by the file an administrator gave (WI8). */

import { useState } from 'react';
import type { AlarmView } from '../../shared/api/views.ts';
import { useClient } from '../api/bridge.ts';
import { koAlarm } from '../i18n/ko-alarm.ts';

const words = koAlarm.decide;
type Side = 'known' | 'shown';

/** Which of both stands, and why. */
function DecideForm({ alarm, onSaid }: { readonly alarm: AlarmView; readonly onSaid: (text: string) => void }) {
  const client = useClient();
  const [side, setSide] = useState<Side | null>(null);
  const [reason, setReason] = useState('');
  const decide = async (): Promise<void> => {
    if (side === null || reason.trim() === '') return onSaid(words.missing);
    const done = await client.call('alarm.decide', { id: alarm.id, stands: side, reason });
    if (!done.ok) onSaid(done.error.message);
    else onSaid(done.value.path === null ? words.unsaved : words.decided(done.value.path));
  };
  return (
    <form
      className="alarm-decide"
      aria-label={words.title}
      onSubmit={(event) => {
        event.preventDefault();
        void decide();
      }}
    >
      <fieldset className="row">
        <legend>{words.which}</legend>
        {(['known', 'shown'] as const).map((one) => (
          <label key={one} className="check">
            <input type="radio" name="alarm-side" checked={side === one} onChange={() => setSide(one)} />
            {koAlarm[one]} {koAlarm.head(alarm[one].size)}
          </label>
        ))}
      </fieldset>
      <div className="row">
        <input
          className="field"
          value={reason}
          maxLength={500}
          placeholder={words.reason}
          aria-label={words.reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <button type="submit" className="btn pri">
          {words.sign}
        </button>
      </div>
    </form>
  );
}

/** Takes a decision's file. */
function ApplyFile({ onSaid }: { readonly onSaid: (text: string) => void }) {
  const client = useClient();
  const apply = async (file: File): Promise<void> => {
    const done = await client.call('alarm.apply', { bytes: new Uint8Array(await file.arrayBuffer()) });
    onSaid(done.ok ? done.value.sentence : done.error.message);
  };
  return (
    <label className="btn sm file-button">
      {words.apply}
      <input
        type="file"
        accept=".json"
        aria-label={words.apply}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          event.target.value = '';
          if (file !== undefined) void apply(file);
        }}
      />
    </label>
  );
}

/** The ways out of an alarm. `onSaid`: what came of it, in words. */
export function AlarmDecide({ alarm, onSaid }: { readonly alarm: AlarmView; readonly onSaid: (text: string) => void }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      {alarm.decides && (
        <button type="button" className="btn sm" aria-expanded={open} onClick={() => setOpen(!open)}>
          {words.title}
        </button>
      )}
      <ApplyFile onSaid={onSaid} />
      {open && <DecideForm alarm={alarm} onSaid={onSaid} />}
    </>
  );
}
