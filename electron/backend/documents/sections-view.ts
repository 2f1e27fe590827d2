/** 맡은 부분 in words, who may have one, and whether this person may set them (RT13). */

import type { SectionsView } from '../../../shared/api/sections-view.ts';
import { isMaker } from '../../../shared/approval/maker.ts';
import { sectionRoom } from '../../../shared/collab/protocol.ts';
import { findPerson } from '../../../shared/org/delegation.ts';
import type { Moment, Names } from '../../../shared/org/names.ts';
import { writesSection } from '../../../shared/policy/access.ts';
import { partsSaid, sectionsIn, type Section } from '../../../shared/policy/sections.ts';
import { agencyView, draftPartners, unitThen } from './agencies.ts';
import type { ViewSource } from './source.ts';

type Owner = Pick<Section, 'agency' | 'unit'>;

function ownerWords({ agency, unit }: Owner, names: Names, at: Moment): string {
  if (agency === null) return '';
  return `${names.on(at).agencies.get(agency)?.name ?? agency} ${unitThen(names, agency, unit, at)}`.trim();
}

/** `배경(고용노동부 청년고용기획과), 제2부분(교육부), 제3부분(함께)`. */
export function sectionWords(list: readonly Section[], names: Names, at: Moment): string {
  const words = list.map((one, i) => `${one.name === '' ? `제${i + 1}부분` : one.name}(${ownerWords(one, names, at) || '함께'})`);
  return words.length === 0 ? '한 글로' : words.join(', ');
}

/** The lead's 처리과 and every unit that writes, each once. */
function ownersOf({ state, directory, names }: ViewSource): SectionsView['owners'] {
  const writers = state.grants
    .filter(({ right }) => right === 'edit')
    .map(({ agency, unit, person }) => ({ agency, unit: unit ?? (person === null ? null : (findPerson(directory, person)?.unit ?? null)) }));
  const all = [...(state.lead === null ? [] : [state.lead]), ...writers].map(({ agency, unit }) => ({
    agency,
    unit,
    label: ownerWords({ agency, unit }, names, null),
  }));
  return [...new Map(all.map((one) => [one.label, one])).values()];
}

/** Parts of a version for its screens. `rooms`: ids of its rooms where it was never divided; `writes`: whether this person writes in the paper at all. */
export function sectionsOf(source: ViewSource, version: number, rooms: readonly string[], writes: boolean): SectionsView {
  const { state, directory, names, me, content } = source;
  const { list, removed } = sectionsIn(state, version);
  const partners = draftPartners(state, content?.fields.partners ?? null);
  const shown: readonly Section[] =
    list.length > 0
      ? list
      : partsSaid({ sections: state.sections.filter((one) => one.version < version) }, version, rooms).map((one) => ({ ...one, agency: null, unit: null }));
  return {
    list: shown.map((one) => {
      const { badge, strand } = one.agency === null ? { badge: '', strand: 0 } : agencyView(directory, state, one.agency, partners);
      const mine = writes && writesSection(state, { version, section: one.id }, directory, me.id);
      return { ...one, room: sectionRoom(state.documentId, version, one.id), owner: ownerWords(one, names, null), badge, strand, mine };
    }),
    removed: removed.map((one) => ({ ...one, owner: ownerWords(one, names, null) })),
    words: list.length === 0 ? '' : sectionWords(list, names, null),
    owners: ownersOf(source),
    blocks: state.status === 'drafting' || version !== state.version ? null : (content?.blocks.length ?? null),
    maySet: state.status === 'drafting' && state.version === version && isMaker(state, state.lead?.agency, me.id, directory),
  };
}
