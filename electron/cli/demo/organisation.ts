/** Reading an organisation file (`organisation.json`): checked at the door, gaps named by agency. */

import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import type { Agency } from '../../../shared/org/directory.ts';

const text = z.string().min(1).max(300);
const agencySchema = z.object({
  code: z.string().regex(/^\d{7}$/),
  name: text,
  head: text,
  headGrade: text,
  order: z.number().int().nullable(),
  address: z.object({ zip: text, road: text }),
  home: text,
  leadership: z.array(text).min(1),
  units: z.array(
    z.object({
      code: text,
      name: text,
      role: z.enum(['document-room', 'it', 'inspector', 'auditor']).exactOptional(),
      upper: text.exactOptional(),
      positions: z.array(text).min(1),
      phone: text.exactOptional(),
      fax: text.exactOptional(),
      email: text.exactOptional(),
      duties: z.array(text).default([]),
    }),
  ),
  delegation: z
    .array(z.object({ work: text, approver: text, article: text, condition: z.object({ amountAtLeast: z.number().exactOptional() }).exactOptional() }))
    .default([]),
});
const fileSchema = z.object({ agencies: z.array(agencySchema).min(1).max(100) });

/** `같은 규정` means the one named above it: on its own, in a route or a record, it would mean nothing. */
function named<T extends { readonly article: string }>(rows: readonly T[]): T[] {
  let regulation = '';
  return rows.map((row) => {
    regulation = /^(.+?규정) /.exec(row.article.replace(/^같은 규정/, regulation || '같은 규정'))?.[1] ?? regulation;
    return { ...row, article: row.article.replace(/^같은 규정/, regulation || '같은 규정') };
  });
}

/** Agencies of a file, or what is wrong with it. */
export async function readOrganisation(path: string): Promise<Result<Agency[], 'ORGANISATION_BROKEN'>> {
  let raw: unknown;
  try {
    raw = JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return err('ORGANISATION_BROKEN', `조직 파일을 읽을 수 없습니다(${path}). 아무것도 만들지 않았습니다. JSON 파일인지 확인하십시오.`);
  }
  const parsed = fileSchema.safeParse(raw);
  if (parsed.success) return ok(parsed.data.agencies.map((agency) => ({ ...agency, delegation: named(agency.delegation) })));
  const issue = parsed.error.issues[0];
  return err('ORGANISATION_BROKEN', `조직 파일의 값이 올바르지 않습니다(${issue?.path.join('.') ?? ''}). 아무것도 만들지 않았습니다. 그 항목을 고치십시오.`);
}
