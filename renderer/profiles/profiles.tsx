/** Choosing a profile of this machine and unlocking it with its passphrase. */

import { useState, type FormEvent } from 'react';
import type { ProfileView } from '../../shared/api/views.ts';
import { useAct, useQuery } from '../api/use-query.ts';
import { Message } from '../ui/dialog.tsx';
import { BrandMark, Icon } from '../ui/icons.tsx';

function Unlock({ profile, onOpen, onBack }: { readonly profile: ProfileView; readonly onOpen: (profile: ProfileView) => void; readonly onBack: () => void }) {
  const [passphrase, setPassphrase] = useState('');
  const { busy, said, run } = useAct();
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const opened = await run('profiles.unlock', { id: profile.id, passphrase });
    if (opened !== null) onOpen(opened.profile);
  };
  return (
    <form className="unlock card" onSubmit={(event) => void submit(event)}>
      <h2>
        {profile.agency.name} {profile.unit} · {profile.position}
      </h2>
      <p className="muted">{profile.name}</p>
      <label htmlFor="passphrase">인증서 암호</label>
      <input
        id="passphrase"
        className="field"
        type="password"
        autoFocus
        autoComplete="current-password"
        value={passphrase}
        onChange={(event) => setPassphrase(event.target.value)}
      />
      {said !== null && !said.ok && <Message ok={false} text={said.text} />}
      <div className="row gap">
        <button type="button" className="btn" onClick={onBack}>
          다른 프로필
        </button>
        <span className="sp" />
        <button type="submit" className="btn pri" disabled={busy || passphrase === ''}>
          <Icon name="key" />
          {busy ? '여는 중' : '열기'}
        </button>
      </div>
    </form>
  );
}

/** Profiles grouped by agency; a filter narrows them. */
export function Profiles({ onOpen }: { readonly onOpen: (profile: ProfileView) => void }) {
  const { value, error } = useQuery('profiles.list', {});
  const [chosen, setChosen] = useState<ProfileView | null>(null);
  const [filter, setFilter] = useState('');
  const profiles = (value?.profiles ?? []).filter((one) => `${one.agency.name} ${one.unit} ${one.position} ${one.name}`.includes(filter.trim()));
  const agencies = [...new Map(profiles.map((one) => [one.agency.code, one.agency])).values()];
  if (chosen !== null)
    return (
      <main className="gate">
        <h1 className="gate-brand">
          <BrandMark />
          온결
        </h1>
        <Unlock profile={chosen} onOpen={onOpen} onBack={() => setChosen(null)} />
      </main>
    );
  return (
    <main className="gate">
      <h1 className="gate-brand">
        <BrandMark />
        온결
      </h1>
      <p className="subtle">이 PC에 있는 프로필을 고르십시오. 고른 사람의 이름으로 기안하고 서명합니다.</p>
      <label className="sr" htmlFor="profile-filter">
        프로필 찾기
      </label>
      <input
        id="profile-filter"
        className="field"
        placeholder="기관·처리과·직위로 찾기"
        value={filter}
        onChange={(event) => setFilter(event.target.value)}
        autoFocus
      />
      {error !== null && <Message ok={false} text={error} />}
      {value !== null && profiles.length === 0 && <p className="muted">맞는 프로필이 없습니다.</p>}
      <div className="gate-list">
        {agencies.map((agency) => (
          <section key={agency.code} aria-label={agency.name}>
            <h2 className="grp">{agency.name}</h2>
            <ul>
              {profiles
                .filter((one) => one.agency.code === agency.code)
                .map((one) => (
                  <li key={one.id}>
                    <button type="button" className="pick" onClick={() => setChosen(one)}>
                      <span className="b">{one.position}</span>
                      <span className="muted">{one.unit}</span>
                      <span className="sp" />
                      <span className="subtle">{one.name}</span>
                    </button>
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </div>
    </main>
  );
}
