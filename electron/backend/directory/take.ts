/** 조직도 가져오기 at the screen: first what the file would change and every wrong line, then one signed entry. */

import type { Input, Output } from '../../../shared/api/contract.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import { unitsEver } from '../../../shared/org/history.ts';
import { importFile } from '../../../shared/org/import/file.ts';
import { seoulDate } from '../../../shared/writing/amount.ts';
import type { BackendContext } from '../context.ts';
import { administeredRecord } from './administrator.ts';
import { directoryText } from './file-text.ts';
import { publishRecord } from './publish.ts';

const UNREADABLE = err('FILE_UNREADABLE', '파일이 8MB보다 크거나 UTF-8도 EUC-KR도 아닙니다. 조직도는 바꾸지 않았습니다. CSV로 다시 저장해 고르십시오.');
const MOVED = err('STALE', '미리 본 뒤에 조직도가 바뀌었습니다. 이 파일은 올리지 않았습니다. 다시 미리 보고 올리십시오.');

const entriesOf = ({ sync }: BackendContext) => sync.directoryEntries().map(({ entry }) => entry);

function made(context: BackendContext, bytes: Uint8Array) {
  const record = administeredRecord(context);
  if (!record.ok) return record;
  const text = directoryText(bytes);
  if (text === null) return UNREADABLE;
  const day = seoulDate(context.now().toISOString());
  return ok(importFile(context.sync.directory(), record.value, text, unitsEver(entriesOf(context), record.value.code), day));
}

/** What a file would change. Nothing is signed. */
export function previewFile(context: BackendContext, { bytes }: Input<'directory.preview'>): Result<Output<'directory.preview'>> {
  const { rev } = context.sync.directory();
  const read = made(context, bytes);
  if (!read.ok) return read;
  const { changes, faults } = read.value;
  return ok({ rev, changes: [...changes], faults: [...faults] });
}

/** Takes a file in as one signed entry, against the directory it was previewed with. */
export async function applyFile(context: BackendContext, { bytes, rev }: Input<'directory.apply'>): Promise<Result<{ sentence: string }>> {
  if (context.sync.directory().rev !== rev) return MOVED;
  const read = made(context, bytes);
  if (!read.ok) return read;
  const { record, changes, faults } = read.value;
  if (faults.length > 0) return err('FILE_FAULTY', `파일에 잘못된 줄이 ${faults.length}곳 있습니다. 조직도는 바꾸지 않았습니다. 고쳐서 다시 고르십시오.`);
  if (changes.length === 0) return ok({ sentence: '바뀌는 것이 없어 조직도를 그대로 두었습니다.' });
  const published = await publishRecord(context, record, { rev });
  return published.ok ? ok({ sentence: `바뀐 곳 ${changes.length}건을 서명해 조직도에 올렸습니다.` }) : published;
}
