/** Records of access: a person's own, and an agency's for its auditor and administrator. Looking is itself recorded. */

import { z } from 'zod';
import { err } from '../../shared/lib/result.ts';
import { recordsAgency } from '../../shared/policy/records.ts';
import { createAccessView } from '../access-view.ts';
import { good, malformed, whoAsks, type Answer, type Call, type HttpInput, type Route } from './route.ts';

const name = z.string().max(200).default('');
const count = z.coerce.number().int().min(0);
const askSchema = z.object({
  scope: z.enum(['ownRecords', 'agencyRecords']),
  person: name,
  document: name,
  day: z.union([z.literal(''), z.iso.date()]).default(''),
  act: z.enum(['', 'delivered', 'opened', 'downloaded', 'refused', 'administered']).default(''),
  before: count.nullable().default(null),
  known: count.default(0),
});

const NOT_AUDITOR = {
  status: 403,
  body: err('NOT_AUDITOR', '기관의 접근 기록은 감사담당자와 기관 관리자만 봅니다. 내 이름으로 된 접근은 누구나 볼 수 있습니다.'),
};

/** Routes of the records of access. */
export function accessRoutes(input: HttpInput): Route[] {
  const { trail, identity, access } = input;
  const view = createAccessView(input);
  async function run(call: Call): Promise<Answer> {
    const asked = askSchema.safeParse(Object.fromEntries(call.query));
    if (!asked.success || call.session === null) return malformed;
    const { scope, person, document, day, act, before } = asked.data;
    const ask = { ...asked.data, asker: call.person, agency: '' };
    if (scope === 'ownRecords') return good(await view.list(ask));
    const agency = recordsAgency(trail.directory(), call.person, identity.administers(call.session));
    if (agency === null) return NOT_AUDITOR;
    const why = [person, day, act, before === null ? '' : `< ${before}`].filter((one) => one !== '').join(' ');
    access.record({ ...whoAsks(call), act: 'administered', document, what: `records of ${agency}`, why });
    return good(await view.list({ ...ask, agency }));
  }
  return [{ method: 'GET', path: /^\/access$/, run }];
}
