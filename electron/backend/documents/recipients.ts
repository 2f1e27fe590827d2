/** Finding recipients, and groups of them by post: kept in the encrypted replica of this machine, shown with the names of today. */

import { z } from 'zod';
import type { Input, Output } from '../../../shared/api/contract.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import type { Fields } from '../../../shared/collab/content.ts';
import { isUnitLetter } from '../../../shared/forms/forms.ts';
import type { DocumentState } from '../../../shared/approval/state.ts';
import type { AgencyRecord, Directory } from '../../../shared/org/directory.ts';
import type { Names } from '../../../shared/org/names.ts';
import type { Recipient } from '../../../shared/trail/statement.ts';
import {
  findRecipients,
  findUnits,
  recipientPost,
  recipientToday,
  resolveRecipients,
  resolveUnits,
  unitPost,
  unitToday,
  type RecipientPost,
} from '../../../shared/org/recipients.ts';
import { stateOf } from '../acts/compose.ts';
import type { BackendContext } from '../context.ts';
import type { Handlers } from '../handlers.ts';

/**
 * Whom a paper reaches, by its form: of a 부서 간 협조문 units of its own agency. Its names are those of the day it was sent up; who bears another
 * one today is reached all the same.
 */
export function recipientsOf(
  { form, lead, recipients }: Pick<Fields, 'form' | 'lead' | 'recipients'>,
  { directory, names, state }: { readonly directory: Directory; readonly names: Names; readonly state: Pick<DocumentState, 'submittedAt'> },
): Recipient[] {
  const then = names.on(state.submittedAt);
  return isUnitLetter(form) ? resolveUnits(recipients, directory.agencies.get(lead), then.agencies.get(lead)) : resolveRecipients(recipients, directory, then);
}

type RecipientCommands = 'recipients.find' | 'recipients.groups' | 'recipients.keepGroup' | 'recipients.dropGroup';

const KEY = 'recipientGroups';
/** More than anybody keeps apart. */
const MOST_GROUPS = 100;
/** As many as a person looks through; who does not find somebody types more. */
const MOST_SHOWN = 40;

const post = z.object({ agency: z.string(), unit: z.string().nullable() });
const kept = z.array(z.object({ name: z.string(), members: z.array(z.union([z.object({ post }), z.object({ text: z.string() })])) }));

type Groups = z.infer<typeof kept>;
type Member = Groups[number]['members'][number];

/** Groups as kept; a value this program cannot read is none. */
function readGroups(meta: BackendContext['meta']): Groups {
  try {
    const parsed = kept.safeParse(JSON.parse(meta.get(KEY) ?? '[]'));
    return parsed.success ? parsed.data : [];
  } catch {
    return [];
  }
}

/** Agency and 처리과 of the 부서 간 협조문 recipients are chosen for; null for any other paper. */
function letterOf({ replica }: BackendContext, documentId: string | undefined): { readonly agency: AgencyRecord; readonly unit: string } | null {
  const state = documentId === undefined ? null : stateOf(replica, documentId);
  const agency = replica.directory().agencies.get(state?.lead?.agency ?? '');
  return state?.lead == null || agency === undefined || !isUnitLetter(state.form) ? null : { agency, unit: state.lead.unit };
}

function memberOf(name: string, directory: Directory, agency: AgencyRecord | null): Member {
  const found = (agency === null ? null : unitPost(name, agency)) ?? recipientPost(name, directory);
  return found === null ? { text: name } : { post: { ...found } };
}

/** Names of a group today, each once: two 처리과 that were merged are one recipient. Between units those of the own agency alone. */
function namesOf(members: readonly Member[], directory: Directory, agency: AgencyRecord | null): { recipients: string[]; gone: number } {
  const own = (member: Member): boolean => 'post' in member && member.post.agency === agency?.code && member.post.unit !== null;
  const meant = agency === null ? members : members.filter(own);
  const today = (to: RecipientPost): string | null => (agency === null ? recipientToday(to, directory) : unitToday(to, agency));
  const names = meant.map((member) => ('text' in member ? member.text : today(member.post)));
  const known = names.filter((name) => name !== null);
  return { recipients: [...new Set(known)], gone: names.length - known.length };
}

/** Keeps a group under a name; the same name is replaced. Code TOO_MANY_GROUPS. */
function keepGroup(context: BackendContext, { name, recipients, documentId }: Input<'recipients.keepGroup'>): Result<Record<string, never>> {
  const { meta, replica } = context;
  const others = readGroups(meta).filter((group) => group.name !== name);
  if (others.length >= MOST_GROUPS)
    return err('TOO_MANY_GROUPS', `저장한 수신처 묶음이 ${MOST_GROUPS}개입니다. 저장하지 않았습니다. 쓰지 않는 묶음을 지운 뒤 다시 저장하십시오.`);
  const agency = letterOf(context, documentId)?.agency ?? null;
  const members = recipients.map((one) => memberOf(one, replica.directory(), agency));
  meta.set(KEY, JSON.stringify([{ name, members }, ...others]));
  return ok({});
}

/** Groups that name somebody this paper may go to. */
function groupsFor(context: BackendContext, documentId: string | undefined): Output<'recipients.groups'>['groups'] {
  const agency = letterOf(context, documentId)?.agency ?? null;
  const groups = readGroups(context.meta).map(({ name, members }) => ({ name, ...namesOf(members, context.replica.directory(), agency) }));
  return agency === null ? groups : groups.filter(({ recipients }) => recipients.length > 0);
}

/** Commands on recipients. */
export function recipientCommands(context: BackendContext): Pick<Handlers, RecipientCommands> {
  const { meta, replica } = context;
  return {
    'recipients.find': ({ query, documentId }) => {
      const letter = letterOf(context, documentId);
      const found = letter === null ? findRecipients(replica.directory(), query, MOST_SHOWN) : findUnits(letter.agency, letter.unit, query, MOST_SHOWN);
      return ok({ found });
    },
    'recipients.groups': ({ documentId }) => ok({ groups: groupsFor(context, documentId) }),
    'recipients.keepGroup': (input) => keepGroup(context, input),
    'recipients.dropGroup': ({ name }) => {
      meta.set(KEY, JSON.stringify(readGroups(meta).filter((group) => group.name !== name)));
      return ok({});
    },
  };
}
