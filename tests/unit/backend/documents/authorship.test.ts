import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDesks, stepOf, type Desks } from '../../../support/desks.ts';
import { must, until } from '../../../support/sync.ts';

let desks: Desks;
beforeAll(async () => void (desks = await createDesks()));
afterAll(() => desks.close());

it('AUT-4 what two people wrote stands in the trail once the content is fixed: by person and time, proved by the capsule', async () => {
  const documentId = await desks.draft('함께 쓴 글');
  const [kim, lee] = [await desks.at('kim'), await desks.at('lee')];
  await desks.seen('lee', documentId, 'the draft', ({ fields }) => fields.summary === '요지');
  must(await lee.handlers['documents.setFields']({ documentId, fields: { summary: '요지 고침' } }));
  await desks.seen('kim', documentId, 'the change', ({ fields }) => fields.summary === '요지 고침');
  const ask = async (who: typeof kim) => must(await who.handlers['authorship.get']({ documentId, version: 1 })).record;
  expect(await ask(kim)).toBe(null);
  must(await kim.handlers['approval.submit']({ documentId }));
  await desks.seen('lee', documentId, 'the turn', ({ acts }) => acts.includes('sign'));
  await until('the record', async () => (await ask(lee)) !== null);
  const record = await ask(lee);
  const by = record?.writers.map(({ agency, name, since, letters }) => [agency?.code, name, since !== null, letters]);
  expect(by).toContainEqual(['A', '이두리', true, ' 고침'.length]);
  const summary = record?.texts.find(({ place }) => place.field === 'summary');
  expect(summary?.passages.map(({ writer, text }) => [record?.writers[writer]?.name, text])).toEqual([
    ['김하나', '요지'],
    ['이두리', ' 고침'],
  ]);
  const view = await desks.seen('lee', documentId, 'the step', (seen) => seen.acts.includes('sign'));
  must(await lee.handlers['approval.sign']({ documentId, stepId: stepOf(view, '과장').id, opinion: { kind: 'none', text: '' } }));
  await desks.seen('kim', documentId, 'registered', ({ status }) => status === 'registered');
  expect(must(await kim.handlers['trail.verify']({ documentId })).verdict).toBe('valid');
});
