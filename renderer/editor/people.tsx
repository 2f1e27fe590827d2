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
export function colleaguesOf(states: Iterable<readonly [number, Readonly<Record<string, unknown>>]>, own: number | readonly number[]): Colleague[] {
  const known = new Map<string, Colleague>();
  for (const [client, state] of states) {
    if ([own].flat().includes(client) || state['user'] === undefined) continue;
    const user = state['user'] as CaretUser;
    const key = `${user.strand}${user.position}${user.name}`;
    known.set(key, { ...user, key, clients: [...(known.get(key)?.clients ?? []), client] });
  }
  return [...known.values()].toSorted((a, b) => a.strand - b.strand);
}

function usePeople(providers: readonly HostProvider[]): Colleague[] {
  const [people, setPeople] = useState<Colleague[]>([]);
  useEffect(() => {
    // Carets move at every key; who is here does not.
    const read = (): void =>
      setPeople((before) => {
        const now = colleaguesOf(
          providers.flatMap(({ awareness }) => [...awareness.getStates()]),
          providers.map(({ doc }) => doc.clientID),
        );
        return JSON.stringify(now) === JSON.stringify(before) ? before : now;
      });
    for (const { awareness } of providers) awareness.on('change', read);
    read();
    return () => {
      for (const { awareness } of providers) awareness.off('change', read);
    };
  }, [providers]);
  return people;
}

/** Brings the caret of these windows into sight; nothing happens where they have none in this text. */
function showCaret(clients: readonly number[]): void {
  for (const client of clients) document.querySelector(`.caret[data-client="${client}"]`)?.scrollIntoView({ block: 'center' });
}

/** Keeps the followed person's caret in sight as it moves. */
function useFollow(providers: readonly HostProvider[], followed: Colleague | undefined): void {
  const clients = followed?.clients.join(' ') ?? '';
  useEffect(() => {
    if (clients === '') return;
    const numbers = clients.split(' ').map(Number);
    const moved = ({ updated }: { readonly updated: readonly number[] }): void => {
      const theirs = numbers.filter((client) => updated.includes(client));
      if (theirs.length > 0) requestAnimationFrame(() => showCaret(theirs));
    };
    showCaret(numbers);
    for (const { awareness } of providers) awareness.on('change', moved);
    return () => {
      for (const { awareness } of providers) awareness.off('change', moved);
    };
  }, [providers, clients]);
}

/** The badges; pressing one follows that person, pressing again stops. */
export function People({ providers, view }: { readonly providers: readonly HostProvider[]; readonly view: DocumentView }) {
  const people = usePeople(providers);
  const [key, setKey] = useState<string | null>(null);
  const followed = people.find((user) => user.key === key);
  useFollow(providers, followed);
  const agency = (user: CaretUser): string => view.agencies.find((one) => one.strand === user.strand)?.name ?? '';
  return (
    <div className="row people" role="status" aria-label={people.length > 0 ? ko.editor.togetherWith(people.length) : undefined}>
      {people.length > 0 && <span className="muted cap nw wide-only">{view.frozen ? ko.editor.lookingTogether : ko.editor.together}</span>}
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
