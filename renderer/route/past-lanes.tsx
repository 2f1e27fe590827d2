/** Routes to begin from: those saved under a name, and those used before in this role. One click takes one over. */

import { routeWords } from '../../shared/approval/said.ts';
import { useState } from 'react';
import { useAct } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { ActButton } from '../ui/busy-button.tsx';
import { shortDay } from '../ui/dates.ts';
import { Icon } from '../ui/icons.tsx';
import { Message } from '../ui/message.tsx';
import { shortPost } from '../ui/strand-geometry.ts';
import { fromPast, type Plan } from './plan.ts';
import type { Design } from './use-design.ts';

const words = ko.routeRules;

const postsOf = (lane: Plan): string => routeWords(lane.stages, (step) => shortPost(step.position));

function Pick({ label, title, note, onPick }: { readonly label: string; readonly title: string; readonly note: string; readonly onPick: () => void }) {
  return (
    <button type="button" className="pick past" aria-label={label} onClick={onPick}>
      <span className="m ell">{title}</span>
      <span className="muted cap ell">{note}</span>
    </button>
  );
}

/** Asks once more about what cannot be taken back; the answer that keeps everything stands first. */
function Sure({
  note,
  word,
  busy,
  onAct,
  onKeep,
}: {
  readonly note: string;
  readonly word: string;
  readonly busy: boolean;
  readonly onAct: () => void;
  readonly onKeep: () => void;
}) {
  return (
    <div role="group" aria-label={note} className="sure">
      <p className="cap subtle">{note}</p>
      <div className="row-gap">
        <button type="button" className="btn quiet sm" onClick={onKeep}>
          {words.saved.keep}
        </button>
        <ActButton look="bad sm" busy={busy} onAct={onAct}>
          {word}
        </ActButton>
      </div>
    </div>
  );
}

function SavedLane({ design, name, lane, onRemove }: { readonly design: Design; readonly name: string; readonly lane: Plan; readonly onRemove: () => void }) {
  return (
    <div className="row saved-lane">
      <Pick label={words.saved.use(name)} title={name} note={postsOf(lane)} onPick={() => design.put(fromPast(design.plan, lane))} />
      <button type="button" className="btn quiet icon mini" aria-label={words.saved.remove(name)} title={words.saved.remove(name)} onClick={onRemove}>
        <Icon name="close" size={14} />
      </button>
    </div>
  );
}

/** The route on the screen under a name; a name that is taken is asked about first. */
function SaveLane({ design, documentId }: { readonly design: Design; readonly documentId: string }) {
  const [typed, setName] = useState('');
  const [asked, setAsked] = useState(false);
  const act = useAct();
  const name = typed.trim();
  const taken = design.proposal.saved.some((one) => one.name === name);
  const save = async (sure: boolean): Promise<void> => {
    if (name === '') return;
    if (taken && !sure) return setAsked(true);
    const done = await act.run('routes.save', { documentId, name, lane: design.plan });
    setAsked(false);
    if (done === null) return;
    setName('');
    design.reload();
  };
  return (
    <>
      <div className="row save-lane">
        <input
          className="field"
          aria-label={words.saved.name}
          placeholder={words.saved.name}
          value={typed}
          maxLength={60}
          onChange={(event) => {
            setName(event.target.value);
            setAsked(false);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.nativeEvent.isComposing) void save(false);
          }}
        />
        <ActButton busy={act.busy} why={name === '' ? words.saved.needed : null} onAct={() => void save(false)}>
          {words.saved.save}
        </ActButton>
      </div>
      {asked && (
        <Sure note={words.saved.replaceNote(name)} word={words.saved.replace} busy={act.busy} onAct={() => void save(true)} onKeep={() => setAsked(false)} />
      )}
      {act.said?.ok === false && <Message tone="bad" text={act.said.text} onClose={act.clear} />}
    </>
  );
}

/** Saved by name; the route on the screen can be saved too. */
export function SavedLanes({ design, documentId }: { readonly design: Design; readonly documentId: string }) {
  const [leaving, setLeaving] = useState<string | null>(null);
  const act = useAct();
  const { saved } = design.proposal;
  const remove = async (name: string): Promise<void> => {
    const done = await act.run('routes.remove', { documentId, name });
    setLeaving(null);
    if (done !== null) design.reload();
  };
  return (
    <section className="sec" aria-label={words.saved.title}>
      <h2>{words.saved.title}</h2>
      {saved.length > 0 && (
        <ul className="posts">
          {saved.map(({ name, lane }) => (
            <li key={name}>
              <SavedLane design={design} name={name} lane={lane} onRemove={() => setLeaving(name)} />
              {leaving === name && (
                <Sure
                  note={words.saved.removeNote(name)}
                  word={words.saved.removeNow}
                  busy={act.busy}
                  onAct={() => void remove(name)}
                  onKeep={() => setLeaving(null)}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      <SaveLane design={design} documentId={documentId} />
      {act.said?.ok === false && <Message tone="bad" text={act.said.text} onClose={act.clear} />}
    </section>
  );
}

/** Used before. */
export function PastLanes({ design }: { readonly design: Design }) {
  const { past } = design.proposal;
  if (past.length === 0) return null;
  return (
    <section className="sec" aria-label={words.past.title}>
      <h2>{words.past.title}</h2>
      <ul className="posts">
        {past.map((one) => (
          <li key={one.at}>
            <Pick
              label={words.past.use(one.title)}
              title={postsOf(one.lane)}
              note={`${one.title} · ${shortDay(one.at)}`}
              onPick={() => design.put(fromPast(design.plan, one.lane))}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
