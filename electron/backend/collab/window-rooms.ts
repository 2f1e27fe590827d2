/** Rooms one window has joined, and the three commands it speaks to them with. */

import type { EventName, EventPayload, Output } from '../../../shared/api/contract.ts';
import { CLOSE, parseRoom } from '../../../shared/collab/protocol.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import { roomRight, versionRight } from '../../../shared/policy/access.ts';
import { stateOf } from '../acts/compose.ts';
import type { BackendContext } from '../context.ts';
import { agencyView, draftPartners } from '../documents/agencies.ts';
import type { Handlers } from '../handlers.ts';
import { bridgeRoom, type BridgedRoom } from './bridge.ts';

/** One window's rooms. */
export interface WindowRooms {
  readonly handlers: Pick<Handlers, 'collab.join' | 'collab.send' | 'collab.leave'>;
  readonly leaveAll: () => void;
  readonly close: () => void;
}

const STRANDED = '서버가 받지 않은 글이 있어 이 PC에 따로 보관했습니다. 화면에는 서버의 글이 보입니다. 아래 「따로 보관한 글」에서 견주어 볼 수 있습니다.';

type Tell = <N extends EventName>(event: N, payload: EventPayload<N>) => void;

/** Opens a room for the window; one it held before is let go. */
async function join(context: BackendContext, joined: Map<string, BridgedRoom>, tell: Tell, room: string): Promise<Result<Output<'collab.join'>>> {
  const parsed = parseRoom(room);
  const state = parsed === null ? null : stateOf(context.replica, parsed.documentId);
  const me = context.me();
  const right =
    state === null || parsed === null
      ? 'none'
      : (versionRight(state, parsed.version, me.id) ?? roomRight(state, context.replica.directory(), me.id, parsed.part));
  if (state === null || right === 'none') return err('FORBIDDEN', '이 문서를 볼 권한이 없습니다.');
  joined.get(room)?.close();
  const held = context.sync.openRoom(room);
  await held.whenLoaded;
  joined.set(
    room,
    bridgeRoom(held, parsed?.part === 'comments' ? ['comment', 'edit'] : ['edit'], (message) => tell('collab.message', { room, message })),
  );
  const content = await context.drafts.content(state.documentId);
  const partners = draftPartners(state, content.ok ? content.value.fields.partners : null);
  const view = agencyView(context.replica.directory(), state, me.agency, partners);
  return ok({ right, clientUser: { name: me.name, position: me.position, badge: view.badge, strand: view.strand } });
}

/** Rooms of a window over one profile's replica. */
export function createWindowRooms(context: BackendContext, tell: Tell): WindowRooms {
  const joined = new Map<string, BridgedRoom>();
  const stop = context.sync.onStranded((room) => {
    if (joined.has(room)) tell('collab.closed', { room, code: CLOSE.frozen, sentence: STRANDED });
  });
  const leaveAll = (): void => {
    for (const room of joined.values()) room.close();
    joined.clear();
  };
  return {
    leaveAll,
    close() {
      stop();
      leaveAll();
    },
    handlers: {
      'collab.join': ({ room }) => join(context, joined, tell, room),
      'collab.send'({ room, message }) {
        const held = joined.get(room);
        if (held === undefined) return err('NOT_JOINED', '열려 있지 않은 문서입니다. 문서를 다시 여십시오.');
        held.receive(message);
        return ok({});
      },
      'collab.leave'({ room }) {
        joined.get(room)?.close();
        joined.delete(room);
        return ok({});
      },
    },
  };
}
