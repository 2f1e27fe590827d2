/** Locked devices of the agency (DV12): asked of the server for an administrator, at each connection and when it says that they changed. */

import { z } from 'zod';
import type { LockedView } from '../../../shared/api/views.ts';
import { findPerson } from '../../../shared/org/delegation.ts';
import type { LockedDevice } from '../../../shared/sync/devices.ts';
import type { BackendContext } from '../context.ts';
import { administers } from '../directory/administrator.ts';
import { signerName } from '../directory/signer.ts';
import { actorName } from '../documents/agencies.ts';

/** Devices of one answer that are read: an agency has few, and a server could send any number. */
const MOST = 500;
const text = z.string().max(300);
const device = z.object({ person: text, device: text, name: text, at: z.iso.datetime(), tried: text, from: text });
const answerSchema: z.ZodType<readonly LockedDevice[]> = z.array(device).max(MOST);

/** What is known of locked devices; nothing for somebody who is no administrator. */
export interface AgencyLocks {
  readonly view: () => readonly LockedView[];
  /** Asks from now on; `changed` when the answer is another. The result ends it. */
  readonly follow: (changed: () => void) => () => void;
}

/** `고용노동부 청년고용기획과 행정사무관 이민수`; an administrator by the office. */
function whoOf(context: Context, id: string): string {
  const directory = context.sync.directory();
  const person = findPerson(directory, id);
  return person === undefined ? signerName(context, id, null) : `${actorName(directory, person)} ${person.name}`;
}

type Context = Pick<BackendContext, 'sync' | 'ownCertificates' | 'profile' | 'names'>;

/** The locks of one profile; while the server is away the last ones known stand. */
export function createAgencyLocks(context: Context): AgencyLocks {
  let known: readonly LockedDevice[] = [];
  const ask = async (changed: () => void): Promise<void> => {
    const asked = await context.sync.ask<unknown>('GET', '/devices/locked');
    const read = asked.ok ? answerSchema.safeParse(asked.value) : null;
    if (read?.success !== true || JSON.stringify(read.data) === JSON.stringify(known)) return;
    known = read.data;
    changed();
  };
  return {
    view: () => known.map(({ name, ...one }) => ({ ...one, deviceName: name, who: whoOf(context, one.person) })),
    follow: (changed) => (administers(context) ? context.sync.onLocked(() => context.sync.meanwhile(ask(changed))) : () => undefined),
  };
}
