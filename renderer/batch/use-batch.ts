/** Several papers signed one after the other: only what was looked at, each answered for itself, to be stopped between two. */

import { useRef, useState } from 'react';
import type { DocumentRow } from '../../shared/api/views.ts';
import { useClient } from '../api/bridge.ts';
import { useKey } from '../api/key-context.ts';
import { myStep } from '../home/groups.ts';

/** Where one paper of the batch stands. */
export type ItemState = 'unseen' | 'seen' | 'left' | 'signing' | 'signed' | 'waiting' | 'refused';

/** One paper of the batch; `said` is why it was refused. */
export interface Item {
  readonly row: DocumentRow;
  readonly state: ItemState;
  readonly said: string;
}

/** The batch. */
export interface Batch {
  readonly items: readonly Item[];
  readonly running: boolean;
  readonly ended: boolean;
  /** The paper is before the person's eyes: its opening is recorded once. */
  readonly look: (documentId: string) => void;
  readonly leave: (documentId: string, left: boolean) => void;
  readonly sign: () => void;
  readonly stop: () => void;
}

/** Items of a state. */
export const countOf = (items: readonly Item[], state: ItemState): number => items.filter((item) => item.state === state).length;

const NO_OPINION = { kind: 'none', text: '' } as const;

/** A batch over the chosen rows. */
export function useBatch(rows: readonly DocumentRow[]): Batch {
  const client = useClient();
  const key = useKey();
  const [items, setItems] = useState<readonly Item[]>(() => rows.map((row) => ({ row, state: 'unseen', said: '' })));
  const [phase, setPhase] = useState<'looking' | 'running' | 'ended'>('looking');
  const stopping = useRef(false);
  const put = (documentId: string, state: ItemState, said = ''): void =>
    setItems((before) => before.map((item) => (item.row.documentId === documentId ? { ...item, state, said } : item)));
  const signOne = async ({ row }: Item): Promise<void> => {
    const { documentId } = row;
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
    look(documentId) {
      if (items.find(({ row }) => row.documentId === documentId)?.state !== 'unseen') return;
      put(documentId, 'seen');
      void client.call('inbox.open', { documentId });
      void client.call('documents.look', { documentId });
    },
    leave: (documentId, left) => put(documentId, left ? 'left' : 'seen'),
    sign: () => void signAll(),
    stop: () => void (stopping.current = true),
  };
}
