/** 서식 of an agency beside those the program brings. The administrator adds them from a file and takes them out. */

import { useState } from 'react';
import type { Output } from '../../shared/api/contract.ts';
import { FACE_WORDS } from '../../shared/forms/face.ts';
import { FORMS } from '../../shared/forms/forms.ts';
import { useAct, useQuery } from '../api/use-query.ts';
import { koTemplates as words } from '../i18n/ko-templates.ts';
import { ActButton } from '../ui/busy-button.tsx';
import { Message } from '../ui/message.tsx';
import { ScrollArea } from '../ui/scroll-area.tsx';
import { AddTemplate } from './template-dialog.tsx';
import { PartHead } from './part-head.tsx';

type Row = Output<'templates.list'>['templates'][number];

function Rows({ rows, onDrop, busy }: { readonly rows: readonly Row[]; readonly onDrop: ((row: Row) => void) | null; readonly busy: boolean }) {
  const { columns } = words;
  return (
    <table className="tb">
      <thead>
        <tr>
          {[columns.name, columns.form, columns.use, columns.from].map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
          {onDrop !== null && (
            <th scope="col">
              <span className="sr">{columns.act}</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td className="nw">
              <b>{row.name}</b>
            </td>
            <td className="nw">{row.face === 'sans' ? FORMS[row.form].name : `${FORMS[row.form].name} · ${FACE_WORDS[row.face]}`}</td>
            <td>{row.use}</td>
            <td className="nw muted">{row.own ? words.own : words.brought}</td>
            {onDrop !== null && (
              <td>
                {row.own && (
                  <ActButton look="sm" busy={busy} onAct={() => onDrop(row)}>
                    {words.drop(row.name)}
                  </ActButton>
                )}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The part. `administers` where the person at work may change this agency; only the own agency's templates are known here. */
export function TemplatesPart({ administers, onSaid }: { readonly administers: boolean; readonly onSaid: (sentence: string) => void }) {
  const { value, error, reload } = useQuery('templates.list', {}, 'directory');
  const [adding, setAdding] = useState(false);
  const act = useAct();
  const drop = async (row: Row): Promise<void> => {
    if ((await act.run('templates.drop', { id: row.id })) === null) return;
    reload();
    onSaid(words.dropped(row.name));
  };
  return (
    <ScrollArea className="dir-tree dir-part" label={words.title}>
      {error !== null && <Message tone="bad" text={error} />}
      {act.said?.ok === false && <Message tone="bad" text={act.said.text} onClose={act.clear} />}
      <PartHead words={words} add={administers ? { word: words.add, onAct: () => setAdding(true) } : null} />
      {value !== null && <Rows rows={value.templates} busy={act.busy} onDrop={administers ? (row) => void drop(row) : null} />}
      {adding && (
        <AddTemplate
          onClose={() => setAdding(false)}
          onDone={(sentence) => {
            setAdding(false);
            reload();
            onSaid(sentence);
          }}
        />
      )}
    </ScrollArea>
  );
}
