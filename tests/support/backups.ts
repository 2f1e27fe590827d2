/** Backups and restores of a stage's server, and people who hear of them. */

import { cpSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ReplicaDb } from '../../electron/backend/db/sql.ts';
import type { RollbackEvent } from '../../electron/backend/sync/rollback.ts';
import type { Sync } from '../../electron/backend/sync/sync.ts';
import type { LoggedEntry } from '../../shared/sync/api.ts';
import { backUp } from '../../sync-server/backup.ts';
import { restore } from '../../sync-server/restore.ts';
import { openSqliteStorage } from '../../sync-server/storage/sqlite.ts';
import type { Storage } from '../../sync-server/storage/storage.ts';
import { createFolders, must, until, type Stage } from './sync.ts';
import { writeConfig } from './sync-config.ts';
import type { Someone } from './sync-world.ts';

/** One person's replica and what it was told. */
export interface Hearing {
  readonly sync: Sync;
  readonly db: ReplicaDb;
  readonly told: RollbackEvent[];
}

/** What can be done to a stage's server. */
export interface Backups {
  make(): Promise<string>;
  /** The server ends and comes back from the backup; `marked` false as if files had been copied by hand. */
  goBack(backup: string, marked?: boolean): Promise<void>;
  /** What the server has on its disk, read while it stands. */
  onDisk<T>(read: (storage: Storage) => T): Promise<T>;
  allEntries(): Promise<LoggedEntry[]>;
  checkpoint(): Promise<string>;
  size(): Promise<number>;
  hear(who: Someone, db?: ReplicaDb): Hearing;
  clean(): void;
}

/** Waits until all are connected. */
export function online(...people: readonly Hearing[]): Promise<void> {
  return until('online', () => people.every(({ sync }) => sync.status().connection === 'online'));
}

/** Backups of one stage. */
export function createBackups(stage: Stage): Backups {
  const folders = createFolders();
  const clock = (): Date => new Date();
  const open = (): Storage => must(openSqliteStorage(join(stage.dataDir, 'server.db')));
  async function onDisk<T>(read: (storage: Storage) => T): Promise<T> {
    await stage.stopServer();
    const storage = open();
    const value = read(storage);
    storage.close();
    await stage.startServer();
    return value;
  }
  const checkpoint = async (): Promise<string> => ((await (await fetch(`${stage.url()}/checkpoint`)).json()) as { value: string }).value;
  return {
    onDisk,
    checkpoint,
    allEntries: () => onDisk((storage) => storage.entriesFrom(0, 10_000)),
    size: async () => Number((await checkpoint().catch(() => 'x\n-1')).split('\n')[1]),
    clean: folders.clean,
    async make() {
      const out = join(folders.make(), 'backup');
      must(await backUp({ dataDir: stage.dataDir, config: writeConfig(stage.world, folders.make()), out, clock }));
      return out;
    },
    async goBack(backup, marked = true) {
      await stage.stopServer();
      const into = join(folders.make(), 'server');
      must(await restore({ from: backup, into, clock, crypto: stage.world.crypto }));
      if (!marked) rmSync(join(into, 'restored.json'));
      for (const name of readdirSync(stage.dataDir)) rmSync(join(stage.dataDir, name), { recursive: true });
      cpSync(into, stage.dataDir, { recursive: true });
      await stage.startServer();
    },
    hear(who, db = stage.database()) {
      const sync = stage.replica(who, db);
      const told: RollbackEvent[] = [];
      sync.onRollback((event) => void told.push(event));
      return { sync, db, told };
    },
  };
}
