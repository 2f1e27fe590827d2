/** 전자이미지관인대장 (영 §33③, §36): every seal an agency had, from the directory's log, and where each was used. */

import type { DocumentState } from '../approval/state.ts';
import type { Entry } from '../trail/entry.ts';
import type { AgencyRecord, SealRecord, Unit } from './directory.ts';
import { recordsOf } from './history.ts';

/** How a seal ended: another took its place (재등록), or it was struck off (폐기). */
export type SealEnd = 'replaced' | 'revoked';

/** One seal of the register: who entered it and when, and how it ended (null while it stands). Times are RFC 3339, people numbers of the directory. */
export interface RegisteredSeal {
  readonly seal: SealRecord;
  readonly since: string;
  readonly by: string;
  readonly ended: { readonly at: string; readonly by: string; readonly how: SealEnd } | null;
}

/** The seals of an agency, the newest first. */
export function sealsOf(entries: readonly Entry[], agency: string): RegisteredSeal[] {
  const seals: RegisteredSeal[] = [];
  for (const { at, by, record } of recordsOf(entries, agency)) {
    const [last] = seals;
    const now = record.seal;
    if (now !== null && last?.ended === null && last.seal.certificate === now.certificate && last.seal.image === now.image) continue;
    if (last !== undefined && last.ended === null) seals[0] = { ...last, ended: { at, by, how: now === null ? 'revoked' : 'replaced' } };
    if (now !== null) seals.unshift({ seal: now, since: at, by, ended: null });
  }
  return seals;
}

/** One use of an agency's seal. */
export interface SealUse {
  readonly documentId: string;
  readonly at: string;
  readonly person: string;
}

/** Where a seal was used: acts of its agency after it was entered and before it ended. */
export function sealUses(states: readonly DocumentState[], agency: string, { since, ended }: RegisteredSeal): SealUse[] {
  const within = (at: string): boolean => at >= since && (ended === null || at <= ended.at);
  return states
    .flatMap(({ documentId, seals }) =>
      seals.flatMap((seal) => (seal.agency === agency && within(seal.at) ? [{ documentId, at: seal.at, person: seal.actor.person }] : [])),
    )
    .toSorted((a, b) => b.at.localeCompare(a.at));
}

/** The unit that keeps the image: the one for 정보화, else the 문서과 (규칙 §29②); undefined where the agency has neither. */
export function sealKeeper({ units }: AgencyRecord): Unit | undefined {
  return units.find(({ role }) => role === 'it') ?? units.find(({ role }) => role === 'document-room');
}
