/** CV1: the vectors of `docs/capsule-format.md`: one good capsule, and one broken for each check, each with its first fault. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { webcrypto } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fromPem } from '../../../../shared/verify/pem.ts';
import { createWebCrypto } from '../../../../shared/crypto/web.ts';
import { unpackZip } from '../../../../shared/exchange/capsule/zip.ts';
import { fromUtf8 } from '../../../../shared/lib/bytes.ts';
import { verifyCapsule } from '../../../../shared/verify/capsule.ts';
import { readPolicy } from '../../../../shared/verify/witness-policy.ts';
import { VECTOR_FOLDER, vectorBytes, vectorPolicy, VECTORS } from '../../../support/capsule-vectors.ts';
import { must } from '../../../support/sync.ts';
import { runTampering } from '../../../support/tamper-run.ts';
import { seedOf } from '../../../support/seed.ts';

const crypto = createWebCrypto(webcrypto.subtle);
const trustFile = (name: string): string => (name === 'policy.pem' ? vectorPolicy() : readFileSync(join(VECTOR_FOLDER, name), 'utf8'));

describe('capsule vectors', () => {
  it.each(VECTORS.map((vector) => [vector.name, vector] as const))('CV1 %s', async (_name, vector) => {
    const text = trustFile(vector.trust ?? 'root.pem');
    const bytes = vectorBytes(vector);
    const envelope = await verifyCapsule(bytes, { anchors: fromPem(text), policy: must(readPolicy(text)), crypto });
    const { verdict, code, where, manifest } = vector.expect;
    expect(envelope.verdict).toBe(verdict);
    if (code !== undefined) expect(envelope.firstFault?.code).toBe(code);
    if (where !== undefined) expect(envelope.firstFault?.where).toContain(where);
    if (manifest !== undefined) {
      const stored = must(unpackZip(bytes)).get('manifest.json') ?? new Uint8Array(0);
      expect((JSON.parse(fromUtf8(stored) ?? '') as { v: number }).v).toBe(manifest);
    }
  });
});

it('CV1 a content of a version that is not known yet is told as such, and not only as damaged', async () => {
  const said = async (name: string): Promise<string> => {
    const vector = VECTORS.find((one) => one.name === name);
    if (vector === undefined) throw new Error(name);
    const { firstFault } = await verifyCapsule(vectorBytes(vector), { anchors: fromPem(trustFile('root.pem')), crypto });
    return firstFault?.message ?? '';
  };
  expect(await said('content-version-unknown')).toMatch(/^이 프로그램이 모르는 판의 내용입니다\. .*새 판으로 확인하십시오/);
  expect(await said('content-face-unversioned')).toMatch(/^파일 내용이 정해진 모양이 아닙니다/);
});

it('CV2 what somebody changed and packed anew is found', async () => {
  const seed = seedOf();
  console.log(`CV2 seed ${seed}`);
  const { tried, missed } = await runTampering(14, seed);
  expect([tried, missed]).toEqual([14, []]);
  const partial = await runTampering(7, seed, 'partial-body');
  expect([partial.tried, partial.missed]).toEqual([7, []]);
});
