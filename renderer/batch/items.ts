/** Papers of a batch and what may be done with them. Pure. */

import type { DocumentRow, DocumentView } from '../../shared/api/views.ts';
import { firstAct, ownTurns } from '../app/overtaken.ts';
import { myStep } from '../home/groups.ts';
import { ko } from '../i18n/ko.ts';

/** Where one paper of the batch stands. `opening`: its text was drawn, the record of reading is on its way; `gone`: it does not wait for this person any more. */
export type ItemState = 'unseen' | 'opening' | 'seen' | 'left' | 'gone' | 'signing' | 'signed' | 'waiting' | 'refused';

/** One paper of the batch; `version` is the one whose text was seen, `said` why it was not recorded or refused. */
export interface Item {
  readonly row: DocumentRow;
  readonly state: ItemState;
  readonly version: number | null;
  readonly said: string;
}

/** Items of a state. */
export const countOf = (items: readonly Item[], state: ItemState): number => items.filter((item) => item.state === state).length;

/** Items not read yet. */
export const unreadOf = (items: readonly Item[]): number => countOf(items, 'unseen') + countOf(items, 'opening');

/** Whether drawing a version's text is an opening that is still to be recorded: of a paper not seen yet, or seen in another version. */
export function isNewLook(item: Item | undefined, version: number): boolean {
  if (item === undefined) return false;
  return item.state === 'unseen' || ((item.state === 'seen' || item.state === 'left') && item.version !== version);
}

/** What an answer to the record of reading makes of an item; one that was recorded before is read too. */
export function afterOpening(
  answer: { readonly ok: true } | { readonly ok: false; readonly error: { readonly code: string; readonly message: string } },
): Pick<Item, 'state' | 'said'> {
  if (answer.ok || answer.error.code === 'ALREADY_SIGNED') return { state: 'seen', said: '' };
  return { state: 'unseen', said: answer.error.message };
}

/** The next paper not read yet, after the one in front and then from the top; -1 where all were. */
export function nextUnread(items: readonly Item[], at: number): number {
  const places = items.map((_, i) => (at + 1 + i) % items.length);
  return places.find((i) => i !== at && items[i]?.state === 'unseen') ?? -1;
}

const words = ko.batch;

/** Why a paper does not wait for this person any more, with who did what and when where the paper says so. */
function goneWords(view: Pick<DocumentView, 'ended' | 'lanes' | 'revision'>, stepId: string): string {
  const first = firstAct(view, [stepId]);
  if (first !== null) return words.overtaken(first);
  return view.revision === null ? words.elsewhere : words.revising(view.revision.who, view.revision.version);
}

/** What an item becomes when its paper changed meanwhile, nothing where it stays: what is signed or being signed is not judged again, what was refused is only named. */
export function afterChange(item: Item, view: Pick<DocumentView, 'ended' | 'lanes' | 'revision' | 'version'>): Partial<Item> {
  const { state, version, row } = item;
  if (state === 'signing' || state === 'signed' || state === 'waiting') return {};
  const stepId = myStep(row)?.id ?? '';
  if (state === 'refused') {
    const first = firstAct(view, [stepId]);
    return first === null ? {} : { said: words.overtaken(first) };
  }
  if (!ownTurns(view).includes(stepId)) return { state: 'gone', said: goneWords(view, stepId) };
  if (state === 'gone') return { state: 'unseen', version: null, said: '' };
  return state === 'seen' && version !== null && version !== view.version ? { state: 'unseen', said: words.newVersion(view.version) } : {};
}
