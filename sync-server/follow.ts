/** What follows an accepted statement: freeze, approval, numbers, arrivals, and the blobs it names. */

import { randomBytes } from 'node:crypto';
import * as Y from 'yjs';
import { authorshipOf, type Authorship } from '../shared/collab/authorship.ts';
import type { FollowUp } from '../shared/approval/approval.ts';
import { filesOf, type Content } from '../shared/collab/content.ts';
import { sentenceOf } from '../shared/approval/refusals.ts';
import { partsDiff } from '../shared/collab/parts-diff.ts';
import { canonical } from '../shared/trail/canonical.ts';
import { contentDigest } from '../shared/collab/digest.ts';
import { mainRoom, parseRoom } from '../shared/collab/protocol.ts';
import { readContent } from '../shared/collab/read.ts';
import { omissionTooWeighty } from '../shared/forms/seal-omission.ts';
import { assertNever } from '../shared/lib/assert.ts';
import { err, ok, type Result } from '../shared/lib/result.ts';
import { secretIn } from '../shared/policy/guard/content-guard.ts';
import { sectionOrder } from '../shared/policy/sections.ts';
import type { Disclosures, SequencerCode, Submission } from '../shared/sync/api.ts';
import type { ServerFact } from '../shared/trail/entry.ts';
import { commit } from '../shared/trail/hash.ts';
import type { Statement } from '../shared/trail/statement.ts';
import { refused, type SequencerInput } from './sequencer-input.ts';
import { withTakenOver } from './taken-over.ts';
import type { Append, FreezeRow } from './storage/storage.ts';

/** Facts, rows and texts of commitments that go into the statement's transaction. */
export interface Follow extends Pick<Append, 'numbers' | 'freeze' | 'blobs' | 'disclosures'> {
  readonly facts: readonly ServerFact[];
}

const KOREA_HOURS = 9;

/** Registration numbers run by the Korean calendar year. */
function yearOf(now: Date): number {
  return new Date(now.getTime() + KOREA_HOURS * 3_600_000).getUTCFullYear();
}

/** Documents by digest a statement names, so that its readers may fetch them. */
export function namedBlobs(statement: Statement): string[] {
  switch (statement.type) {
    case 'base.fixed':
      return [statement.body.baseDigest];
    case 'sealed':
      return [statement.body.toDigest];
    case 'issued':
      return [statement.body.finalDigest];
    default:
      return [];
  }
}

/** All content rooms of a version at one moment. */
export function readVersion(
  input: Pick<SequencerInput, 'storage' | 'rooms' | 'trail'>,
  documentId: string,
  version: number,
): { content: Result<Content>; rooms: FreezeRow['rooms']; authorship: (content: Content) => Authorship } {
  const prefix = mainRoom(documentId, version).slice(0, -'main'.length);
  const names = input.storage.roomsOf(prefix).filter((room) => parseRoom(room)?.part !== 'comments');
  const read = [...new Set([`${prefix}main`, ...names])].map((room) => ({ room, ...input.rooms.read(room) }));
  const sections = new Map(read.filter(({ room }) => parseRoom(room)?.part === 'section').map(({ room, doc }) => [room.slice(`${prefix}sec/`.length), doc]));
  const main = read[0]?.doc ?? new Y.Doc();
  const order = sectionOrder(input.trail.state(documentId), version);
  const authors = (section: string) => input.storage.authorsOf(section === '' ? `${prefix}main` : `${prefix}sec/${section}`);
  return {
    content: readContent({ main, sections, order }),
    rooms: read.map(({ room, seq, doc }) => ({ room, seq, state: Y.encodeStateAsUpdate(doc) })),
    authorship: (content) => authorshipOf({ main, sections, order, authors }, content),
  };
}

/** A version as it is fixed, with who wrote it. */
interface Fixed {
  readonly row: FreezeRow;
  readonly authorship: Authorship;
}

/** The signed digest must be the digest of what stands in the rooms at this sequence number. */
function freeze(input: SequencerInput, submission: Submission, version: number, digest: string): Result<Fixed, SequencerCode> {
  const { documentId } = submission.signed.statement;
  const { content, rooms, authorship } = readVersion(input, documentId, version);
  if (!content.ok) return refused('CONTENT_INVALID');
  // What a form allows (seals, recipients) is judged by the trail, so the text may not call itself another one.
  if (content.value.fields.form !== input.trail.state(documentId).form) return refused('CONTENT_INVALID');
  if (secretIn(content.value) !== null) return refused('CONTENT_SECRET');
  const salts = submission.salts ?? [];
  if (contentDigest(content.value, salts) !== digest) return refused('STALE');
  const { statement } = submission.signed;
  if (omissionTooWeighty(content.value.fields, statement.type === 'submitted' ? statement.body : input.trail.state(documentId))) return refused('SEAL_OMITTED');
  const told = checkDiff(input, submission, content.value);
  if (!told.ok) return told;
  const row = { frozen: { v: 1, documentId, version, content: content.value, salts }, rooms } as const;
  return ok({ row, authorship: withTakenOver(input.storage, statement, { version, content: content.value, record: authorship(content.value) }) });
}

/** The fact that a version was fixed, and the text of what it commits to. */
function frozenFact({ row: { frozen, rooms }, authorship }: Fixed, digest: string): { readonly fact: ServerFact; readonly disclosures: Disclosures } {
  const salt = randomBytes(16).toString('hex');
  const authors = commit(salt, authorship);
  const places = rooms.map(({ room, seq }) => ({ room, seq }));
  return {
    fact: { type: 'frozen', version: frozen.version, contentDigest: digest, rooms: places, authors },
    disclosures: { [authors]: { salt, value: authorship } },
  };
}

/** What a reviewer says was changed must be what was changed, and something must have been. */
function checkDiff(input: SequencerInput, submission: Submission, after: Content): Result<null, SequencerCode> {
  const { statement } = submission.signed;
  if (statement.type !== 'revised') return ok(null);
  const before = input.storage.frozenVersion(statement.documentId, statement.body.fromVersion)?.content;
  if (before === undefined) return refused('CONTENT_INVALID');
  const diff = partsDiff(before, after);
  if (diff.removed.length + diff.added.length === 0) return err('REVISION_EMPTY', sentenceOf('REVISION_EMPTY'));
  const told = submission.disclosures?.[statement.body.diff]?.value;
  return told !== undefined && canonical(told) === canonical(diff) ? ok(null) : refused('DIFF_MISMATCH');
}

/** Numbers are gap-free per unit and year; two of one unit in one statement follow each other. */
function createRegister(input: SequencerInput) {
  const numbers: { unit: string; year: number; number: number }[] = [];
  return {
    numbers,
    fact(followUp: Extract<FollowUp, { type: 'register' }>): ServerFact {
      const { agency, unit, role, recordFile, version } = followUp;
      const year = yearOf(input.clock());
      const key = `${agency}/${unit}`;
      const given = numbers.filter((other) => other.unit === key && other.year === year).length;
      const number = input.storage.lastNumber(key, year) + 1 + given;
      numbers.push({ unit: key, year, number });
      const unitName =
        input.trail
          .directory()
          .agencies.get(agency)
          ?.units.find((candidate) => candidate.code === unit)?.name ?? unit;
      return { type: 'registered', version, agency, unit, unitName, year, number, role, recordFile };
    },
  };
}

/** Turns the engine's follow-ups into facts and rows, or refuses where the content moved. */
export function createFollow(input: SequencerInput): (submission: Submission, followUps: readonly FollowUp[]) => Result<Follow, SequencerCode> {
  return (submission, followUps) => {
    const { statement } = submission.signed;
    const register = createRegister(input);
    const blobs = namedBlobs(statement);
    const facts: ServerFact[] = [];
    let frozen: FreezeRow | null = null;
    let disclosures: Disclosures = {};
    const at = input.clock().toISOString();
    for (const followUp of followUps) {
      switch (followUp.type) {
        case 'freeze': {
          const done = freeze(input, submission, followUp.version, followUp.contentDigest);
          if (!done.ok) return done;
          const said = frozenFact(done.value, followUp.contentDigest);
          frozen = done.value.row;
          blobs.push(...filesOf(frozen.frozen.content));
          facts.push(said.fact);
          disclosures = said.disclosures;
          break;
        }
        case 'approve':
          facts.push({ type: 'approved', version: followUp.version, at: statement.at });
          break;
        case 'register':
          facts.push(register.fact(followUp));
          break;
        case 'arrive':
          facts.push({ type: 'arrived', agency: followUp.agency, unit: followUp.unit, recipient: followUp.recipient, at });
          break;
        default:
          assertNever(followUp);
      }
    }
    return ok({ facts, numbers: register.numbers, freeze: frozen, blobs, disclosures });
  };
}
