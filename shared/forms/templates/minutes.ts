/** 회의록: what the law asks of it (기록물법 시행령 §18②). */

import { line, type Template } from './template.ts';

export const minutes: Template = {
  id: 'minutes',
  name: '회의록',
  form: 'brief',
  use: '회의의 명칭·개최기관·일시·장소·참석자·진행 순서·안건·발언 요지·결정 사항',
  title: '○○ 회의록',
  blocks: [
    line('square', 1, '회의 명칭: '),
    line('square', 1, '개최기관: '),
    line('square', 1, '일시와 장소: '),
    line('square', 1, '참석자와 배석자'),
    line('circle', 2, '참석자: '),
    line('circle', 2, '배석자: '),
    line('square', 1, '진행 순서'),
    line('square', 1, '상정 안건'),
    line('square', 1, '발언 요지'),
    line('square', 1, '결정 사항과 표결 내용'),
  ],
};
