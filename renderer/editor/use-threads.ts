/** Threads of a version: read from their room, written by whoever may comment. */

import { useEffect, useMemo, useState } from 'react';
import type { DocumentView } from '../../shared/api/views.ts';
import { addReply, addThread, closeThread, readThreads, type Anchor, type Author, type Closing, type Thread } from '../../shared/collab/comments.ts';
import type { Output } from '../../shared/api/contract.ts';
import { useQuery } from '../api/use-query.ts';
import { useRoom } from './use-room.ts';

/** A thread being written. */
export interface Begun {
  readonly kind: Thread['kind'];
  readonly anchor: Anchor;
}

/** Threads and what this person may do with them. */
export interface Threads {
  readonly all: readonly Thread[];
  readonly mayWrite: boolean;
  readonly begun: Begun | null;
  readonly begin: (begun: Begun | null) => void;
  readonly add: (begun: Begun, text: string, proposal: string) => void;
  readonly reply: (id: string, text: string) => void;
  /** People who may be called, and this person's own id. */
  readonly people: Output<'documents.people'>['people'];
  readonly me: string | null;
  readonly close: (id: string, state: Closing['state']) => void;
}

/** One text calls this many people at most. */
const CALLS_MAX = 20;

const never = (): boolean => false;
const now = (): string => new Date().toISOString();

/** Joins the comments room for as long as the screen stands. */
export function useThreads(view: DocumentView): Threads {
  const room = useRoom(view.rooms.comments, never, false);
  const [all, setAll] = useState<readonly Thread[]>([]);
  const [begun, begin] = useState<Begun | null>(null);
  const doc = room.provider?.doc ?? null;
  useEffect(() => {
    if (doc === null) return undefined;
    const read = (): void => setAll(readThreads(doc));
    read();
    doc.on('update', read);
    return () => doc.off('update', read);
  }, [doc]);
  const { user, right } = room;
  const called = useQuery('documents.people', { documentId: view.documentId }).value;
  return useMemo(() => {
    const people = called?.people ?? [];
    const callsIn = (text: string): string[] => people.filter(({ position }) => text.includes(`@${position}`)).map(({ id }) => id);
    const by: Author = { agency: view.myAgency, position: user?.position ?? '', name: user?.name ?? '' };
    return {
      all: doc === null ? [] : all,
      mayWrite: doc !== null && user !== null && (right === 'comment' || right === 'edit'),
      begun,
      begin,
      add({ kind, anchor }, text, proposal) {
        if (doc !== null) addThread(doc, crypto.randomUUID(), { kind, anchor, by, at: now(), text, proposal, calls: callsIn(text).slice(0, CALLS_MAX) });
        begin(null);
      },
      reply: (id, text) => doc !== null && addReply(doc, id, { by, at: now(), text, calls: callsIn(text).slice(0, CALLS_MAX) }),
      people,
      me: called?.me ?? null,
      close: (id, state) => doc !== null && closeThread(doc, id, { state, by, at: now() }),
    };
  }, [doc, all, user, right, begun, view.myAgency, called]);
}
