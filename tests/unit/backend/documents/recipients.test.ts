/** Recipients from the directory, and groups of them that outlive a reorganisation. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AgencyRecord, Directory } from '../../../../shared/org/directory.ts';
import { recipientName, recipientPost, recipientToday, resolveRecipients, resolveUnits } from '../../../../shared/org/recipients.ts';
import { createDesks, type Desks } from '../../../support/desks.ts';
import { must } from '../../../support/sync.ts';

let desks: Desks;
beforeAll(async () => {
  desks = await createDesks();
});
afterAll(() => desks.close());

describe('recipients', () => {
  it('RCP1 are found by agency, 처리과, post or initials, heads first, as they are printed', async () => {
    const { handlers, context } = await desks.at('kim');
    const agency = context.replica.directory().agencies.get('A');
    const unit = agency?.units.find(({ code }) => code === 'U1');
    if (agency === undefined || unit === undefined) throw new Error('no unit');
    const all = must(await handlers['recipients.find']({ query: '' })).found;
    expect(all[0]?.name).toBe(agency.head);
    const named = must(await handlers['recipients.find']({ query: unit.name.slice(0, 2) })).found.map(({ name }) => name);
    expect(named).toContain(recipientName(agency, unit));
    expect(must(await handlers['recipients.find']({ query: 'ㅈㅂㅎ' })).found.length).toBeGreaterThan(0);
    expect(must(await handlers['recipients.find']({ query: '없는 곳' })).found).toEqual([]);
  });

  it('RCP2 what is chosen is delivered to the 처리과 it names', async () => {
    const { context } = await desks.at('kim');
    const directory = context.replica.directory();
    const agency = directory.agencies.get('A');
    if (agency === undefined) throw new Error('no agency');
    for (const unit of agency.units.filter(({ positions }) => positions.length > 0)) {
      const name = recipientName(agency, unit);
      expect(recipientPost(name, directory)).toEqual({ agency: 'A', unit: unit.code });
      expect(resolveRecipients([name], directory)).toEqual([{ name, agency: 'A', unit: unit.code }]);
    }
  });

  it('RCP3 a group kept before a merger gives the names of today, each once, and says what is gone', async () => {
    const { handlers, context } = await desks.at('kim');
    const before = context.replica.directory().agencies.get('A');
    if (before === undefined) throw new Error('no agency');
    const names = before.units.filter(({ code }) => code === 'U1' || code === 'U2').map((unit) => recipientName(before, unit));
    must(await handlers['recipients.keepGroup']({ name: '두 과', recipients: [...names, '한국고용정보원장'] }));
    expect(must(await handlers['recipients.groups']({})).groups).toEqual([{ name: '두 과', recipients: [...names, '한국고용정보원장'], gone: 0 }]);
    const units = before.units.filter(({ code }) => code !== 'U2').map((unit) => (unit.code === 'U1' ? { ...unit, name: '디지털정부과' } : unit));
    const people = before.people.map((person) => (person.unit === 'U2' ? { ...person, unit: 'U1' } : person));
    const successions = [{ from: { unit: 'U2', position: null }, to: { unit: 'U1', position: null } }];
    await desks.reorganise({ units, people, successions });
    const [group] = must(await handlers['recipients.groups']({})).groups;
    const after = context.replica.directory().agencies.get('A');
    const merged = after?.units.find(({ code }) => code === 'U1');
    if (after === undefined || merged === undefined) throw new Error('no unit');
    expect(group?.recipients).toEqual([recipientName(after, merged), '한국고용정보원장']);
    expect(names).toHaveLength(2);
    expect(group?.gone).toBe(0);
    expect(recipientToday({ agency: 'A', unit: 'U9' }, context.replica.directory())).toBeNull();
    must(await handlers['recipients.dropGroup']({ name: '두 과' }));
    expect(must(await handlers['recipients.groups']({})).groups).toEqual([]);
  });

  it('RCP6 a printed name means whom it meant when the text was fixed: a new name, a merger or a name given to another unit changes nothing of it', async () => {
    const { context } = await desks.at('kim');
    const base = context.replica.directory().agencies.get('B');
    if (base === undefined) throw new Error('no agency');
    const unit = (code: string, name: string, duties: readonly string[] = []) => ({ code, name, positions: [`${name}장`], duties });
    const of = (agency: AgencyRecord): Directory => ({ rev: 1, agencies: new Map([[agency.code, agency]]) });
    const before = { ...base, name: '기획재정부', head: '기획재정부장관', units: [unit('1', '가과'), unit('2', '나과'), unit('3', '문서과', ['문서과'])] };
    const after = {
      ...before,
      ...{ name: '재정경제부', head: '재정경제부장관', units: [unit('1', '나과'), unit('3', '문서과', ['문서과'])] },
      successions: [{ from: { unit: '2', position: null }, to: { unit: '3', position: null } }],
    };
    const names = ['기획재정부장관(가과장)', '기획재정부장관(나과장)', '기획재정부장관', '나기관장'];
    const reached = resolveRecipients(names, of(after), of(before)).map(({ name, agency, unit: code }) => [name, agency, code]);
    expect(reached).toEqual([
      [names[0], 'B', '1'],
      [names[1], 'B', '3'],
      [names[2], 'B', '3'],
      [names[3], null, null],
    ]);
    expect(resolveUnits(['가과장', '나과장', '다과장'], after, before).map(({ unit: code }) => code)).toEqual(['1', '3', null]);
    expect(resolveUnits(['나과장'], after).map(({ unit: code }) => code)).toEqual(['1']);
  });

  it('RCP4 one group too many is refused and the others stay', async () => {
    const { handlers } = await desks.at('kim');
    for (let i = 0; i < 100; i++) must(await handlers['recipients.keepGroup']({ name: `묶음 ${i}`, recipients: ['나기관장'] }));
    expect(await handlers['recipients.keepGroup']({ name: '하나 더', recipients: ['나기관장'] })).toMatchObject({ ok: false, code: 'TOO_MANY_GROUPS' });
    expect(must(await handlers['recipients.groups']({})).groups).toHaveLength(100);
  });
});
