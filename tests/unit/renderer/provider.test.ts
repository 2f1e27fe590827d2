import { createDecoder, readVarUint } from 'lib0/decoding';
import { createEncoder } from 'lib0/encoding';
import { afterEach, expect, test, vi } from 'vitest';
import { readSyncMessage } from 'y-protocols/sync';
import * as Y from 'yjs';
import { MESSAGE } from '../../../shared/collab/protocol.ts';
import { connectBridge } from '../../../renderer/api/bridge.ts';
import { createHostProvider } from '../../../renderer/editor/provider.ts';

afterEach(() => vi.unstubAllGlobals());

/** A window whose pictures are drawn by hand; `sent` are the calls that left it. */
function windowOf() {
  const sent: { name: string; message?: Uint8Array }[] = [];
  const frames: (() => void)[] = [];
  const bridge = {
    call: (name: string, input: { message?: Uint8Array }) => {
      sent.push({ name, ...(input.message === undefined ? {} : { message: input.message }) });
      return new Promise(() => undefined);
    },
    on: () => () => undefined,
  };
  const listeners = new Map<string, () => void>();
  const kept = { addEventListener: (event: string, listener: () => void) => void listeners.set(event, listener), removeEventListener: () => undefined };
  vi.stubGlobal('window', { bridge, ...kept, setTimeout, clearTimeout });
  vi.stubGlobal('requestAnimationFrame', (draw: () => void) => frames.push(draw));
  vi.stubGlobal('cancelAnimationFrame', () => undefined);
  const draw = (): void => frames.splice(0).forEach((frame) => frame());
  return { sent, draw, leave: () => listeners.get('pagehide')?.() };
}

function received(messages: readonly (Uint8Array | undefined)[]): string {
  const doc = new Y.Doc();
  for (const message of messages) {
    if (message === undefined) continue;
    const decoder = createDecoder(message);
    readVarUint(decoder);
    readSyncMessage(decoder, createEncoder(), doc, 'test');
  }
  return doc.getText('t').toJSON();
}

test('SEND-1 letters leave the window once they are painted, together; ahead of any other call, and when the window goes', async () => {
  const { sent, draw, leave } = windowOf();
  const client = connectBridge();
  const { doc, destroy } = createHostProvider(client, 'room', () => false);
  const text = doc.getText('t');
  const names = (): string[] => sent.splice(0).map(({ name }) => name);
  expect(names()).toEqual(['collab.join']);
  text.insert(0, '가');
  text.insert(1, '나');
  expect(sent).toEqual([]);
  draw();
  await vi.waitFor(() => expect(received(sent.map(({ message }) => message))).toBe('가나'));
  expect(names()).toEqual(['collab.send']);
  text.insert(2, '다');
  void client.call('app.info', {});
  expect(names()).toEqual(['collab.send', 'app.info']);
  text.insert(3, '라');
  leave();
  expect(names()).toEqual(['collab.send']);
  text.insert(4, '마');
  destroy();
  expect(sent[0]?.message?.[0]).toBe(MESSAGE.sync);
  expect(names()).toContain('collab.leave');
});
