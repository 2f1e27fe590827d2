/** Pictures in files of other programs, in and out. */

import { HwpDocument } from '@rhwp/core';
import { strToU8, unzipSync, zipSync, zlibSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Block, Content, PictureBlock } from '../../../../shared/collab/content.ts';
import { sha256Hex } from '../../../../shared/crypto/crypto.ts';
import { bodyOf, type ForeignText } from '../../../../shared/exchange/foreign/paper.ts';
import { createPictures, PICTURES_MOST } from '../../../../shared/exchange/foreign/pictures.ts';
import { readForeign } from '../../../../shared/exchange/foreign/read.ts';
import { toHwpx } from '../../../../shared/exchange/hwpx/write.ts';
import { judgePicture } from '../../../../shared/policy/guard/picture.ts';
import { pngOf } from '../../../../shared/policy/guard/png.ts';
import { rhwpDocument } from '../../../support/hwpx-by-rhwp.ts';

/** A grey picture of so many pixels. */
function png(width: number, height: number, grey: number): Uint8Array {
  const data = new Uint8Array([0, 0, width >> 8, width & 255, 0, 0, height >> 8, height & 255, 8, 0, 0, 0, 0]);
  const rows = new Uint8Array(height * (width + 1)).fill(grey);
  for (let y = 0; y < height; y++) rows[y * (width + 1)] = 0;
  return pngOf([
    { type: 'IHDR', data },
    { type: 'IDAT', data: zlibSync(rows, { level: 6 }) },
    { type: 'IEND', data: new Uint8Array(0) },
  ]);
}

/** A picture as it is kept. */
function kept(bytes: Uint8Array): Uint8Array {
  const judged = judgePicture(bytes);
  if (!judged.ok) throw new Error(judged.code);
  return judged.value.bytes;
}

const SMALL = png(40, 20, 100);
const OTHER = png(30, 30, 200);

function read(name: string, bytes: Uint8Array): ForeignText {
  const found = readForeign({ name, bytes, continues: false }, () => '');
  if (!found.ok) throw new Error(`${found.code} ${found.message}`);
  return found.value;
}

const told = (text: ForeignText): string[] =>
  bodyOf(text).map((block) => {
    if (block.type === 'picture') return `그림 ${block.width}×${block.height} ${block.share} ${block.level} ${block.alt}`;
    return block.type === 'table' ? '표' : block.inlines.map(({ text: words }) => words).join('');
  });
const lost = (text: ForeignText): string[] => text.notes.map(({ kind, count }) => `${kind} ${count}`);

const NS = 'xmlns:w="urn:w" xmlns:r="urn:r" xmlns:wp="urn:wp" xmlns:a="urn:a" xmlns:pic="urn:pic" xmlns:v="urn:v"';
const drawn = (id: string, cx: number, descr = ''): string =>
  `<w:drawing><wp:inline><wp:extent cx="${cx}" cy="1"/><wp:docPr id="1" name="그림 1" descr="${descr}"/><a:graphic><pic:pic><a:blip r:embed="${id}"/></pic:pic></a:graphic></wp:inline></w:drawing>`;

function docx(body: string, files: Record<string, Uint8Array> = {}): Uint8Array {
  const relations = [
    ['r1', 'media/a.png', ''],
    ['r2', '/word/media/b.png', ''],
    ['r3', 'http://example.com/c.png', ' TargetMode="External"'],
    ['r4', 'media/gone.png', ''],
    ['r5', 'media/d.emf', ''],
  ].map(([id, target, mode]) => `<Relationship Id="${id}" Target="${target}"${mode}/>`);
  return zipSync({
    'word/document.xml': strToU8(`<w:document ${NS}><w:body>${body}</w:body></w:document>`),
    'word/_rels/document.xml.rels': strToU8(`<Relationships>${relations.join('')}</Relationships>`),
    'word/media/a.png': SMALL,
    'word/media/b.png': OTHER,
    'word/media/d.emf': strToU8('EMF'),
    ...files,
  });
}

const run = (inside: string): string => `<w:r>${inside}</w:r>`;
const p = (inside: string): string => `<w:p>${inside}</w:p>`;
const words = (text: string): string => run(`<w:t>${text}</w:t>`);

describe('DOCX', () => {
  test('IMP-10 pictures come behind the line they hang on, as wide as they stood, with their words; the same file is kept once', () => {
    const text = read(
      'a.docx',
      docx([p(words('1. 첫째') + run(drawn('r1', 85 * 36_000, '조직도 &amp; 인원'))), p(run(drawn('r2', 0))), p(run(drawn('r1', 400 * 36_000)))].join('')),
    );
    expect(told(text)).toEqual(['첫째', '그림 40×20 500 1 조직도 & 인원', '그림 30×30 50 1 ', '그림 40×20 1000 1 ']);
    expect(text.pictures.map(({ sha256, bytes }) => [sha256, sha256Hex(bytes)])).toEqual(
      [kept(SMALL), kept(OTHER)].map((one) => [sha256Hex(one), sha256Hex(one)]),
    );
    expect(lost(text)).toEqual([]);
  });

  test('IMP-10 an old drawing comes too; what is outside the file, missing or no picture is told as lost', () => {
    const old = '<w:pict><v:shape><v:imagedata r:id="r2"/></v:shape></w:pict>';
    const text = read('a.docx', docx([p(words('글') + run(old)), ...['r3', 'r4', 'r5'].map((id) => p(run(drawn(id, 1))))].join('')));
    expect(told(text)).toEqual(['글', '그림 30×30 50 1 ']);
    expect(lost(text)).toEqual(['PICTURE 3']);
  });

  test('IMP-11 a picture in a cell stands behind the table with a line that says which cell, one in a table of a cell too; a missing one is lost', () => {
    const cell = (inside: string): string => `<w:tc>${inside}</w:tc>`;
    const nested = `<w:tbl><w:tr>${cell(p(run(drawn('r2', 0))))}</w:tr></w:tbl>`;
    const rows = [
      `<w:tr>${cell(p(words('구분')))}${cell(p(words('사진')))}</w:tr>`,
      `<w:tr>${cell(p(words('가') + run(drawn('r4', 1))))}${cell(p(run(drawn('r1', 85 * 36_000, '현장')) + run(drawn('r2', 0))) + nested)}</w:tr>`,
    ];
    const text = read('a.docx', docx(`${p(words('앞'))}<w:tbl>${rows.join('')}</w:tbl>${p(words('뒤'))}`));
    const pictures = ['그림 40×20 500 1 현장', '그림 30×30 50 1 ', '그림 30×30 50 1 '];
    expect(told(text)).toEqual(['앞', '표', '(위 표의 2행 2열에 있던 그림)', ...pictures, '뒤']);
    expect(lost(text).toSorted()).toEqual(['CELL_PICTURE 3', 'NESTED 1', 'PICTURE 1']);
  });

  test('IMP-12 every text box of a drawing gives its lines once, with its pictures, the words of its tables and boxes in it; in a cell they are in brackets', () => {
    const box = (inside: string): string => `<w:drawing><wp:inline><w:txbxContent>${inside}</w:txbxContent></wp:inline></w:drawing>`;
    const group = `<w:drawing><w:txbxContent>${p(words('하나') + run(box(p(words('안쪽')))))}</w:txbxContent><a:blip r:embed="r2"/><w:txbxContent>${p(words('둘') + run(drawn('r1', 0)))}<w:tbl><w:tr><w:tc>${p(words('칸'))}</w:tc></w:tr></w:tbl></w:txbxContent></w:drawing>`;
    const cell = `<w:tbl><w:tr><w:tc>${p(words('칸글') + run(box(p(words('상자')))))}</w:tc></w:tr></w:tbl>`;
    const text = read('a.docx', docx(p(words('글') + run(group)) + cell));
    expect(told(text)).toEqual(['글', '하나', '안쪽', '둘', '그림 40×20 62 1 ', '칸', '그림 30×30 50 1 ', '표']);
    const table = text.blocks.at(-1);
    expect(table?.type === 'table' && table.rows).toEqual([[[{ text: '칸글 (상자)' }]]]);
    expect(lost(text)).toEqual(['TEXT_BOX 4']);
  });
});

const line = (text: string): Block => ({ type: 'block', kind: 'item', level: 1, inlines: [{ text }] });
const block = (bytes: Uint8Array, share: number, alt: string): PictureBlock => {
  const judged = judgePicture(bytes);
  if (!judged.ok) throw new Error(judged.code);
  const { mediaType, width, height, bytes: own } = judged.value;
  return { type: 'picture', level: 1, sha256: sha256Hex(own), mediaType, size: own.length, width, height, share, alt };
};
const hwpx = (blocks: readonly Block[], files: readonly Uint8Array[]): Uint8Array =>
  toHwpx(
    {
      content: { fields: { title: '그림 문서', via: '', recipients: [] }, blocks, attachments: [] } as unknown as Content,
      agency: '고용노동부',
      senders: [],
      pictures: new Map(files.map((bytes) => [sha256Hex(kept(bytes)), kept(bytes)])),
    },
    '2026-11-30',
  );

describe('HWPX', () => {
  beforeAll(() => void rhwpDocument());

  test('HWPX-5 IMP-10 pictures stand in the package and come back the same files, as wide, with their words', () => {
    const blocks = [line('하나'), block(SMALL, 500, '조직도 & <인원>'), line('둘'), block(OTHER, 250, ''), block(SMALL, 1000, '다시')];
    const bytes = hwpx(blocks, [SMALL, OTHER]);
    expect(Object.keys(unzipSync(bytes)).filter((name) => name.startsWith('BinData/'))).toEqual(['BinData/image1.png', 'BinData/image2.png']);
    const text = read('a.hwpx', bytes);
    const back = bodyOf(text).filter(({ type }) => type === 'picture');
    expect(back).toEqual(blocks.filter(({ type }) => type === 'picture'));
    expect(text.pictures).toHaveLength(2);
    expect(lost(text)).toEqual([]);
    expect(hwpx(blocks, [SMALL, OTHER])).toEqual(bytes);
  });

  test('HWPX-5 another program opens a package with pictures and finds them in it', () => {
    const bytes = hwpx([line('하나'), block(SMALL, 500, '조직도'), line('둘')], [SMALL]);
    const document = new HwpDocument(bytes);
    expect(document.getTextFileText()).toContain('하나');
    expect(document.renderPageSvg(0)).toContain('<image');
  });

  test('IMP-11 IMP-12 so it is in Hangul: pictures of cells behind their table, text boxes of cells and groups with their words and pictures', () => {
    const hp = (inside: string): string => `<hp:p><hp:run>${inside}</hp:run></hp:p>`;
    const t = (text: string): string => `<hp:t>${text}</hp:t>`;
    const pic = (id: string): string => `<hp:pic><hp:sz width="${(7200 / 25.4) * 85}"/><hc:img binaryItemIDRef="${id}"/></hp:pic>`;
    const list = (inside: string): string => `<hp:subList>${inside}</hp:subList>`;
    const box = (inside: string): string => `<hp:rect><hp:drawText>${list(inside)}</hp:drawText></hp:rect>`;
    const tc = (column: number, inside: string): string => `<hp:tc><hp:cellAddr colAddr="${column}" rowAddr="0"/>${list(inside)}</hp:tc>`;
    const table = `<hp:tbl><hp:tr>${tc(0, hp(t('칸') + box(hp(t('칸 상자') + pic('b')))))}${tc(1, hp(pic('a')) + hp(pic('none')))}</hp:tr></hp:tbl>`;
    const note = `<hp:footNote>${list(hp(t('주') + pic('a')))}</hp:footNote>`;
    const body = hp(t('글') + note + `<hp:container>${pic('a')}${box(hp(t('상자') + box(hp(t('안쪽')))) + hp(pic('b')))}</hp:container>`) + hp(table);
    const text = read(
      'a.hwpx',
      zipSync({
        mimetype: strToU8('application/hwp+zip'),
        'Contents/content.hpf': strToU8(
          '<opf:package xmlns:opf="o"><opf:item id="a" href="BinData/a.png"/><opf:item id="b" href="BinData/b.png"/></opf:package>',
        ),
        'Contents/header.xml': strToU8('<hh:head xmlns:hh="h"/>'),
        'Contents/section0.xml': strToU8(`<hs:sec xmlns:hs="s" xmlns:hp="p" xmlns:hc="c">${body}</hs:sec>`),
        'BinData/a.png': SMALL,
        'BinData/b.png': OTHER,
      }),
    );
    const [small, other] = ['그림 40×20 500 1 ', '그림 30×30 500 1 '];
    expect(told(text)).toEqual(['글', '상자', '안쪽', other, small, '표', '(위 표의 1행 1열에 있던 그림)', other, '(위 표의 1행 2열에 있던 그림)', small]);
    const last = text.blocks.find((one) => one.type === 'table');
    expect(last?.type === 'table' && last.rows[0]?.[0]).toEqual([{ text: '칸 (칸 상자)' }]);
    expect(lost(text).toSorted()).toEqual(['CELL_PICTURE 2', 'PICTURE 2', 'TEXT_BOX 3']);
  });

  test('HWPX-5 a picture whose file is not at hand is its words', () => {
    expect(told(read('a.hwpx', hwpx([line('하나'), line('둘'), block(SMALL, 500, '조직도')], [])))).toContain('[그림: 조직도]');
  });
});

test('IMP-10 a file has a bound of pictures; the words Hangul puts in by itself are none, long ones are cut', () => {
  const pictures = createPictures();
  const keep = (alt = '') => pictures.keep({ bytes: SMALL, wide: null, alt }, 1);
  expect([keep('그림입니다.\n원본 그림의 이름: a.png')?.alt, keep('가\n나')?.alt, keep('가'.repeat(900))?.alt.length]).toEqual(['', '가 나', 500]);
  for (let i = 3; i < PICTURES_MOST.count; i++) expect(keep()).not.toBeNull();
  expect(keep()).toBeNull();
  expect(pictures.kept()).toHaveLength(1);
});
