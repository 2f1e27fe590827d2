/** `ongyeol pdf`: both forms as others' tools read them, and what it refuses. */

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { run } from '../../../electron/cli/commands.ts';
import { readEnvelope } from '../../support/envelope.ts';
import { here } from '../../support/office.ts';
import { createFolders } from '../../support/sync.ts';

const SAMPLES = join(import.meta.dirname, '../../fixtures/samples');
const folders = createFolders();
const folder = folders.make();
afterAll(() => folders.clean());

const textOf = (file: string): string => execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });

async function drawn(sample: string, name: string) {
  const out = join(folder, name);
  const { status, out: said } = await here(run, 'pdf', join(SAMPLES, sample), '--out', out, '--json');
  return { status, out, envelope: readEnvelope(said) };
}

describe('ongyeol pdf', () => {
  it('PDFC1 draws form 1 and form 2, marked 미리보기 and with no signature field', async () => {
    const [one, two] = [await drawn('youth-jobs-joint.md', 'one.pdf'), await drawn('brief-report.md', 'two.pdf')];
    expect([one.status, two.status, one.envelope.subject['form'], two.envelope.subject['form']]).toEqual([0, 0, 'official', 'brief']);
    for (const text of ['고 용 노 동 부', '수신자 참조', '붙임', '끝.', '산업통상부장관']) expect(textOf(one.out).replace(/ +/g, ' ')).toContain(text);
    for (const text of ['생산등록번호', '범정부 협업과제 관계망 진단 결과 보고', '보고근거', '행정안전부 협업정책과']) expect(textOf(two.out)).toContain(text);
    for (const { out } of [one, two]) {
      expect(readFileSync(out).includes('/AcroForm')).toBe(false);
      expect(execFileSync('qpdf', ['--check', out], { encoding: 'utf8' })).toContain('No syntax or stream encoding errors found');
    }
  });

  it('PDFC2 the same file gives the same bytes', async () => {
    const [one, again] = [await drawn('brief-report.md', 'a.pdf'), await drawn('brief-report.md', 'b.pdf')];
    expect(readFileSync(one.out).equals(readFileSync(again.out))).toBe(true);
  });

  it.each([
    ['no file', ['none.md'], 'UNREADABLE'],
    ['a head that is no head', ['broken.md'], 'FRONT_MATTER_BROKEN'],
    ['an organisation that is none', ['good.md', '--organisation', 'good.md'], 'ORGANISATION_BROKEN'],
    ['a folder that is not there', ['good.md', '--out', 'deep/none.pdf'], 'NOT_WRITTEN'],
    ['an ending that would overwrite the text', ['good.md', '--out', 'good.md'], 'USAGE'],
    ['nothing to draw', [], 'USAGE'],
  ])('PDFC3 %s is refused with its sentence and nothing is written', async (_, args, code) => {
    writeFileSync(join(folder, 'good.md'), readFileSync(join(SAMPLES, 'brief-report.md')));
    writeFileSync(join(folder, 'broken.md'), '글');
    const { status, out } = await here(run, 'pdf', ...args.map((arg) => (arg.startsWith('--') ? arg : join(folder, arg))), '--json');
    const { firstFault } = readEnvelope(out);
    expect([status, firstFault?.code]).toEqual([2, code]);
    expect(firstFault?.message).toMatch(/[가-힣]/);
    expect(existsSync(join(folder, 'good.pdf'))).toBe(false);
    expect(readFileSync(join(folder, 'good.md')).equals(readFileSync(join(SAMPLES, 'brief-report.md')))).toBe(true);
  });
});
