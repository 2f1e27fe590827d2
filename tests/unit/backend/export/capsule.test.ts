import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDesks, stepOf, type Desks } from '../../../support/desks.ts';
import { must } from '../../../support/sync.ts';

const NONE = { kind: 'none', text: '' } as const;
let desks: Desks;
beforeAll(async () => void (desks = await createDesks()));
afterAll(() => desks.close());

const verdict = async (documentId: string): Promise<string> => {
  const { handlers } = await desks.at('kim');
  const { verdict: said, checks } = must(await handlers['trail.verify']({ documentId }));
  return [said, ...checks.filter(({ state }) => state === 'fault').map(({ code }) => code)].join(' ');
};

it('CV3 a paper whose partner has not acted yet verifies at every stage: the capsule carries the records of all the trail names', async () => {
  const documentId = await desks.sentUp('관계기관이 아직 받지 않은 문서', undefined, ['B']);
  const view = await desks.seen('lee', documentId, 'the turn', ({ acts }) => acts.includes('sign'));
  await desks.seen('kim', documentId, 'sent up', ({ status }) => status === 'in-approval');
  expect(await verdict(documentId)).toBe('valid');
  const lee = await desks.at('lee');
  must(await lee.handlers['approval.sign']({ documentId, stepId: stepOf(view, '과장').id, opinion: NONE }));
  await desks.seen('kim', documentId, 'asked of the partner', ({ lanes }) => lanes.some(({ state }) => state === 'requested'));
  expect(await verdict(documentId)).toBe('valid');
});
