/** What a window whose screen is locked may still ask of its backend (KEY3): the ways in and out, nothing that shows or changes work. Pure. */

import type { CommandName, EventName } from '../api/contract.ts';

const DOOR: readonly CommandName[] = ['app.info', 'profiles.list', 'profiles.unlock', 'profiles.lock', 'key.unlock', 'key.lock', 'key.attend', 'screen.lock'];
const ASKED: ReadonlySet<string> = new Set(DOOR);

/** Commands that are answered while the screen is locked. */
export const answersLocked = (name: string): boolean => ASKED.has(name);

/** Events that are told while it is: all others wait until it opens. */
export const toldLocked = (event: EventName): boolean => event === 'screen.changed' || event === 'profiles.changed';
