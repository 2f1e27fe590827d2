/** 공고 (영 §4 3호). */

import { line, type Template } from './template.ts';

export const notice: Template = {
  id: 'notice',
  name: '공고',
  form: 'official',
  use: '일정한 사항을 널리 알리는 문서',
  title: '○○ 공고',
  blocks: [
    line('plain', 1, '○○기관 공고 제0000-000호'),
    line('plain', 1, '「○○법」 제○조에 따라 다음과 같이 공고합니다.'),
    line('item', 1, '공고 내용'),
    line('item', 2, ''),
    line('item', 1, '기간: '),
    line('item', 1, '신청 방법'),
    line('item', 2, ''),
    line('item', 1, '문의처: '),
  ],
};
