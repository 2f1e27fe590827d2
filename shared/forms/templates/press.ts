/** 보도자료. */

import { line, type Template } from './template.ts';

export const press: Template = {
  id: 'press',
  name: '보도자료',
  form: 'brief',
  use: '배포 시점, 제목, 핵심 내용, 담당 부서를 담은 언론 배포 자료',
  title: '○○',
  blocks: [
    line('square', 1, '보도 시점: '),
    line('square', 1, '배포 일시: '),
    line('plain', 1, '핵심 내용을 한 문단으로 씁니다.'),
    line('circle', 2, ''),
    line('circle', 2, ''),
    line('plain', 1, '기관장의 말을 따옴표로 옮깁니다.'),
    line('square', 1, '담당 부서와 연락처: '),
  ],
};
