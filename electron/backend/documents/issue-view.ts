/** What 시행 says of a paper: in whose name, under which number, whom it reaches. */

import type { DocumentView } from '../../../shared/api/views.ts';
import { stepsOf } from '../../../shared/approval/state.ts';
import { isUnitLetter } from '../../../shared/forms/forms.ts';
import { addressLine, contactLine, enforcementLine, unitSender } from '../../../shared/forms/official.ts';
import { unitNow } from '../../../shared/org/succession.ts';
import { recipientsOf } from './recipients.ts';
import type { ViewSource } from './source.ts';

/** In whose name a 부서 간 협조문 goes, as the directory says it today. */
function senderOfLetter({ state, directory }: Pick<ViewSource, 'state' | 'directory'>): string {
  const agency = directory.agencies.get(state.lead?.agency ?? '');
  const unit = agency?.units.find(({ code }) => code === unitNow(agency, state.lead?.unit ?? ''));
  const plan = state.lanes[0]?.plan ?? null;
  return unitSender(agency, unit, stepsOf(plan).at(-1)?.position ?? null);
}

/** What 시행 prints, and whom it reaches. */
export function issueOf({ state, content, directory, names }: ViewSource): DocumentView['issue'] {
  const registration = state.registrations.find((candidate) => candidate.role === 'lead');
  const reach = content === null ? [] : recipientsOf(content.fields, { directory, names, state });
  const lead = names.on(state.approvedAt).agencies.get(state.lead?.agency ?? '');
  const unit = lead?.units.find(({ code }) => code === unitNow(lead, state.lead?.unit ?? ''));
  return {
    address: addressLine(lead),
    contact: contactLine(unit),
    sender: isUnitLetter(state.form) ? senderOfLetter({ state, directory }) : null,
    line: enforcementLine(registration ?? null, state.base?.enforcedOn ?? null),
    reach: reach.map(({ name, agency }) => ({ name, agency: agency === null ? null : (directory.agencies.get(agency)?.name ?? null) })),
  };
}
