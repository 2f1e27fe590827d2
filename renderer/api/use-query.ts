/** Reading from the backend: the old view stays until the new one is ready; documents that change are read again. */

import { useCallback, useEffect, useRef, useState } from 'react';
import type { CommandName, Input, Output } from '../../shared/api/contract.ts';
import { useClient, type Client } from './bridge.ts';
import { useKey } from './key-context.ts';

/** What a query holds: the newest answer, and why a newer one could not be had. */
export interface Query<T> {
  readonly value: T | null;
  readonly error: string | null;
  readonly reload: () => void;
  /** Reads again and resolves once that stands in `value`, with the answer or null where it could not be had. */
  readonly fresh: () => Promise<T | null>;
}

interface Held<T> {
  readonly key: string;
  readonly value: T | null;
  readonly error: string | null;
}

/** One reading at a time; what changes meanwhile is read once more at the end, and whoever asked hears the last answer. */
function reader<N extends CommandName>(client: Client, name: N, key: string, tell: (held: (before: Held<Output<N>> | null) => Held<Output<N>>) => void) {
  let reading: Promise<Output<N> | null> | null = null;
  let again = false;
  let gone = false;
  const round = async (): Promise<Output<N> | null> => {
    again = false;
    const answer = await client.call(name, JSON.parse(key) as Input<N>);
    if (gone) return null;
    tell((before) =>
      answer.ok ? { key, value: answer.value, error: null } : { key, value: before?.key === key ? before.value : null, error: answer.error.message },
    );
    return again ? round() : answer.ok ? answer.value : null;
  };
  const read = (): Promise<Output<N> | null> => {
    again = true;
    reading ??= round().finally(() => (reading = null));
    return reading;
  };
  return { read, stop: () => (gone = true) };
}

/** Calls a reading command now, and again when a document changes (`only` limits it to one). Null input asks nothing. */
export function useQuery<N extends CommandName>(name: N, input: Input<N> | null, only?: string): Query<Output<N>> {
  const client = useClient();
  const key = JSON.stringify(input);
  const [held, setHeld] = useState<Held<Output<N>> | null>(null);
  const current = useRef<() => Promise<Output<N> | null>>(() => Promise.resolve(null));
  useEffect(() => {
    if (key === 'null') return undefined;
    const { read, stop } = reader(client, name, key, setHeld);
    current.current = read;
    void read();
    const unlisten = client.on('documents.changed', ({ documentIds }) => {
      if (only === undefined || documentIds.includes(only) || documentIds.includes('directory')) void read();
    });
    return () => {
      stop();
      unlisten();
    };
  }, [client, name, key, only]);
  const fits = held?.key === key ? held : null;
  const fresh = useCallback(() => current.current(), []);
  return { value: fits?.value ?? null, error: fits?.error ?? null, reload: useCallback(() => void fresh(), [fresh]), fresh };
}

/** What an act said when it ended. */
export interface Said {
  readonly ok: boolean;
  readonly waiting: boolean;
  readonly text: string;
  /** Code of a refusal. */
  readonly code?: string;
}

/** A running act: busy until it answered, then what it said. */
export interface Act {
  readonly busy: boolean;
  readonly said: Said | null;
  readonly clear: () => void;
  readonly run: <N extends CommandName>(name: N, input: Input<N>) => Promise<Output<N> | null>;
}

/** Runs acts of one place on the screen, one at a time. Where the key is closed the passphrase is asked for once and the act goes on. */
export function useAct(): Act {
  const client = useClient();
  const key = useKey();
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<Said | null>(null);
  const running = useRef(false);
  const run = useCallback(
    async <N extends CommandName>(name: N, input: Input<N>): Promise<Output<N> | null> => {
      if (running.current) return null;
      running.current = true;
      setBusy(true);
      let answer = await client.call(name, input);
      if (!answer.ok && answer.error.code === 'LOCKED' && (await key.ask())) answer = await client.call(name, input);
      running.current = false;
      setBusy(false);
      if (!answer.ok) {
        setSaid({ ok: false, waiting: false, text: answer.error.message, code: answer.error.code });
        return null;
      }
      const { sentence, state } = answer.value as { sentence?: unknown; state?: unknown };
      setSaid(typeof sentence === 'string' ? { ok: true, waiting: state === 'waiting', text: sentence } : null);
      return answer.value;
    },
    [client, key],
  );
  return { busy, said, clear: useCallback(() => setSaid(null), []), run };
}
