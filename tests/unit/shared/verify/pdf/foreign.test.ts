/** PDFs of other programs, broken ones, and bytes that are none: told honestly, never valid, never a throw. */

import { execFileSync } from 'node:child_process';
import { PDFDocument } from 'pdf-lib';
import { beforeAll, describe, expect, it } from 'vitest';
import { judgePdf } from '../../../../../shared/verify/pdf/judge.ts';
import { workFolder } from '../../../backend/pdf/tools.ts';
import { aPrint } from '../../../../support/print-sample.ts';
import { aSealingAgency, basePdf, paperRoot, sealInTurn, sendersOf } from '../../../../support/sealed-paper.ts';
import { createRandom } from '../../../../support/sync-random.ts';
import { aBase, crypto, root, seal } from './paper.ts';
import { seedOf } from '../../../../support/seed.ts';

const folder = workFolder();
const judge = (bytes: Uint8Array) => judgePdf(bytes, { anchors: [root.certificate, paperRoot.certificate], crypto });
const told = async (bytes: Uint8Array) => {
  const { verdict, firstFault, checks } = await judge(bytes);
  return { verdict, code: firstFault?.code, checks: checks.map(({ code, state }) => `${state} ${code}`), first: checks[0]?.message ?? '' };
};

let plain: Uint8Array;
let sealed: Uint8Array;
beforeAll(async () => {
  const document = await PDFDocument.create();
  document.addPage([200, 200]).drawText('a letter');
  plain = await document.save();
  const agencies = [aSealingAgency(0)];
  sealed = (await sealInTurn(await basePdf(aPrint({ senders: sendersOf(agencies) })), agencies)).at(-1) ?? plain;
});

describe('P13 PDFs from outside', () => {
  it('P13 an unsigned one cannot be judged, and is not called broken', async () => {
    expect(await told(plain)).toMatchObject({ verdict: 'cannot', code: 'PDF_OUTSIDE', checks: ['skipped PDF_NO_SIGNATURE'] });
  });

  it('P13 a signed one: what its range holds is said, and that nothing more was judged', async () => {
    const other = await seal(aBase(), 6, { entries: '/Reference [ ]' });
    const seen = await told(other);
    expect(seen).toMatchObject({ verdict: 'cannot', code: 'PDF_OUTSIDE', checks: ['skipped PDF_OUTSIDE_SIGNATURE'] });
    expect(seen.first).toContain('그대로입니다');
    const changed = Buffer.from(other);
    changed.write('8', changed.indexOf('0 0 9 9 re f') + 4, 'latin1');
    expect(await told(new Uint8Array(changed))).toMatchObject({ verdict: 'fault', code: 'PDF_DIGEST_MISMATCH' });
    const longer = Buffer.concat([other, Buffer.from('\n% more\n')]);
    expect((await told(new Uint8Array(longer))).first).toContain('8바이트가 더 있습니다');
  });

  it('P13 an encrypted one says so', async () => {
    const file = folder.write('plain.pdf', plain);
    execFileSync('qpdf', ['--encrypt', 'user', 'owner', '256', '--', file, `${folder.path}/locked.pdf`]);
    const locked = execFileSync('cat', [`${folder.path}/locked.pdf`]);
    expect((await told(new Uint8Array(locked))).checks).toContain('skipped PDF_ENCRYPTED');
  });

  it('P13 a paper of ours that was rebuilt by another program is broken, not foreign', async () => {
    const file = folder.write('sealed.pdf', sealed);
    execFileSync('qpdf', ['--linearize', file, `${folder.path}/rebuilt.pdf`]);
    const rebuilt = new Uint8Array(execFileSync('cat', [`${folder.path}/rebuilt.pdf`], { maxBuffer: 1 << 26 }));
    expect(await told(rebuilt)).toMatchObject({ verdict: 'fault', code: 'PDF_MALFORMED' });
    expect(await told(sealed)).toMatchObject({ verdict: 'valid' });
  });

  it('P13 any bytes: an answer in words, never valid', async () => {
    const seed = seedOf();
    process.stdout.write(`outside {"seed":${seed}}\n`);
    const random = createRandom(seed);
    const sources = [plain, sealed, await seal(aBase(), 6)];
    for (let at = 0; at < 60; at++) {
      const [one, two] = [random.pick(sources), random.pick(sources)];
      const cut = random.int(one.length);
      const bytes =
        at % 4 === 0
          ? random.bytes(random.int(3000))
          : new Uint8Array(Buffer.concat([one.subarray(0, cut), random.bytes(1 + random.int(40)), two.subarray(random.int(two.length))]));
      const { verdict, firstFault } = await judge(bytes);
      expect([at, verdict], `seed ${seed}`).not.toEqual([at, 'valid']);
      expect(firstFault?.message).toMatch(/[가-힣]/);
    }
  });
});
