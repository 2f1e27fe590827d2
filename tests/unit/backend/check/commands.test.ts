/** 파일 확인 in its thread: our sealed paper, a changed one, a paper of another program, and what is neither. */

import { PDFDocument } from 'pdf-lib';
import { expect, it } from 'vitest';
import { checkCommands } from '../../../../electron/backend/check/commands.ts';
import type { BackendContext } from '../../../../electron/backend/context.ts';
import { createIntake } from '../../../../electron/backend/intake/intake.ts';
import { aPrint } from '../../../support/print-sample.ts';
import { aSealingAgency, basePdf, paperRoot, sealInTurn, sendersOf } from '../../../support/sealed-paper.ts';

const context = { intake: createIntake(), anchors: [paperRoot.certificate], now: () => new Date('2026-11-30T00:00:00Z') };
const check = async (name: string, bytes: Uint8Array) => checkCommands(context as unknown as BackendContext)['files.check']({ name, bytes });

it('CF1 a paper from outside is judged on this machine, by what it is and not by its name', async () => {
  const agencies = [aSealingAgency(0)];
  const sealed = (await sealInTurn(await basePdf(aPrint({ senders: sendersOf(agencies) })), agencies)).at(-1) ?? new Uint8Array(0);
  expect(await check('a.ongyeol', sealed)).toMatchObject({ ok: true, value: { verdict: 'valid', kind: 'pdf', title: 'a.ongyeol', first: '' } });
  const bent = Uint8Array.from(sealed);
  bent[30_000] = (bent[30_000] ?? 0) ^ 1;
  expect(await check('a.pdf', bent)).toMatchObject({ ok: true, value: { verdict: 'fault', kind: 'pdf' } });
  const document = await PDFDocument.create();
  document.addPage();
  expect(await check('b.pdf', await document.save())).toMatchObject({ ok: true, value: { verdict: 'cannot', kind: 'other' } });
  expect(await check('c.ongyeol', new TextEncoder().encode('PK\u0003\u0004 nothing'))).toMatchObject({
    ok: true,
    value: { verdict: 'fault', kind: 'capsule' },
  });
  expect(await check('d.pdf', new TextEncoder().encode('a letter'))).toMatchObject({ ok: false, code: 'NOT_CHECKABLE' });
});
