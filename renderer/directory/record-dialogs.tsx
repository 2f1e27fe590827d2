/** Adding a 기록물철, and closing one, with the next one of the same 단위과제 where it is wanted. */

import { useState } from 'react';
import type { RecordFileView } from '../../shared/api/directory-view.ts';
import { RETENTIONS } from '../../shared/org/import/record-rows.ts';
import { useQuery } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { ChangeDialog } from './change-dialog.tsx';
import { Choice, Text } from './reorganise-form.tsx';

const words = ko.directory.records;

interface DialogProps {
  readonly onDone: (sentence: string) => void;
  readonly onClose: () => void;
}

const RETENTION_OPTIONS = RETENTIONS.map((retention) => [retention, retention] as const);

/** 기록물철 더하기. */
export function AddRecordFile({ onDone, onClose }: DialogProps) {
  const { value } = useQuery('directory.units', {}, 'directory');
  const units = value?.units ?? [];
  const [picked, setPicked] = useState<string | null>(null);
  const [name, setName] = useState('');
  const [work, setWork] = useState('');
  const [retention, setRetention] = useState('5년');
  const unit = picked ?? units[0]?.code ?? '';
  const row = { 구분: '기록물철', 이름: name.trim(), 부서: unit, 업무: work.trim(), 보존기간: retention };
  const missing = unit === '' || name.trim() === '' || work.trim() === '';
  return (
    <ChangeDialog title={words.add} note={words.addNote} rows={[row]} why={missing ? words.why : null} onDone={onDone} onClose={onClose}>
      <Choice label={words.columns.unit} value={unit} options={units.map((one) => [one.code, `${one.name} (${one.code})`])} onPick={setPicked} />
      <Text label={words.columns.name} value={name} most={100} onText={setName} />
      <Text label={words.columns.work} value={work} most={100} onText={setWork} />
      <Choice label={words.columns.retention} value={retention} options={RETENTION_OPTIONS} onPick={setRetention} />
    </ChangeDialog>
  );
}

/** The name a year later, where it names its year. */
const nextName = (name: string): string => name.replace(/\b(20\d\d)(?!\d)/, (year) => String(Number(year) + 1));

/** 종결. */
export function CloseRecordFile({ file, onDone, onClose }: DialogProps & { readonly file: RecordFileView }) {
  const [next, setNext] = useState(nextName(file.name) !== file.name);
  const [name, setName] = useState(nextName(file.name));
  const closing = { 구분: '철종결', 이름: file.name, 부서: file.unit };
  const following = { 구분: '기록물철', 이름: name.trim(), 부서: file.unit, 업무: file.work, 보존기간: file.retention };
  const why = next && (name.trim() === '' || name.trim() === file.name) ? words.why : null;
  return (
    <ChangeDialog
      title={words.closeOf(file.name)}
      note={words.closeNote}
      rows={next ? [closing, following] : [closing]}
      why={why}
      onDone={onDone}
      onClose={onClose}
    >
      <label className="dir-check">
        <input type="checkbox" checked={next} onChange={(event) => setNext(event.target.checked)} /> {words.next}
      </label>
      {next && <Text label={words.columns.name} value={name} most={100} onText={setName} />}
    </ChangeDialog>
  );
}
