/** 파일 확인: a PDF or capsule from outside is chosen or dropped, and judged on this machine. */

import { useState } from 'react';
import type { CheckedFile } from '../../shared/api/check-file-view.ts';
import { useAct } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { clockTime } from '../ui/dates.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Glyph } from '../ui/glyph.tsx';
import { Icon } from '../ui/icons.tsx';
import { Message } from '../ui/message.tsx';

const words = ko.check;
const GLYPHS = { ok: 'ok', fault: 'stop', skipped: 'unreachable' } as const;
const TONES = { valid: 'note ok', fault: 'note bad', cannot: 'note' } as const;

function Found({ found }: { readonly found: CheckedFile }) {
  const { verdict, kind, title, first, checks, at } = found;
  return (
    <>
      <div className={TONES[verdict]} role={verdict === 'fault' ? 'alert' : 'status'}>
        <Icon name={verdict === 'valid' ? 'shield' : 'warn'} />
        <div>
          <strong>{words.verdicts[verdict]}</strong>
          <p>
            {words.kinds[kind]} · {title}
          </p>
          {first !== '' && <p>{first}</p>}
          <p className="muted">{words.at(clockTime(at))}</p>
        </div>
      </div>
      <h3 className="check-head">{words.details(checks.length)}</h3>
      <ul className="verified">
        {checks.map((check, index) => (
          <li key={`${check.code}${index}`}>
            <Glyph state={GLYPHS[check.state]} size={14} />
            <span>
              {check.title} <span className="muted">{check.detail}</span>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The dialog. */
export function CheckDialog({ onClose }: { readonly onClose: () => void }) {
  const { busy, said, run, clear } = useAct();
  const [found, setFound] = useState<CheckedFile | null>(null);
  const take = async (file: File | undefined): Promise<void> => {
    if (file === undefined || busy) return;
    clear();
    setFound(null);
    const bytes = new Uint8Array(await file.arrayBuffer());
    setFound(await run('files.check', { name: file.name, bytes }));
  };
  return (
    <Dialog title={words.title} sub={words.note} onClose={onClose}>
      <div
        className="dialog-body check-body"
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          void take(event.dataTransfer.files[0]);
        }}
      >
        <div className="row">
          <label className="btn file-button" aria-busy={busy}>
            {busy ? <span className="spin" aria-hidden="true" /> : <Icon name="folder" />}
            {busy ? words.checking : found === null ? words.pick : words.another}
            <input
              type="file"
              accept=".pdf,.ongyeol"
              aria-label={words.pick}
              data-autofocus
              onChange={(event) => {
                const file = event.target.files?.[0];
                event.target.value = '';
                void take(file);
              }}
            />
          </label>
          <span className="muted">{words.drop}</span>
        </div>
        {said?.ok === false && <Message tone="bad" text={said.text} />}
        {found !== null && <Found found={found} />}
      </div>
    </Dialog>
  );
}
