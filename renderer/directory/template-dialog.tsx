/** 서식 더하기: a file's text becomes what new papers of the agency may begin with. */

import { useState } from 'react';
import { FORM_IDS, type FormId } from '../../shared/collab/content.ts';
import { FORMS } from '../../shared/forms/forms.ts';
import { useAct } from '../api/use-query.ts';
import { FOREIGN_FILES } from '../editor/bring-file.tsx';
import { koTemplates as words } from '../i18n/ko-templates.ts';
import { DialogFoot } from '../ui/dialog-foot.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Message } from '../ui/message.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { Choice, Text } from './reorganise-form.tsx';
import { FilePick, type Picked } from './secret-fields.tsx';

/** The dialog. */
export function AddTemplate({ onDone, onClose }: { readonly onDone: (sentence: string) => void; readonly onClose: () => void }) {
  const [name, setName] = useState('');
  const [use, setUse] = useState('');
  const [title, setTitle] = useState('');
  const [form, setForm] = useState<FormId>('official');
  const [file, setFile] = useState<Picked | null>(null);
  const act = useAct();
  const why = name.trim() === '' || file === null ? words.needed : null;
  const add = async (): Promise<void> => {
    if (name.trim() === '' || file === null) return;
    const done = await act.run('templates.keep', { name: name.trim(), use: use.trim(), title: title.trim(), form, file });
    if (done !== null) onDone(words.added(name.trim()));
  };
  useShortcuts({ 'Ctrl Enter': () => void add() }, true);
  return (
    <Dialog title={words.add} sub={<p className="subtle">{words.addNote}</p>} onClose={onClose}>
      <div className="dialog-body">
        <Text label={words.name} value={name} onText={setName} />
        <Text label={words.use} value={use} most={200} onText={setUse} />
        <Text label={words.proposed} value={title} most={300} onText={setTitle} />
        <Choice
          label={words.form}
          value={form}
          options={FORM_IDS.map((id) => [id, FORMS[id].name])}
          onPick={(id) => setForm(FORM_IDS.find((one) => one === id) ?? 'official')}
        />
        <FilePick label={words.file} accept={FOREIGN_FILES} picked={file} onPick={setFile} />
        {act.said?.ok === false && <Message tone="bad" text={act.said.text} />}
      </div>
      <DialogFoot word={words.doAdd} busy={act.busy} busyWord={words.adding} why={why} onClose={onClose} onAct={() => void add()} />
    </Dialog>
  );
}
