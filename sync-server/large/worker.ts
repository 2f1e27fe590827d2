/** The thread large texts are prepared in. */

import { parentPort } from 'node:worker_threads';
import { prepareText, type StoredText } from './prepare.ts';

const port = parentPort;
if (port === null) throw new Error('worker.ts runs in a worker thread');
port.on('message', ({ id, stored }: { id: number; stored: StoredText }) => {
  const prepared = prepareText(stored);
  const buffers = prepared === null ? [] : [prepared.state, ...prepared.slices].map((bytes) => bytes.buffer as ArrayBuffer);
  port.postMessage({ id, prepared }, [...new Set(buffers)]);
});
