import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { openFormFonts } from '../../../../electron/backend/pdf/fonts.ts';
import { renderPaper } from '../../../../electron/backend/pdf/render.ts';
import type { PaperPrint, PrintPart } from '../../../../shared/forms/print-model.ts';
import { aBrief, aPrint } from '../../../support/print-sample.ts';
import { good, run, workFolder } from './tools.ts';

const fonts = openFormFonts();
const folder = workFolder();
const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const line = (text: string, rest: Partial<PrintPart> = {}): PrintPart =>
  ({ type: 'paragraph', mark: '', indent: 0, inlines: [{ text }], notes: [], ...rest }) as PrintPart;
const inSerif = <T extends PaperPrint>(print: T): T => ({ ...print, face: 'serif' });

/** Pieces of text with the face they are shown in, from the top of a page. */
function facesOf(file: string): { readonly font: string; readonly text: string }[] {
  const text = run('mutool', ['draw', '-q', '-F', 'stext.json', file]);
  const pages = (JSON.parse(text) as { pages: { blocks: { lines?: { font: { name: string }; text: string }[] }[] }[] }).pages;
  return pages.flatMap(({ blocks }) => blocks.flatMap(({ lines = [] }) => lines.map((one) => ({ font: one.font.name.replace(/^.*\+/, ''), text: one.text }))));
}

test('FORM-26 what is written stands in 명조, head and foot in the face of the form', async () => {
  const note = { mark: '1)', text: '각주의 글이다.' };
  const print = inSerif(
    aPrint({
      body: [
        line('협업정원을 운영함', { notes: [note] }),
        line('밑줄과 굵은 글', { inlines: [{ text: '굵은 글', bold: true }] }),
        ...aPrint().body.slice(9, 10),
      ],
    }),
  );
  const file = folder.write('serif.pdf', good(await renderPaper(print, fonts)).pdf);
  const shown = facesOf(file);
  const faceOf = (text: string): string | undefined => shown.find((one) => one.text.replaceAll(' ', '').includes(text.replaceAll(' ', '')))?.font;
  const written = ['협업정원을 운영함', '고졸·대졸 취업', '1부.  끝.', '각주의 글이다.'];
  expect(written.map(faceOf)).toEqual(written.map(() => 'NotoSerifKR-Regular'));
  expect(['청년일자리 정책', '굵은 글', '파견 직급'].map(faceOf)).toEqual(Array.from({ length: 3 }, () => 'NotoSerifKR-Bold'));
  expect(['고용노동부장관', '김하늘', '(경유)', '제목'].map(faceOf)).toEqual(Array.from({ length: 4 }, () => 'NotoSansKR-Bold'));
  expect(['수신자 참조', '한누리대로', '청년고용기획과장'].map(faceOf)).toEqual(Array.from({ length: 3 }, () => 'NotoSansKR-Regular'));
});

test('FORM-26 hanja, old jamo, bold and marks of 명조 are read again exactly, by two tools', async () => {
  const texts = ['國家遺産의 間隙을 메움: 大韓民國 「국가유산기본법」 제5조', '나랏말ᄊᆞ미 듕귁에 달아', '① 2027. 1. 1.(금)∼12. 31. “인용” ※ □ ○ ㆍ→'];
  const body = [...texts.map((text) => line(text)), line('', { inlines: [{ text: '금일억원(壹億원)', bold: true }] })];
  const file = folder.write('letters.pdf', good(await renderPaper(inSerif(aPrint({ body })), fonts)).pdf);
  expect(run('qpdf', ['--check', file])).toContain('No syntax or stream encoding errors');
  for (const text of [run('pdftotext', ['-layout', file, '-']), run('mutool', ['draw', '-q', '-F', 'txt', file])])
    for (const told of [...texts, '금일억원(壹億원)']) expect(text.normalize('NFC').replaceAll(/\s+/g, '')).toContain(told.replaceAll(/\s+/g, ''));
});

test('FORM-26 the same bytes after other papers; a paper in 고딕 is the one it was before 명조 was opened', async () => {
  const fresh = openFormFonts();
  const before = sha(good(await renderPaper(aPrint(), fresh)).pdf);
  const first = sha(good(await renderPaper(inSerif(aPrint()), fresh)).pdf);
  expect(sha(good(await renderPaper(aPrint(), fresh)).pdf)).toBe(before);
  expect(sha(good(await renderPaper(inSerif(aPrint()), fonts)).pdf)).toBe(first);
  expect(first).not.toBe(before);
});

test('FORM-26 form 2, 큰글자 and the archives: two faces as subsets, within the margins', async () => {
  const large = { ...aPrint(), files: [], watermark: '열람용', viewer: '열람용 · 홍길동', large: true as const };
  const drawn = {
    brief: good(await renderPaper(inSerif(aBrief()), fonts)),
    large: good(await renderPaper(inSerif(large), fonts, [])),
    archive: good(await renderPaper(inSerif({ ...aPrint(), files: [] }), fonts, [])),
  };
  for (const [name, { pdf }] of Object.entries(drawn)) {
    const file = folder.write(`${name}.pdf`, pdf);
    expect(run('qpdf', ['--check', file])).toContain('No syntax or stream encoding errors');
    const faces = run('pdffonts', [file])
      .split('\n')
      .slice(2)
      .filter((row) => row !== '');
    expect(faces.filter((row) => /^[A-Z]{6}\+NotoSerifKR-\S+\s+CID TrueType\s+Identity-H\s+yes yes yes/.test(row)).length).toBeGreaterThan(0);
    expect(faces.every((row) => /yes yes yes/.test(row))).toBe(true);
    const right = [...run('pdftotext', ['-bbox', file, '-']).matchAll(/xMax="([\d.]+)"/g)].map(([, x]) => Number(x));
    expect(Math.max(...right)).toBeLessThan(540);
  }
  expect(Buffer.from(drawn.archive.pdf).toString('latin1')).toContain('<pdfaid:part>1</pdfaid:part>');
});

test('FORM-17 MISSING_GLYPHS is told for the face of the paper, with the face that would help', async () => {
  const refused = async (title: string, face: boolean) => {
    const made = await renderPaper(face ? inSerif(aPrint({ title })) : aPrint({ title }), fonts);
    return made.ok ? '' : made.message;
  };
  expect(await refused('間隙', true)).toBe('');
  expect(await refused('間隙', false)).toBe(
    '글꼴(고딕)에 없는 글자가 있어 문서를 만들지 않았습니다: 隙 (U+9699). 글꼴을 명조로 바꾸거나 다른 글자로 바꾸십시오.',
  );
  expect(await refused('尢', true)).toContain('글꼴(명조)에 없는 글자가 있어 문서를 만들지 않았습니다: 尢 (U+5C22). 글꼴을 고딕으로');
  expect(await refused('☑', true)).toMatch(/☑ \(U\+2611\)\. 다른 글자로/);
});
