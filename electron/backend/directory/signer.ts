/** Who signed a change of the directory, in words: an administrator stands in no directory, so only the number is known. */

import type { BackendContext } from '../context.ts';
import { ADMINISTRATOR } from './sign.ts';

/** Name of the person at that moment; 기관 관리자 where it is one by number (`init`, `agency`), with the name where it is the own profile. */
export function signerName({ names, profile }: Pick<BackendContext, 'names' | 'profile'>, id: string, at: string | null): string {
  const known = names().person(id, at)?.name;
  if (known !== undefined) return known;
  if (profile.personId === id && profile.position === ADMINISTRATOR) return `${ADMINISTRATOR} ${profile.name}`;
  return id.endsWith('-admin') ? ADMINISTRATOR : id;
}
