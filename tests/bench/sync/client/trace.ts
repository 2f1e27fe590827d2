/** The trace through the server: one writes as fast as the line takes it, one reads; it is over when the reader has the end and all is acknowledged. */

import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { readTrace, TRACE_TEXT } from '../trace.ts';
import { createWriter, markOf, marksIn } from './marks.ts';
import { joinRoom, type Address } from './member.ts';
import { timed, turn, within, type Ask, type Figures } from './measure.ts';
import { frameOf } from './socket.ts';

/** How many edits of the trace. */
export interface TraceOrder {
  readonly edits: number;
}

const LIMIT_MS = 180_000;
const END = 99_999_999;
const CHUNK = 256;
/** Merged updates begin with the highest client id, so the end stands at the beginning of its message. */
const LAST_CLIENT = 4_000_000_000;
const HEAD = 200;

/** What a fresh member is given, read as a document. */
async function textOf(address: Address, room: string): Promise<string> {
  const doc = new Y.Doc();
  const state = (message: Buffer): void => {
    const decoder = decoding.createDecoder(message);
    if (address.dialect === 'hocuspocus') decoding.readVarString(decoder);
    decoding.readVarUint(decoder);
    decoding.readVarUint(decoder);
    Y.applyUpdate(doc, decoding.readVarUint8Array(decoder));
  };
  const member = await joinRoom(address, room, { state });
  await member.socket.close();
  return doc.getText(TRACE_TEXT).toString();
}

/** Edits per second from the first byte sent until everything is delivered and acknowledged. `wrong` is 1 where the text is not the trace's. */
export async function runTrace(address: Address, { edits }: TraceOrder, ask: Ask): Promise<Figures> {
  const trace = readTrace(edits);
  const room = address.rooms[0] ?? '';
  const [acksDue, got] = [address.dialect === 'hocuspocus' ? trace.updates.length + 1 : address.dialect === 'y' ? 0 : 1, { acks: 0, end: false }];
  const writer = await joinRoom(address, room, { ack: () => void got.acks++ });
  const update = (message: Buffer): void => void (got.end ||= marksIn(message.subarray(0, HEAD)).includes(END));
  const reader = await joinRoom(address, room, { update });
  const chunks: Buffer[] = [];
  for (let i = 0; i < trace.updates.length; i += CHUNK)
    chunks.push(Buffer.concat(writer.frames(trace.updates.slice(i, i + CHUNK)).map((frame) => frameOf(frame))));
  const done = (): boolean => (got.end && got.acks >= acksDue) || writer.socket.closed() !== 0;
  const spent = await timed(ask, async () => {
    for (const chunk of chunks) {
      writer.socket.write(chunk);
      await writer.socket.drained();
      await turn();
    }
    writer.update(createWriter(LAST_CLIENT, 'end')(markOf(END)));
    writer.barrier(1);
    await within(LIMIT_MS, done);
  });
  const closed = writer.socket.closed();
  const finished = got.end && got.acks >= acksDue;
  const same = finished && (await textOf(address, room)) === trace.text;
  await Promise.all([writer.socket.close(), reader.socket.close()]);
  return {
    editsPerSecond: finished ? (trace.updates.length / spent.ms) * 1000 : Number.NaN,
    seconds: spent.ms / 1000,
    serverUsPerEdit: (spent.serverCpuMs * 1000) / trace.updates.length,
    clientCpu: spent.clientCpuMs / spent.ms,
    wrong: same ? 0 : 1,
    closed,
  };
}
