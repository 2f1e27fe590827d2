/** Several papers signed one after the other: only what was looked at, each answered for itself, to be stopped between two. */

import { useRef, useState } from 'react';
import type { DocumentRow } from '../../shared/api/views.ts';
import { useClient } from '../api/bridge.ts';
import { useKey } from '../api/key-context.ts';
import { myStep } from '../home/groups.ts';
import { ko } from '../i18n/ko.ts';
import { afterOpening, isNewLook, type Item, type ItemState } from './items.ts';

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

/** A batch over the chosen rows. */
export function useBatch(rows: readonly DocumentRow[]): Batch {
  const client = useClient();
  const key = useKey();
  const [items, setItems] = useState<readonly Item[]>(() => rows.map((row) => ({ row, state: 'unseen', version: null, said: '' })));
  const [phase, setPhase] = useState<'looking' | 'running' | 'ended'>('looking');
  const stopping = useRef(false);
  const change = (documentId: string, more: Partial<Item>): void =>
    setItems((before) => before.map((item) => (item.row.documentId === documentId ? { ...item, ...more } : item)));
  const put = (documentId: string, state: ItemState, said = ''): void => change(documentId, { state, said });
  const record = async (documentId: string, version: number): Promise<void> => {
    change(documentId, { state: 'opening', said: '' });
    const open = () => client.call('inbox.open', { documentId });
    let answer = await open();
    if (!answer.ok && answer.error.code === 'LOCKED' && (await key.ask())) answer = await open();
    const after = afterOpening(answer);
    if (after.state === 'seen') await client.call('documents.look', { documentId });
    change(documentId, { ...after, version });
  };
  const signOne = async ({ row, version }: Item): Promise<void> => {
    const { documentId } = row;
    const now = await client.call('documents.get', { documentId });
    if (now.ok && now.value.version !== version) return put(documentId, 'refused', ko.batch.otherVersion(now.value.version));
    const input = { documentId, stepId: myStep(row)?.id ?? '', opinion: NO_OPINION };
    put(documentId, 'signing');
    let answer = await client.call('approval.sign', input);
    if (!answer.ok && answer.error.code === 'LOCKED' && (await key.ask())) answer = await client.call('approval.sign', input);
    if (!answer.ok) put(documentId, 'refused', answer.error.message);
    else put(documentId, answer.value.state === 'waiting' ? 'waiting' : 'signed');
  };
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
      if (
        phase !== 'looking' ||
        !isNewLook(
          items.find(({ row }) => row.documentId === documentId),
          version,
        )
      )
        return;
      void record(documentId, version);
    },
    leave(documentId, left) {
      const item = items.find(({ row }) => row.documentId === documentId);
      put(documentId, left ? 'left' : item?.version == null ? 'unseen' : 'seen');
    },
    sign: () => void signAll(),
    stop: () => void (stopping.current = true),
  };
}
