/** The gate: who works at this machine, then the passphrase of that person's certificate. */

import { useState, type FormEvent, type KeyboardEvent } from 'react';
import type { Output } from '../../shared/api/contract.ts';
import type { ProfileView } from '../../shared/api/views.ts';
import { useAct, useQuery } from '../api/use-query.ts';
import { ThemeButton } from '../app/theme-button.tsx';
import { ko } from '../i18n/ko.ts';
import { JoinDialog } from '../keys/join-dialog.tsx';
import { RestoreDialog } from './restore-dialog.tsx';
import { BrandMark, Icon } from '../ui/icons.tsx';
import { Message } from '../ui/message.tsx';

function Who({ profile }: { readonly profile: ProfileView }) {
  return (
    <div className="who-card">
      <span className="ag me big">
        <b aria-hidden="true">{profile.agency.badge}</b>
      </span>
      <div>
        <h2>{profile.position}</h2>
        <p className="subtle">
          {profile.agency.name} {profile.unit} · {profile.name}
        </p>
      </div>
    </div>
  );
}

function Unlock({ profile, onOpen, onBack }: { readonly profile: ProfileView; readonly onOpen: (profile: ProfileView) => void; readonly onBack: () => void }) {
  const [passphrase, setPassphrase] = useState('');
  const { busy, said, run } = useAct();
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (passphrase === '') return;
    const opened = await run('profiles.unlock', { id: profile.id, passphrase });
    if (opened !== null) onOpen(opened.profile);
  };
  return (
    <form className="unlock card" onSubmit={(event) => void submit(event)}>
      <Who profile={profile} />
      <label htmlFor="passphrase">{ko.gate.passphrase}</label>
      <input
        id="passphrase"
        className="field"
        type="password"
        autoFocus
        autoComplete="current-password"
        aria-invalid={said?.ok === false}
        value={passphrase}
        onChange={(event) => setPassphrase(event.target.value)}
      />
      {said?.ok === false && <Message tone="bad" text={said.text} />}
      <div className="row unlock-acts">
        <button type="button" className="btn lg quiet" onClick={onBack}>
          {ko.gate.other}
        </button>
        <span className="sp" />
        <button type="submit" className="btn pri lg" aria-disabled={busy || passphrase === ''} aria-busy={busy}>
          {busy ? <span className="spin" aria-hidden="true" /> : <Icon name="key" />}
          {busy ? ko.gate.unlocking : ko.gate.unlock} <kbd>Enter</kbd>
        </button>
      </div>
    </form>
  );
}

/** From the search into the list: ↓ goes to the first profile, Enter chooses it. */
function pressFind(event: KeyboardEvent): void {
  if (event.nativeEvent.isComposing || (event.key !== 'ArrowDown' && event.key !== 'Enter')) return;
  const first = document.querySelector<HTMLElement>('.gate-list .pick');
  event.preventDefault();
  first?.focus();
  if (event.key === 'Enter') first?.click();
}

/** From profile to profile. */
function pressPick(event: KeyboardEvent): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const all = [...document.querySelectorAll<HTMLElement>('.gate-list .pick')];
  const at = all.findIndex((one) => one === event.target);
  event.preventDefault();
  if (at + step < 0) document.querySelector<HTMLElement>('#profile-find')?.focus();
  else all[at + step]?.focus();
}

/** What is not in the list and why: profiles that are damaged, a filter that fits none, none on this PC. */
function Missing({ listed: { profiles, damaged }, found }: { readonly listed: Output<'profiles.list'>; readonly found: number }) {
  const none = profiles.length > 0 ? ko.gate.none : damaged.length === 0 ? ko.gate.empty : null;
  return (
    <>
      {damaged.map(({ folder, sentence }) => (
        <Message key={folder} tone="bad" text={sentence} />
      ))}
      {found === 0 && none !== null && <p className="muted">{none}</p>}
    </>
  );
}

function Choice({ onChoose, onAudit }: { readonly onChoose: (profile: ProfileView) => void; readonly onAudit: () => void }) {
  const { value, error, reload } = useQuery('profiles.list', {});
  const [joining, setJoining] = useState(false);
  const [restoring, setRestoring] = useState(false);
  const [filter, setFilter] = useState('');
  const words = filter.trim().split(/\s+/);
  const profiles = (value?.profiles ?? []).filter((one) => words.every((word) => `${one.agency.name} ${one.unit} ${one.position} ${one.name}`.includes(word)));
  const agencies = [...Map.groupBy(profiles, (one) => one.agency.code).values()];
  return (
    <>
      <div className="gate-intro">
        <h2>{ko.gate.choose}</h2>
        <p className="subtle">{ko.gate.chooseNote}</p>
      </div>
      <input
        id="profile-find"
        className="field"
        aria-label={ko.gate.find}
        placeholder={ko.gate.filter}
        value={filter}
        onChange={(event) => setFilter(event.target.value)}
        onKeyDown={pressFind}
        autoFocus
      />
      {error !== null && <Message tone="bad" text={error} />}
      {value !== null && <Missing listed={value} found={profiles.length} />}
      <div className="gate-list" hidden={agencies.length === 0}>
        {agencies.map((people) => (
          <section key={people[0]?.agency.code} aria-label={people[0]?.agency.name}>
            <h3 className="grp">
              <span className="ag me">
                <b aria-hidden="true">{people[0]?.agency.badge}</b>
              </span>
              {people[0]?.agency.name}
              <span className="muted num">{ko.gate.people(people.length)}</span>
            </h3>
            <ul>
              {people.map((one) => (
                <li key={one.id}>
                  <button type="button" className="pick" onClick={() => onChoose(one)} onKeyDown={pressPick}>
                    <b>{one.position}</b>
                    <span className="muted ell">{one.unit}</span>
                    <span className="sp" />
                    {one.unlocked && <span className="tag ok">{ko.gate.open}</span>}
                    <span className="subtle">{one.name}</span>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      <div className="row">
        <button type="button" className="btn quiet" onClick={() => setJoining(true)}>
          <Icon name="person" />
          {ko.join.open}
        </button>
        <button type="button" className="btn quiet" onClick={() => setRestoring(true)}>
          <Icon name="folder" />
          {ko.key.restore.open}
        </button>
        <button type="button" className="btn quiet" onClick={onAudit}>
          <Icon name="box" />
          {ko.audit.open}
        </button>
      </div>
      {restoring && <RestoreDialog onRestored={reload} onClose={() => setRestoring(false)} />}
      {joining && (
        <JoinDialog
          replaces={false}
          onTaken={() => {
            setJoining(false);
            reload();
          }}
          onClose={() => setJoining(false)}
        />
      )}
    </>
  );
}

/** Profiles grouped by agency, a filter over them, then the passphrase. */
export function Profiles({ onOpen, onAudit }: { readonly onOpen: (profile: ProfileView) => void; readonly onAudit: () => void }) {
  const [chosen, setChosen] = useState<ProfileView | null>(null);
  return (
    <div className="gate">
      <header className="gate-top">
        <h1>
          <BrandMark size={28} />
          {ko.brand}
        </h1>
        <ThemeButton />
      </header>
      <main className={chosen === null ? 'gate-main' : 'gate-main small'}>
        {chosen === null ? <Choice onChoose={setChosen} onAudit={onAudit} /> : <Unlock profile={chosen} onOpen={onOpen} onBack={() => setChosen(null)} />}
      </main>
    </div>
  );
}
