/** A content as it is printed, by its form. */

import { err, ok, type Result } from '../lib/result.ts';
import { unitNow } from '../org/succession.ts';
import { buildBriefPrint } from './brief.ts';
import type { PrintSource } from './common.ts';
import { buildOfficialPrint } from './official.ts';
import type { PaperPrint } from './print-model.ts';

/** The print model of a content, whatever the directory knows: for previews. */
export function buildPaperPrint(source: PrintSource): PaperPrint {
  return source.content.fields.form === 'brief' ? buildBriefPrint(source) : buildOfficialPrint(source);
}

/** Why a paper cannot be printed. */
export type PrintCode = 'AGENCY_UNKNOWN' | 'UNIT_UNKNOWN' | 'PICTURE_MISSING';

/** The print model, or why not: a sender missing from the directory must never vanish from a joint paper unsaid. */
export function paperPrint(source: PrintSource): Result<PaperPrint, PrintCode> {
  const { fields } = source.content;
  const todo = '인쇄본은 만들지 않았습니다. 조직도를 새로 받은 뒤 다시 하십시오.';
  for (const { agency, unit } of [{ agency: fields.lead, unit: fields.leadUnit }, ...fields.partners]) {
    const known = source.agencies.get(agency);
    if (known === undefined) return err('AGENCY_UNKNOWN', `조직도에 없는 기관입니다(${agency}). ${todo}`);
    if (unitNow(known, unit) === null) return err('UNIT_UNKNOWN', `${known.name}에 없는 처리과입니다(${unit}). ${todo}`);
  }
  const missing = source.content.blocks.find((block) => block.type === 'picture' && source.pictures?.has(block.sha256) !== true);
  if (missing !== undefined) return err('PICTURE_MISSING', '본문의 그림이 아직 이 PC에 없습니다. 인쇄본은 만들지 않았습니다. 서버에 이어진 뒤 다시 하십시오.');
  return ok(buildPaperPrint(source));
}
