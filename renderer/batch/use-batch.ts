/** Several papers signed one after the other: only what was looked at, each answered for itself, to be stopped between two. */

import { useEffect, useRef, useState } from 'react';
import type { DocumentRow, DocumentView } from '../../shared/api/views.ts';
import type { CommandName, Input, Output } from '../../shared/api/contract.ts';
import { useClient, type Answer } from '../api/bridge.ts';
import { useKey } from '../api/key-context.ts';
import { myStep } from '../home/groups.ts';
import { ko } from '../i18n/ko.ts';
import { afterChange, afterOpening, isNewLook, type Item } from './items.ts';

/** The batch. */
export interface Batch {
  readonly items: readonly Item[];
  readonly running: boolean;
  readonly ended: boolean;
  /** The text of this version stands before the person's eyes: its opening is recorded, and the paper counts as read once that was accepted. */
  readonly look: (documentId: string, version: number) => void;
  readonly leave: (documentId: string, left: boolean) => void;
  readonly sign: () => void;
  readonly stop: () => void;
}

const NO_OPINION = { kind: 'none', text: '' } as const;

/** An act of the batch; where the key is closed the passphrase is asked for once. */
function useKeyed() {
  const client = useClient();
  const key = useKey();
  return async <N extends CommandName>(name: N, input: Input<N>): Promise<Answer<Output<N>>> => {
    const answer = await client.call(name, input);
    return !answer.ok && answer.error.code === 'LOCKED' && (await key.ask()) ? client.call(name, input) : answer;
  };
}

/** The papers, and what becomes of one: read, signed. */
function useItems(rows: readonly DocumentRow[]) {
  const client = useClient();
  const keyed = useKeyed();
  const [items, setItems] = useState<readonly Item[]>(() => rows.map((row) => ({ row, state: 'unseen', version: null, said: '' })));
  const put = (documentId: string, more: Partial<Item>): void =>
    setItems((before) => before.map((item) => (item.row.documentId === documentId ? { ...item, ...more } : item)));
  /** Judges a paper by how it stands now; the answer is that, null where it cannot be read. */
  const judge = async (documentId: string): Promise<DocumentView | null> => {
    const now = await client.call('documents.get', { documentId });
    if (!now.ok) return null;
    setItems((before) => before.map((item) => (item.row.documentId === documentId ? { ...item, ...afterChange(item, now.value) } : item)));
    return now.value;
  };
  const record = async (documentId: string, version: number): Promise<void> => {
    put(documentId, { state: 'opening', said: '' });
    const after = afterOpening(await keyed('inbox.open', { documentId }));
    if (after.state === 'seen') await client.call('documents.look', { documentId });
    put(documentId, { ...after, version });
  };
  const signOne = async (item: Item): Promise<void> => {
    const { row, version } = item;
    const { documentId } = row;
    const now = await judge(documentId);
    if (now !== null && afterChange(item, now).state === 'gone') return;
    if (now !== null && now.version !== version) return put(documentId, { state: 'refused', said: ko.batch.otherVersion(now.version) });
    put(documentId, { state: 'signing', said: '' });
    const answer = await keyed('approval.sign', { documentId, stepId: myStep(row)?.id ?? '', opinion: NO_OPINION });
    if (!answer.ok) {
      put(documentId, { state: 'refused', said: answer.error.message });
      await judge(documentId);
    } else put(documentId, { state: answer.value.state === 'waiting' ? 'waiting' : 'signed' });
  };
  const itemOf = (documentId: string): Item | undefined => items.find(({ row }) => row.documentId === documentId);
  return { items, itemOf, put, judge, record, signOne };
}

/** What happens to the papers meanwhile, elsewhere, is seen at once: nobody signs on what stood before. */
function useMeanwhile(ids: readonly string[], judge: (documentId: string) => Promise<unknown>): void {
  const client = useClient();
  const latest = useRef(judge);
  useEffect(() => {
    latest.current = judge;
  });
  const papers = ids.join();
  useEffect(
    () =>
      client.on('documents.changed', ({ documentIds }) => {
        for (const id of papers.split(',')) if (documentIds.includes(id)) void latest.current(id);
      }),
    [client, papers],
  );
}

/** A batch over the chosen rows. */
export function useBatch(rows: readonly DocumentRow[]): Batch {
  const { items, itemOf, put, judge, record, signOne } = useItems(rows);
  useMeanwhile(
    rows.map(({ documentId }) => documentId),
    judge,
  );
  const [phase, setPhase] = useState<'looking' | 'running' | 'ended'>('looking');
  const stopping = useRef(false);
  const signAll = async (): Promise<void> => {
    stopping.current = false;
    setPhase('running');
    for (const item of items) if (item.state === 'seen' && !stopping.current) await signOne(item);
    setPhase('ended');
  };
  return {
    items,
    running: phase === 'running',
    ended: phase === 'ended',
    look(documentId, version) {
      if (phase === 'looking' && isNewLook(itemOf(documentId), version)) void record(documentId, version);
    },
    leave: (documentId, left) => put(documentId, { state: left ? 'left' : itemOf(documentId)?.version == null ? 'unseen' : 'seen', said: '' }),
    sign: () => void signAll(),
    stop: () => void (stopping.current = true),
  };
}
