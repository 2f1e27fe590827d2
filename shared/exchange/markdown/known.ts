/** Names in a front matter that the directory must know: a 단위업무 nobody knows would silently change who decides (영 §10②). */

import type { Fields } from '../../collab/content.ts';
import type { Agency, RecordFile } from '../../org/directory.ts';

/** An agency of the directory; its record files where the caller has them. */
export type KnownAgency = Agency & { readonly recordFiles?: readonly RecordFile[] };

/** A name the directory does not know: under which key it stands, what it is called, what to write instead. */
export interface UnknownName {
  readonly code: 'WORK_UNKNOWN' | 'RECORD_FILE_UNKNOWN' | 'POST_UNKNOWN';
  readonly key: 'work' | 'recordFile' | 'originator' | 'reporter';
  readonly value: string;
  readonly what: string;
  readonly todo: string;
}

function oneOf(names: readonly string[]): string {
  return `${names.join(', ')} 가운데 하나를 쓰십시오.`;
}

/** The first name of the lead's own that its agency does not have; null where all are known. An empty table or list of files says nothing. */
export function unknownName(fields: Fields, lead: KnownAgency): UnknownName | null {
  const works = [...new Set(lead.delegation.map((row) => row.work))];
  const work = works.length === 0 ? undefined : fields.work.find((name) => !works.includes(name));
  if (work !== undefined) return { code: 'WORK_UNKNOWN', key: 'work', value: work, what: `${lead.name} 위임전결표에 없는 단위업무입니다`, todo: oneOf(works) };
  const files = (lead.recordFiles ?? []).filter((file) => file.unit === fields.leadUnit).map((file) => file.name);
  if (files.length > 0 && !files.includes(fields.recordFile))
    return { code: 'RECORD_FILE_UNKNOWN', key: 'recordFile', value: fields.recordFile, what: '이 처리과에 없는 기록물철입니다', todo: oneOf(files) };
  const unit = lead.units.find((candidate) => candidate.code === fields.leadUnit);
  const posts = [...(unit?.positions ?? []), ...lead.leadership];
  const key = (['originator', 'reporter'] as const).find((name) => fields[name] !== '' && !posts.includes(fields[name]));
  if (key === undefined) return null;
  const title = key === 'originator' ? '발의자' : '보고자';
  return { code: 'POST_UNKNOWN', key, value: fields[key], what: `${title}의 직위가 ${unit?.name ?? lead.name}의 결재 계통에 없습니다`, todo: oneOf(posts) };
}
