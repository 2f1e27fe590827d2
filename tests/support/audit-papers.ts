/** Papers for the auditor, honest ones and ones with one fault planted: trails as the sequencer writes them, without signatures (the audit looks at none). */

import { workingDaysAfter } from '../../shared/calendar/working-days.ts';
import type { AuditPaper, FindingKind, PlacedEntry } from '../../shared/audit/finding.ts';
import type { Entry, ServerFact } from '../../shared/trail/entry.ts';
import type { Statement, StatementType } from '../../shared/trail/statement.ts';
import { directory, lane } from './chain.ts';

const HEX = (letter: string): string => letter.repeat(64);
const MINUTE = 60_000;
const DAY = 86_400_000;
/** Monday, 9:00 in Korea. */
const BEGUN = Date.parse('2026-11-23T00:00:00Z');

type Over = Partial<Omit<Statement, 'body' | 'type'>>;

/** Makes papers of one log one after the other: `plant` is what is wrong with it, null for an honest one. */
export function createPapers(): { paper(plant: FindingKind | null): AuditPaper } {
  let index = 0;
  let number = 0;
  let n = 0;
  const place = (documentId: string, entries: PlacedEntry[], at: number, part: Pick<Entry, 'kind' | 'body'>): void => {
    const entry = { v: 1, documentId, seq: entries.length, prev: null, receivedAt: new Date(at).toISOString(), ...part } as Entry;
    entries.push({ index, entry });
    index += 1;
  };
  const changes: PlacedEntry[] = [];
  for (const agency of directory.agencies.values()) {
    const actor = { person: `${agency.code}-admin`, agency: agency.code, unit: null, position: '관리자', certificate: HEX('c') };
    const statement = { type: 'directory.put', documentId: 'directory', actor, at: new Date(BEGUN).toISOString(), body: { agency } };
    place('directory', changes, BEGUN, { kind: 'statement', body: { statement, signature: 's' } as never });
  }

  function paper(plant: FindingKind | null): AuditPaper {
    n += 1;
    const documentId = `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
    const entries: PlacedEntry[] = [];
    // A hundred a working day, within office hours.
    const day = workingDaysAfter('2026-11-22', 1 + Math.floor((n - 1) / 100));
    let now = Date.parse(`${day}T00:00:00Z`) + ((n - 1) % 100) * 4 * MINUTE;
    const act = (type: StatementType, position: string, body: unknown, over: Over = {}): Statement => {
      now += MINUTE;
      const unit = ['주무관', '사무관', '과장'].includes(position) ? 'Au' : null;
      const actor = { person: `A/${position}`, agency: 'A', unit, position, certificate: HEX('c') };
      const base = { v: 1, type, documentId, version: 1, contentDigest: HEX('d'), jointDigest: HEX('e'), laneDigest: HEX('f'), stepId: null, actor };
      const rest = {
        capacity: { kind: 'own' },
        at: new Date(now).toISOString(),
        basedOn: { seq: 0, head: null, checkpoint: null },
        directoryRev: 2,
        alg: 'ES256',
      };
      return { ...base, ...rest, body, ...over } as unknown as Statement;
    };
    const say = (statement: Statement): void => place(documentId, entries, now, { kind: 'statement', body: { statement, signature: 's' } as never });
    const fact = (told: ServerFact): void => place(documentId, entries, now, { kind: 'serverFact', body: { fact: told, key: HEX('0'), signature: 's' } });
    const decide = (position: string, stepId: string, over: Over = {}, more: object = {}): void => {
      if (plant !== 'unopened' || position !== '과장') say(act('opened', position, { what: 'content' }));
      if (plant === 'late-concurrence' && stepId === 'A-2') now += 14 * DAY;
      say(act('decided', position, { opinion: null, delegation: null, ...more }, { stepId, ...over }));
    };

    const self = plant === 'self-approval';
    const last = plant === 'delegation' ? '차관' : '실장';
    const plan = self
      ? lane('A', [
          ['draft', '장관'],
          ['approve', '장관'],
        ])
      : lane('A', [
          ['draft', '사무관'],
          ['review', '과장'],
          ['concur', '국장'],
          ['approve', last],
        ]);
    const basis = { work: self ? [] : ['운영계획'], amount: null };
    const drafter = self ? '장관' : '사무관';
    say(act('document.created', drafter, { form: 'official', unit: 'Au', grants: [] }));
    say(act('lane.designed', drafter, { lane: plan, recordFile: '철', basis, deviation: null }));
    const joint = { lead: { agency: 'A', unit: 'Au' }, partners: [], order: 'parallel' };
    say(act('submitted', drafter, { joint, parts: 1, exemption: null, ...(plant === 'late-report' ? { important: true } : {}) }, { stepId: 'A-0' }));
    fact({ type: 'frozen', version: 1, contentDigest: HEX('d'), rooms: [] });
    if (self) decide('장관', 'A-1');
    else {
      decide('과장', 'A-1');
      decide('국장', 'A-2');
      const acting = { kind: 'acting', forPosition: '실장', forUnit: null, ground: '출장', from: '2026-11-01', until: '2026-12-31' } as const;
      if (plant === 'late-report') decide('국장', 'A-3', { capacity: acting }, { report: true });
      else decide(last, 'A-3');
    }
    fact({ type: 'approved', version: 1, at: new Date(now).toISOString() });
    if (plant === 'number-gap') number += 1;
    if (plant !== 'unregistered') {
      number += 1;
      fact({ type: 'registered', version: 1, agency: 'A', unit: 'Au', unitName: '가과', year: 2026, number, role: 'lead', recordFile: '철' });
    }
    if (plant === 'seal-misuse') {
      const tried = act('sealed', '과장', { agency: 'A', fromDigest: HEX('1'), toDigest: HEX('2'), seal: HEX('9') });
      fact({ type: 'refused', code: 'SEAL_UNREGISTERED', statement: { statement: tried, signature: 's' } as never });
    }
    if (plant === 'off-duty') say(act('downloaded', '장관', { what: 'pdf', file: null, ground: 'other', reason: null }));
    // 23:30 in Korea on a Wednesday.
    if (plant === 'unusual-reading') say(act('opened', '국장', { what: 'content' }, { at: '2026-11-25T14:30:00.000Z' }));
    return { file: `${documentId}.ongyeol`, documentId, title: `문서 ${n}`, entries, directory: changes };
  }
  return { paper };
}
