/** 계획서. */

import { emptyTable, line, type Template } from './template.ts';

export const plan: Template = {
  id: 'plan',
  name: '계획서',
  form: 'brief',
  use: '배경, 목표, 추진 내용, 일정, 예산을 담은 사업 계획',
  title: '○○ 추진 계획',
  blocks: [
    line('square', 1, '추진 배경'),
    line('circle', 2, ''),
    line('square', 1, '목표'),
    line('circle', 2, ''),
    line('square', 1, '추진 내용'),
    line('circle', 2, ''),
    line('square', 1, '추진 일정'),
    emptyTable(['시기', '할 일', '담당'], 3),
    line('square', 1, '소요예산'),
    line('circle', 2, ''),
    line('square', 1, '기대 효과'),
    line('circle', 2, ''),
  ],
};
