/** Finding recipients, and groups of them by post: kept in the encrypted replica of this machine, shown with the names of today. */

import { z } from 'zod';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import type { Directory } from '../../../shared/org/directory.ts';
import { findRecipients, recipientPost, recipientToday } from '../../../shared/org/recipients.ts';
import type { BackendContext } from '../context.ts';
import type { Handlers } from '../handlers.ts';

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

function memberOf(name: string, directory: Directory): Member {
  const found = recipientPost(name, directory);
  return found === null ? { text: name } : { post: { ...found } };
}

/** Names of a group today, each once: two 처리과 that were merged are one recipient. */
function namesOf(members: readonly Member[], directory: Directory): { recipients: string[]; gone: number } {
  const names = members.map((member) => ('text' in member ? member.text : recipientToday(member.post, directory)));
  const known = names.filter((name) => name !== null);
  return { recipients: [...new Set(known)], gone: names.length - known.length };
}

/** Keeps a group under a name; the same name is replaced. Code TOO_MANY_GROUPS. */
function keepGroup({ meta, replica }: BackendContext, name: string, recipients: readonly string[]): Result<Record<string, never>> {
  const others = readGroups(meta).filter((group) => group.name !== name);
  if (others.length >= MOST_GROUPS)
    return err('TOO_MANY_GROUPS', `저장한 수신처 묶음이 ${MOST_GROUPS}개입니다. 저장하지 않았습니다. 쓰지 않는 묶음을 지운 뒤 다시 저장하십시오.`);
  const members = recipients.map((one) => memberOf(one, replica.directory()));
  meta.set(KEY, JSON.stringify([{ name, members }, ...others]));
  return ok({});
}

/** Commands on recipients. */
export function recipientCommands(context: BackendContext): Pick<Handlers, RecipientCommands> {
  const { meta, replica } = context;
  return {
    'recipients.find': ({ query }) => ok({ found: findRecipients(replica.directory(), query, MOST_SHOWN) }),
    'recipients.groups': () => ok({ groups: readGroups(meta).map(({ name, members }) => ({ name, ...namesOf(members, replica.directory()) })) }),
    'recipients.keepGroup': ({ name, recipients }) => keepGroup(context, name, recipients),
    'recipients.dropGroup': ({ name }) => {
      meta.set(KEY, JSON.stringify(readGroups(meta).filter((group) => group.name !== name)));
      return ok({});
    },
  };
}
