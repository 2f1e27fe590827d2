/** A bundle of two ministries with every kind of finding planted, signed as a real one: what an auditor opens, and exactly what must be found in it. */

import { FINDING_KINDS, type FindingKind } from '../../shared/audit/finding.ts';
import type { JointPlan, LanePlan, StepKind, StepPlan } from '../../shared/approval/route.ts';
import type { Content } from '../../shared/collab/content.ts';
import { contentDigest, contentParts } from '../../shared/collab/digest.ts';
import type { AgencyRecord } from '../../shared/org/directory.ts';
import { digestOf } from '../../shared/trail/hash.ts';
import { workingDaysAfter } from '../../shared/calendar/working-days.ts';
import { seoulDate } from '../../shared/writing/amount.ts';
import { createLogBook, type LogBook, type SignedPaper } from './signed-papers.ts';
import { aContent } from './sync-draft.ts';
import { asPerson, createWorld, type Someone, type World } from './sync-world.ts';

const MINUTE = 60_000;
type Code = 'A' | 'B';

const NAMES = { A: '행정안전부', B: '기획재정부' } as const;
const UNITS: Readonly<Record<Code, readonly [string, string]>> = { A: ['정보화담당관실', '혁신행정담당관실'], B: ['재정정보과', '운영지원과'] };
const PEOPLE: Readonly<Record<Code, readonly string[]>> = {
  A: ['한서윤', '서지훈', '배민서', '최도윤', '신하준'],
  B: ['남지우', '오예린', '유시우', '조은채', '차건우'],
};
const POSTS: readonly (readonly [unit: string | null, position: string])[] = [
  ['U1', '주무관'],
  ['U1', '과장'],
  ['U2', '과장'],
  ['U2', '주무관'],
  [null, '실장'],
];
const TITLES = [
  '전산 장비 점검 결과 알림',
  '정보시스템 운영 지침 개정',
  '보안 점검 계획 통보',
  '사용자 교육 실시 알림',
  '통합 전산망 이전 협조',
  '개인정보 처리 실태 점검',
];

interface Staff {
  readonly drafter: Someone;
  readonly head: Someone;
  readonly concurs: Someone;
  readonly outsider: Someone;
  readonly leader: Someone;
}

function staffOf(world: World, code: Code): Staff {
  const hired = POSTS.map(([unit, position], i) => world.hire(code, `${code}-${i}`, unit, position));
  const [drafter, head, concurs, outsider, leader] = hired as [Someone, Someone, Someone, Someone, Someone];
  return { drafter, head, concurs, outsider, leader };
}

function recordOf(world: World, code: Code, { drafter, head, concurs, outsider, leader }: Staff): AgencyRecord {
  const base = world.directory(
    code,
    [drafter, head, concurs, outsider, leader].map((one, i) => asPerson(one, PEOPLE[code][i] ?? '')),
  );
  const away = {
    position: '실장',
    unit: null,
    deputy: head.actor.person,
    from: '2026-11-02',
    until: '2026-11-14',
    ground: '출장',
    designatedBy: null,
    order: null,
  };
  return {
    ...base,
    name: NAMES[code],
    units: base.units.map((unit, i) => ({ ...unit, name: UNITS[code][i] ?? unit.name })),
    delegation: [...base.delegation, { work: '예산 집행', approver: '실장', article: '별표 2' }],
    deputies: [away],
  };
}

type Step = readonly [kind: StepKind, unit: string | null, position: string];

function laneOf(agency: Code, steps: readonly Step[]): LanePlan {
  const stages = steps.map(([kind, unit, position], i): StepPlan[] => [
    { id: `s${i + 1}`, kind, unit, position, marks: i === 0 ? ['originator', 'reporter'] : [], delegated: i === steps.length - 1 },
  ]);
  return { agency, unit: 'U1', stages };
}

const USUAL: readonly Step[] = [
  ['draft', 'U1', '주무관'],
  ['concur', 'U2', '과장'],
  ['approve', 'U1', '과장'],
];
const ABOVE: readonly Step[] = [...USUAL.slice(0, 2), ['approve', null, '실장']];
const BUDGET: readonly Step[] = [
  ['draft', 'U1', '주무관'],
  ['approve', null, '실장'],
];
const OWN: readonly Step[] = [
  ['draft', 'U1', '과장'],
  ['approve', null, '실장'],
];
const ACTING = { kind: 'acting', forPosition: '실장', forUnit: null, ground: '출장', from: '2026-11-02', until: '2026-11-14' } as const;

function paperContent(code: Code, n: number, drafter: string, work: string): Content {
  const content = aContent(`${TITLES[n % TITLES.length] ?? ''}(${Math.floor(n / TITLES.length) + 1}차)`);
  const line = (text: string): Content['blocks'][number] => ({ type: 'block', kind: 'item', level: 1, inlines: [{ text }] });
  const blocks = [
    line(`${UNITS[code][0]}에서 추진하는 사업의 진행 상황을 다음과 같이 알려 드립니다.`),
    line(`대상은 전산 장비 ${(n % 9) + 3}대이며, 조치가 필요한 것은 ${n % 4}대입니다.`),
    line('각 부서에서는 확인한 뒤 기한 안에 의견을 보내 주시기 바랍니다. 끝.'),
  ];
  return {
    ...content,
    fields: { ...content.fields, summary: '사업의 진행 상황을 알림', lead: code, work: [work], originator: drafter, reporter: drafter },
    blocks,
  };
}

/** Goes on to a minute of the office's day so many working days on; within the same day only forwards. */
function later(clock: LogBook['clock'], days: number, minute: number): void {
  const today = seoulDate(new Date(clock.now).toISOString());
  const wanted = Date.parse(`${workingDaysAfter(today, days)}T00:00:00Z`) + minute * MINUTE;
  clock.now = wanted > clock.now ? wanted : clock.now + 5 * MINUTE;
}

/** One paper of an agency with what is planted in it, null for an honest one. */
function write(book: LogBook, code: Code, { drafter, head, concurs, outsider, leader }: Staff, n: number, plant: FindingKind | null): SignedPaper {
  const { clock, numbers } = book;
  const paper = book.write();
  const acting = plant === 'late-report' || plant === 'self-approval';
  const steps = plant === 'self-approval' ? OWN : acting ? BUDGET : plant === 'delegation' ? ABOVE : USUAL;
  const lane = laneOf(code, steps);
  const joint: JointPlan = { lead: { agency: code, unit: 'U1' }, partners: [], order: 'parallel' };
  const bound = { jointDigest: digestOf(joint), laneDigest: digestOf(lane) };
  const work = acting ? '예산 집행' : '정보화 운영';
  const writer = plant === 'self-approval' ? head : drafter;
  const content = paperContent(code, n, writer.actor.position, work);
  const salts = contentParts(content).map((_, i) => (n * 100 + i).toString(16).padStart(32, '0'));
  const grants = [{ agency: code, unit: null, person: outsider.actor.person, right: 'view' }] as const;
  paper.say(writer, 'document.created', { form: 'official', unit: 'U1', grants });
  const deviation = plant === 'delegation' ? ({ direction: 'above', reason: 'a'.repeat(64) } as const) : null;
  paper.say(writer, 'lane.designed', { lane, recordFile: '정보화 일반', basis: { work: [work], amount: null }, deviation }, { laneDigest: bound.laneDigest });
  const important = plant === 'late-report' ? ({ important: true } as const) : {};
  const fixed = { stepId: 's1', contentDigest: contentDigest(content, salts), ...bound };
  paper.say(writer, 'submitted', { joint, parts: salts.length, exemption: null, ...important }, fixed);
  if (acting) clock.now += 20 * MINUTE;
  if (steps.length === 3) {
    later(clock, plant === 'late-concurrence' ? 9 : (n + (code === 'A' ? 0 : 1)) % 2, 40 + ((n * 37) % 440));
    paper.say(concurs, 'opened', { what: 'content' });
    paper.say(concurs, 'decided', { opinion: null, delegation: null }, { stepId: 's2', ...bound });
    later(clock, n % 4 === 3 ? 1 : 0, 75 + ((n * 53) % 380));
  }
  const decider = plant === 'delegation' ? leader : head;
  if (plant !== 'unopened') paper.say(decider, 'opened', { what: 'content' });
  if (plant === 'number-gap') numbers.set(`${code}/U1`, (numbers.get(`${code}/U1`) ?? 0) + 1);
  const row = { work, approver: acting ? '실장' : '과장', article: acting ? '별표 2' : '별표 1' };
  const more = { stepId: `s${steps.length}`, ...bound, ...(acting ? { capacity: ACTING } : {}) };
  const report = plant === 'late-report' ? ({ report: true } as const) : {};
  paper.say(decider, 'decided', { opinion: null, delegation: row, ...report }, more, plant === 'unregistered' ? ['register'] : []);
  if (plant === 'seal-misuse') {
    const body = { agency: code, fromDigest: '1'.repeat(64), toDigest: '2'.repeat(64), seal: '9'.repeat(64) };
    const at = new Date((clock.now += MINUTE)).toISOString();
    const tried = head.sign('sealed', body, { documentId: paper.documentId, contentDigest: fixed.contentDigest, ...bound, at });
    paper.fact({ type: 'refused', code: 'SEAL_UNREGISTERED', statement: tried });
  }
  if (plant === 'off-duty') paper.say(outsider, 'downloaded', { what: 'text', file: null, ground: 'other', reason: 'b'.repeat(64) });
  if (plant === 'unusual-reading') {
    clock.now = Date.parse(`${new Date(clock.now).toISOString().slice(0, 10)}T14:20:00Z`);
    paper.say(outsider, 'opened', { what: 'content' });
  }
  return paper.end(content, salts);
}

/** What was planted where. */
export interface Planted {
  readonly root: Uint8Array;
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** `kind documentId` of each finding, sorted. */
  readonly findings: readonly string[];
}

/** So many papers a ministry, every third with a finding, the kinds in turn. Days are of November 2026; the last paper makes the present December. */
export function plantedBundle(papers: number): Planted {
  const world = createWorld();
  const staff = { A: staffOf(world, 'A'), B: staffOf(world, 'B') };
  const everybody = Object.values(staff).flatMap((one) => Object.values(one) as Someone[]);
  const records = (['A', 'B'] as const).map((code) => recordOf(world, code, staff[code]));
  const book = createLogBook(world, records, everybody, Date.parse('2026-11-01T23:30:00Z'));
  const written: { readonly paper: SignedPaper; readonly name: string; readonly plant: FindingKind | null }[] = [];
  for (let n = 0; n < papers; n++)
    for (const code of ['A', 'B'] as const) {
      const plant = n % 3 === 1 ? (FINDING_KINDS[(Math.floor(n / 3) + (code === 'A' ? 0 : 5)) % FINDING_KINDS.length] ?? null) : null;
      // While 실장 is away there are two weeks; what waits for long begins within them too.
      const day = workingDaysAfter('2026-11-01', 1 + (n % 9));
      book.clock.now = Date.parse(`${day}T00:00:00Z`) + (((Math.floor(n / 9) * 23 + (code === 'A' ? 0 : 11)) * 4) % 240) * MINUTE;
      const paper = write(book, code, staff[code], n, plant);
      written.push({ paper, plant, name: `${UNITS[code][0]} ${String(n + 1).padStart(3, '0')}.ongyeol` });
    }
  book.clock.now = Date.parse('2026-12-04T02:00:00Z');
  const last = write(book, 'A', staff.A, papers, null);
  written.push({ paper: last, plant: null, name: `${UNITS.A[0]} ${String(papers + 1).padStart(3, '0')}.ongyeol` });
  const findings = written.flatMap(({ paper, plant }) => (plant === null ? [] : [`${plant} ${paper.documentId}`])).toSorted();
  return { root: world.root, files: new Map(written.map(({ paper, name }) => [name, book.capsule(paper)])), findings };
}
