/**
 * Devices of people. A device shows a secret at login and gets the next one; the new one counts from its first use on, so that a
 * crash in between locks nobody out. Whoever shows an older one holds a copy: the device is locked for both.
 */

import { z } from 'zod';
import { err, ok, type Result } from '../shared/lib/result.ts';
import type { DeviceEventKind, DeviceInfo, DeviceNotice, LockedDevice, WaitingDevice } from '../shared/sync/devices.ts';
import { createDeviceSecrets, type DeviceSecrets, type Issued } from './device-secrets.ts';
import type { Limits } from './limits.ts';
import { hashOf, type Sessions } from './sessions.ts';
import type { DeviceRow, Storage } from './storage/storage.ts';

/** Why a device does not get in. */
export type DeviceCode = 'DEVICE_WAITING' | 'DEVICE_BLOCKED' | 'DEVICE_CLONED' | 'DEVICE_REFUSED' | 'DEVICE_LIMIT' | 'SESSION_LIMIT';

/** What a device says of itself; the secret is '' before it got one. `from` is the address it came from, by the server. */
export interface Presented {
  readonly id: string;
  readonly name: string;
  readonly secret: string;
  readonly from?: string | undefined;
}

/** A decision on a device. `by` is who decided, `detail` the evidence. */
export interface Decision {
  readonly act: 'approve' | 'block';
  readonly by: string;
  readonly detail: string;
}

/** The devices. */
export interface Devices {
  /** Lets a device in that showed the right secret, after its person's key was proved. Call inside a transaction. */
  admit(person: string, agency: string, presented: Presented): Result<Issued, DeviceCode>;
  list(person: string, own: string): DeviceInfo[];
  ofAgency(agency: string): DeviceInfo[];
  /** Devices of the agency that are locked because of a copy, the newest first (DV12). */
  locked(agency: string): LockedDevice[];
  /** Devices that wait: the person's own, and those of the agency where one is given; the newest first (DV15). */
  waiting(person: string, agency: string | null): WaitingDevice[];
  /** A waiting device is let in, any other opened again or blocked; a block ends its sessions. Call inside a transaction. */
  decide(row: DeviceRow, decision: Decision): void;
  /** Keeps what happened and tells it; `at` in milliseconds where it is not now. */
  note(person: string, device: string, kind: DeviceEventKind, by: string, detail?: string, at?: number): void;
}

/** What devices are made of. `key` marks secrets; `notify` reaches what the person has open, `locks` the agency's administrators. */
export interface DevicesInput {
  readonly storage: Storage;
  readonly sessions: Sessions;
  readonly limits: Limits;
  readonly clock: () => Date;
  readonly key: Uint8Array;
  readonly notify: (person: string, notice: DeviceNotice) => void;
  /** A device of the agency was locked or waits, or does so no longer. */
  readonly locks: (agency: string) => void;
}

const SENTENCES: Record<DeviceCode, string> = {
  DEVICE_WAITING:
    '처음 쓰는 기기라 승인을 기다립니다. 하던 일은 이 PC에 저장되어 있습니다. 먼저 쓰던 기기의 기기 목록에서 승인하거나 기관 관리자에게 승인을 부탁하십시오.',
  DEVICE_BLOCKED: '이 기기는 차단되어 서버에 로그인할 수 없습니다. 이 PC에 저장된 것은 그대로입니다. 기관 관리자에게 문의하십시오.',
  DEVICE_CLONED:
    '이 기기의 프로필이 다른 곳에 복사되어 쓰인 흔적이 있어 기기를 잠갔습니다. 이 PC에 저장된 것은 그대로입니다. 곧바로 기관 관리자에게 알리고 인증서를 바꾸십시오.',
  DEVICE_REFUSED: '이 기기의 비밀값이 서버의 것과 맞지 않아 로그인하지 않았습니다. 이 PC에 저장된 것은 그대로입니다. 기관 관리자에게 알리십시오.',
  DEVICE_LIMIT:
    '승인을 기다리는 기기가 너무 많아 이 기기를 등록하지 않았습니다. 이 PC에 저장된 것은 그대로입니다. 먼저 쓰던 기기에서 쓰지 않는 기기를 차단한 뒤 다시 로그인하십시오.',
  SESSION_LIMIT:
    '다른 기기에서 이미 로그인해 있어 이 기기는 로그인하지 않았습니다. 하던 일은 이 PC에 저장되어 있습니다. 그 기기의 로그인을 끝낸 뒤 다시 로그인하십시오.',
};

/** A device that knocks on and on is noted once in this time. */
const KNOCK_MS = 60_000;
const KNOCKS: ReadonlySet<DeviceEventKind> = new Set(['refused', 'limit']);

const refuse = (code: DeviceCode): Result<never, DeviceCode> => err(code, SENTENCES[code]);

const infoOf = (row: DeviceRow, own: string): DeviceInfo => ({
  person: row.person,
  id: row.id,
  name: row.name,
  state: row.state,
  revision: row.revision,
  addedAt: new Date(row.addedAt).toISOString(),
  seenAt: new Date(row.seenAt).toISOString(),
  own: row.id === own,
});

/** The first device of a person enrols itself; further ones wait. One whose secret this server gave and forgot was approved before. */
function createEnrolment({ storage, limits, clock }: DevicesInput) {
  return (person: string, agency: string, { id, name, secret }: Presented, number: number | null): DeviceRow | null => {
    const others = storage.devicesOf(person);
    const waiting = others.filter((row) => row.state === 'waiting').length;
    const free = number !== null || others.length - waiting < limits.freeDevices;
    if (!free && waiting >= limits.waitingDevices) return null;
    const now = clock().getTime();
    const row: DeviceRow = {
      ...{ person, id, name, agency, state: free ? 'approved' : 'waiting', reopened: false, revision: 0, addedAt: now, seenAt: now },
      generation: number ?? 0,
      secret: hashOf(number === null ? '' : secret),
    };
    storage.putDevice(row);
    return row;
  };
}

/** The secret is the current one or a newer one of this server, an older one, or none of this server's. */
function standing(row: DeviceRow, secret: string, number: number | null): 'good' | 'older' | 'unknown' {
  if (hashOf(secret) === row.secret || (row.reopened && number !== null)) return 'good';
  if (secret === '') return 'older';
  if (number === null) return 'unknown';
  return number > row.generation ? 'good' : 'older';
}

function createNote({ storage, clock, notify }: DevicesInput): Devices['note'] {
  return (person, device, kind, by, detail = '', at = clock().getTime()) => {
    const [last] = storage.deviceEvents(person, 1);
    if (KNOCKS.has(kind) && last?.kind === kind && last.device === device && at - last.at < KNOCK_MS) return;
    storage.addDeviceEvent({ at, person, device, kind, by, detail });
    const name = storage.device(person, device)?.name ?? '';
    notify(person, { kind: 'device', event: kind, device, name, at: new Date(at).toISOString() });
  };
}

/** Whether a known device may come in with this secret; a copy is locked on the spot. */
function createJudge({ storage, sessions, locks }: DevicesInput, note: Devices['note']) {
  const turnAway = ({ person, id }: DeviceRow, code: DeviceCode): Result<never, DeviceCode> => {
    note(person, id, 'refused', 'server', code);
    return refuse(code);
  };
  return (row: DeviceRow, { secret, name, from = '' }: Presented, number: number | null): Result<null, DeviceCode> => {
    const { person, id, state, revision } = row;
    if (state === 'waiting') return refuse('DEVICE_WAITING');
    if (state !== 'approved') return turnAway(row, state === 'blocked' ? 'DEVICE_BLOCKED' : 'DEVICE_CLONED');
    const found = standing(row, secret, number);
    if (found === 'good') return ok(null);
    if (found === 'unknown') return turnAway(row, 'DEVICE_REFUSED');
    storage.putDevice({ ...row, state: 'cloned', revision: revision + 1 });
    // Told before the lines are cut: the person is to read why.
    note(person, id, 'cloned', 'server', JSON.stringify({ tried: name, from }));
    locks(row.agency);
    sessions.endOfDevice(person, id);
    return refuse('DEVICE_CLONED');
  };
}

function createAdmit(input: DevicesInput, secrets: DeviceSecrets, note: Devices['note']): Devices['admit'] {
  const { storage, sessions, limits, locks } = input;
  const enrol = createEnrolment(input);
  const judge = createJudge(input, note);
  return (person, agency, presented) => {
    const { id, secret } = presented;
    const number = secrets.read(person, id, secret);
    const known = storage.device(person, id);
    const row = known ?? enrol(person, agency, presented, number);
    if (row === null) return refuse('DEVICE_LIMIT');
    if (known === null) note(person, id, row.state === 'waiting' ? 'waiting' : 'enrolled', 'server');
    if (known === null && row.state === 'waiting') locks(agency);
    const judged = judge(row, presented, number);
    if (!judged.ok) return judged;
    if (sessions.elsewhere(person, id) >= limits.devicesAtOnce) {
      note(person, id, 'limit', 'server');
      return refuse('SESSION_LIMIT');
    }
    // A newer secret than the current one was kept by the device: it counts from now on.
    const generation = Math.max(row.generation, number ?? 0);
    if (!row.reopened) storage.putDevice({ ...row, name: presented.name, generation, secret: hashOf(secret) });
    return ok(secrets.make(person, id, generation + 1));
  };
}

const triedSchema = z.object({ tried: z.string(), from: z.string() });

/** Where the copy showed itself, as the lock was noted; nothing in a lock of an earlier server. */
function triedOf(detail: string): z.infer<typeof triedSchema> {
  const read = detail === '' ? null : triedSchema.safeParse(JSON.parse(detail));
  return read?.success === true ? read.data : { tried: '', from: '' };
}

function lockedOf({ storage }: DevicesInput, { person, id, name, seenAt }: DeviceRow): LockedDevice {
  const event = storage.lastDeviceEvent(person, id, 'cloned');
  return { person, device: id, name, at: new Date(event?.at ?? seenAt).toISOString(), ...triedOf(event?.detail ?? '') };
}

function waitingOf(storage: Storage, own: string, agency: string | null): WaitingDevice[] {
  const rows = [...storage.devicesOf(own), ...(agency === null ? [] : storage.devicesOfAgency(agency).filter(({ person }) => person !== own))];
  return rows
    .filter(({ state }) => state === 'waiting')
    .toSorted((a, b) => b.addedAt - a.addedAt)
    .map(({ person, id, name, addedAt }) => ({ person, device: id, name, at: new Date(addedAt).toISOString() }));
}

/** The devices over one storage. */
export function createDevices(input: DevicesInput): Devices {
  const { storage, sessions } = input;
  const note = createNote(input);
  return {
    note,
    admit: createAdmit(input, createDeviceSecrets(input.key), note),
    list: (person, own) => storage.devicesOf(person).map((row) => infoOf(row, own)),
    ofAgency: (agency) => storage.devicesOfAgency(agency).map((row) => infoOf(row, '')),
    locked: (agency) =>
      storage
        .devicesOfAgency(agency)
        .flatMap((row) => (row.state === 'cloned' ? lockedOf(input, row) : []))
        .toSorted((a, b) => b.at.localeCompare(a.at)),
    waiting: (person, agency) => waitingOf(storage, person, agency),
    decide(row, { act, by, detail }) {
      const approve = act === 'approve';
      const reopened = approve && row.state !== 'waiting';
      storage.putDevice({ ...row, state: approve ? 'approved' : 'blocked', reopened, revision: row.revision + 1 });
      note(row.person, row.id, approve ? 'approved' : 'blocked', by, detail);
      if (row.state === 'cloned' || row.state === 'waiting') input.locks(row.agency);
      if (!approve) sessions.endOfDevice(row.person, row.id);
    },
  };
}
