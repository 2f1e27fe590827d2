/** With whom a request lies: since when they are out of touch with the server, and reminding them (screens `progress`). */

import { ko } from '../i18n/ko.ts';
import { ActButton } from '../ui/busy-button.tsx';
import { hourTime, recentTime } from '../ui/dates.ts';
import { Icon } from '../ui/icons.tsx';
import type { WaitingOn } from './use-waiting.ts';

const words = ko.progress;

/** `10:27`, on other days `11. 25.`, with the hour where it is yesterday or earlier this says more than the hour alone. */
export function seenWords(at: string | null, now: number): string {
  if (at === null) return words.never;
  const day = recentTime(at, now);
  const hour = hourTime(at);
  return day === hour ? hour : `${day} ${hour}`;
}

interface HolderInput {
  readonly waiting: WaitingOn;
  readonly agency: string;
  readonly stepId: string | null;
  readonly now: number;
}

/** That whoever a step waits for has the paper before their eyes just now; nothing where they do not, or nothing is known. */
export function HolderLooks({ waiting, agency, stepId }: Pick<HolderInput, 'waiting' | 'agency' | 'stepId'>) {
  if (waiting.holder(agency, stepId)?.looking !== true) return null;
  return (
    <>
      <b className="turn">{words.looking}</b> ·{' '}
    </>
  );
}

/** Since when whoever a request waits for is out of touch with the server; nothing where they are in touch or nothing is known. */
export function HolderAway({ waiting, agency, stepId, now }: HolderInput) {
  const holder = waiting.holder(agency, stepId);
  if (holder === undefined || holder.nudgeNot === '' || !waiting.known || holder.here) return null;
  return (
    <div className="d off-word">
      {holder.seenAt === null ? words.never : words.away(seenWords(holder.seenAt, now))}
      {waiting.cut(agency) !== null && <>. {words.cutNote}</>}
    </div>
  );
}

/** The button that reminds them, and when somebody last did. */
export function NudgeButton({ waiting, agency, stepId, now }: HolderInput) {
  const holder = waiting.holder(agency, stepId);
  if (holder === undefined || holder.nudgeNot === '') return null;
  return (
    <>
      <span className="nudge">
        <ActButton look="sm" busy={waiting.busy} busyWord={words.nudging} why={holder.nudgeNot} onAct={() => waiting.nudge(holder)}>
          <Icon name="bell" size={14} /> {words.nudge}
        </ActButton>
      </span>
      {holder.nudgedAt !== null && <span className="subtle cap">{words.nudged(seenWords(holder.nudgedAt, now))}</span>}
    </>
  );
}
