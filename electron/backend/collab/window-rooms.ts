/** Rooms one window has joined, and the three commands it speaks to them with. */

import type { EventName, EventPayload, Output } from '../../../shared/api/contract.ts';
import { CLOSE, parseRoom } from '../../../shared/collab/protocol.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import { rightInRoom } from '../../../shared/policy/access.ts';
import { stateOf } from '../acts/compose.ts';
import type { BackendContext } from '../context.ts';
import { agencyView, draftPartners } from '../documents/agencies.ts';
import { OUTDATED } from '../documents/editable.ts';
import type { Handlers } from '../handlers.ts';
import { bridgeRoom, type BridgedRoom } from './bridge.ts';

/** One window's rooms. */
export interface WindowRooms {
  readonly handlers: Pick<Handlers, 'collab.join' | 'collab.send' | 'collab.leave'>;
  readonly leaveAll: () => void;
  /** Every room is told anew: the window was told nothing for a while. */
  readonly again: () => void;
  readonly close: () => void;
}

const STRANDED = '서버가 받지 않은 글이 있어 이 PC에 따로 보관했습니다. 화면에는 서버의 글이 보입니다. 아래 「따로 보관한 글」에서 견주어 볼 수 있습니다.';

type Tell = <N extends EventName>(event: N, payload: EventPayload<N>) => void;

/** A room of the window. `outdated`: the window knows that it is only read. */
interface Joined {
  readonly bridged: BridgedRoom;
  readonly isOutdated: () => boolean;
  outdated: boolean;
}

/** Opens a room for the window; one it held before is let go. */
async function join(context: BackendContext, joined: Map<string, Joined>, tell: Tell, room: string): Promise<Result<Output<'collab.join'>>> {
  const parsed = parseRoom(room);
  const state = parsed === null ? null : stateOf(context.replica, parsed.documentId);
  const me = context.me();
  const right = state === null || parsed === null ? 'none' : rightInRoom(state, context.replica.directory(), me.id, parsed);
  if (state === null || right === 'none') return err('FORBIDDEN', '이 문서를 볼 권한이 없습니다.');
  joined.get(room)?.bridged.close();
  const held = context.sync.openRoom(room);
  await held.whenLoaded;
  const bridged = bridgeRoom(held, parsed?.part === 'comments' ? ['comment', 'edit'] : ['edit'], (message) => tell('collab.message', { room, message }));
  const outdated = held.outdated();
  joined.set(room, { bridged, isOutdated: held.outdated, outdated });
  if (outdated) tell('documents.changed', { documentIds: [state.documentId] });
  const content = await context.drafts.content(state.documentId);
  const partners = draftPartners(state, content.ok ? content.value.fields.partners : null);
  const view = agencyView(context.replica.directory(), state, me.agency, partners);
  const clientUser = { name: me.name, position: me.position, badge: view.badge, strand: view.strand };
  return ok({ right: outdated ? 'view' : right, clientUser, note: outdated ? OUTDATED : null });
}

/** Tells the window of rooms it may only read from now on, and of text the server did not take. The result ends it. */
function followRooms(context: BackendContext, joined: Map<string, Joined>, tell: Tell): () => void {
  const stopOutdated = context.sync.onChange(() => {
    for (const [room, one] of joined) {
      if (one.outdated || !one.isOutdated()) continue;
      one.outdated = true;
      tell('collab.closed', { room, code: CLOSE.schema, sentence: OUTDATED });
      tell('documents.changed', { documentIds: [parseRoom(room)?.documentId ?? ''] });
    }
  });
  const stopStranded = context.sync.onStranded((room) => {
    if (joined.has(room)) tell('collab.closed', { room, code: CLOSE.frozen, sentence: STRANDED });
  });
  return () => {
    stopOutdated();
    stopStranded();
  };
}

/** Rooms of a window over one profile's replica. */
export function createWindowRooms(context: BackendContext, tell: Tell): WindowRooms {
  const joined = new Map<string, Joined>();
  const stop = followRooms(context, joined, tell);
  const leaveAll = (): void => {
    for (const { bridged } of joined.values()) bridged.close();
    joined.clear();
  };
  return {
    leaveAll,
    again: () => joined.forEach(({ bridged }) => bridged.again()),
    close() {
      stop();
      leaveAll();
    },
    handlers: {
      'collab.join': ({ room }) => join(context, joined, tell, room),
      'collab.send'({ room, message }) {
        const held = joined.get(room);
        if (held === undefined) return err('NOT_JOINED', '열려 있지 않은 문서입니다. 문서를 다시 여십시오.');
        held.bridged.receive(message);
        return ok({});
      },
      'collab.leave'({ room }) {
        joined.get(room)?.bridged.close();
        joined.delete(room);
        return ok({});
      },
    },
  };
}
