/** Locked devices of the agency (DV12) and devices that wait for their approval (DV15): asked of the server at each connection and when it says that they changed. */

import { z } from 'zod';
import type { LockedView, WaitingView } from '../../../shared/api/views.ts';
import { findPerson } from '../../../shared/org/delegation.ts';
import type { LockedDevice, WaitingDevice } from '../../../shared/sync/devices.ts';
import type { BackendContext } from '../context.ts';
import { administers } from '../directory/administrator.ts';
import { signerName } from '../directory/signer.ts';
import { actorName } from '../documents/agencies.ts';

/** Devices of one answer that are read: an agency has few, and a server could send any number. */
const MOST = 500;
const text = z.string().max(300);
const device = z.object({ person: text, device: text, name: text, at: z.iso.datetime(), tried: text, from: text });
const answerSchema: z.ZodType<readonly LockedDevice[]> = z.array(device).max(MOST);
const waitingSchema: z.ZodType<readonly WaitingDevice[]> = z.array(z.object({ person: text, device: text, name: text, at: z.iso.datetime() })).max(MOST);

/** What is known of locked devices, nothing for somebody who is no administrator, and of waiting ones, the own ones for everybody. */
export interface AgencyLocks {
  readonly view: () => readonly LockedView[];
  readonly waiting: () => readonly WaitingView[];
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

/** One list of the server: kept as last told, `changed` when it is another. */
function createAsked<T>(context: Context, path: string, schema: z.ZodType<readonly T[]>) {
  let known: readonly T[] = [];
  return {
    known: () => known,
    async ask(changed: () => void): Promise<void> {
      const asked = await context.sync.ask<unknown>('GET', path);
      const read = asked.ok ? schema.safeParse(asked.value) : null;
      if (read?.success !== true || JSON.stringify(read.data) === JSON.stringify(known)) return;
      known = read.data;
      changed();
    },
  };
}

/** The locks of one profile; while the server is away the last ones known stand. */
export function createAgencyLocks(context: Context): AgencyLocks {
  const locked = createAsked(context, '/devices/locked', answerSchema);
  const waiting = createAsked(context, '/devices/waiting', waitingSchema);
  const own = context.profile.personId;
  return {
    view: () => locked.known().map(({ name, ...one }) => ({ ...one, deviceName: name, who: whoOf(context, one.person) })),
    waiting: () => waiting.known().map(({ name, ...one }) => ({ ...one, deviceName: name, own: one.person === own, who: whoOf(context, one.person) })),
    follow(changed) {
      const { sync } = context;
      const ask = (): void => {
        if (administers(context)) sync.meanwhile(locked.ask(changed));
        sync.meanwhile(waiting.ask(changed));
      };
      const stops = [sync.onLocked(ask), sync.onDevice(() => sync.meanwhile(waiting.ask(changed)))];
      return () => stops.forEach((stop) => stop());
    },
  };
}
