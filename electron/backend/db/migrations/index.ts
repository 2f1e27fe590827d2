/** All migrations in order, numbered by tens; `user_version` holds the number of the last one done. */

import { replica } from './0010-replica.ts';
import { handled } from './0020-handled.ts';
import { devices } from './0030-devices.ts';
import { notices } from './0040-notices.ts';
import { nudges } from './0050-nudges.ts';
import { answers } from './0060-answers.ts';

/** One step: its number and its DDL. */
export interface Migration {
  readonly number: number;
  readonly ddl: string;
}

/** The list. A step once released is never edited. */
export const MIGRATIONS: readonly Migration[] = [
  { number: 10, ddl: replica },
  { number: 20, ddl: handled },
  { number: 30, ddl: devices },
  { number: 40, ddl: notices },
  { number: 50, ddl: nudges },
  { number: 60, ddl: answers },
];
