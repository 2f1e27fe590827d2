/** Registering or replacing a seal, and taking one in on the PC of who applies it. */

import { useState } from 'react';
import type { Output } from '../../shared/api/contract.ts';
import { useAct } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Message } from '../ui/message.tsx';
import { Text } from './reorganise-form.tsx';
import { FilePick, Passphrase, type Picked } from './secret-fields.tsx';
import { ActFoot } from './act-foot.tsx';

const words = ko.directory.seals;

function Made({ made }: { readonly made: Output<'seals.register'> }) {
  return (
    <div className="dialog-body">
      <Message tone="ok" text={words.done(made.name)} />
      <dl className="dir-facts">
        <dt>{words.file}</dt>
        <dd className="dir-path">{made.path}</dd>
        <dt>{words.code}</dt>
        <dd className="dir-code">{made.code}</dd>
      </dl>
      <p className="device-sure">{words.codeNote}</p>
    </div>
  );
}

interface ScanProps {
  readonly picked: Picked | null;
  readonly mm: number;
  readonly onPick: (picked: Picked | null) => void;
  readonly onMm: (mm: number) => void;
}

/** A scanned seal instead of drawn letters: its file, and how large it is on paper. */
function Scan({ picked, mm, onPick, onMm }: ScanProps) {
  return (
    <section className="seal-scan" aria-label={words.scan}>
      <p>
        <b>{words.scan}</b> <span className="muted cap">{words.scanNote}</span>
      </p>
      <FilePick label={words.scanFile} accept="image/png,.png" picked={picked} onPick={onPick} />
      {picked !== null && (
        <div className="row-gap">
          <label>
            {words.scanMm}{' '}
            <input className="field scan-mm" type="number" min={10} max={60} step={0.5} value={mm} onChange={(event) => onMm(Number(event.target.value))} />
          </label>
          <button type="button" className="btn quiet sm" onClick={() => onPick(null)}>
            {words.scanNone}
          </button>
        </div>
      )}
    </section>
  );
}

/** 관인 등록 · 관인 바꾸기. The code is shown here once and nowhere else. */
export function RegisterSeal({ suggested, replaces, onClose }: { readonly suggested: string; readonly replaces: boolean; readonly onClose: () => void }) {
  const act = useAct();
  // What was asked stays what it was, also once the register shows the new seal.
  const [again] = useState(replaces);
  const [name, setName] = useState(suggested);
  const [passphrase, setPassphrase] = useState('');
  const [picked, setPicked] = useState<Picked | null>(null);
  const [mm, setMm] = useState(36);
  const [made, setMade] = useState<Output<'seals.register'> | null>(null);
  const register = async (): Promise<void> => {
    const picture = picked === null ? null : { bytes: picked.bytes, mm };
    const done = await act.run('seals.register', { name: name.trim(), passphrase, picture });
    setPassphrase('');
    if (done !== null) setMade(done);
  };
  const note = again ? words.replaceNote : words.registerNote;
  return (
    <Dialog title={again ? words.replace : words.register} sub={<p className="subtle">{note}</p>} onClose={onClose}>
      {made !== null ? (
        <Made made={made} />
      ) : (
        <div className="dialog-body">
          <Text label={words.name} note={words.nameNote} most={16} value={name} onText={setName} />
          <Scan picked={picked} mm={mm} onPick={setPicked} onMm={setMm} />
          <Passphrase label={words.passphrase} why={words.passphraseWhy} value={passphrase} onText={setPassphrase} />
          {act.said?.ok === false && <Message tone="bad" text={act.said.text} onClose={act.clear} />}
        </div>
      )}
      <ActFoot
        act={
          made === null
            ? {
                word: words.act,
                busy: act.busy,
                busyWord: words.busy,
                why: name.trim() === '' || passphrase === '' ? words.needed : null,
                run: () => void register(),
              }
            : null
        }
        onClose={onClose}
      />
    </Dialog>
  );
}

/** 관인 받기. */
export function TakeSeal({ onDone, onClose }: { readonly onDone: (sentence: string) => void; readonly onClose: () => void }) {
  const act = useAct();
  const [picked, setPicked] = useState<Picked | null>(null);
  const [code, setCode] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const take = async (file: Picked): Promise<void> => {
    const done = await act.run('seals.take', { file: file.bytes, code, passphrase });
    setPassphrase('');
    if (done !== null) onDone(done.sentence);
  };
  const missing = picked === null || code.trim() === '' || passphrase === '';
  return (
    <Dialog title={words.take} sub={<p className="subtle">{words.takeNote}</p>} onClose={onClose}>
      <div className="dialog-body">
        <FilePick label={words.takeFile} accept=".ongyeol-seal" picked={picked} onPick={setPicked} />
        <Text label={words.takeCode} value={code} onText={setCode} />
        <Passphrase label={words.takePassphrase} value={passphrase} onText={setPassphrase} />
        {act.said?.ok === false && <Message tone="bad" text={act.said.text} onClose={act.clear} />}
      </div>
      <ActFoot
        act={{
          word: words.take,
          busy: act.busy,
          busyWord: words.takeBusy,
          why: missing ? words.takeNeeded : null,
          run: () => (picked === null ? undefined : void take(picked)),
        }}
        onClose={onClose}
      />
    </Dialog>
  );
}
