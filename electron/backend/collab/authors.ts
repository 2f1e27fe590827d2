/** Whose client ids stand in a room's text, with agency and post: the server keeps who brought each edit (DESIGN §7). */

import type { Output } from '../../../shared/api/contract.ts';
import { roomAuthorsSchema } from '../../../shared/collab/authors.ts';
import { parseRoom } from '../../../shared/collab/protocol.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import type { BackendContext } from '../context.ts';

const OFFLINE = err('OFFLINE', '누가 썼는지는 서버가 압니다. 지금은 서버에 닿지 않아 표시하지 못합니다. 글은 그대로이고, 연결되면 다시 켤 수 있습니다.');
const UNKNOWN = err('NO_AUTHORS', '이 글을 쓴 사람을 서버가 알려 주지 않았습니다. 글은 그대로입니다. 볼 권한이 바뀌었는지 확인하십시오.');

/** The authors of a room. OFFLINE, NO_AUTHORS. */
export async function authorsOf(context: BackendContext, room: string): Promise<Result<Output<'collab.authors'>>> {
  if (parseRoom(room) === null) return UNKNOWN;
  const sent = await context.sync.ask<unknown>('GET', `/authors?room=${encodeURIComponent(room)}`);
  if (!sent.ok) return sent.code === 'OFFLINE' ? OFFLINE : UNKNOWN;
  const told = roomAuthorsSchema.safeParse(sent.value);
  if (!told.success) return UNKNOWN;
  const names = context.names();
  return ok({
    authors: told.data.map(({ client, person, at }) => {
      const { agency = '', position = '', name = '' } = names.person(person, at === '' ? null : at) ?? {};
      return { client, agency, position, name, at: at === '' ? null : at };
    }),
  });
}
