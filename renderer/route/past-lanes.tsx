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

/** Saved by name; the route on the screen can be saved too. */
export function SavedLanes({ design, documentId }: { readonly design: Design; readonly documentId: string }) {
  const [name, setName] = useState('');
  const act = useAct();
  const { saved } = design.proposal;
  const save = async (): Promise<void> => {
    const done = await act.run('routes.save', { documentId, name: name.trim(), lane: design.plan });
    if (done !== null) {
      setName('');
      design.reload();
    }
  };
  const remove = async (one: string): Promise<void> => {
    if ((await act.run('routes.remove', { documentId, name: one })) !== null) design.reload();
  };
  return (
    <section className="sec" aria-label={words.saved.title}>
      <h2>{words.saved.title}</h2>
      {saved.length > 0 && (
        <ul className="posts">
          {saved.map((one) => (
            <li key={one.name} className="row saved-lane">
              <Pick label={words.saved.use(one.name)} title={one.name} note={postsOf(one.lane)} onPick={() => design.put(fromPast(design.plan, one.lane))} />
              <button
                type="button"
                className="btn quiet icon mini"
                aria-label={words.saved.remove(one.name)}
                title={words.saved.remove(one.name)}
                onClick={() => void remove(one.name)}
              >
                <Icon name="close" size={14} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className="row save-lane">
        <input
          className="field"
          aria-label={words.saved.name}
          placeholder={words.saved.name}
          value={name}
          maxLength={60}
          onChange={(event) => setName(event.target.value)}
        />
        <ActButton busy={act.busy} why={name.trim() === '' ? words.saved.needed : null} onAct={() => void save()}>
          {words.saved.save}
        </ActButton>
      </div>
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
