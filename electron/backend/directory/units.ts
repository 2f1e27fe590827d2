/** The units and posts of the administrator's agency as a reorganisation is planned from them. */

import type { Output } from '../../../shared/api/contract.ts';
import { ok, type Result } from '../../../shared/lib/result.ts';
import { ROLES } from '../../../shared/org/import/rows.ts';
import type { BackendContext } from '../context.ts';
import { administeredRecord } from './administrator.ts';

const roleWord = (role: string | undefined): string => Object.entries(ROLES).find(([, name]) => name === role)?.[0] ?? '';

/** Every unit with its posts from the lowest up, and the posts of the leadership from the head down. NOT_ADMIN, AGENCY_UNKNOWN. */
export function unitsOf(context: BackendContext): Result<Output<'directory.units'>> {
  const record = administeredRecord(context);
  if (!record.ok) return record;
  const { leadership, units } = record.value;
  const rows = units.map(({ code, name, upper = '', role, duties, phone = '', fax = '', email = '', positions }) => {
    return { code, name, upper, role: roleWord(role), duties: [...duties], phone, fax, email, positions: [...positions] };
  });
  return ok({ leadership: [...leadership], units: rows });
}
