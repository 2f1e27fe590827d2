/** Devices, what happened to them, and logins in SQLite. */

import type { Sql } from './open.ts';
import type { LoginRow } from './login-storage.ts';
import type { DeviceEvent, DeviceRow, DeviceStorage } from './storage.ts';

interface Stored extends Omit<DeviceRow, 'reopened'> {
  readonly reopened: number;
}

const SELECT = 'SELECT person, id, name, agency, state, generation, secret, reopened, revision, added_at AS addedAt, seen_at AS seenAt FROM devices';

const rowOf = (stored: Stored): DeviceRow => ({ ...stored, reopened: stored.reopened === 1 });

function createDevices(sql: Sql): Pick<DeviceStorage, 'device' | 'devicesOf' | 'devicesOfAgency' | 'putDevice'> {
  const one = sql.prepare<[string, string], Stored>(`${SELECT} WHERE person = ? AND id = ?`);
  const ofPerson = sql.prepare<[string], Stored>(`${SELECT} WHERE person = ? ORDER BY added_at, id`);
  const ofAgency = sql.prepare<[string], Stored>(`${SELECT} WHERE agency = ? ORDER BY added_at, id`);
  const put = sql.prepare<[Stored]>(
    `INSERT OR REPLACE INTO devices (person, id, name, agency, state, generation, secret, reopened, revision, added_at, seen_at)
     VALUES (@person, @id, @name, @agency, @state, @generation, @secret, @reopened, @revision, @addedAt, @seenAt)`,
  );
  return {
    device(person, id) {
      const stored = one.get(person, id);
      return stored === undefined ? null : rowOf(stored);
    },
    devicesOf: (person) => ofPerson.all(person).map(rowOf),
    devicesOfAgency: (agency) => ofAgency.all(agency).map(rowOf),
    putDevice: (device) => void put.run({ ...device, reopened: device.reopened ? 1 : 0 }),
  };
}

/** The device part of the SQLite storage. */
export function createSqliteDevices(sql: Sql): DeviceStorage {
  const add = sql.prepare<[DeviceEvent]>(
    'INSERT INTO device_events (at, person, device, kind, by, detail) VALUES (@at, @person, @device, @kind, @by, @detail)',
  );
  const events = sql.prepare<[string, number], DeviceEvent>(
    'SELECT at, person, device, kind, by, detail FROM device_events WHERE person = ? ORDER BY id DESC LIMIT ?',
  );
  const last = sql.prepare<[string, string, string], DeviceEvent>(
    'SELECT at, person, device, kind, by, detail FROM device_events WHERE person = ? AND device = ? AND kind = ? ORDER BY id DESC LIMIT 1',
  );
  const login = sql.prepare<[string], LoginRow>('SELECT at, device, failed FROM logins WHERE person = ?');
  const putLogin = sql.prepare<[LoginRow & { person: string }]>(
    'INSERT OR REPLACE INTO logins (person, at, device, failed) VALUES (@person, @at, @device, @failed)',
  );
  const commands = sql.prepare<[string, number], { times: number; at: number | null }>(
    `SELECT count(*) AS times, max(at) AS at FROM device_events WHERE person = ? AND kind = 'login' AND detail = 'command' AND at > ?`,
  );
  return {
    ...createDevices(sql),
    commandLogins: (person, after) => commands.get(person, after) ?? { times: 0, at: null },
    addDeviceEvent: (event) => void add.run(event),
    deviceEvents: (person, limit) => events.all(person, limit),
    lastDeviceEvent: (person, device, kind) => last.get(person, device, kind) ?? null,
    login: (person) => login.get(person) ?? { at: null, device: null, failed: 0 },
    putLogin: (person, row) => void putLogin.run({ person, ...row }),
    atomically: (work) => sql.transaction(work).immediate(),
  };
}
