/** What lies on the desk: the list behind, the open papers, which is in front, and how one goes on after deciding. */

import { useCallback, useEffect, useState } from 'react';
import type { DocumentRow } from '../../shared/api/views.ts';
import { useQuery, type Query } from '../api/use-query.ts';
import type { Output } from '../../shared/api/contract.ts';
import type { Decided } from '../decide/decide-dialog.tsx';
import { ko } from '../i18n/ko.ts';
import { useNow } from '../ui/use-now.ts';
import type { Ask } from './asked-dialog.tsx';
import { closePaper, keepPlace, keptPlace, openPaper, renamePaper, type DirectoryStep, type ListName, type OpenPaper, type Place } from './places.ts';
import { nextOf, stackOf, stackRows, type Stack } from './stack.ts';

/** The desk and what can be done with it. */
export interface Desk {
  readonly place: Place;
  readonly home: Query<Output<'home.list'>>;
  readonly ask: Ask | null;
  /** The papers that wait for a signature, as seen from the one in front. */
  readonly stack: Stack | null;
  /** The one to go on with from the paper in front; null where none waits, or no paper is in front. */
  readonly next: DocumentRow | null;
  /** What was done, said after the paper is gone from the front. */
  readonly said: string | null;
  readonly hush: () => void;
  readonly open: (row: Pick<DocumentRow, 'documentId' | 'title'>, asked?: Ask | null) => void;
  /** A paper that was just begun: 기안 문서함 is the list behind it. */
  readonly openDraft: (paper: OpenPaper) => void;
  readonly openFirst: () => boolean;
  readonly asked: () => void;
  readonly toList: (list?: ListName) => void;
  readonly toPaper: (documentId: string) => void;
  readonly toNew: () => void;
  readonly toDirectory: () => void;
  readonly toDirectoryStep: (step: DirectoryStep) => void;
  readonly toRecords: () => void;
  readonly toAudit: () => void;
  readonly say: (sentence: string) => void;
  readonly close: (documentId: string) => void;
  readonly rename: (documentId: string, title: string) => void;
  readonly moveOn: (decided: Decided) => void;
}

/** After deciding: the next paper of the stack, else the list. */
function goOn(place: Place, documentId: string, next: DocumentRow | null): Place {
  const rest = closePaper(place, documentId);
  return next === null ? { ...rest, front: { at: 'list' } } : openPaper(rest, next);
}

/** What was said last, and its going. */
function useSaid() {
  const [said, setSaid] = useState<string | null>(null);
  return { said, say: setSaid, hush: useCallback(() => setSaid(null), []) };
}

/** Going from place to place, without what is to be signed. What was said belongs to where it was said: `hush` where the person goes elsewhere. */
function usePlace(person: string, hush: () => void) {
  const [place, setPlace] = useState<Place>(() => keptPlace(person));
  useEffect(() => keepPlace(person, place), [person, place]);
  const go = (to: (before: Place) => Place): void => {
    hush();
    setPlace(to);
  };
  return {
    place,
    setPlace,
    go,
    toPaper: (documentId: string) => go((before) => ({ ...before, front: { at: 'paper', documentId } })),
    openDraft: (paper: OpenPaper) => setPlace((before) => openPaper({ ...before, list: 'drafts' }, paper)),
    toNew: () => go((before) => ({ ...before, front: { at: 'new' } })),
    toDirectory: () => go((before) => ({ ...before, front: { at: 'directory' } })),
    toDirectoryStep: (step: DirectoryStep) => go((before) => ({ ...before, front: { at: 'directory', step } })),
    toRecords: () => go((before) => ({ ...before, front: { at: 'records' } })),
    toAudit: () => go((before) => ({ ...before, front: { at: 'audit' } })),
    close: (documentId: string) => setPlace((before) => closePaper(before, documentId)),
    rename: useCallback((documentId: string, title: string) => setPlace((before) => renamePaper(before, documentId, title)), []),
  };
}

/** The papers that wait, as seen from the one in front, and the one to go on with. */
function stackAt(front: Place['front'], waiting: readonly DocumentRow[], now: number): Pick<Desk, 'stack' | 'next'> {
  if (front.at !== 'paper') return { stack: null, next: null };
  return { stack: stackOf(waiting, front.documentId, now), next: nextOf(waiting, front.documentId, now) };
}

/** Opens a paper where there is one, and says whether there was. */
function openOne(open: Desk['open'], paper: DocumentRow | undefined): boolean {
  if (paper !== undefined) open(paper);
  return paper !== undefined;
}

/** The desk of one person. */
export function useDesk(person: string): Desk {
  const spoken = useSaid();
  const { setPlace, go, ...places } = usePlace(person, spoken.hush);
  const [ask, setAsk] = useState<Ask | null>(null);
  const asked = useCallback(() => setAsk(null), [setAsk]);
  const home = useQuery('home.list', {});
  const now = useNow();
  const waiting = home.value?.waiting ?? [];
  const { front } = places.place;
  const stacked = stackAt(front, waiting, now);
  const { stack } = stacked;
  const open: Desk['open'] = (row, asked = null) => {
    setAsk(asked);
    go((before) => openPaper(before, row));
  };
  return {
    ...places,
    home,
    ask,
    ...stacked,
    ...spoken,
    open,
    openFirst: () => openOne(open, stackRows(waiting, now)[0]),
    asked,
    toList(list) {
      go((before) => ({ ...before, list: list ?? before.list, front: { at: 'list' } }));
      home.reload();
    },
    moveOn({ sentence, whereTo, stays }) {
      if (front.at !== 'paper') return;
      spoken.say(ko.document.decide.left(sentence, Math.max(0, (stack?.total ?? 1) - (stays ? 0 : 1))));
      setAsk(null);
      setPlace((before) => goOn(before, front.documentId, whereTo === 'next' ? (stack?.next ?? null) : null));
      home.reload();
    },
  };
}
