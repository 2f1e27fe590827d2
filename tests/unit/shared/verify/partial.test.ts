/** PC1–PC6 of `shared/verify/SPEC.md`: what is withheld is proved to have been there, what is shown to be as it was signed. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { webcrypto } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { contentParts } from '../../../../shared/collab/digest.ts';
import { createWebCrypto } from '../../../../shared/crypto/web.ts';
import { packCapsule, PATHS, SHOWN_PATH } from '../../../../shared/exchange/capsule/capsule.ts';
import { disclose, mayHide, readWhole, type Disclosing } from '../../../../shared/exchange/capsule/disclose.ts';
import { partWords } from '../../../../shared/exchange/capsule/part-words.ts';
import { unpackZip } from '../../../../shared/exchange/capsule/zip.ts';
import { fromUtf8, utf8 } from '../../../../shared/lib/bytes.ts';
import { canonical } from '../../../../shared/trail/canonical.ts';
import { verifyCapsule } from '../../../../shared/verify/capsule.ts';
import { fromPem } from '../../../../shared/verify/pem.ts';
import { VECTOR_FOLDER } from '../../../support/capsule-vectors.ts';
import { must } from '../../../support/sync.ts';

const trust = { anchors: fromPem(readFileSync(join(VECTOR_FOLDER, 'root.pem'), 'utf8')), crypto: createWebCrypto(webcrypto.subtle) };
const bytes = new Uint8Array(readFileSync(join(VECTOR_FOLDER, 'valid/document.ongyeol')));
const whole = must(readWhole(bytes));
const parts = contentParts(whole.frozen.content);
const ALL: ReadonlySet<number> = new Set(parts.map((_, i) => i));
const made = (choice: Partial<Disclosing>): Uint8Array => must(disclose(whole, { hide: new Set(), steps: null, texts: false, ...choice }));
const decided = whole.trail.filter(({ entry }) => entry.kind === 'statement' && entry.body.statement.type === 'decided').map(({ entry }) => entry.seq);
const latin = (file: Uint8Array): string => [...must(unpackZip(file)).values()].map((one) => Buffer.from(one).toString('utf8')).join('\n');

/** The same capsule with one file changed, packed anew as somebody who knows the format would. */
function changed(file: Uint8Array, path: string, change: (text: string) => string): Uint8Array {
  const files = new Map(must(unpackZip(file)));
  const before = fromUtf8(files.get(path) ?? new Uint8Array(0)) ?? '';
  const after = change(before);
  expect(after).not.toBe(before);
  files.set(path, utf8(after));
  files.delete(PATHS.manifest);
  const { documentId, version, date } = whole.manifest;
  return packCapsule(documentId, version, date, files);
}
const codeOf = async (file: Uint8Array) => (await verifyCapsule(file, trust)).firstFault?.code;

describe('a partial capsule', () => {
  it('PC1 with parts withheld everything else is judged as ever, and how much is withheld is told', async () => {
    const hide = new Set(parts.flatMap((part, i) => (part.part === 'block' && part.index < 2 ? [i] : [])));
    const file = made({ hide });
    const envelope = await verifyCapsule(file, trust);
    expect([envelope.verdict, envelope.firstFault]).toEqual(['valid', undefined]);
    expect(envelope.checks.filter(({ state }) => state === 'skipped').map(({ code }) => code)).toEqual(['WITHHELD', 'PDF']);
    expect(envelope.subject).toMatchObject({ partial: 'whole', title: whole.frozen.content.fields.title });
    expect(envelope.checks.find(({ code }) => code === 'WITHHELD')?.message).toContain('2부분');
    for (const i of hide) expect(latin(file)).not.toContain(partWords(parts[i] ?? { part: 'form', v: 0, schemaVersion: 0 }).text.slice(0, 20));
    expect([...must(unpackZip(file)).keys()]).not.toContain(PATHS.pdf);
  });

  it('PC2 with the whole text withheld who did what and when is still proved, and no word of the text is inside', async () => {
    const file = made({ hide: ALL });
    expect(await codeOf(file)).toBeUndefined();
    for (const { text } of parts
      .filter(mayHide)
      .filter(({ part }) => part === 'block')
      .map((part) => partWords(part))) {
      if (text.length > 12) expect(latin(file).includes(text.slice(0, 12))).toBe(false);
    }
    expect([...must(unpackZip(file)).keys()].some((path) => path.startsWith('attachments/'))).toBe(false);
  });

  it('PC3 one chosen step is proved by itself: who, when, where in the log; people without a part in it are not inside', async () => {
    const [seq = 0] = decided;
    const file = made({ hide: ALL, steps: [seq] });
    const envelope = await verifyCapsule(file, trust);
    expect([envelope.verdict, envelope.subject['partial'], envelope.subject['entries']]).toEqual(['valid', 'steps', 1]);
    expect(envelope.checks.filter(({ state }) => state === 'skipped').map(({ code }) => code)).toEqual(['RULES', 'WITHHELD', 'PDF']);
    expect(envelope.checks.find(({ code }) => code === 'STEP')?.message).toMatch(/^청년고용기획과장 \S+: 검토·협조·결재 서명, \d{4}\. /);
    const certificates = [...must(unpackZip(file)).keys()].filter((path) => path.startsWith('certificates/'));
    expect(certificates.length).toBeLessThanOrEqual(4);
    expect(latin(file)).not.toContain(whole.frozen.content.fields.title);
    const withText = made({ steps: decided, hide: new Set(parts.flatMap((part, i) => (part.part === 'attachment' ? [i] : []))) });
    expect((await verifyCapsule(withText, trust)).verdict).toBe('valid');
  });

  it('PC4 whoever changes what is shown, withheld or chosen is found', async () => {
    const file = made({ hide: new Set([parts.length - 1]) });
    const title = whole.frozen.content.fields.title;
    expect(await codeOf(changed(file, SHOWN_PATH, (text) => text.replace(title, `${title}안`)))).toBe('CONTENT_DIGEST');
    expect(
      await codeOf(changed(file, SHOWN_PATH, (text) => text.replace(/"commitment":"./, '"commitment":"0').replace('"commitment":"00', '"commitment":"10'))),
    ).toBe('CONTENT_DIGEST');
    expect(await codeOf(changed(file, SHOWN_PATH, (text) => canonical({ ...(JSON.parse(text) as object), parts: [] })))).toBe('CONTENT_DIGEST');
    expect(await codeOf(changed(file, SHOWN_PATH, (text) => canonical({ ...(JSON.parse(text) as object), trail: 'steps' })))).toBe('FILE_MALFORMED');
    const steps = made({ hide: ALL, steps: decided.slice(0, 2) });
    expect(await codeOf(changed(steps, PATHS.trail, (text) => text.replace('"version":1', '"version":2')))).toBe('PROOF_MISMATCH');
    expect(await codeOf(changed(steps, PATHS.trail, (text) => canonical((JSON.parse(text) as unknown[]).toReversed())))).toBe('ENTRY_ORDER');
    expect(await codeOf(changed(steps, SHOWN_PATH, (text) => canonical({ ...(JSON.parse(text) as object), trail: 'whole' })))).toBe('ENTRY_ORDER');
    expect(await codeOf(changed(steps, SHOWN_PATH, (text) => canonical({ ...(JSON.parse(text) as object), documentId: 'x' })))).toBe('FILE_MALFORMED');
  });

  it('PC5 opinions stay readable only where that was asked for, and only those of what is shown', async () => {
    const texts = Object.values(whole.disclosures).flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
    expect(texts.length).toBeGreaterThan(0);
    expect(texts.some((text) => latin(made({})).includes(text))).toBe(false);
    const told = made({ texts: true });
    expect(texts.every((text) => latin(told).includes(text))).toBe(true);
    expect(await codeOf(told)).toBeUndefined();
  });

  it('PC6 a step that is not there, and a capsule that is partial already, are refused', () => {
    expect(disclose(whole, { hide: ALL, steps: [9999], texts: false })).toMatchObject({ ok: false, code: 'STEP_UNKNOWN' });
    expect(disclose(whole, { hide: ALL, steps: [], texts: false })).toMatchObject({ ok: false, code: 'STEP_UNKNOWN' });
    expect(readWhole(made({}))).toMatchObject({ ok: false, code: 'NOT_WHOLE' });
    expect(readWhole(new Uint8Array([1]))).toMatchObject({ ok: false, code: 'NOT_WHOLE' });
  });
});
