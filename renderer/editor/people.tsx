/** Colleagues in the room; one of them can be followed: the sheet goes where they write. */

import { useEffect, useState } from 'react';
import type { DocumentView } from '../../shared/api/views.ts';
import { ko } from '../i18n/ko.ts';
import { Agency } from '../ui/agency.tsx';
import type { HostProvider } from './provider.ts';
import type { CaretUser } from './use-room.ts';

interface Colleague extends CaretUser {
  readonly key: string;
  /** Their windows in this room. */
  readonly clients: readonly number[];
}

/** Each person once, in the order of the agencies. */
export function colleaguesOf(states: Iterable<readonly [number, Readonly<Record<string, unknown>>]>, own: number): Colleague[] {
  const known = new Map<string, Colleague>();
  for (const [client, state] of states) {
    if (client === own || state['user'] === undefined) continue;
    const user = state['user'] as CaretUser;
    const key = `${user.strand}${user.position}${user.name}`;
    known.set(key, { ...user, key, clients: [...(known.get(key)?.clients ?? []), client] });
  }
  return [...known.values()].toSorted((a, b) => a.strand - b.strand);
}

function usePeople(provider: HostProvider): Colleague[] {
  const [people, setPeople] = useState<Colleague[]>([]);
  useEffect(() => {
    // Carets move at every key; who is here does not.
    const read = (): void =>
      setPeople((before) => {
        const now = colleaguesOf(provider.awareness.getStates(), provider.doc.clientID);
        return JSON.stringify(now) === JSON.stringify(before) ? before : now;
      });
    provider.awareness.on('change', read);
    read();
    return () => provider.awareness.off('change', read);
  }, [provider]);
  return people;
}

/** Brings the caret of these windows into sight; nothing happens where they have none in this text. */
function showCaret(clients: readonly number[]): void {
  for (const client of clients) document.querySelector(`.caret[data-client="${client}"]`)?.scrollIntoView({ block: 'center' });
}

/** Keeps the followed person's caret in sight as it moves. */
function useFollow(provider: HostProvider, followed: Colleague | undefined): void {
  const clients = followed?.clients.join(' ') ?? '';
  useEffect(() => {
    if (clients === '') return;
    const numbers = clients.split(' ').map(Number);
    const moved = ({ updated }: { readonly updated: readonly number[] }): void => {
      const theirs = numbers.filter((client) => updated.includes(client));
      if (theirs.length > 0) requestAnimationFrame(() => showCaret(theirs));
    };
    showCaret(numbers);
    provider.awareness.on('change', moved);
    return () => provider.awareness.off('change', moved);
  }, [provider, clients]);
}

/** The badges; pressing one follows that person, pressing again stops. */
export function People({ provider, view }: { readonly provider: HostProvider; readonly view: DocumentView }) {
  const people = usePeople(provider);
  const [key, setKey] = useState<string | null>(null);
  const followed = people.find((user) => user.key === key);
  useFollow(provider, followed);
  const agency = (user: CaretUser): string => view.agencies.find((one) => one.strand === user.strand)?.name ?? '';
  return (
    <div className="row people" role="status" aria-label={people.length > 0 ? ko.editor.togetherWith(people.length) : undefined}>
      {people.length > 0 && <span className="muted cap nw">{view.frozen ? ko.editor.lookingTogether : ko.editor.together}</span>}
      {people.map((user) => {
        const who = `${agency(user)} ${user.position} ${user.name}`.trim();
        return (
          <button
            key={user.key}
            type="button"
            className="follow"
            aria-pressed={user.key === key}
            title={user.key === key ? ko.editor.followEnd(who) : ko.editor.follow(who)}
            onClick={() => setKey(user.key === key ? null : user.key)}
          >
            <Agency agency={{ name: who, badge: user.badge, strand: user.strand }} />
          </button>
        );
      })}
      {followed !== undefined && <span className="cap nw">{ko.editor.following(followed.position)}</span>}
    </div>
  );
}
