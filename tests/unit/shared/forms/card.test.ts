import { expect, test } from 'vitest';
import { cardPrint } from '../../../../shared/forms/card.ts';
import type { PrintPart } from '../../../../shared/forms/print-model.ts';
import { CARD_SOURCE as source } from '../../../support/card-sample.ts';

const textOf = (part: PrintPart): string => {
  const cells = part.type === 'table' ? part.rows.flat() : part.type === 'paragraph' ? [part.inlines] : [];
  return cells.map((cell) => cell.map(({ text }) => text).join('')).join(' | ');
};

test('FORM-23 the card has 문서정보, 보고경로 with every opinion, 시행정보, 관리정보 and what earlier versions ended with', () => {
  const { body, made, title } = cardPrint(source);
  const text = body.map(textOf).join('\n');
  expect([title, made]).toEqual(['문서관리카드', '2026. 11. 30. 10:00 현재 · 고용노동부 과장 이도윤']);
  for (const part of ['문서정보', '보고경로', '지난 판', '시행정보', '관리정보']) expect(text).toContain(part);
  expect(text).toContain('다른 의견: 예산을 먼저 정해야 함');
  expect(text).toContain('전결\n대결 정책관 박서준');
  expect(text).toContain('제1판 | 반려 | 국장 | 2026. 11. 20. 10:00 | 수치 확인 | 2');
  expect(text).toContain('관인생략(업무연락) 1/1기관: 고용노동부');
  expect(text).toContain('홍길동 | 이 시스템 밖');
  expect(text).toContain('고용노동부 등록번호 | 청년고용기획과-12');
});

test('FORM-23 the same card is the same print', () => {
  expect(cardPrint(source)).toEqual(cardPrint(source));
});
