/** 관계기관 of a draft: which agencies take part, in which 처리과, in which order; whoever is named writes along, whoever is taken out no more. */

import type { Input } from '../../../shared/api/contract.ts';
import { isMaker } from '../../../shared/approval/maker.ts';
import { refuse } from '../../../shared/approval/refusals.ts';
import type { Fields } from '../../../shared/collab/content.ts';
import { setField } from '../../../shared/collab/write.ts';
import { isUnitLetter } from '../../../shared/forms/forms.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import type { Grant } from '../../../shared/policy/rights.ts';
import { canonical } from '../../../shared/trail/canonical.ts';
import { stateOf } from '../acts/compose.ts';
import { act } from '../acts/send.ts';
import type { BackendContext } from '../context.ts';
import { editable } from '../documents/editable.ts';
import { isPartner } from '../documents/shares-view.ts';
import type { Handlers } from '../handlers.ts';
import { asDrafter } from './standing.ts';

type Partners = Input<'route.partners'>['partners'];

const NOT_OF_FORM = err('NOT_OF_FORM', '부서 간 협조문에는 관계기관이 없습니다. 아무것도 바뀌지 않았습니다.');

/** Whether every partner is another agency with such a 처리과, each once. */
function sound({ replica, me }: BackendContext, partners: Partners): boolean {
  const { agencies } = replica.directory();
  const fits = ({ agency, unit }: Partners[number]): boolean =>
    agency !== me().agency && agencies.get(agency)?.units.some(({ code, role }) => code === unit && role === undefined) === true;
  return partners.every(fits) && new Set(partners.map(({ agency }) => agency)).size === partners.length;
}

/** The grants with those of partner 처리과 in place of the partners before; what was given to people and to other 처리과 stays. */
function grantsFor(grants: readonly Grant[], before: Fields['partners'], partners: Partners): Grant[] {
  const others = grants.filter((grant) => !isPartner(before, grant) && !isPartner(partners, grant));
  return [...others, ...partners.map(({ agency, unit }): Grant => ({ agency, unit, person: null, right: 'edit' }))];
}

/** Codes: NOT_ALLOWED, NOT_EDITABLE, NOT_OF_FORM, PARTNERS_INVALID, and those of signing. */
async function setPartners(context: BackendContext, { documentId, partners, order }: Input<'route.partners'>): Promise<Result<{ sentence: string }>> {
  const state = stateOf(context.replica, documentId);
  const { directory } = context.replica;
  if (state.status !== 'drafting' || !isMaker(state, state.lead?.agency, context.me().id, directory())) return refuse('NOT_ALLOWED');
  if (isUnitLetter(state.form)) return NOT_OF_FORM;
  if (!sound(context, partners)) return refuse('PARTNERS_INVALID');
  const rooms = editable(context, documentId);
  if (!rooms.ok) return rooms;
  await rooms.value.main.whenLoaded;
  const content = await context.drafts.content(documentId);
  if (!content.ok) return content;
  const grants = grantsFor(state.grants, content.value.fields.partners, partners);
  if (canonical(grants) !== canonical(state.grants)) {
    const signed = await act(context, {
      documentId,
      type: 'rights.set',
      body: { grants },
      bound: { version: state.version },
      standing: asDrafter(context, state),
      done: '',
    });
    if (!signed.ok) return signed;
  }
  const { doc } = rooms.value.main;
  setField(doc, 'partners', partners);
  setField(doc, 'partnerOrder', order);
  return ok({ sentence: partners.length === 0 ? '관계기관 없이 결재합니다.' : '관계기관을 정했습니다.' });
}

/** The command. */
export function partnerCommands(context: BackendContext): Pick<Handlers, 'route.partners'> {
  return { 'route.partners': (input) => setPartners(context, input) };
}
