/** 맡은 문서 of a person of the agency, for its administrator, who takes part in none of them (DI7). Looking is recorded. */

import { z } from 'zod';
import { err } from '../../shared/lib/result.ts';
import { openWork } from '../../shared/approval/work.ts';
import { findPerson } from '../../shared/org/delegation.ts';
import { createNames } from '../../shared/org/names.ts';
import type { WorkLine } from '../../shared/sync/work.ts';
import { DIRECTORY_TRAIL } from '../../shared/trail/entry.ts';
import { good, malformed, whoAsks, type Answer, type Call, type HttpInput, type Route } from './route.ts';

const askSchema = z.object({ person: z.string().min(1).max(200) });
const NOT_ADMIN = { status: 403, body: err('NOT_ADMIN', '그 사람이 속한 기관의 관리자만 볼 수 있습니다.') };

/** Routes of handovers. */
export function handoverRoutes({ trail, identity, storage, access }: HttpInput): Route[] {
  async function run(call: Call): Promise<Answer> {
    const asked = askSchema.safeParse(Object.fromEntries(call.query));
    if (!asked.success || call.session === null) return malformed;
    const { person } = asked.data;
    const agency = findPerson(trail.directory(), person)?.agency;
    if (agency === undefined || identity.administers(call.session) !== agency) return NOT_ADMIN;
    access.record({ ...whoAsks(call), act: 'administered', document: '', what: `handovers of ${person}`, why: '' });
    const names = createNames(storage.entriesOf(DIRECTORY_TRAIL, 0).map(({ entry }) => entry));
    const lines: WorkLine[] = [];
    for (const state of trail.states())
      for (const work of openWork(names, state, person)) lines.push({ documentId: state.documentId, status: state.status, ...work });
    return good(lines);
  }
  return [{ method: 'GET', path: /^\/handovers$/, run }];
}
