/** A paper at every place of its life, with somebody in every role: what the rights table is tried on. */

import { nextVersion, type DocumentState } from '../../shared/approval/state.ts';
import type { AgencyRecord, Directory, Person } from '../../shared/org/directory.ts';
import { digestOf } from '../../shared/trail/hash.ts';
import type { Statement, StatementBodies, StatementType } from '../../shared/trail/statement.ts';
import { BASIS, Chain, CONTENT, directory as plain, JOINT, lane, LEAD, PARTNER, PARTNER_BASIS } from './chain.ts';

const HEX = (letter: string): string => letter.repeat(64);
const CERT = HEX('c');
const CLERK = '문서 수신·발신 담당자';

function person(id: string, unit: string | null, position: string, duties: string[] = []): Person {
  return { id, name: id, agency: id.charAt(0), unit, position, duties, certificates: [CERT] };
}

/** Who is in which role and in no other, beside those of `chain.ts`. */
const EXTRA: readonly Person[] = [
  person('A/동료', 'Au', '주무관'),
  person('A/딴과', 'Ax', '주무관'),
  person('A/열람', 'Ax', '주무관'),
  person('A/의견', 'Ax', '주무관'),
  person('A/수정', 'Ax', '주무관'),
  person('A/문서과', 'Ad', '주무관'),
  person('A/기록', 'Ax', '주무관', ['기록물관리책임자']),
  person('A/관인', 'Ax', '주무관', ['관인 관리자']),
  person('A/감사', 'As', '감사관'),
  person('A/관리자', null, '기관 관리자'),
  person('B/동료', 'Bu', '주무관'),
  person('B/접수', 'Bx', '주무관', [CLERK]),
  person('B/조회', 'Bx', '주무관'),
  person('B/범위', 'Bd', '주무관'),
];

function agencyOf(code: string): AgencyRecord {
  const agency = plain.agencies.get(code);
  if (agency === undefined) throw new Error(code);
  const units = [
    { code: `${code}x`, name: '딴과', positions: ['주무관'], duties: [] },
    { code: `${code}d`, name: '운영지원과', role: 'document-room' as const, positions: ['주무관'], duties: [] },
    { code: `${code}s`, name: '감사관실', role: 'auditor' as const, positions: ['감사관'], duties: [] },
  ];
  return { ...agency, units: [...agency.units, ...units], people: [...agency.people, ...EXTRA.filter((one) => one.agency === code)] };
}

export const DIRECTORY: Directory = { rev: 2, agencies: new Map(['A', 'B'].map((code) => [code, agencyOf(code)])) };

/** The directory with a post nobody holds. */
function without(id: string): Directory {
  const agencies = [...DIRECTORY.agencies].map(([code, agency]) => [code, { ...agency, people: agency.people.filter((one) => one.id !== id) }] as const);
  return { rev: 3, agencies: new Map(agencies) };
}

const GRANTS = (['view', 'comment', 'edit'] as const).map((right, i) => ({
  agency: 'A',
  unit: null,
  person: ['A/열람', 'A/의견', 'A/수정'][i] ?? '',
  right,
}));
/** A lead's lane with two reviews, so that a reviewer stands behind a review too. */
const TWO_REVIEWS = lane('A', [
  ['draft', '사무관'],
  ['review', '과장'],
  ['review', '국장'],
  ['concur', '실장'],
  ['approve', '차관'],
]);
const TWO_SIGNERS = ['A/과장', 'A/국장', 'A/실장', 'A/차관'];

/** 의견조회 of one person, by the lead's drafter or a partner's handler. */
const asked = (id: string): StatementBodies['consultation.asked'] => ({
  id,
  question: HEX('a'),
  to: [{ agency: 'B', unit: 'Bx', person: 'B/조회' }],
  atLeast: 1,
  due: '2026-11-30',
});

/** One place in the life of a paper. */
export interface Stage {
  readonly name: string;
  readonly state: DocumentState;
  readonly directory: Directory;
}

function submitted(plan = TWO_REVIEWS): Chain {
  const chain = new Chain(DIRECTORY);
  chain.create();
  chain.send(chain.statement('rights.set', 'A/사무관', { grants: GRANTS }));
  chain.send(chain.statement('consultation.asked', 'A/사무관', asked('c-A')));
  chain.design(plan);
  chain.submit();
  return chain;
}

/** Steps of the lead signed one after the other, each also held, and opened for a reviewer's edit. */
function leadStages(): Stage[] {
  return TWO_SIGNERS.flatMap((who, i): Stage[] => {
    const upTo = (): Chain => {
      const chain = submitted();
      TWO_SIGNERS.slice(0, i).forEach((signer, step) => chain.sign(signer, `A-${step + 1}`));
      return chain;
    };
    const held = upTo();
    held.send(held.statement('held', who, { reason: HEX('a'), until: null }, { stepId: `A-${i + 1}` }));
    const edited = upTo();
    edited.send(edited.statement('revision.opened', who, { reason: HEX('a') }, { stepId: `A-${i + 1}` }));
    const stages = [upTo(), held, edited].map(({ state }, kind) => ({ name: `lead ${i} ${kind}`, state, directory: DIRECTORY }));
    return [...stages, { name: `lead ${i}, its author left`, state: edited.state, directory: without(who) }];
  });
}

function partnerChain(): Chain {
  const chain = submitted();
  TWO_SIGNERS.forEach((signer, step) => chain.sign(signer, `A-${step + 1}`));
  return chain;
}

function partnerStages(): Stage[] {
  const chain = partnerChain();
  const stages: Stage[] = [];
  const keep = (name: string, directory = DIRECTORY): void => void stages.push({ name, state: chain.state, directory });
  keep('asked');
  chain.send(chain.statement('request.received', 'B/사무관', { agency: 'B', handler: 'B/사무관' }));
  keep('received');
  chain.design(PARTNER, 'B/사무관');
  keep('designed by the partner');
  chain.send(chain.statement('consultation.asked', 'B/사무관', asked('c-B')));
  keep('asked by the partner');
  keep('partner without its 과장', without('B/과장'));
  chain.sign('B/과장', 'B-0');
  keep('partner reviewed');
  chain.sign('B/실장', 'B-1');
  chain.send(chain.statement('readers.set', 'A/사무관', { scope: 'unit', units: [{ agency: 'B', unit: 'Bd' }] }));
  keep('registered');
  chain.send(chain.statement('base.fixed', 'A/사무관', { baseDigest: HEX('1'), enforcedOn: '2026-11-24' }));
  keep('base fixed');
  chain.send(chain.statement('sealed', 'A/사무관', { agency: 'A', fromDigest: HEX('1'), toDigest: HEX('2'), seal: HEX('5') }));
  keep('sealed by the lead');
  chain.send(chain.statement('sealed', 'B/사무관', { agency: 'B', fromDigest: HEX('2'), toDigest: HEX('3'), seal: HEX('5') }));
  keep('sealed');
  const recipients = [{ name: '나 딴과', agency: 'B', unit: 'Bx' }];
  chain.send(chain.statement('issued', 'A/사무관', { finalDigest: HEX('3'), enforcedOn: '2026-11-24', recipients }));
  keep('issued');
  return stages;
}

/** Every place of the life of a paper, from before its draft to its arrival. */
export function stages(): Stage[] {
  const draft = new Chain(DIRECTORY);
  const before = { name: 'nothing', state: draft.state, directory: DIRECTORY };
  draft.create();
  draft.send(draft.statement('rights.set', 'A/사무관', { grants: GRANTS }));
  const created = { name: 'drafting', state: draft.state, directory: DIRECTORY };
  draft.send(draft.statement('consultation.asked', 'A/사무관', asked('c-A')));
  draft.design(TWO_REVIEWS);
  const returned = submitted();
  returned.back('A/과장', 'A-1');
  const decided = partnerChain().state;
  const deputy = { person: 'A/실장', agency: 'A', unit: null, position: '실장', certificate: CERT };
  const report = { stepId: 'A-4', agency: 'A', version: 1, deputy, forPosition: '차관', forUnit: null, openedAt: '2026-11-23T00:00:00.000Z', confirmed: null };
  return [
    before,
    created,
    { name: 'designed', state: draft.state, directory: DIRECTORY },
    ...leadStages(),
    { name: 'returned', state: returned.state, directory: DIRECTORY },
    { name: 'decided by a deputy', state: { ...decided, reports: [report] }, directory: DIRECTORY },
    { name: 'lead without its 국장', state: submitted(LEAD).state, directory: without('A/국장') },
    ...partnerStages(),
  ];
}

type Over = Partial<Statement>;
type Try = readonly [body: unknown, over: Over];
const rerouted = (plan: typeof LEAD, from: string, to: string): typeof LEAD => ({
  ...plan,
  stages: plan.stages.map((stage) => stage.map((step) => (step.position === from ? { ...step, position: to, unit: null } : step))),
});

/** The same body on every step of every lane. */
function onSteps(state: DocumentState, body: (step: { delegated: boolean }, agency: string) => unknown): Try[] {
  return state.lanes.flatMap((one) =>
    (one.plan?.stages.flat() ?? []).map((step): Try => [body(step, one.agency), { stepId: step.id, laneDigest: one.digest }]),
  );
}

const ROWS: Readonly<Record<string, StatementBodies['decided']['delegation']>> = {
  A: { work: '예산', approver: '차관', article: '제7조' },
  B: { work: '타 기관 공동문서', approver: '실장', article: '제8조' },
};

/** How somebody of an agency would try each kind of act here, otherwise right in everything. */
function triesOf(state: DocumentState, who: Person): { readonly [T in StatementType]: Try[] } {
  const reason = HEX('a');
  const any = (body: unknown): Try[] => onSteps(state, () => body);
  const design = [TWO_REVIEWS, PARTNER].map((plan): Try => {
    const basis = plan.agency === 'A' ? BASIS : PARTNER_BASIS;
    return [{ lane: plan, recordFile: '철', basis, deviation: null }, { laneDigest: digestOf(plan) }];
  });
  const reroutes = [rerouted(LEAD, '국장', '실장'), rerouted(PARTNER, '과장', '국장')].map((plan): Try => [
    { lane: plan, reason },
    { laneDigest: digestOf(plan) },
  ]);
  const last = state.seals.at(-1)?.toDigest ?? state.base?.digest ?? HEX('1');
  return {
    'document.created': [[{ form: 'official', unit: who.unit ?? 'Au', grants: [] }, { version: 1 }]],
    'rights.set': [[{ grants: [] }, {}]],
    'readers.set': [[{ scope: 'unit', units: [] }, {}]],
    'bundle.set': [[{ papers: [state.documentId, 'd-other'] }, {}]],
    'sections.set': [[{ sections: [{ id: 's1', name: '', agency: null, unit: null }] }, {}]],
    'lane.designed': design,
    submitted: [
      [
        { joint: JOINT, parts: 3, exemption: null },
        { stepId: 'A-0', contentDigest: CONTENT, jointDigest: digestOf(JOINT), laneDigest: state.lanes[0]?.digest ?? null },
      ],
    ],
    redrafted: [[{ fromVersion: state.version }, { version: nextVersion(state) }]],
    'request.received': [[{ agency: 'B', handler: 'B/사무관' }, {}]],
    decided: onSteps(state, (step, agency) => ({ opinion: null, delegation: step.delegated ? ROWS[agency] : null })),
    skipped: any({ ground: 'trip', reason: null }),
    held: any({ reason, until: null }),
    released: any({}),
    'report.confirmed': any({ opinion: null }),
    returned: any({ reason }),
    'due.set': [[{ whole: '2026-12-31', steps: {} }, { laneDigest: state.lanes.find(({ agency }) => agency === who.agency)?.digest ?? null }]],
    'change.asked': any({ opinion: reason }),
    'revision.opened': any({ reason }),
    revised: any({ fromVersion: state.version, parts: 1, diff: reason, reason, reconcur: [] }).map(([body, over]) => [
      body,
      { ...over, contentDigest: HEX('f'), version: state.revision?.version ?? nextVersion(state) },
    ]),
    'revision.dropped': [[{}, {}]],
    'lane.rerouted': reroutes,
    'consultation.asked': [[asked('c-new'), {}]],
    'consultation.answered': ['c-A', 'c-B'].map((id): Try => [{ id, of: 0, opinion: null }, {}]),
    'consultation.closed': ['c-A', 'c-B'].map((id): Try => [{ id }, {}]),
    withdrawn: [[{ reason }, {}]],
    'base.fixed': [[{ baseDigest: HEX('1'), enforcedOn: '2026-11-24' }, {}]],
    sealed: [[{ agency: who.agency, fromDigest: last, toDigest: HEX('9'), seal: HEX('5') }, {}]],
    issued: [[{ finalDigest: last, enforcedOn: '2026-11-24', recipients: [] }, {}]],
    opened: [[{ what: 'content' }, {}]],
    downloaded: [[{ what: 'pdf', file: null, ground: 'duty', reason: null }, {}]],
    'directory.put': [[{ agency: DIRECTORY.agencies.get(who.agency) }, { documentId: 'directory' }]],
  };
}

/** The statements by which a person tries one kind of act at one place. */
export function tries({ state, directory }: Stage, who: Person, type: StatementType): Statement[] {
  const { id, agency, unit, position } = who;
  return triesOf(state, who)[type].map(
    ([body, over]) =>
      ({
        v: 1,
        type,
        documentId: state.documentId,
        version: state.version,
        contentDigest: state.contentDigest,
        jointDigest: state.jointDigest,
        laneDigest: null,
        stepId: null,
        actor: { person: id, agency, unit, position, certificate: CERT },
        capacity: { kind: 'own' },
        at: '2026-11-24T01:00:00.000Z',
        basedOn: { seq: 0, head: null, checkpoint: null },
        directoryRev: directory.rev,
        alg: 'ES256',
        body,
        ...over,
      }) as unknown as Statement,
  );
}
