/** 기록물철 of an agency as 조직·사람 lists them, and the whole directory written to a file. */

import type { Input, Output } from '../../../shared/api/contract.ts';
import { utf8 } from '../../../shared/lib/bytes.ts';
import { ok, type Result } from '../../../shared/lib/result.ts';
import { directoryRows } from '../../../shared/org/import/export.ts';
import { toCsv, toJson } from '../../../shared/org/import/table.ts';
import { recordFilesEver } from '../../../shared/org/record-files.ts';
import { seoulDate } from '../../../shared/writing/amount.ts';
import type { BackendContext } from '../context.ts';
import { administeredRecord } from './administrator.ts';

/** Record files in use, then those that were closed, the latest first. */
export function recordsOf(context: BackendContext, agency: string): Result<Output<'directory.records'>> {
  const names = context.names();
  const entries = context.sync.directoryEntries().map(({ entry }) => entry);
  const files = recordFilesEver(entries, agency).map(({ file, since, closed }) => {
    return { ...file, unitName: names.unit(agency, file.unit, closed)?.name ?? file.unit, since, closed };
  });
  const inUse = files
    .filter(({ closed }) => closed === null)
    .toSorted((a, b) => a.unitName.localeCompare(b.unitName, 'ko') || a.name.localeCompare(b.name, 'ko'));
  const closed = files.filter((file) => file.closed !== null).toSorted((a, b) => (b.closed ?? '').localeCompare(a.closed ?? ''));
  return ok({ files: [...inUse, ...closed] });
}

/** Writes the administrator's agency as the file it could be taken in from. The mark in front lets a spreadsheet read Korean. */
export async function exportDirectory(context: BackendContext, { format }: Input<'directory.export'>): Promise<Result<Output<'directory.export'>>> {
  const record = administeredRecord(context);
  if (!record.ok) return record;
  const day = seoulDate(context.now().toISOString());
  const rows = directoryRows(record.value, day);
  const text = format === 'csv' ? `\uFEFF${toCsv(rows)}` : toJson(rows);
  return context.platform.saveFile(`${record.value.name} 조직도 ${day}.${format}`, utf8(text));
}
