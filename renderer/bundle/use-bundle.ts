/** 일괄기안 as the drafter prepares it: the papers in their order, what keeps them from going up, and their going up one after the other. */

import { useEffect, useRef, useState } from 'react';
import { BUNDLE } from '../../shared/approval/bundle.ts';
import type { Input } from '../../shared/api/contract.ts';
import type { DocumentView } from '../../shared/api/views.ts';
import { useClient } from '../api/bridge.ts';
import { useKey } from '../api/key-context.ts';
import { ko } from '../i18n/ko.ts';

const words = ko.bundle;

/** How far one paper went. */
export type Went = 'draft' | 'going' | 'up' | 'waiting' | 'refused';

/** One paper of it; `view` null until it was read. */
export interface BundleItem {
  readonly documentId: string;
  readonly view: DocumentView | null;
  readonly went: Went;
  readonly said: string;
}

/** What is said of every paper at 결재 올림. */
export type SaidOfAll = Pick<Input<'approval.submit'>, 'important' | 'majorPolicy' | 'exemption'>;

/** The newest view of each paper. */
function useViews(papers: readonly string[]): ReadonlyMap<string, DocumentView> {
  const client = useClient();
  const [views, setViews] = useState<ReadonlyMap<string, DocumentView>>(new Map());
  const key = papers.toSorted((a, b) => a.localeCompare(b)).join(' ');
  useEffect(() => {
    let gone = false;
    const ids = key.split(' ');
    const read = async (documentId: string): Promise<void> => {
      const answer = await client.call('documents.get', { documentId });
      if (!gone && answer.ok) setViews((before) => new Map(before).set(documentId, answer.value));
    };
    for (const documentId of ids) void read(documentId);
    const unlisten = client.on('documents.changed', ({ documentIds }) => {
      for (const documentId of ids) if (documentIds.includes(documentId) || documentIds.includes('directory')) void read(documentId);
    });
    return () => {
      gone = true;
      unlisten();
    };
  }, [client, key]);
  return views;
}

const leadOf = (view: DocumentView): DocumentView['lanes'][number] | undefined => view.lanes.find(({ role }) => role === 'lead');

/** The posts of the lead's lane, to tell routes apart; null where none is set. */
export function routeOf(view: DocumentView): string | null {
  const stages = leadOf(view)?.stages ?? [];
  if (stages.length === 0) return null;
  return JSON.stringify(stages.map((stage) => stage.map(({ kind, position, unitName, delegated, marks }) => [kind, position, unitName, delegated, marks])));
}

/** What keeps a paper from going up, by the titles of its checks. */
export const stopsOf = (view: DocumentView): string[] => view.checks.filter(({ state }) => state === 'stop').map(({ title }) => title);

/** Where the papers stand: not yet one list, not yet one route, or ready to go up. Papers that went up already stand as they are. */
export function stageOf(items: readonly BundleItem[]): 'reading' | 'apart' | 'ready' {
  const [main] = items;
  const views = items.flatMap(({ view }) => view ?? []);
  if (main?.view == null || views.length < items.length) return 'reading';
  const order = items.map(({ documentId }) => documentId).join();
  const route = routeOf(main.view);
  const alike = views.every((view) => view.bundle?.papers.join() === order && (view.status !== 'drafting' || routeOf(view) === route));
  return alike && route !== null ? 'ready' : 'apart';
}

/** Why the next act cannot be done now, or null. */
export function whyNot(items: readonly BundleItem[]): string | null {
  if (items.length < BUNDLE.least) return words.few;
  if (items.length > BUNDLE.most) return words.many(BUNDLE.most);
  const stage = stageOf(items);
  if (stage === 'reading') return words.reading;
  const [main] = items;
  if (main?.view != null && routeOf(main.view) === null) return words.mainRoute;
  const stopped = stage === 'ready' ? items.filter(({ view }) => view?.status === 'drafting' && stopsOf(view).length > 0) : [];
  return stopped.length === 0 ? null : words.stopped(stopped.map(({ view }) => view?.title ?? '').join(', '));
}

/** Going up one after the other; it stops at the first that is refused, so that no stack is torn in the middle unseen. */
function useGoingUp() {
  const client = useClient();
  const key = useKey();
  const [went, setWent] = useState<ReadonlyMap<string, Pick<BundleItem, 'went' | 'said'>>>(new Map());
  const [phase, setPhase] = useState<'preparing' | 'running' | 'ended'>('preparing');
  const stopping = useRef(false);
  const put = (documentId: string, how: Went, said = ''): void => setWent((before) => new Map(before).set(documentId, { went: how, said }));
  const submitOne = async (documentId: string, said: SaidOfAll): Promise<boolean> => {
    put(documentId, 'going');
    const input = { documentId, ...said };
    let answer = await client.call('approval.submit', input);
    if (!answer.ok && answer.error.code === 'LOCKED' && (await key.ask())) answer = await client.call('approval.submit', input);
    if (answer.ok) put(documentId, answer.value.state === 'waiting' ? 'waiting' : 'up');
    else put(documentId, 'refused', answer.error.message);
    return answer.ok;
  };
  const submit = async (papers: readonly string[], said: SaidOfAll): Promise<void> => {
    stopping.current = false;
    setPhase('running');
    for (const documentId of papers) if (stopping.current || !(await submitOne(documentId, said))) break;
    setPhase('ended');
  };
  return { went, phase, submit, stop: () => void (stopping.current = true) };
}

/** The papers of the dialog in their order, and what is done with them. */
export function useBundle(papers: readonly string[]) {
  const views = useViews(papers);
  const [order, setOrder] = useState(papers);
  const { went, phase, submit, stop } = useGoingUp();
  const items = order.map((documentId): BundleItem => {
    const view = views.get(documentId) ?? null;
    const usual = view !== null && view.status !== 'drafting' ? 'up' : 'draft';
    return { documentId, view, ...(went.get(documentId) ?? { went: usual, said: '' }) };
  });
  const left = items.filter((item) => item.went !== 'up' && item.went !== 'waiting');
  return {
    items,
    /** How many did not go up yet. */
    left: left.length,
    running: phase === 'running',
    ended: phase === 'ended',
    /** Papers may be moved and left out until one of them went up. */
    movable: phase === 'preparing' && items.every((item) => item.went === 'draft'),
    move(at: number, by: 1 | -1) {
      const to = at + by;
      if (to < 0 || to >= order.length) return at;
      const next = [...order];
      [next[at], next[to]] = [next[to] ?? '', next[at] ?? ''];
      setOrder(next);
      return to;
    },
    leave: (documentId: string) => setOrder(order.filter((one) => one !== documentId)),
    submit: (said: SaidOfAll) =>
      void submit(
        left.map(({ documentId }) => documentId),
        said,
      ),
    stop,
  };
}

/** The bundle as the dialog uses it. */
export type Bundle = ReturnType<typeof useBundle>;
