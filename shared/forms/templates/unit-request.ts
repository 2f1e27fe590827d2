/** 부서 간 협조문: asking another unit of the agency for something (영 §9②, §13). */

import { emptyTable, line, type Template } from './template.ts';

export const unitRequest: Template = {
  id: 'unit-request',
  name: '부서 간 협조 요청',
  form: 'unit-letter',
  use: '같은 기관의 다른 부서에 자료나 검토를 요청하는 문서(보조기관 명의, 서명생략)',
  title: '○○ 협조 요청',
  blocks: [
    line('item', 1, '우리 과는 ○○을 추진하고 있습니다.'),
    line('item', 1, '다음 사항을 검토하여 회신하여 주시기 바랍니다.'),
    line('item', 2, '검토할 내용: '),
    line('item', 2, '회신 기한: '),
    line('item', 2, '회신할 곳: '),
    emptyTable(['검토 사항', '의견', '비고'], 2),
  ],
};
