/** 신청서 만들기: from an invitation and its code, with a new key or the one of a certificate the person has. */

import { useState } from 'react';
import type { Output } from '../../shared/api/contract.ts';
import { useAct } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { ActButton } from '../ui/busy-button.tsx';
import { fullTime } from '../ui/dates.ts';
import { Message } from '../ui/message.tsx';
import { PickFile, type Picked } from './pick-file.tsx';

const words = ko.join;

interface Form {
  readonly invitation: Picked | null;
  readonly code: string;
  readonly brings: boolean;
  readonly p12: Picked | null;
  readonly password: string;
  readonly passphrase: string;
  readonly again: string;
}

const EMPTY: Form = { invitation: null, code: '', brings: false, p12: null, password: '', passphrase: '', again: '' };

/** What is still missing, or null. */
function missing(form: Form, replaces: boolean): string | null {
  if (form.invitation === null) return words.need.invitation;
  if (form.code.trim() === '') return words.need.code;
  if (form.brings && form.p12 === null) return words.need.p12;
  if (form.brings && form.password === '') return words.need.password;
  if (form.passphrase === '') return words.need.passphrase;
  return replaces || form.passphrase === form.again ? null : words.need.same;
}

function Secret({
  label,
  fresh,
  value,
  onChange,
}: {
  readonly label: string;
  readonly fresh: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  return (
    <label className="key-field">
      <span className="b">{label}</span>
      <input
        className="field"
        type="password"
        autoComplete={fresh ? 'new-password' : 'current-password'}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}

function Made({ made }: { readonly made: Output<'join.request'> }) {
  return (
    <>
      <Message tone="ok" text={words.made(made.name, made.agency)} />
      {made.existing !== null && <p className="subtle">{words.madeFrom(made.existing.issuer, fullTime(made.existing.until))}</p>}
      <dl className="dir-facts">
        <dt>{words.file}</dt>
        <dd className="dir-path">{made.path}</dd>
        <dt>{words.fingerprint}</dt>
        <dd className="dir-path">{made.fingerprint}</dd>
      </dl>
      <p className="muted cap">{words.fingerprintNote}</p>
    </>
  );
}

function KeyChoice({ form, set }: { readonly form: Form; readonly set: (part: Partial<Form>) => void }) {
  return (
    <fieldset className="key-choice">
      <legend className="b">{words.key}</legend>
      {[false, true].map((brings) => (
        <label key={String(brings)} className="row">
          <input type="radio" name="join-key" checked={form.brings === brings} onChange={() => set({ brings })} />
          {brings ? words.existing : words.fresh}
        </label>
      ))}
      {form.brings && (
        <>
          <p className="muted cap">{words.existingNote}</p>
          <PickFile label={words.p12} accept=".p12,.pfx" picked={form.p12} onPick={(p12) => set({ p12 })} />
          <Secret label={words.p12Password} fresh={false} value={form.password} onChange={(password) => set({ password })} />
        </>
      )}
    </fieldset>
  );
}

/** The section. */
export function JoinRequest({ replaces }: { readonly replaces: boolean }) {
  const [form, setForm] = useState(EMPTY);
  const [made, setMade] = useState<Output<'join.request'> | null>(null);
  const { busy, said, run } = useAct();
  const set = (part: Partial<Form>): void => setForm((before) => ({ ...before, ...part }));
  const make = async (): Promise<void> => {
    const { invitation, code, brings, p12, password, passphrase } = form;
    if (invitation === null) return;
    const existing = brings && p12 !== null ? { bytes: p12.bytes, password } : null;
    const done = await run('join.request', { invitation: invitation.bytes, code, passphrase, existing });
    set({ password: '', passphrase: '', again: '' });
    if (done !== null) setMade(done);
  };
  return (
    <section className="key-form">
      <h3>{words.first}</h3>
      <p className="muted cap">{words.firstNote}</p>
      {made !== null ? (
        <Made made={made} />
      ) : (
        <>
          <PickFile label={words.invitation} accept=".ongyeol-invitation" picked={form.invitation} onPick={(invitation) => set({ invitation })} />
          <label className="key-field">
            <span className="b">
              {words.code} <span className="muted cap">{words.codeNote}</span>
            </span>
            <input className="field" autoComplete="off" spellCheck={false} value={form.code} onChange={(event) => set({ code: event.target.value })} />
          </label>
          <KeyChoice form={form} set={set} />
          <Secret
            label={replaces ? words.passphrase : words.newPassphrase}
            fresh={!replaces}
            value={form.passphrase}
            onChange={(passphrase) => set({ passphrase })}
          />
          {!replaces && <Secret label={words.again} fresh value={form.again} onChange={(again) => set({ again })} />}
          {!replaces && <p className="muted cap">{words.lost}</p>}
          {said?.ok === false && <Message tone="bad" text={said.text} />}
          <div className="row">
            <ActButton look="pri" busy={busy} busyWord={words.making} why={missing(form, replaces)} onAct={() => void make()}>
              {words.make}
            </ActButton>
          </div>
        </>
      )}
    </section>
  );
}
