/** 함께 쓰는 사람 in words, and whether this person may set them. */

import type { SharesView } from '../../../shared/api/shares-view.ts';
import { isMaker } from '../../../shared/approval/maker.ts';
import type { Grant } from '../../../shared/policy/rights.ts';
import { findPerson } from '../../../shared/org/delegation.ts';
import { unitThen } from './agencies.ts';
import type { ViewSource } from './source.ts';

const RIGHT_WORDS: Readonly<Record<Grant['right'], string>> = { view: '열람', comment: '의견', edit: '수정' };

type Source = Pick<ViewSource, 'state' | 'names' | 'me' | 'directory'>;

/** Whether a grant is that of a 처리과 of the partner agencies, as the paper names them: it writes too, and is taken out by the route alone. */
export function isPartner(partners: readonly { readonly agency: string; readonly unit: string }[], { agency, unit, person }: Grant): boolean {
  return person === null && partners.some((one) => one.agency === agency && one.unit === unit);
}

function labelOf({ names, directory }: Source, { agency, unit, person }: Grant): string {
  const known = person === null ? undefined : findPerson(directory, person);
  const place = unit ?? known?.unit ?? null;
  const unitName = place === null ? '' : unitThen(names, agency, place, null);
  return [unitName, ...(person === null ? [] : [known?.position ?? '', known?.name ?? person])].filter((part) => part !== '').join(' ');
}

/** 함께 쓰는 사람 of a paper for its screens. `partners` as the paper names them. */
export function sharesOf(source: Source, partners: readonly { readonly agency: string; readonly unit: string }[]): SharesView {
  const { state, directory, me } = source;
  const list = state.grants.map((grant) => ({
    ...{ agency: grant.agency, unit: grant.unit ?? '', person: grant.person, right: grant.right },
    agencyName: directory.agencies.get(grant.agency)?.name ?? grant.agency,
    label: labelOf(source, grant),
    partner: isPartner(partners, grant),
  }));
  const own = ({ agency }: { readonly agency: string }): boolean => agency === me.agency;
  const words = list.map((one) => `${own(one) ? '' : `${one.agencyName} `}${one.label}(${RIGHT_WORDS[one.right]})`);
  return {
    list,
    words: ['처리과 사람(수정)', ...words].join(', '),
    maySet: state.status === 'drafting' && isMaker(state, state.lead?.agency, me.id, directory),
  };
}
