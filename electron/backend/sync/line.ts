/** The line of one room to the server: a stock y-websocket provider, with the barrier that makes an ack mean durable. */

import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { Awareness } from 'y-protocols/awareness';
import { WebsocketProvider } from 'y-websocket';
import type * as Y from 'yjs';
import { SCHEMA_VERSION } from '../../../shared/collab/content.ts';
import { CLOSE, KNOWN_PARAM, MESSAGE, MESSAGE_TOO_BIG, RESTORED_PARAM, SCHEMA_PARAM } from '../../../shared/collab/protocol.ts';
import type { RoomNotice } from '../../../shared/sync/api.ts';
import type { Wire } from './wire.ts';

/** What the owner of a line hears. */
export interface LineEvents {
  readonly notice: (notice: RoomNotice) => void;
  readonly synced: () => void;
  readonly lost: () => void;
  readonly acknowledged: (seq: number) => void;
  readonly closed: (code: number) => void;
}

/** A line. */
export interface Line {
  /** Updates that carry this origin came from the server. */
  readonly origin: unknown;
  connect(): void;
  barrier(seq: number): boolean;
  isSynced(): boolean;
  destroy(): void;
}

function readNotice(decoder: decoding.Decoder): RoomNotice | null {
  try {
    return JSON.parse(decoding.readVarString(decoder)) as RoomNotice;
  } catch {
    return null;
  }
}

/** Read at every connect: the server may have been restored since the last one. */
function paramsOf(wire: Wire): Record<string, string> {
  return {
    [SCHEMA_PARAM]: String(SCHEMA_VERSION),
    get [RESTORED_PARAM]() {
      return wire.era();
    },
    get [KNOWN_PARAM]() {
      return String(wire.known());
    },
  };
}

/** Opens a line for a document; it connects when told to. */
export function createLine(input: { wire: Wire; room: string; doc: Y.Doc; awareness: Awareness; events: LineEvents }): Line {
  const { wire, room, doc, awareness, events } = input;
  const provider = new WebsocketProvider(`${wire.socketUrl}/rooms`, room, doc, {
    connect: false,
    awareness,
    disableBc: true,
    WebSocketPolyfill: wire.Socket,
    params: paramsOf(wire),
    // What the server does not even read it will not read next time either.
    shouldReconnect: ({ code }) => code !== MESSAGE_TOO_BIG && !(code >= 4400 && code < 4500),
  });
  // One process-wide listener per room would trip Node's leak warning; the app closes its rooms itself.
  process.off('exit', provider._exitHandler);
  provider.messageHandlers[MESSAGE.barrier] = (_encoder, decoder) => events.acknowledged(decoding.readVarUint(decoder));
  provider.messageHandlers[MESSAGE.notice] = (_encoder, decoder) => {
    const notice = readNotice(decoder);
    if (notice !== null) events.notice(notice);
  };
  provider.on('sync', (synced: boolean) => (synced ? events.synced() : events.lost()));
  provider.on('closed', ({ code }: { code: number }) => events.closed(code === MESSAGE_TOO_BIG ? CLOSE.tooLarge : code));
  return {
    origin: provider,
    connect: () => provider.connect(),
    barrier(seq) {
      const socket = provider.ws;
      if (!provider.synced || socket === null || socket.readyState !== socket.OPEN) return false;
      const encoder = encoding.createEncoder();
      encoding.writeVarUint(encoder, MESSAGE.barrier);
      encoding.writeVarUint(encoder, seq);
      socket.send(encoding.toUint8Array(encoder));
      return true;
    },
    isSynced: () => provider.synced,
    destroy: () => provider.destroy(),
  };
}
