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

it('AUT-4 a paper drafted again tells of its text who wrote it in the version before, through two versions; what was changed since is of who changed it', async () => {
  const documentId = await desks.draft('되돌려 다시 쓴 글');
  const [kim, lee] = [await desks.at('kim'), await desks.at('lee')];
  const passages = async (version: number) => {
    const { record } = must(await kim.handlers['authorship.get']({ documentId, version }));
    return record?.texts.find(({ place }) => place.field === 'summary')?.passages.map(({ writer, text }) => [record.writers[writer]?.name, text]);
  };
  const again = async (version: number): Promise<void> => {
    must(await kim.handlers['approval.submit']({ documentId }));
    await desks.seen('kim', documentId, 'sent up', ({ status }) => status === 'in-approval');
    must(await kim.handlers['approval.withdraw']({ documentId, reason: '다시 씀' }));
    must(await kim.handlers['approval.redraft']({ documentId }));
    await desks.seen('lee', documentId, 'the next version', (view) => view.version === version && view.fields.summary !== '');
  };
  await desks.seen('lee', documentId, 'the draft', ({ fields }) => fields.summary === '요지');
  must(await lee.handlers['documents.setFields']({ documentId, fields: { summary: '요지 이두리가 보탠 말' } }));
  await desks.seen('kim', documentId, 'the change', ({ fields }) => fields.summary.endsWith('보탠 말'));
  await again(2);
  must(await kim.handlers['documents.setFields']({ documentId, fields: { summary: '요지 이두리가 보탠 말과 새 말' } }));
  await again(3);
  const both = [
    ['김하나', '요지'],
    ['이두리', ' 이두리가 보탠 말'],
  ];
  expect(await passages(1)).toEqual(both);
  expect(await passages(2)).toEqual([...both, ['김하나', '과 새 말']]);
  must(await kim.handlers['approval.submit']({ documentId }));
  await until('the record of the third', async () => (await passages(3)) !== undefined);
  expect(await passages(3)).toEqual([...both, ['김하나', '과 새 말']]);
});
