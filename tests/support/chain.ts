/** A small joint document for engine tests: two agencies, real directory shapes, no signatures (the engine never looks at them). */

import { decide } from '../../shared/approval/approval.ts';
import { evolve } from '../../shared/approval/evolve.ts';
import { initialState, type DocumentState } from '../../shared/approval/state.ts';
import type { Decision } from '../../shared/approval/decision.ts';
import type { LanePlan, StepKind } from '../../shared/approval/route.ts';
import type { AgencyRecord, Directory, Person } from '../../shared/org/directory.ts';
import { digestOf } from '../../shared/trail/hash.ts';
import type { Entry, ServerFact } from '../../shared/trail/entry.ts';
import type { Statement, StatementBodies, StatementType } from '../../shared/trail/statement.ts';

export const DOCUMENT = '00000000-0000-4000-8000-000000000001';
const CERT = 'c'.repeat(64);
const HEX = (letter: string): string => letter.repeat(64);

function person(agency: string, unit: string | null, position: string, duties: string[] = []): Person {
  return { id: `${agency}/${position}`, name: position, agency, unit, position, duties, certificates: [CERT] };
}

function agency(code: string, name: string, delegation: AgencyRecord['delegation']): AgencyRecord {
  const unit = `${code}u`;
  const positions = ['주무관', '사무관', '과장'];
  return {
    code,
    name,
    head: `${name}장관`,
    headGrade: '장관',
    order: 1,
    address: { zip: '1', road: 'r' },
    home: 'h',
    leadership: ['장관', '차관', '실장', '국장'],
    units: [{ code: unit, name: `${name}과`, upper: '국장', positions, duties: [] }],
    delegation,
    people: [
      ...['장관', '차관', '실장', '국장'].map((one) => person(code, null, one)),
      ...positions.map((one, i) => person(code, unit, one, i === 0 ? ['문서 수신·발신 담당자'] : [])),
    ],
    recordFiles: [{ name: '철', unit, work: 'w', retention: '10년' }],
    seal: { name: `${name}장관의인`, certificate: HEX('5'), image: HEX('6'), registeredOn: '2026-01-01' },
  };
}

export const directory: Directory = {
  rev: 2,
  agencies: new Map([
    [
      'A',
      agency('A', '가', [
        { work: '운영계획', approver: '실장', article: '제5조' },
        { work: '예산', condition: { amountAtLeast: 100 }, approver: '차관', article: '제7조' },
        { work: '자료 제출', approver: '사무관', article: '제9조' },
      ]),
    ],
    ['B', agency('B', '나', [{ work: '타 기관 공동문서', approver: '실장', article: '제8조' }])],
  ]),
};

const UNITS: Readonly<Record<string, string | null>> = { 주무관: 'u', 사무관: 'u', 과장: 'u' };

/** A lane of one-step stages: `['review','과장']` …; the last is delegated unless it is 장관. */
export function lane(code: string, steps: readonly (readonly [StepKind, string])[]): LanePlan {
  return {
    agency: code,
    unit: `${code}u`,
    stages: steps.map(([kind, position], i) => [
      {
        id: `${code}-${i}`,
        kind,
        position,
        unit: UNITS[position] === undefined ? null : `${code}u`,
        marks: code === 'A' && i === 0 ? (['originator', 'reporter'] as const) : [],
        delegated: i === steps.length - 1 && position !== '장관',
      },
    ]),
  };
}

export const LEAD = lane('A', [
  ['draft', '사무관'],
  ['review', '과장'],
  ['concur', '국장'],
  ['approve', '차관'],
]);
export const PARTNER = lane('B', [
  ['review', '과장'],
  ['approve', '실장'],
]);
export const BASIS = { work: ['운영계획', '예산'], amount: 150 };
export const PARTNER_BASIS = { work: ['타 기관 공동문서'], amount: 150 };
export const JOINT = { lead: { agency: 'A', unit: 'Au' }, partners: [{ agency: 'B', unit: 'Bu' }], order: 'parallel' as const };
export const CONTENT = HEX('d');

/** The engine with its log, as the sequencer drives it. */
export class Chain {
  state: DocumentState = initialState(DOCUMENT);
  readonly entries: Entry[] = [];
  private clock = Date.parse('2026-11-23T00:00:00Z');
  private readonly directory: Directory;

  constructor(given: Directory = directory) {
    this.directory = given;
  }

  statement<T extends StatementType>(type: T, who: string, body: StatementBodies[T], over: Partial<Statement> = {}): Statement {
    const [code = '', position = ''] = who.split('/');
    const unit = UNITS[position] === undefined ? null : `${code}u`;
    const after = this.state.contentDigest !== null;
    const own = this.state.lanes.find((one) => one.agency === code);
    this.clock += 1000;
    return {
      v: 1,
      type,
      documentId: DOCUMENT,
      version: Math.max(1, this.state.version),
      contentDigest: after ? CONTENT : null,
      jointDigest: after ? digestOf(JOINT) : null,
      laneDigest: own?.digest ?? null,
      stepId: null,
      actor: { person: who, agency: code, unit, position, certificate: CERT },
      capacity: { kind: 'own' },
      at: new Date(this.clock).toISOString(),
      basedOn: { seq: 0, head: null, checkpoint: null },
      directoryRev: 2,
      alg: 'ES256',
      body,
      ...over,
    } as unknown as Statement;
  }

  /** Judges and, where accepted, appends with its follow-ups. */
  send(statement: Statement): Decision {
    const judged = decide(this.state, statement, this.directory);
    if (!judged.ok) return judged;
    this.append({ kind: 'statement', body: { statement, signature: 's', facts: { person: { agency: '', unit: null, position: '' }, delegation: null } } });
    for (const follow of judged.value.followUps) this.fact(this.factOf(follow, statement.at));
    return judged;
  }

  private factOf(follow: { type: string } & Record<string, unknown>, at: string): ServerFact {
    if (follow.type === 'freeze') return { type: 'frozen', version: 1, contentDigest: CONTENT, rooms: [] };
    if (follow.type === 'approve') return { type: 'approved', version: 1, at };
    if (follow.type === 'register') return { ...follow, type: 'registered', version: 1, unitName: '과', year: 2026, number: 1 } as unknown as ServerFact;
    return { ...follow, type: 'arrived', at } as unknown as ServerFact;
  }

  private fact(fact: ServerFact): void {
    this.append({ kind: 'serverFact', body: { fact, key: HEX('0'), signature: 's' } });
  }

  private append(part: Pick<Entry, 'kind' | 'body'>): void {
    const entry = { v: 1, documentId: DOCUMENT, seq: this.state.seq, prev: this.state.head, receivedAt: new Date(this.clock).toISOString(), ...part } as Entry;
    this.entries.push(entry);
    this.state = evolve(this.state, entry);
  }

  create(): Decision {
    return this.send(this.statement('document.created', 'A/사무관', { form: 'official', unit: 'Au', grants: [] }));
  }
  design(plan: LanePlan = LEAD, who = 'A/사무관', basis = plan.agency === 'A' ? BASIS : PARTNER_BASIS): Decision {
    return this.send(this.statement('lane.designed', who, { lane: plan, recordFile: '철', basis, deviation: null }, { laneDigest: digestOf(plan) }));
  }
  submit(): Decision {
    return this.send(
      this.statement(
        'submitted',
        'A/사무관',
        { joint: JOINT, parts: 3, exemption: null },
        { stepId: 'A-0', contentDigest: CONTENT, jointDigest: digestOf(JOINT), laneDigest: digestOf(this.state.lanes[0]?.plan) },
      ),
    );
  }
  sign(who: string, stepId: string, over: Partial<Statement> = {}, opinion: StatementBodies['decided']['opinion'] = null): Decision {
    const step = this.state.lanes.flatMap((one) => one.plan?.stages.flat() ?? []).find((one) => one.id === stepId);
    const rows: Readonly<Record<string, StatementBodies['decided']['delegation']>> = {
      A: { work: '예산', approver: '차관', article: '제7조' },
      B: { work: '타 기관 공동문서', approver: '실장', article: '제8조' },
    };
    return this.send(
      this.statement('decided', who, { opinion, delegation: step?.delegated === true ? (rows[who.charAt(0)] ?? null) : null }, { stepId, ...over }),
    );
  }
  back(who: string, stepId: string): Decision {
    return this.send(this.statement('returned', who, { reason: HEX('a') }, { stepId }));
  }
  /** Up to the lead's decision. */
  leadDecided(): this {
    this.create();
    this.design();
    this.submit();
    this.sign('A/과장', 'A-1');
    this.sign('A/국장', 'A-2');
    this.sign('A/차관', 'A-3');
    return this;
  }
  /** The partner has received and designed. */
  partnerReady(): this {
    this.leadDecided();
    this.send(this.statement('request.received', 'B/사무관', { agency: 'B', handler: 'B/사무관' }));
    this.design(PARTNER, 'B/사무관');
    return this;
  }
}
