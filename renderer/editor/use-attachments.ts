/** Where the files of a paper are: at the server, on their way with their share in percent, or stopped until the line is back. */

import { useEffect, useState } from 'react';
import type { Output } from '../../shared/api/contract.ts';
import { useClient } from '../api/bridge.ts';
import { useQuery } from '../api/use-query.ts';

type Place = Output<'attachments.places'>['files'][number];

/** How a file stands; `percent` where some of it has gone. */
export type FileState =
  | { readonly kind: 'at-rest' }
  | { readonly kind: 'sending' | 'coming'; readonly percent: number }
  | { readonly kind: 'stopped'; readonly percent: number; readonly why: string }
  | { readonly kind: 'refused'; readonly why: string };

interface Moving {
  readonly direction: 'up' | 'down';
  readonly percent: number;
  readonly stopped: boolean;
}

/** What a file's place and what was heard of its way say together. Pure. */
export function fileState(place: Place | undefined, moving: Moving | undefined): FileState {
  if (place?.state === 'refused') return { kind: 'refused', why: place.why };
  if (place?.state === 'waiting') {
    const percent = moving?.percent ?? 0;
    return moving === undefined || moving.stopped ? { kind: 'stopped', percent, why: place.why } : { kind: 'sending', percent };
  }
  return moving?.direction === 'down' && moving.percent < 100 ? { kind: 'coming', percent: moving.percent } : { kind: 'at-rest' };
}

/** The states by digest. */
export function useAttachments(documentId: string): (sha256: string) => FileState {
  const client = useClient();
  const { value, reload } = useQuery('attachments.places', { documentId }, documentId);
  const [moving, setMoving] = useState<ReadonlyMap<string, Moving>>(new Map());
  useEffect(
    () =>
      client.on('attachments.progress', ({ sha256, direction, done, total, stopped }) => {
        const percent = total === 0 ? 0 : Math.floor((done / total) * 100);
        // A break does not take back what had gone: the server goes on behind it.
        setMoving((before) =>
          new Map(before).set(sha256, { direction, percent: stopped === true ? (before.get(sha256)?.percent ?? 0) : percent, stopped: stopped === true }),
        );
        if (done >= total || stopped === true) reload();
      }),
    [client, reload],
  );
  return (sha256) =>
    fileState(
      value?.files.find((one) => one.sha256 === sha256),
      moving.get(sha256),
    );
}
