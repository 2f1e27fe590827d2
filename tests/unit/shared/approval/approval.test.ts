import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { replay } from '../../../../shared/approval/evolve.ts';
import { delegationRow } from '../../../../shared/org/delegation.ts';
import { roomRight } from '../../../../shared/policy/access.ts';
import type { Decision } from '../../../../shared/approval/decision.ts';
import { BASIS, Chain, directory, DOCUMENT, lane, LEAD } from '../../../support/chain.ts';

const code = (decision: Decision): string => (decision.ok ? 'ok' : decision.code);

describe('the joint chain', () => {
  it('AP1 runs lead first, then the partner, then 성립 with every agency registered', () => {
    const chain = new Chain().partnerReady();
    expect(code(chain.sign('B/과장', 'B-0'))).toBe('ok');
    expect(code(chain.sign('B/실장', 'B-1'))).toBe('ok');
    expect(chain.state.status).toBe('registered');
    expect(chain.state.registrations.map((one) => [one.agency, one.role])).toEqual([
      ['A', 'lead'],
      ['B', 'linked'],
    ]);
  });
  it('AP2 keeps the partner out until the lead has decided', () => {
    const chain = new Chain();
    chain.create();
    chain.design();
    chain.submit();
    expect(code(chain.send(chain.statement('request.received', 'B/사무관', { agency: 'B', handler: 'B/사무관' })))).toBe('PARTNER_TOO_EARLY');
  });
  it('AP3 refuses a step before its turn, by the wrong post, and twice', () => {
    const chain = new Chain();
    chain.create();
    chain.design();
    chain.submit();
    expect(code(chain.sign('A/차관', 'A-3'))).toBe('NOT_YOUR_TURN');
    expect(code(chain.sign('A/실장', 'A-1'))).toBe('NOT_YOUR_STEP');
    expect(code(chain.sign('A/과장', 'A-1'))).toBe('ok');
    expect(code(chain.sign('A/과장', 'A-1'))).toBe('ALREADY_DECIDED');
  });
  it('AP4 binds every signature to content, joint order and lane', () => {
    const chain = new Chain();
    chain.create();
    chain.design();
    chain.submit();
    expect(code(chain.sign('A/과장', 'A-1', { contentDigest: 'e'.repeat(64) }))).toBe('CONTENT_MISMATCH');
    expect(code(chain.sign('A/과장', 'A-1', { laneDigest: 'e'.repeat(64) }))).toBe('ROUTE_MISMATCH');
    expect(code(chain.sign('A/과장', 'A-1', { version: 2 }))).toBe('DEAD_VERSION');
  });
  it('AP5 makes a return final for everyone on that version', () => {
    const chain = new Chain().partnerReady();
    expect(code(chain.back('B/과장', 'B-0'))).toBe('ok');
    expect(chain.state.status).toBe('returned');
    expect(code(chain.sign('B/과장', 'B-0'))).toBe('STATE_MISMATCH');
    expect(code(chain.sign('B/실장', 'B-1'))).toBe('STATE_MISMATCH');
    for (const textOf of [0, 1, 2])
      expect(code(chain.send(chain.statement('redrafted', 'A/사무관', { fromVersion: 1, textOf }, { version: 2 })))).toBe('DEAD_VERSION');
    expect(code(chain.send(chain.statement('redrafted', 'A/사무관', { fromVersion: 1 }, { version: 2 })))).toBe('ok');
    expect(chain.state).toMatchObject({ version: 2, status: 'drafting' });
  });
  it('AP6 lets a co-operator differ but not return, and an approver not mark a different opinion', () => {
    const chain = new Chain();
    chain.create();
    chain.design();
    chain.submit();
    chain.sign('A/과장', 'A-1');
    expect(code(chain.back('A/국장', 'A-2'))).toBe('CONCUR_CANNOT_RETURN');
    expect(code(chain.sign('A/국장', 'A-2', {}, { kind: 'different', text: 'a'.repeat(64) }))).toBe('ok');
    expect(code(chain.sign('A/차관', 'A-3', {}, { kind: 'different', text: 'a'.repeat(64) }))).toBe('OPINION_NOT_FOR_APPROVER');
  });
  it('AP7 allows 회수 only before someone else opened or decided', () => {
    const withdraw = (chain: Chain): string => code(chain.send(chain.statement('withdrawn', 'A/사무관', { reason: 'a'.repeat(64) })));
    const early = new Chain();
    early.create();
    early.design();
    early.submit();
    expect(withdraw(early)).toBe('ok');
    const late = new Chain();
    late.create();
    late.design();
    late.submit();
    expect(code(late.send(late.statement('opened', 'A/과장', { what: 'content' })))).toBe('ok');
    expect(withdraw(late)).toBe('WITHDRAW_TOO_LATE');
  });
});

describe('delegation', () => {
  it('AP8 takes the highest 전결권자 of several matching rows', () => {
    const agency = directory.agencies.get('A');
    expect(agency !== undefined && delegationRow(agency, BASIS)?.approver).toBe('차관');
    expect(agency !== undefined && delegationRow(agency, { work: BASIS.work, amount: 99 })?.approver).toBe('실장');
    expect(agency !== undefined && delegationRow(agency, { work: [], amount: null })).toBeNull();
  });
  it('AP9 refuses a decider above or below the table, a vacant or unknown post, an empty lane, ranks that fall', () => {
    const chain = new Chain();
    chain.create();
    const design = (plan: typeof LEAD): string => code(chain.design(plan));
    expect(
      design(
        lane('A', [
          ['draft', '사무관'],
          ['approve', '실장'],
        ]),
      ),
    ).toBe('APPROVER_BELOW');
    expect(
      design(
        lane('A', [
          ['draft', '사무관'],
          ['approve', '장관'],
        ]),
      ),
    ).toBe('APPROVER_ABOVE');
    expect(design({ ...LEAD, stages: [] })).toBe('LANE_EMPTY');
    expect(
      design(
        lane('A', [
          ['draft', '사무관'],
          ['review', '없는 직위'],
          ['approve', '차관'],
        ]),
      ),
    ).toBe('POSITION_UNKNOWN');
    expect(
      design(
        lane('A', [
          ['draft', '사무관'],
          ['review', '실장'],
          ['review', '국장'],
          ['approve', '차관'],
        ]),
      ),
    ).toBe('RANK_ORDER');
    expect(
      design(
        lane('A', [
          ['review', '과장'],
          ['approve', '차관'],
        ]),
      ),
    ).toBe('DRAFT_FIRST');
    expect(
      design(
        lane('A', [
          ['draft', '사무관'],
          ['review', '과장'],
        ]),
      ),
    ).toBe('APPROVER_MISSING');
    expect(design(LEAD)).toBe('ok');
  });
});

describe('sealing', () => {
  it('AP10 seals lead first, one after the other on the bytes before, registered seals only', () => {
    const chain = new Chain().partnerReady();
    chain.sign('B/과장', 'B-0');
    chain.sign('B/실장', 'B-1');
    const seal = (who: string, from: string, to: string, cert = '5'.repeat(64)): string =>
      code(chain.send(chain.statement('sealed', who, { agency: who.charAt(0), fromDigest: from.repeat(64), toDigest: to.repeat(64), seal: cert })));
    expect(seal('A/사무관', '1', '2')).toBe('STATE_MISMATCH');
    chain.send(chain.statement('base.fixed', 'A/사무관', { baseDigest: '1'.repeat(64), enforcedOn: '2026-11-23' }));
    expect(seal('B/사무관', '1', '2')).toBe('LEAD_SEALS_FIRST');
    expect(seal('A/사무관', '1', '2', '9'.repeat(64))).toBe('SEAL_UNREGISTERED');
    expect(seal('A/과장', '1', '2')).toBe('NOT_ALLOWED');
    expect(seal('A/사무관', '1', '2')).toBe('ok');
    expect(seal('B/사무관', '1', '3')).toBe('BASE_MISMATCH');
    expect(seal('B/주무관', '2', '3')).toBe('ok');
    expect(chain.state.status).toBe('sealed');
  });
});

describe('rights and replay', () => {
  it('AP11 gives 수정 while drafting, 열람 once frozen, nothing to strangers', () => {
    const chain = new Chain();
    chain.create();
    expect(roomRight(chain.state, directory, 'A/과장', 'section')).toBe('edit');
    expect(roomRight(chain.state, directory, 'B/과장', 'section')).toBe('none');
    chain.design();
    chain.submit();
    expect(roomRight(chain.state, directory, 'A/사무관', 'section')).toBe('view');
    expect(roomRight(chain.state, directory, 'A/차관', 'section')).toBe('view');
    expect(roomRight(chain.state, directory, 'A/장관', 'section')).toBe('none');
  });
  it('AP12 never skips a step, never gives a step two outcomes, and replays to the same state, for any order of acts', () => {
    const people = ['A/사무관', 'A/과장', 'A/국장', 'A/차관', 'B/사무관', 'B/과장', 'B/실장'] as const;
    const acts = fc.array(
      fc.record({
        who: fc.constantFrom(...people),
        step: fc.constantFrom('A-0', 'A-1', 'A-2', 'A-3', 'B-0', 'B-1'),
        what: fc.constantFrom('sign', 'sign', 'sign', 'back', 'receive', 'design', 'withdraw'),
      }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(acts, (script) => {
        const chain = new Chain();
        chain.create();
        chain.design();
        chain.submit();
        for (const { who, step, what } of script) {
          const before = chain.state.status;
          if (what === 'sign') chain.sign(who, step);
          else if (what === 'back') chain.back(who, step);
          else if (what === 'receive') chain.send(chain.statement('request.received', who, { agency: who.charAt(0), handler: 'B/사무관' }));
          else if (what === 'design')
            chain.design(
              lane('B', [
                ['review', '과장'],
                ['approve', '실장'],
              ]),
              who,
            );
          else chain.send(chain.statement('withdrawn', who, { reason: 'a'.repeat(64) }));
          if (before === 'returned' || before === 'withdrawn' || before === 'registered') expect(chain.state.status).toBe(before);
        }
        for (const one of chain.state.lanes) {
          const signed = (one.plan?.stages ?? []).map((stage) => stage.every((item) => one.outcomes.get(item.id)?.verdict === 'signed'));
          expect(signed.indexOf(false) === -1 || !signed.slice(signed.indexOf(false)).includes(true)).toBe(true);
        }
        expect(replay(DOCUMENT, chain.entries)).toEqual(chain.state);
      }),
      { numRuns: 300 },
    );
  });
});
