import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { openFormFonts } from '../../../../electron/backend/pdf/fonts.ts';
import { renderPaper } from '../../../../electron/backend/pdf/render.ts';
import type { OfficialPrint } from '../../../../shared/forms/print-model.ts';
import { aHardPrint, aPrint } from '../../../support/print-sample.ts';
import { good, run, workFolder } from './tools.ts';

const fonts = openFormFonts();
const folder = workFolder();
const render = async (print: OfficialPrint) => good(await renderPaper(print, fonts));
const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function written(print: OfficialPrint, name: string): Promise<string> {
  return folder.write(name, (await render(print)).pdf);
}

function textOf(file: string, ...options: string[]): string {
  return run('pdftotext', [...options, file, '-']);
}

interface Word {
  readonly page: number;
  readonly text: string;
  readonly box: readonly [number, number, number, number];
}

function wordsOf(file: string): Word[] {
  return run('pdftotext', ['-bbox', file, '-'])
    .split('<page ')
    .slice(1)
    .flatMap((page, index) =>
      [...page.matchAll(/<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</g)].map((match): Word => {
        const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = match.slice(1, 5).map(Number);
        return { page: index, text: match[5] ?? '', box: [x1, 841.89 - y2, x2, 841.89 - y1] };
      }),
    );
}

describe('bytes', () => {
  test('the same model gives the same bytes in another process', async () => {
    const here = sha((await render(aPrint())).pdf);
    const script = `
      const { renderPaper } = await import(${JSON.stringify(new URL('../../../../electron/backend/pdf/render.ts', import.meta.url).href)});
      const { aPrint } = await import(${JSON.stringify(new URL('../../../support/print-sample.ts', import.meta.url).href)});
      const { createHash } = await import('node:crypto');
      const drawn = await renderPaper(aPrint());
      console.log(createHash('sha256').update(drawn.value.pdf).digest('hex'));`;
    const there = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
      env: { ...process.env, TZ: 'America/New_York', LANG: 'C' },
    });
    expect(there.trim()).toBe(here);
  });

  test('a paper drawn after other papers is the same paper', async () => {
    const first = sha((await render(aPrint())).pdf);
    await render(aHardPrint());
    expect(sha((await render(aPrint())).pdf)).toBe(first);
  });

  test('the file ID follows the content', async () => {
    const id = (pdf: Uint8Array): string | undefined => /\/ID \[<([0-9a-f]{32})> <\1>\]/.exec(Buffer.from(pdf).toString('latin1'))?.[1];
    const [a, b] = [id((await render(aPrint())).pdf), id((await render(aPrint({ title: '다른 제목' }))).pdf)];
    expect(a).toMatch(/^[0-9a-f]{32}$/);
    expect(a).not.toBe('0'.repeat(32));
    expect(b).not.toBe(a);
  });

  test('decomposed Hangul draws the same paper', async () => {
    const title = '청년일자리 정책';
    expect(sha((await render(aPrint({ title: title.normalize('NFD') }))).pdf)).toBe(sha((await render(aPrint({ title }))).pdf));
  });
});

describe('PDF/A-3b', () => {
  test('structure is sound and labelled', async () => {
    const drawn = await render(aPrint());
    const file = folder.write('a.pdf', drawn.pdf);
    expect(run('qpdf', ['--check', file])).toContain('No syntax or stream encoding errors');
    const text = run('qpdf', ['--qdf', '--object-streams=disable', file, '-']);
    expect(text).toMatch(/<pdfaid:part>3<\/pdfaid:part>\s*<pdfaid:conformance>B</);
    expect(text).toContain('/S /GTS_PDFA1');
    expect(text).toMatch(/\/AF \[/);
    expect(text).toContain('/AFRelationship /Data');
    expect(text).toContain('/Subtype /application#2fjson');
    expect(text).not.toMatch(/\/JavaScript|\/JS |\/Encrypt|\/Launch/);
    expect(text).toContain('D:20261127052000Z');
    expect(text).toContain('<xmp:CreateDate>2026-11-27T05:20:00Z<');
  });

  test('every face is embedded as a subset and has ToUnicode', async () => {
    const lines = run('pdffonts', [await written(aPrint(), 'f.pdf')])
      .split('\n')
      .slice(2)
      .filter((line) => line !== '');
    expect(lines.length).toBe(3);
    for (const line of lines) expect(line).toMatch(/^[A-Z]{6}\+NotoSans\S+\s+CID TrueType\s+Identity-H\s+yes yes yes/);
  });

  test('metadata with markup stays well-formed XML', async () => {
    const text = Buffer.from((await render(aHardPrint({ author: 'A & B', keywords: ['<x>'] }))).pdf).toString('utf8');
    expect(text).toContain('&amp; &lt;중요&gt;');
    expect(text).toContain('<pdf:Keywords>&lt;x&gt;</pdf:Keywords>');
    expect(text).toContain('<rdf:li>A &amp; B</rdf:li>');
  });

  test('the trail comes out again byte for byte', async () => {
    const print = aPrint();
    const file = await written(print, 'attached.pdf');
    expect(run('pdfdetach', ['-list', file])).toContain('처리이력.json');
    run('pdfdetach', ['-save', '1', '-o', `${folder.path}/out.json`, file]);
    expect(run('cat', [`${folder.path}/out.json`])).toBe(Buffer.from(print.files[0]?.bytes ?? []).toString());
  });
});

describe('what is read', () => {
  test('title, items, cells, approvers and contact lines are in the text', async () => {
    const text = textOf(await written(aPrint(), 't.pdf'), '-layout');
    for (const piece of [
      '청년일자리 정책 협업정원 운영계획 통보 및 협조 요청',
      '수신자 참조',
      '(경유)',
      '2027. 1. 1.(금)∼2027. 12. 31.(금)',
      '청년 고용서비스 연계',
      '교육행정사무관',
      '1. 협업정원 운영계획 1부.',
      '2. 기관별 협업과제 목록 1부. 끝.',
      '고용노동부장관',
      '산업통상부장관',
      '한국고용정보원장',
      '⊙행정사무관',
      '★청년고용기획과장',
      '(의견 있음)',
      '국외 출장',
      '전결',
      '대결',
      '정민호',
      '협조자',
      '청년고용기획과-4127(2026. 11. 27.)',
      '접수',
      '우 30117',
      'haneul@korea.kr',
      '공개',
      '2-1',
      '2-2',
    ])
      expect(text.replaceAll(/ +/g, ' ')).toContain(piece);
  });

  test('a table over pages repeats its head; rows are whole', async () => {
    const file = await written(aHardPrint(), 'h.pdf');
    const pages = textOf(file, '-layout').split('\f').slice(0, -1);
    const withRows = pages.filter((page) => /제\d+과제/.test(page));
    expect(withRows.length).toBeGreaterThan(3);
    for (const page of withRows) expect(page).toMatch(/연번\s+과제\s+내용\s+예산\(원\)\s+소관/);
    for (let i = 1; i <= 60; i++) expect(withRows.filter((page) => page.includes(`제${i}과제 `)).length, `row ${i}`).toBe(1);
    expect(pages.join('')).toContain('文化遺産');
    expect(pages.join('')).toContain('제120기관장(협력담당관)');
    expect(run('qpdf', ['--check', file])).toContain('No syntax or stream encoding errors');
  });

  test('전결 and its date share a line; one agency alone is not named before its row', async () => {
    const [lead] = aPrint().approvals;
    const text = textOf(await written(aPrint({ approvals: lead === undefined ? [] : [lead] }), 'one.pdf'), '-layout');
    expect(text).toMatch(/전결 2026\. 11\. 24\./);
    expect(text).not.toMatch(/고용노동부\s+⊙행정사무관/);
    expect(textOf(await written(aPrint(), 'three.pdf'), '-layout')).toMatch(/고용노동부\s+⊙행정사무관/);
  });

  test('no text leaves the margins', async () => {
    for (const [name, print] of [
      ['m1.pdf', aPrint()],
      ['m2.pdf', aHardPrint()],
    ] as const) {
      const outside = wordsOf(await written(print, name)).filter(({ box }) => box[0] < 56 || box[2] > 540 || box[1] < 20 || box[3] > 790);
      expect(outside).toEqual([]);
    }
  });

  test('without 결문 texts, tables or agencies the form is still drawn', async () => {
    const drawn = await render(
      aPrint({
        body: [{ type: 'table', indent: 0, head: 1, rows: [], spans: [], widths: [], notes: [] }],
        senders: [],
        approvals: [],
        recipientList: '',
        attachmentLines: [],
        end: '끝.',
        files: [],
      }),
    );
    expect([drawn.pages, drawn.fields.length]).toEqual([1, 0]);
  });

  test('long reasons and many boxes are drawn to their end', async () => {
    const boxes = Array.from({ length: 60 }, (_, i) => ({
      marks: '',
      position: `제${i}담당관`,
      differs: i % 3 === 0,
      lines: [`제${i}호 국외 출장과 교육으로 검토하지 못한 사유를 적음`],
    }));
    const file = await written(
      aPrint({
        approvals: [
          { agency: '고용노동부', boxes, concurrers: boxes },
          { agency: '교육부', boxes: boxes.slice(0, 9), concurrers: [] },
        ],
      }),
      'boxes.pdf',
    );
    expect(textOf(file).replaceAll(/\s+/g, '')).toContain('제59담당관');
  });

  test('a cell longer than a page is drawn to its end', async () => {
    const long = Array.from({ length: 400 }, (_, i) => `제${i}호 세부 사항을 적는다.`).join(' ');
    const file = await written(
      aPrint({
        body: [
          {
            type: 'table',
            indent: 0,
            ...{ head: 1, spans: [], widths: [], notes: [] },
            rows: [
              [[{ text: '구분' }], [{ text: '내용' }]],
              [[{ text: '가' }], [{ text: long }]],
            ],
          },
        ],
      }),
      'long.pdf',
    );
    expect(textOf(file).replaceAll(/\s+/g, '')).toContain('제399호세부사항을적는다.');
  });
});

describe('refusals', () => {
  test('MISSING_GLYPHS names every character the faces lack, once', async () => {
    const refused = await renderPaper(aPrint({ title: '확인 ☑ ☐ ☑ 😀' }), fonts);
    expect(refused).toMatchObject({ ok: false, code: 'MISSING_GLYPHS' });
    if (refused.ok) return;
    for (const piece of ['☑ (U+2611)', '☐ (U+2610)', '😀 (U+1F600)']) expect(refused.message.split(piece).length).toBe(2);
  });

  test('texts that are not drawn are not asked for glyphs', async () => {
    expect((await renderPaper(aPrint({ summary: '요지 ☑' }), fonts)).ok).toBe(true);
  });
});

describe('seal fields', () => {
  test.each([
    ['three agencies', aPrint()],
    ['eight agencies', aHardPrint()],
  ])('%s: centre on the last letter, nothing overlapped', async (name, print) => {
    const drawn = await render(print);
    const words = wordsOf(folder.write(`${name}.pdf`, drawn.pdf));
    expect(drawn.fields.map((field) => field.field)).toEqual(print.senders.map((sender) => sender.field));
    for (const [index, { page, rect }] of drawn.fields.entries()) {
      const sender = print.senders[index]?.name ?? '';
      const word = words.find((item) => item.page === page && item.text === sender && item.box[3] - item.box[1] > 18);
      if (word === undefined) throw new Error(`${sender} not found on page ${page}`);
      const letter = (word.box[2] - word.box[0]) / sender.length;
      expect(Math.abs((rect[0] + rect[2]) / 2 - (word.box[2] - letter / 2))).toBeLessThan(0.6);
      expect(Math.abs((rect[1] + rect[3]) / 2 - (word.box[1] + word.box[3]) / 2)).toBeLessThan(3);
      expect(rect[2] - rect[0]).toBeCloseTo(rect[3] - rect[1], 1);
      const under = words.filter(
        (item) =>
          item !== word && item.page === page && item.box[0] < rect[2] && item.box[2] > rect[0] && item.box[1] + 3 < rect[3] && item.box[3] - 3 > rect[1],
      );
      expect(under.map((item) => item.text)).toEqual([]);
      for (const other of drawn.fields.slice(index + 1)) expect(other.page !== page || other.rect[3] < rect[1]).toBe(true);
    }
  });

  test('a preview has the same pages, its watermark, and no field', async () => {
    const [paper, preview] = [await render(aPrint()), await render(aPrint({ watermark: '미리보기' }))];
    expect(preview.fields).toEqual([]);
    expect(preview.pages).toBe(paper.pages);
    const file = folder.write('preview.pdf', preview.pdf);
    expect(Buffer.from(preview.pdf).includes('/AcroForm')).toBe(false);
    const lines = (text: string): string[] =>
      text
        .replaceAll(/\f/g, '\n')
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '' && !/^[미리보기]$/.test(line));
    expect(textOf(file, '-raw')).toContain('미\n리\n보\n기');
    expect(lines(textOf(file, '-raw'))).toEqual(lines(textOf(folder.write('paper.pdf', paper.pdf), '-raw')));
  });

  test('a sender without a field gets none', async () => {
    const [first, second] = aPrint().senders;
    const drawn = await render(
      aPrint({ senders: [{ ...(first ?? { agency: '', name: '가', field: '' }), field: '' }, ...(second === undefined ? [] : [second])] }),
    );
    expect(drawn.fields.map((field) => field.field)).toEqual(['관인-1342000']);
  });
});
