import fc from 'fast-check';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { Block, Inline } from '../../../../shared/collab/content.ts';
import { readHtml } from '../../../../shared/exchange/foreign/html.ts';
import { bodyOf, createPaper, wholeOf, type ForeignText } from '../../../../shared/exchange/foreign/paper.ts';
import { readPlain } from '../../../../shared/exchange/foreign/plain.ts';
import { readForeign } from '../../../../shared/exchange/foreign/read.ts';
import { hwpxOf } from '../../../support/hwpx-by-rhwp.ts';

const oldKorean = (bytes: Uint8Array): string => new TextDecoder('euc-kr').decode(bytes);
const words = (block: Block): string =>
  block.type === 'table'
    ? [
        block.rows.map((row) => row.map((cell) => cell.map(({ text }) => text).join('')).join('|')).join(' / '),
        ...(block.spans ?? []).map(({ row, column, rows, columns }) => `(${row},${column} ${rows}×${columns})`),
        ...(block.widths === undefined ? [] : [`너비 ${block.widths.join(' ')}`]),
      ].join(' ')
    : block.type === 'picture'
      ? `그림 ${block.alt}`
      : `${block.kind === 'item' ? block.level : block.kind} ${block.inlines.map((one) => `${one.bold === true ? '*' : ''}${one.underline === true ? '_' : ''}${one.text}${one.note === undefined ? '' : `^${one.note}`}`).join('')}`;
const shown = (text: ForeignText): string[] => bodyOf(text).map(words);
const notes = (text: ForeignText): string[] => text.notes.map(({ kind, count }) => `${kind} ${count}`);
function read(name: string, bytes: Uint8Array): ForeignText {
  const found = readForeign({ name, bytes, continues: false }, oldKorean);
  if (!found.ok) throw new Error(`${found.code} ${found.message}`);
  return found.value;
}
const codeOf = (name: string, bytes: Uint8Array): string => {
  const found = readForeign({ name, bytes, continues: false }, oldKorean);
  return found.ok ? 'ok' : found.code;
};

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="urn:mc" xmlns:wp="urn:wp" xmlns:m="urn:m"';
const part = (root: string, inner: string): Uint8Array => strToU8(`<?xml version="1.0"?><w:${root} ${W}>${inner}</w:${root}>`);
const docx = (body: string, more: Record<string, Uint8Array> = {}): Uint8Array =>
  zipSync({ 'word/document.xml': part('document', `<w:body>${body}</w:body>`), ...more });
const p = (text: string, properties = ''): string => `<w:p><w:pPr>${properties}</w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`;
const tc = (text: string, properties = ''): string => `<w:tc><w:tcPr>${properties}</w:tcPr>${p(text)}</w:tc>`;

describe('HWPX written by another program', () => {
  test('IMP-1 paragraphs, typed marks, bold, a table; the title line names the title', () => {
    const bytes = hwpxOf(
      ['수신  내부결재', '제목  협업 계획 알림', '1. 첫째 항목', '  가. 아래 항목', '2. 둘째 항목', '□ 보고 줄'],
      [
        ['구분', '수'],
        ['과', '3'],
      ],
      (document) => void document.applyCharFormat(0, 2, 3, 5, JSON.stringify({ bold: true })),
    );
    const text = read('a.hwpx', bytes);
    expect([text.title, ...wholeOf(text).map(words).slice(1, 2)]).toEqual(['협업 계획 알림', 'plain 제목  협업 계획 알림']);
    expect(shown(text)).toEqual(['plain 수신  내부결재', '1 *첫째 항목', '2 아래 항목', '1 둘째 항목', 'square 보고 줄', '구분|수 / 과|3']);
    // Hangul sets a new text in 함초롬바탕.
    expect([text.face, notes(text)]).toEqual(['serif', ['FACE 1']]);
  });

  test('IMP-3 pictures and heads are told, their text stays; merged cells stay merged, footnotes stay footnotes', () => {
    const head =
      '<?xml version="1.0"?><hh:head xmlns:hh="urn:hh"><hh:paraPr id="5"><hh:heading type="NUMBER" idRef="1" level="1"/></hh:paraPr><hh:charPr id="2"><hh:underline type="BOTTOM"/></hh:charPr></hh:head>';
    const cell = (text: string, at: string, span: string): string =>
      `<hp:tc><hp:subList><hp:p><hp:run><hp:t>${text}</hp:t></hp:run></hp:p></hp:subList><hp:cellAddr ${at}/><hp:cellSpan ${span}/></hp:tc>`;
    const one = 'colSpan="1" rowSpan="1"';
    const section = `<?xml version="1.0"?><hs:sec xmlns:hs="urn:hs" xmlns:hp="urn:hp">
      <hp:p paraPrIDRef="5"><hp:run charPrIDRef="2"><hp:t>번호<hp:tab/>항목</hp:t></hp:run><hp:run><hp:pic/><hp:ctrl><hp:footNote><hp:subList><hp:p><hp:run><hp:t>각주 글</hp:t></hp:run></hp:p></hp:subList></hp:footNote></hp:ctrl></hp:run></hp:p>
      <hp:p><hp:run><hp:ctrl><hp:header><hp:subList><hp:p><hp:run><hp:t>머리</hp:t></hp:run></hp:p></hp:subList></hp:header></hp:ctrl><hp:rect><hp:drawText><hp:subList><hp:p><hp:run><hp:t>상자 글</hp:t></hp:run></hp:p></hp:subList></hp:drawText></hp:rect></hp:run></hp:p>
      <hp:p><hp:run><hp:tbl><hp:tr>${cell('가', 'colAddr="0" rowAddr="0"', 'colSpan="1" rowSpan="2"')}${cell('나', 'colAddr="1" rowAddr="0"', one)}</hp:tr><hp:tr>${cell('다', 'colAddr="1" rowAddr="1"', one)}</hp:tr></hp:tbl></hp:run></hp:p></hs:sec>`;
    const text = read('a.hwpx', zipSync({ 'Contents/header.xml': strToU8(head), 'Contents/section0.xml': strToU8(section) }));
    expect(shown(text)).toEqual(['2 _번호 항목^각주 글', 'plain 상자 글', '가|나 / |다 (0,0 2×1)']);
    expect([text.face, notes(text)]).toEqual(['sans', ['PICTURE 1', 'HEADER 1', 'TEXT_BOX 1']]);
  });
});

describe('DOCX', () => {
  const numbering = part(
    'numbering',
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="ganada"/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>',
  );
  const styles = part(
    'styles',
    '<w:style w:styleId="T"><w:name w:val="Title"/></w:style><w:style w:styleId="H"><w:name w:val="heading 1"/></w:style><w:style w:styleId="L"><w:name w:val="List"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style><w:style w:styleId="L2"><w:name w:val="L2"/><w:basedOn w:val="L"/></w:style>',
  );
  const list = (id: number, depth: number): string => `<w:numPr><w:ilvl w:val="${depth}"/><w:numId w:val="${id}"/></w:numPr>`;

  test('IMP-1 IMP-2 title, headings, lists by numbering and by style, letters', () => {
    const body = [
      p('협업 계획', '<w:pStyle w:val="T"/>'),
      p('개요', '<w:pStyle w:val="H"/>'),
      p('첫째', list(1, 0)),
      p('아래', list(1, 1)),
      p('둘째', '<w:pStyle w:val="L2"/>'),
      p('줄표', list(2, 0)),
      '<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>굵</w:t></w:r><w:r><w:rPr><w:b w:val="0"/><w:u w:val="single"/></w:rPr><w:t>밑줄</w:t><w:br/><w:t>다음 줄</w:t></w:r></w:p>',
      '<w:sectPr/>',
    ];
    const text = read('a.docx', docx(body.join(''), { 'word/numbering.xml': numbering, 'word/styles.xml': styles }));
    expect([text.title, ...wholeOf(text).map(words).slice(0, 1)]).toEqual(['협업 계획', 'plain *협업 계획']);
    expect(shown(text)).toEqual(['plain *개요', '1 첫째', '2 아래', '1 둘째', 'dash 줄표', 'plain *굵_밑줄', 'plain _다음 줄']);
    expect(text.notes).toEqual([]);
  });

  test('IMP-3 tracked changes as if accepted, merged cells as merged, notes, boxes, links and pictures are told', () => {
    const body = [
      '<w:p><w:ins><w:r><w:t>넣은 글</w:t></w:r></w:ins><w:del><w:r><w:delText>지운 글</w:delText></w:r></w:del><w:hyperlink><w:r><w:t> 링크</w:t></w:r></w:hyperlink><w:r><w:footnoteReference w:id="2"/><w:drawing><wp:x/></w:drawing></w:r></w:p>',
      '<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent><w:p><w:r><w:t>상자</w:t></w:r></w:p></w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>상자</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r><m:oMath/></w:p>',
      `<w:tbl><w:tr>${tc('넓은 칸', '<w:gridSpan w:val="2"/>')}${tc('높은 칸', '<w:vMerge w:val="restart"/>')}</w:tr><w:tr>${tc('가')}<w:tc>${p('나')}${p('다')}</w:tc>${tc('', '<w:vMerge/>')}</w:tr></w:tbl>`,
    ];
    const footnotes = part('footnotes', '<w:footnote w:id="2"><w:p><w:r><w:t>각주</w:t></w:r></w:p></w:footnote>');
    const text = read('a.docx', docx(body.join(''), { 'word/footnotes.xml': footnotes, 'word/header1.xml': part('hdr', '') }));
    expect(shown(text)).toEqual(['plain 넣은 글 링크^각주', 'plain 상자', '넓은 칸||높은 칸 / 가|나\n다| (0,0 1×2) (0,2 2×1)']);
    expect(notes(text).toSorted()).toEqual(['DELETED 1', 'EQUATION 1', 'HEADER 1', 'LINK 1', 'PICTURE 1', 'TEXT_BOX 1']);
    expect(text.notes.every(({ sentence }) => /니다\.$|십시오\.$/.test(sentence))).toBe(true);
  });
});

describe('footnotes of any format', () => {
  test('IMP-9 none is lost where its piece is blank, cut off with a mark, with 끝. or with the blanks at the ends; of a title they are told', () => {
    const lines = (...given: readonly (readonly Inline[])[]): ForeignText => {
      const paper = createPaper();
      for (const one of given) paper.line(one);
      return paper.finish();
    };
    const [one, two] = [{ note: '각주 하나' }, { note: '각주  둘' }];
    expect(shown(lines([{ text: '글' }, { text: ' ', ...one }]))).toEqual(['plain 글^각주 하나']);
    expect(shown(lines([{ text: '글' }, { text: ' ', ...one }, { text: '뒤' }]))).toEqual(['plain 글^각주 하나 뒤']);
    expect(shown(lines([{ text: '글' }, { text: '말', ...one }]))).toEqual(['plain 글말^각주 하나']);
    expect(shown(lines([{ text: '\u00a0', ...one }, { text: '글' }]))).toEqual(['plain *^각주 하나글']);
    expect(shown(lines([{ text: ' ', ...one }]))).toEqual(['plain *^각주 하나']);
    expect(
      shown(
        lines([
          { text: '글', ...one },
          { text: '  ', ...two },
        ]),
      ),
    ).toEqual(['plain 글^각주 하나  *^각주 둘']);
    expect(shown(lines([{ text: '1. ', ...one }, { text: '글' }], [{ text: '2.', ...two }]))).toEqual(['1 *^각주 하나글', '1 *^각주 둘']);
    expect(shown(lines([{ text: '글' }, { text: '  끝.', ...one }]))).toEqual(['plain 글^각주 하나']);
    expect(
      shown(
        lines([
          { text: '글', ...two },
          { text: '  끝.', ...one },
        ]),
      ),
    ).toEqual(['plain 글^각주 둘*^각주 하나']);
    const titled = lines([{ text: '제목  협업 계획', ...one }], [{ text: '글' }]);
    expect([titled.title, ...shown(titled), ...notes(titled)]).toEqual(['협업 계획', 'plain 글', 'TITLE_NOTE 1']);
    const styled = createPaper();
    styled.title([{ text: '협업 계획', ...one }]);
    expect(notes(styled.finish())).toEqual(['TITLE_NOTE 1']);
    const piece = fc.record(
      { text: fc.constantFrom('', ' ', '\t', '글', '1. ', '가. ', '  끝.', 'a b ', '\u200b'), bold: fc.constant(true as const), note: fc.constant('각주') },
      { requiredKeys: ['text'], noNullPrototype: true },
    );
    fc.assert(
      fc.property(fc.array(fc.array(piece, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 4 }), (given) => {
        const kept = lines(...given).blocks.flatMap((block) => (block.type === 'block' ? block.inlines : []));
        expect(kept.filter(({ note }) => note !== undefined)).toHaveLength(given.flat().filter(({ note }) => note !== undefined).length);
      }),
      { numRuns: 500 },
    );
  });
});

describe('HTML', () => {
  test('IMP-2 paragraphs, lists in lists, headings, breaks, letters', () => {
    const text = readHtml(
      '<meta charset=utf-8><b style="font-weight:normal"><h2>개요</h2><p>가 <b>굵</b><span style="text-decoration: underline">밑</span></p><ol><li>첫째<ol><li>아래</li></ol></li><li><p>둘째</p></li></ol><ul><li>네모</li></ul>줄<br>다음</b>',
    );
    expect(shown(text)).toEqual(['plain *개요', 'plain 가 *굵_밑', '1 첫째', '2 아래', '1 둘째', 'square 네모', 'plain 줄', 'plain 다음']);
  });

  test('IMP-3 tables of spreadsheets and Hangul: spans, paragraphs in cells, pictures; nothing of a script', () => {
    const text = readHtml(
      '<html><body><!--StartFragment--><script>x</script><style>p{}</style><table><thead><tr><th colspan=2>머리</th></tr></thead><tr><td rowspan=2><p>가</p><p>나</p></td><td>1</td></tr><tr><td>2<img src=x></td></tr></table><a href="https://x.kr">링크</a><!--EndFragment--></body></html>',
    );
    expect(shown(text)).toEqual(['머리| / 가\n나|1 / |2 (0,0 1×2) (1,0 2×1)', 'plain 링크']);
    expect(notes(text)).toEqual(['PICTURE 1', 'LINK 1']);
  });

  test('IMP-5 whatever the source, there is an answer and no line is torn', () => {
    const piece = fc.constantFrom(
      '<p>',
      '</p>',
      '<table>',
      '<tr>',
      '<td colspan=9>',
      '</table>',
      '<ul>',
      '<li>',
      '</ul>',
      '<b>',
      '</b>',
      '<br>',
      '가나',
      ' ',
      '1. ',
      '<td rowspan="-3">',
      '&amp;',
      '<svg>',
      '\u0000',
      '\ud800',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const { blocks } = readHtml(pieces.join(''));
        for (const block of blocks) {
          const inlines = block.type === 'table' ? block.rows.flat(2) : block.type === 'block' ? block.inlines : [];
          const torn = block.type === 'table' ? /[\r\u0000]|\n\n/ : /[\n\r\u0000]/;
          for (const { text } of inlines) expect(torn.test(text) || !text.isWellFormed() || text === '').toBe(false);
          // A cell neither begins nor ends with a break.
          const cells = block.type === 'table' ? block.rows.flat().map((cell) => cell.map(({ text }) => text).join('')) : [];
          expect(cells.filter((cell) => /^\n|\n$/.test(cell))).toEqual([]);
          if (block.type === 'table') expect(new Set(block.rows.map((row) => row.length)).size).toBe(1);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('IMP-5 thousands of elements inside each other end in a note', () => {
    expect(notes(readHtml('<div>'.repeat(5000) + '글'))).toEqual(['DEEP 1']);
  });
});

describe('text and marks', () => {
  test('IMP-4 a mark out of order stays as typed, 끝. is computed, dates are no marks', () => {
    const text = readPlain('1. 하나\n3. 셋\n12. 1.∼12. 18. 접수\n이상  끝.', false);
    expect(shown(text)).toEqual(['1 하나', 'plain 3. 셋', 'plain 12. 1.∼12. 18. 접수', 'plain 이상']);
    expect(notes(text)).toEqual(['ORDER 1']);
  });

  test('IMP-4 a text that goes into another may begin with any number, and says so', () => {
    const text = readPlain('3. 셋\n4. 넷\n6. 여섯', false, true);
    expect(shown(text)).toEqual(['1 셋', '1 넷', 'plain 6. 여섯']);
    expect(notes(text)).toEqual(['RENUMBERED 1', 'ORDER 1']);
  });

  test('IMP-1 Markdown without front matter, and tabs of a spreadsheet', () => {
    const text = readPlain('# 계획\n## 개요\n1. **굵은** 글\n| 가 | 나 |\n|---|---|\n| 1 | 2 |', true);
    expect([text.title, ...shown(text)]).toEqual(['계획', 'plain *개요', '1 *굵은 글', '가|나 / 1|2']);
    expect(shown(readPlain('가\t나\n1\t2\n줄', false))).toEqual(['가|나 / 1|2', 'plain 줄']);
  });
});

describe('files', () => {
  test('IMP-6 what is no text this program knows is refused with its reason', () => {
    expect(codeOf('a.hwp', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]))).toBe('FILE_KIND');
    expect(codeOf('a.xlsx', zipSync({ 'xl/workbook.xml': strToU8('<x/>') }))).toBe('FILE_KIND');
    expect(codeOf('a.png', Uint8Array.from([0x89, 0x50]))).toBe('FILE_KIND');
    expect(codeOf('a.docx', docx('<w:p/>'))).toBe('FILE_EMPTY');
    expect(codeOf('a.docx', zipSync({ 'word/document.xml': strToU8('<w:document') }))).toBe('FILE_BROKEN');
    expect(codeOf('a.docx', zipSync({ 'word/document.xml': strToU8('<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>') }))).toBe('FILE_BROKEN');
    expect(codeOf('a.txt', Uint8Array.from([0xb0, 0xa1]))).toBe('ok');
    for (const name of ['a.md', 'a.txt', 'a.html'])
      expect(codeOf(name, Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]))).toBe('FILE_KIND');
    expect(codeOf('a.txt', Uint8Array.from([0xff, 0xfe, 0x00, 0xac, 10, 0]))).toBe('ok');
  });

  test('IMP-5 a file with changed bytes gives an answer', () => {
    const whole = unzipSync(hwpxOf(['1. 가', '나'], [['다']]));
    const names = ['Contents/section0.xml', 'Contents/header.xml'];
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.nat(), fc.nat(255), fc.nat(400), (name, at, byte, cut) => {
        const bytes = (whole[name] ?? new Uint8Array(0)).slice();
        bytes.fill(byte, at % bytes.length, (at % bytes.length) + (cut % 5));
        expect(typeof codeOf('a.hwpx', zipSync({ ...whole, [name]: bytes }, { level: 0 }))).toBe('string');
      }),
      { numRuns: 60 },
    );
  });
});
