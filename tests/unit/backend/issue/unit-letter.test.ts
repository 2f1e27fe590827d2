/** 부서 간 협조문: from one unit of an agency to others, in the name of a 보조기관, without a seal. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fieldsOf } from '../../../../shared/collab/schema.ts';
import { sha256Hex } from '../../../../shared/crypto/crypto.ts';
import { unpackZip } from '../../../../shared/exchange/capsule/zip.ts';
import { buildCapsule } from '../../../../electron/backend/export/capsule.ts';
import { createDesks, stepOf, type Desks } from '../../../support/desks.ts';
import { must } from '../../../support/sync.ts';

let desks: Desks;
beforeAll(async () => {
  desks = await createDesks();
  await desks.at('kim');
  await desks.reorganise({}, (person) => (person.unit === 'U2' ? { ...person, duties: ['문서 수신·발신 담당자'] } : person));
});
afterAll(() => desks.close());

async function letter(recipients: readonly string[]): Promise<string> {
  const { handlers } = await desks.at('kim');
  const { documentId } = must(
    await handlers['documents.create']({ form: 'unit-letter', title: '자료 협조 요청', partners: ['B'], recordFile: '정보화 일반', work: [] }),
  );
  const fields = { summary: '요지', keywords: ['협조'], originator: '주무관', reporter: '주무관', recipients: [...recipients] };
  must(await handlers['documents.setFields']({ documentId, fields }));
  const { lane, recordFile, ownName } = must(await handlers['route.propose']({ documentId }));
  expect(ownName).toBe(true);
  must(await handlers['route.design']({ documentId, lane, recordFile }));
  return documentId;
}

async function unitTitles(): Promise<string[]> {
  const { handlers } = await desks.at('kim');
  const documentId = await letter([]);
  return must(await handlers['recipients.find']({ query: '', documentId })).found.map(({ name }) => name);
}

describe('부서 간 협조문', () => {
  it('AP27 RCP5 goes from draft to the inbox of the unit: decided in the own name, without 전결 and without a seal', async () => {
    const [to = ''] = await unitTitles();
    const documentId = await letter([to]);
    const { handlers, context } = await desks.at('kim');
    const draft = must(await handlers['documents.get']({ documentId }));
    expect(draft.checks.filter(({ state }) => state === 'stop')).toMatchObject([{ title: '본문' }]);
    expect(draft.agencies.map(({ code }) => code)).toEqual(['A']);
    expect(stepOf(draft, '과장')).toMatchObject({ kind: 'approve', delegated: false });
    expect(draft.issue).toMatchObject({ sender: expect.stringMatching(/실장$/) as unknown, reach: [{ name: to, agency: expect.any(String) as unknown }] });
    must(await handlers['approval.submit']({ documentId }));
    const turn = await desks.seen('lee', documentId, 'the turn', (one) => one.acts.includes('sign'));
    must(await (await desks.at('lee')).handlers['approval.sign']({ documentId, stepId: stepOf(turn, '과장').id, opinion: { kind: 'none', text: '' } }));
    await desks.seen('kim', documentId, 'registered', (one) => one.acts.includes('fixBase'));
    must(await handlers['issue.fixBase']({ documentId, enforcedOn: '2026-11-30' }));
    const based = await desks.seen('kim', documentId, 'based', (one) => one.acts.includes('issue'));
    expect(based).toMatchObject({ status: 'registered', next: '발송' });
    expect(based.acts).not.toContain('seal');
    expect(must(await handlers['home.list']({})).sealing.map((row) => row.documentId)).toContain(documentId);
    const { pdf, final } = must(await handlers['preview.pdf']({ documentId }));
    expect(final).toBe(true);
    must(await handlers['issue.send']({ documentId }));
    await desks.seen('choi', documentId, 'arrived', (one) => one.status === 'issued' && one.acts.includes('open'));
    expect(must(await (await desks.at('choi')).handlers['home.list']({})).inbox.map((row) => row.documentId)).toContain(documentId);
    const files = unpackZip(must(await buildCapsule(context, documentId)));
    expect(files.ok && sha256Hex(files.value.get('document.pdf') ?? new Uint8Array(0))).toBe(sha256Hex(pdf));
  });

  it('RCP6 is sent to the unit that does the work today where the one it names was renamed or merged since', async () => {
    const { handlers } = await desks.at('kim');
    const [to = ''] = await unitTitles();
    const documentId = await letter([to]);
    must(await handlers['approval.submit']({ documentId }));
    const turn = await desks.seen('lee', documentId, 'the turn', (one) => one.acts.includes('sign'));
    must(await (await desks.at('lee')).handlers['approval.sign']({ documentId, stepId: stepOf(turn, '과장').id, opinion: { kind: 'none', text: '' } }));
    await desks.seen('kim', documentId, 'registered', (one) => one.acts.includes('fixBase'));
    must(await handlers['issue.fixBase']({ documentId, enforcedOn: '2026-11-30' }));
    const units = [...(desks.stage.world.directory('A').units ?? [])];
    const renamed = units.map((unit) => (unit.code === 'U2' ? { ...unit, code: 'U7', name: '디지털혁신담당관실' } : { ...unit, upper: '실장' }));
    const moved = { from: { unit: 'U2', position: null }, to: { unit: 'U7', position: null } };
    await desks.reorganise({ units: renamed, successions: [moved] }, (person) => (person.unit === 'U2' ? { ...person, unit: 'U7' } : person));
    const based = await desks.seen('kim', documentId, 'reach', (one) => one.acts.includes('issue'));
    expect(based.issue.reach).toEqual([{ name: to, agency: expect.any(String) as unknown }]);
    must(await handlers['issue.send']({ documentId }));
    await desks.seen('choi', documentId, 'arrived', (one) => one.status === 'issued' && one.acts.includes('open'));
  });

  it('RCP5 stops with nobody or somebody outside, and groups give the units of the agency alone', async () => {
    const { handlers } = await desks.at('kim');
    const [to = ''] = await unitTitles();
    expect(await handlers['approval.submit']({ documentId: await letter([]) })).toMatchObject({ ok: false, code: 'UNITS_ONLY' });
    const outside = await letter([to, '나기관장']);
    expect(await handlers['approval.submit']({ documentId: outside })).toMatchObject({ ok: false, code: 'UNITS_ONLY' });
    must(await handlers['recipients.keepGroup']({ name: '늘 묻는 곳', recipients: [to, '나기관장'], documentId: outside }));
    expect(must(await handlers['recipients.groups']({ documentId: outside })).groups).toEqual([{ name: '늘 묻는 곳', recipients: [to], gone: 0 }]);
    const official = must(await handlers['recipients.groups']({})).groups[0]?.recipients ?? [];
    expect(official).toEqual([expect.stringContaining('('), '나기관장']);
  });

  it('AP27 a text cannot call itself another form than its paper was begun with', async () => {
    const documentId = await desks.draft('서식을 바꾼 글');
    const { handlers, context } = await desks.at('kim');
    const rooms = context.drafts.rooms(documentId);
    if (rooms === null) throw new Error('no rooms');
    fieldsOf(rooms.main.doc).set('form', 'unit-letter');
    must(await handlers['documents.setFields']({ documentId, fields: { recipients: await unitTitles() } }));
    expect(await handlers['approval.submit']({ documentId })).toMatchObject({ ok: false, code: 'CONTENT_INVALID' });
  });
});
