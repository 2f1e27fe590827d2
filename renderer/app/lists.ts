/** Lists a document can stand in, with their words and icons. */

import type { IconName } from '../ui/icons.tsx';

/** The lists of home. */
export const LISTS = [
  ['waiting', '결재 대기', 'inbox'],
  ['progress', '진행 현황', 'flow'],
  ['drafts', '기안 문서함', 'pen'],
  ['returned', '반려·회수', 'back'],
  ['inbox', '받은 문서', 'mail'],
  ['sealing', '관인·발송', 'seal'],
  ['done', '처리한 문서', 'done'],
] as const satisfies readonly (readonly [string, string, IconName])[];

/** Name of a list. */
export type ListName = (typeof LISTS)[number][0];
