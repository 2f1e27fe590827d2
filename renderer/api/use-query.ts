/** Reading from the backend: the old view stays until the new one is ready; documents that change are read again. */

import { useCallback, useEffect, useRef, useState } from 'react';
import type { CommandName, Input, Output } from '../../shared/api/contract.ts';
import { useClient } from './bridge.ts';

/** What a query holds. */
export interface Query<T> {
  readonly value: T | null;
  readonly error: string | null;
  readonly reload: () => void;
}

/** Calls a reading command now, and again when a document changes (`only` limits it to one). */
export function useQuery<N extends CommandName>(name: N, input: Input<N>, only?: string): Query<Output<N>> {
  const client = useClient();
  const key = JSON.stringify(input);
  const [state, setState] = useState<{ value: Output<N> | null; error: string | null }>({ value: null, error: null });
  const latest = useRef(0);
  const load = useCallback(async () => {
    const mine = ++latest.current;
    const answer = await client.call(name, JSON.parse(key) as Input<N>);
    if (mine !== latest.current) return;
    setState((before) => (answer.ok ? { value: answer.value, error: null } : { value: before.value, error: answer.error.message }));
  }, [client, name, key]);
  useEffect(() => {
    void load();
    return client.on('documents.changed', ({ documentIds }) => {
      if (only === undefined || documentIds.includes(only) || documentIds.includes('directory')) void load();
    });
  }, [client, load, only]);
  return { ...state, reload: () => void load() };
}

/** A running act: busy until it answered, then what it said. */
export function useAct(): {
  readonly busy: boolean;
  readonly said: { ok: boolean; text: string } | null;
  readonly clear: () => void;
  readonly run: <N extends CommandName>(name: N, input: Input<N>) => Promise<Output<N> | null>;
} {
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<{ ok: boolean; text: string } | null>(null);
  return {
    busy,
    said,
    clear: () => setSaid(null),
    async run(name, input) {
      setBusy(true);
      const answer = await client.call(name, input);
      setBusy(false);
      if (!answer.ok) {
        setSaid({ ok: false, text: answer.error.message });
        return null;
      }
      const sentence = (answer.value as { sentence?: unknown }).sentence;
      setSaid(typeof sentence === 'string' ? { ok: true, text: sentence } : null);
      return answer.value;
    },
  };
}
