import { buildCapsule } from '../../../../electron/backend/export/capsule.ts';
import { packCapsule, PATHS, versionPath } from '../../../../shared/exchange/capsule/capsule.ts';
import { readWhole } from '../../../../shared/exchange/capsule/disclose.ts';
import { fromUtf8, utf8 } from '../../../../shared/lib/bytes.ts';
import { frozenSchema } from '../../../../shared/verify/content-schema.ts';
import { verifyCapsule } from '../../../../shared/verify/capsule.ts';
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

it('CV4 an earlier version that somebody changed is found; PC6 what may be withheld is listed to who reads the paper, and to nobody else', async () => {
  const documentId = await desks.sentUp('두 번 올린 문서');
  const first = await desks.seen('lee', documentId, 'the turn', ({ acts }) => acts.includes('return'));
  const lee = await desks.at('lee');
  must(await lee.handlers['approval.return']({ documentId, stepId: stepOf(first, '과장').id, reason: '다시' }));
  await desks.seen('kim', documentId, 'returned', ({ acts }) => acts.includes('redraft'));
  const { handlers, context } = await desks.at('kim');
  must(await handlers['approval.redraft']({ documentId }));
  await desks.seen('kim', documentId, 'drafted anew', ({ acts, version }) => version === 2 && acts.includes('submit'));
  // COL-13: from here on it is set in 명조, and the version before is what it was.
  must(await handlers['documents.setFields']({ documentId, fields: { face: 'serif' } }));
  await desks.seen('kim', documentId, 'set in 명조', ({ fields }) => fields.face === 'serif');
  must(await handlers['approval.submit']({ documentId }));
  await desks.seen('kim', documentId, 'sent up again', ({ status, version }) => version === 2 && status === 'in-approval');
  expect(await verdict(documentId)).toBe('valid');
  const { files, manifest, frozen } = must(readWhole(must(await buildCapsule(context, documentId))));
  const path = versionPath(1);
  const before = JSON.parse(fromUtf8(files.get(path) ?? new Uint8Array(0)) ?? '') as { content: { v: number } };
  expect([before.content.v, frozen.content.v, frozen.content.fields.face]).toEqual([1, 6, 'serif']);
  const compared = must(await handlers['documents.compare']({ documentId, from: 1, to: 2 })).lines.filter(({ kind }) => kind !== 'same');
  expect(compared.map(({ pieces }) => pieces.map(({ text }) => text).join(''))).toEqual(['글꼴  고딕', '글꼴  명조']);
  const newer = { ...frozen, content: { ...frozen.content, v: 7 } };
  expect(frozenSchema.safeParse(frozen).success && !frozenSchema.safeParse(newer).success).toBe(true);
  const changed = new Map(files).set(path, utf8((fromUtf8(files.get(path) ?? new Uint8Array(0)) ?? '').replace('두 번 올린', '세 번 올린')));
  changed.delete(PATHS.manifest);
  const trust = { anchors: context.anchors, crypto: context.crypto };
  const { firstFault } = await verifyCapsule(packCapsule(documentId, manifest.version, manifest.date, changed), trust);
  expect(firstFault).toMatchObject({ code: 'VERSION_DIGEST', where: path });

  const copy = must(await handlers['documents.copy']({ documentId }));
  await desks.seen('kim', copy.documentId, 'copied with its face', ({ fields }) => fields.face === 'serif');

  const asked = must(await handlers['export.parts']({ documentId }));
  expect(asked.parts.filter(({ fixed }) => fixed).map(({ label }) => label)).toEqual(['서식 판', '서식']);
  expect(asked.parts.find(({ label }) => label === '제목')?.text).toBe('두 번 올린 문서');
  expect(asked.parts.find(({ label }) => label === '글꼴')?.text).toBe('명조');
  expect(asked.steps[0]).toMatchObject({ what: '기안 시작' });
  expect(await (await desks.at('han')).handlers['export.parts']({ documentId })).toMatchObject({ ok: false, code: 'NO_DOCUMENT' });
  const kept = { documentId, reason: null, hide: [1], texts: false };
  expect(await handlers['export.disclosed']({ ...kept, steps: [9999] })).toMatchObject({ ok: false, code: 'STEP_UNKNOWN' });
  must(await handlers['export.disclosed']({ ...kept, steps: null }));
});
