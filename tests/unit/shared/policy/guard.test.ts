import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { Block, Fields } from '../../../../shared/collab/content.ts';
import { guardFile } from '../../../../shared/policy/guard/attachment-guard.ts';
import { contactsOf, personalDataIn, secretIn } from '../../../../shared/policy/guard/content-guard.ts';
import { findPersonalData } from '../../../../shared/policy/guard/personal-data.ts';
import { secretMarkIn, secretMarkInTitle } from '../../../../shared/policy/guard/secret-grade.ts';

const oldKorean = (bytes: Uint8Array): string => new TextDecoder('euc-kr').decode(bytes);
const kinds = (text: string): string[] => findPersonalData(text, []).map(({ kind }) => kind);
const codeOf = (name: string, bytes: Uint8Array): string => {
  const guarded = guardFile(name, bytes, oldKorean);
  return guarded.ok ? 'ok' : guarded.code;
};

describe('개인정보', () => {
  test.each([
    ['신청인 900101-1234567', 'RESIDENT_NUMBER'],
    ['신청인 031231 - 4234567', 'RESIDENT_NUMBER'],
    ['번호 9001011234568', 'RESIDENT_NUMBER'],
    ['외국인 850101-5234567', 'FOREIGNER_NUMBER'],
    ['여권 M12345678', 'PASSPORT'],
    ['M123A4567', 'PASSPORT'],
    ['면허 11-12-123456-01', 'DRIVER_LICENCE'],
    ['010-1234-5678로 연락', 'MOBILE'],
    ['01012345678', 'MOBILE'],
    ['+82 10-1234-5678', 'MOBILE'],
    ['홍길동 댁 02-345-6789', 'PHONE'],
    ['hong@example.com', 'EMAIL'],
    ['국민은행 123456-78-901234', 'ACCOUNT'],
    ['계좌번호: 110-234-567890', 'ACCOUNT'],
    ['카드 4111-1111-1111-1111', 'CARD'],
    ['생년월일: 1990. 1. 1.', 'BIRTH_DATE'],
    ['홍길동(1990. 1. 1.생)', 'BIRTH_DATE'],
    ['세종로 12, 행복아파트 101동 1203호', 'HOME_ADDRESS'],
  ])('PERS-1 %s', (text, kind) => {
    expect(kinds(text)).toEqual([kind]);
  });

  test.each([
    '문의: 협업정책과(044-205-1234)',
    '담당자: 행정주사 최들(전화 044-202-0000)',
    '전화번호(044-202-7400) 팩스번호(044-202-8000)',
    '대표전화 02-2100-3399',
    'hyeopeop@mois.go.kr, gildong@korea.kr',
    '민원은 국번 없이 110, 1588-1234로',
    '행정사무관 김하늘, 청년고용기획과장 이바다',
    '900101-1******',
    '등록번호 110-2026-00012, 사업자등록번호 123-45-67890',
    '조직기획과-1234(2026. 10. 30.)',
    '제2026-12호, 2026. 11. 23., 14:00∼16:00',
    '금113,560,000원(금일억일천삼백오십육만원)',
    '정부세종청사 11동, 세종대로 209',
    '모델 S20260101, 번호 9913011234567',
    '카드 4111-1111-1111-1112',
    '2026. 1. 1.부터 시행',
  ])('PERS-3 %s is no finding', (text) => {
    expect(kinds(text)).toEqual([]);
  });

  test('PERS-1 place, reason and cover', () => {
    const text = '가. 신청인 900101-1234567 (010-1234-5678)';
    for (const finding of findPersonalData(text, [])) {
      expect(text.slice(finding.start, finding.end)).toMatch(/^[\d-]+$/);
      expect(finding.reason.length).toBeGreaterThan(5);
    }
    expect(findPersonalData(text, []).map(({ masked }) => masked)).toEqual(['900101-1******', '010-123*-****']);
  });

  test('PERS-2 findings never overlap, whatever the text', () => {
    const piece = fc.constantFrom(
      '900101',
      '-',
      '1234567',
      '010',
      '1234',
      '5678',
      ' ',
      '계좌',
      '여권',
      'M1234',
      '@',
      'a.kr',
      '02',
      '생년월일',
      '로 12, 3동 4호',
      '.',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const found = findPersonalData(pieces.join(''), []);
        for (const [i, finding] of found.entries()) expect(finding.start).toBeGreaterThanOrEqual(found[i - 1]?.end ?? 0);
      }),
    );
  });

  test('PERS-4 a whole draft, and the contacts of the directory', () => {
    const fields = { title: '알림', summary: '홍길동 010-1234-5678', keywords: ['a@b.com'], recipients: ['hong@example.com'] } as unknown as Fields;
    const blocks: Block[] = [
      { type: 'block', kind: 'item', level: 1, inlines: [{ text: '댁 02-345-' }, { text: '6789', bold: true }] },
      { type: 'block', kind: 'item', level: 1, inlines: [{ text: '부서 02-111-2222' }] },
      { type: 'table', level: 1, header: true, rows: [[[{ text: '이름' }], [{ text: '900101-1234567' }]]] },
    ];
    const agency = { units: [{ phone: '02-111-2222' }] } as unknown as Parameters<typeof contactsOf>[0] extends Iterable<infer A> ? A : never;
    const found = personalDataIn({ fields, blocks, attachments: [] }, contactsOf([agency]));
    expect(found.map(({ kind, label }) => [kind, label])).toEqual([
      ['MOBILE', '문서요지'],
      ['EMAIL', '키워드'],
      ['PHONE', '1.'],
      ['RESIDENT_NUMBER', '표 1행 2칸'],
    ]);
  });
});

describe('비밀 markings', () => {
  test.each([
    ['Ⅱ급비밀', 2],
    ['  Ⅲ 급 비 밀  ', 3],
    ['[I급비밀]', 1],
    ['"Ⅱ급비밀"', 2],
    ['비밀등급: Ⅲ급비밀', 3],
    ['통보합니다.  끝. "Ⅲ급비밀"', 3],
    ['제목  훈련 계획 통보 "Ⅱ급비밀"', 2],
    ['**III급비밀**', 3],
    ['[Ⅱ급비밀] 동원계획', 2],
    ['(2급비밀)동원계획', 2],
    ['【３급비밀】 비상대비 훈련', 3],
    ['Ⅱ급비밀 - 3 -', 2],
    ['Ⅱ급비밀 3/12', 2],
    ['Ⅱ급비밀(예고문: 2027. 12. 31. 파기)', 2],
    ['Ⅱ급비밀\u200b', 2],
    ['Ⅰ급\u200b비밀', 1],
    ['Ⅲ급비밀'.normalize('NFD'), 3],
    ['제목  Ⅱ급비밀 동원계획', 2],
  ])('SECRET-1 %s', (line, grade) => {
    expect(secretMarkIn(['앞줄', line])).toMatchObject({ grade, line: 1 });
  });

  test.each([
    'Ⅱ급비밀취급 인가를 신청합니다.',
    'Ⅲ급비밀의 관리에 관한 사항',
    '비밀번호를 바꾸십시오.',
    'I급비밀, Ⅱ급비밀, Ⅲ급비밀로 나눈다(보안업무규정 제4조).',
    '1급 비밀번호',
    '“Ⅱ급비밀”이란 누설되는 경우 국가안전보장에 막대한 지장을 끼칠 우려가 있는 비밀을 말한다.',
    '[Ⅱ급비밀] 취급 인가 대상자',
    'Ⅲ급비밀 5건, 대외비 12건을 보유하고 있습니다.',
    '2급비밀 취급인가 대상자 명단을 2026. 12. 10.까지 제출하여 주시기 바랍니다.',
    '비밀의 보호',
    'Ⅱ급비밀(누설되는 경우 막대한 지장을 끼칠 우려가 있는 것)과 Ⅲ급비밀',
    '제목  Ⅱ급비밀 취급인가 신청',
    '(Ⅱ급비밀 이상) 보관 용기',
  ])('SECRET-2 %s', (line) => {
    expect(secretMarkIn([line])).toBeNull();
  });

  test.each([
    ['Ⅱ급비밀 동원계획', 2],
    ['2급비밀 계획', 2],
    ['[Ⅱ급비밀] 동원계획', 2],
    ['2급비밀_동원계획_최종', 2],
    ['동원계획_3급비밀', 3],
    ['Ⅲ급비밀 요지', 3],
    ['Ⅰ급비밀', 1],
    ['동원계획 「Ⅱ급비밀」', 2],
  ])('SECRET-1 %s names a paper or a file that bears the grade', (name, grade) => {
    expect(secretMarkInTitle(name)).toBe(grade);
  });

  test.each([
    '2급비밀 취급인가 대상자 명단 제출 요청',
    'Ⅱ급비밀취급 인가 신청서',
    'Ⅲ급비밀의 보호 대책',
    'Ⅰ급비밀·Ⅱ급비밀 관리 지침',
    'Ⅱ급비밀 및 Ⅲ급비밀 재분류 계획',
    '비밀의 보호와 관리 교육',
    '비밀번호 변경 안내',
    '상반기 보안점검(비밀취급인가자 대상)',
  ])('SECRET-2 %s speaks of secrets', (name) => {
    expect(secretMarkInTitle(name)).toBeNull();
    const fields = { title: name, summary: `${name}합니다.`, keywords: [name] };
    expect(secretIn({ fields, attachments: [{ name: `${name}.pdf`, label: name }] })).toBeNull();
  });

  test('SECRET-1 a line drawn long is looked at as fast as any', () => {
    const began = performance.now();
    for (const sign of ['-', ' ', '- ', '= -', '[', '"('])
      for (const line of [`2급비밀${sign.repeat(200_000)}x`, `${sign.repeat(200_000)}2급비밀 x`]) void [secretMarkIn([line]), secretMarkInTitle(line)];
    expect(performance.now() - began).toBeLessThan(4000);
    expect(secretMarkIn([`${'='.repeat(500)} Ⅱ급비밀 ${'='.repeat(500)}`])).toMatchObject({ grade: 2 });
  });

  test('SECRET-4 fields of 문서정보, names of attachments and of files in an archive bear a grade at their head', () => {
    const hidden = { name: '2급비밀 계획.pdf', label: '계획' };
    expect(secretIn({ fields: { summary: 'Ⅲ급비밀 요지' } })).toEqual({ grade: 3, label: '문서요지' });
    expect(secretIn({ fields: { title: 'Ⅱ급비밀 동원계획' } })).toEqual({ grade: 2, label: '제목' });
    expect(secretIn({ attachments: [hidden] })).toEqual({ grade: 2, label: '붙임 이름' });
    expect(codeOf('자료.zip', zipSync({ '가/2급비밀 계획.pdf': strToU8('%PDF-1.7') }))).toBe('FILE_SECRET');
  });

  test('SECRET-1 titles, bodies and cells of a draft', () => {
    expect([secretMarkInTitle('훈련 계획(Ⅲ급비밀)'), secretMarkInTitle('Ⅲ급비밀 관리 실태 점검')]).toEqual([3, null]);
    const cell: Block = { type: 'table', level: 1, header: false, rows: [[[{ text: 'Ⅱ급비밀' }]]] };
    const fields = { title: '계획' } as unknown as Fields;
    expect(secretIn({ fields, blocks: [cell] })).toEqual({ grade: 2, label: '표 1행 1칸' });
  });

  test('SECRET-3 text in any encoding, and the XML of office papers', () => {
    expect(codeOf('a.txt', strToU8('계획\nⅡ급비밀\n'))).toBe('FILE_SECRET');
    expect(
      codeOf('a.txt', Uint8Array.from([0xff, 0xfe, ...Array.from('Ⅱ급비밀').flatMap((sign) => [sign.charCodeAt(0) & 255, sign.charCodeAt(0) >> 8])])),
    ).toBe('FILE_SECRET');
    expect(codeOf('a.txt', Uint8Array.from([0xa5, 0xb1, 0xb1, 0xde, 0xba, 0xf1, 0xb9, 0xd0]))).toBe('FILE_SECRET');
    expect(codeOf('a.docx', zipSync({ 'word/header1.xml': strToU8('<w:p><w:r><w:t>Ⅱ급</w:t></w:r><w:r><w:t>비밀</w:t></w:r></w:p>') }))).toBe('FILE_SECRET');
    expect(codeOf('a.hwpx', zipSync({ 'Contents/section0.xml': strToU8('<hp:p><hp:t>Ⅰ급비밀</hp:t></hp:p>') }))).toBe('FILE_SECRET');
    expect(codeOf('a.docx', zipSync({ 'word/document.xml': strToU8('<w:p><w:t>Ⅱ급비밀취급 인가</w:t></w:p>') }))).toBe('ok');
  });
});

/** A small Windows program's head. */
function windowsProgram(): Uint8Array {
  const bytes = new Uint8Array(256);
  bytes.set([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0, 4, 0]);
  bytes[60] = 0x80;
  bytes.set([0x50, 0x45, 0, 0], 0x80);
  return bytes;
}

function oleWith(name: string, clsid: readonly number[] = []): Uint8Array {
  const bytes = new Uint8Array(2048);
  bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  bytes.set(
    Array.from(name).flatMap((sign) => [sign.charCodeAt(0), 0]),
    512,
  );
  bytes.set(clsid, 512 + 80);
  return bytes;
}

describe('files that run', () => {
  test.each([
    ['보고서.pdf', windowsProgram()],
    ['사진.png', Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1])],
    ['a.txt', strToU8('#!/bin/sh\nrm -rf /')],
    ['a.txt', strToU8('@echo off\r\ndel *.*')],
    ['a.html', strToU8('<html><HTA:APPLICATION id=x></html>')],
    ['a.hwp', oleWith('_VBA_PROJECT')],
    ['a.doc', oleWith('Root Entry', [0x84, 0x10, 0x0c, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0x46])],
    ['a.docx', zipSync({ 'word/document.xml': strToU8('<x/>'), 'word/vbaProject.bin': oleWith('VBA') })],
    ['자료.zip', zipSync({ '안내.txt': strToU8('안녕'), '사진.jpg': windowsProgram() })],
    ['자료.zip', zipSync({ 'in.zip': zipSync({ 'setup.dat': windowsProgram() }) })],
    ['a.jar.zip', zipSync({ 'META-INF/MANIFEST.MF': strToU8('x'), 'a.class': strToU8('x') })],
    ['디스크', Uint8Array.from([...new Uint8Array(32_769), ...strToU8('CD001')])],
    ['a.lnk', strToU8('x')],
    ['a.JS', strToU8('alert(1)')],
    ['a.bat. ', strToU8('x')],
    ['a.docm', zipSync({ 'word/document.xml': strToU8('<x/>') })],
  ])('FILE-1 %s is refused', (name, bytes) => {
    expect(codeOf(name, bytes)).toBe('FILE_RUNS');
  });

  test.each([
    ['계획.md', strToU8('MZ세대 의견 수렴 계획')],
    ['a.csv', strToU8('이름,수\n가,1')],
    ['a.hwp', oleWith('DefaultJScript')],
    ['a.xlsx', zipSync({ 'xl/workbook.xml': strToU8('<x/>') })],
    ['a.pdf', strToU8('%PDF-1.7\nx')],
    ['a.zip', strToU8('PK\u0003\u0004 부서진 파일')],
  ])('FILE-1 %s is let in', (name, bytes) => {
    expect(codeOf(name, bytes)).toBe('ok');
  });

  test('FILE-3 names that hide their ending', () => {
    expect(codeOf('보고서\u202Efdp.exe', strToU8('x'))).toBe('FILE_NAME_HIDDEN');
    expect(codeOf(`보고서.pdf${' '.repeat(20)}.scr`, strToU8('x'))).toBe('FILE_NAME_HIDDEN');
  });

  test('FILE-4 paths that leave the folder', () => {
    expect(codeOf('a.zip', zipSync({ '../../a.txt': strToU8('x') }))).toBe('FILE_BOMB');
  });

  test('FILE-1 the sentence names the file and says what to do', () => {
    const guarded = guardFile('자료.zip', zipSync({ '사진.jpg': windowsProgram() }), oldKorean);
    expect(guarded.ok ? '' : guarded.message).toBe(
      '실행 프로그램이 들어 있어 붙일 수 없습니다(자료.zip 안의 사진.jpg). 붙이지 않았습니다. 문서나 자료 파일만 고르십시오.',
    );
  });
});
