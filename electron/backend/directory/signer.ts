/** Who signed a change of the directory, in words: an administrator stands in no list of people, but the directory names them (EN16). */

import { administratorName, isAdministratorId } from '../../../shared/org/administrators.ts';
import type { BackendContext } from '../context.ts';
import { ADMINISTRATOR } from './sign.ts';

/** Name of the person at that moment; 기관 관리자 with the name for one by number, alone where the directory never named them. */
export function signerName({ names, profile, sync }: Pick<BackendContext, 'names' | 'profile' | 'sync'>, id: string, at: string | null): string {
  const known = names().person(id, at)?.name;
  if (known !== undefined) return known;
  if (profile.personId === id && profile.position === ADMINISTRATOR) return `${ADMINISTRATOR} ${profile.name}`;
  if (!isAdministratorId(id)) return id;
  const name = administratorName(
    sync.directoryEntries().map(({ entry }) => entry),
    id,
  );
  return name === null ? ADMINISTRATOR : `${ADMINISTRATOR} ${name}`;
}
