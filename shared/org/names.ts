/** Names of the day: what agencies, units and people were called when something was done. A paper keeps them after every reorganisation. */

import type { Entry } from '../trail/entry.ts';
import type { AgencyRecord, Directory, Person, Unit } from './directory.ts';
import { EMPTY_DIRECTORY, foldDirectoryEntry } from './fold.ts';

/** A moment in RFC 3339; null is today. */
export type Moment = string | null;

/** The directory through time. What it did not name yet at a moment goes by the first name it gave, what it names no more by the last. */
export interface Names {
  /** The directory in force at a moment, with agencies that came later as they first were. */
  readonly on: (at: Moment) => Directory;
  /** A unit that existed then, else as it was called nearest to then; undefined where the directory never had it. */
  readonly unit: (agency: string, code: string, at: Moment) => Unit | undefined;
  /** A person as the directory had them then. */
  readonly person: (id: string, at: Moment) => Person | undefined;
}

interface Snapshot {
  readonly since: string;
  readonly directory: Directory;
}

function snapshotsOf(entries: readonly Entry[]): Snapshot[] {
  const snapshots: Snapshot[] = [];
  let directory = EMPTY_DIRECTORY;
  for (const entry of entries) {
    directory = foldDirectoryEntry(directory, entry);
    snapshots.push({ since: entry.receivedAt, directory });
  }
  return snapshots;
}

function personOf(directory: Directory, id: string): Person | undefined {
  for (const { people } of directory.agencies.values()) {
    const found = people.find((person) => person.id === id);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Place of the snapshot in force at a moment: the newest one taken by then, -1 before the first. */
function placeAt(snapshots: readonly Snapshot[], at: Moment): number {
  if (at === null) return snapshots.length - 1;
  let [low, high] = [0, snapshots.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((snapshots[middle]?.since ?? '') <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Snapshots by their nearness in meaning: the one in force, those before it from the newest, those after it from the oldest. */
function* nearest(snapshots: readonly Snapshot[], place: number): Generator<Directory> {
  for (let i = place; i >= 0; i--) {
    const snapshot = snapshots[i];
    if (snapshot !== undefined) yield snapshot.directory;
  }
  for (const { directory } of snapshots.slice(place + 1)) yield directory;
}

function first<T>(directories: Iterable<Directory>, find: (directory: Directory) => T | undefined): T | undefined {
  for (const directory of directories) {
    const found = find(directory);
    if (found !== undefined) return found;
  }
  return undefined;
}

function namesFrom(snapshots: readonly Snapshot[], today: Directory): Names {
  const firsts = new Map<string, AgencyRecord>();
  for (const { directory } of snapshots) for (const [code, record] of directory.agencies) if (!firsts.has(code)) firsts.set(code, record);
  const whole = new Map<number, Directory>();
  const on = (at: Moment): Directory => {
    if (at === null) return today;
    const place = placeAt(snapshots, at);
    const known = whole.get(place);
    if (known !== undefined) return known;
    const { rev, agencies } = snapshots[place]?.directory ?? EMPTY_DIRECTORY;
    const made = { rev, agencies: new Map([...firsts, ...agencies]) };
    whole.set(place, made);
    return made;
  };
  return {
    on,
    unit: (agency, code, at) =>
      first(nearest(snapshots, placeAt(snapshots, at)), ({ agencies }) => agencies.get(agency)?.units.find((unit) => unit.code === code)),
    person: (id, at) => first(nearest(snapshots, placeAt(snapshots, at)), (directory) => personOf(directory, id)),
  };
}

/** Names from the entries of the directory, in their order. Signatures are checked by the caller, before. */
export function createNames(entries: readonly Entry[]): Names {
  const snapshots = snapshotsOf(entries);
  return namesFrom(snapshots, snapshots.at(-1)?.directory ?? EMPTY_DIRECTORY);
}

/** Names of a directory without a past. */
export function namesOfToday(directory: Directory): Names {
  return namesFrom([{ since: '', directory }], directory);
}
