/** The thread of a workspace: questions come in by number, answers go out by the same. */

import { parentPort, workerData } from 'node:worker_threads';
import type { AuditAnswer, AuditQuestion } from './thread.ts';
import { createWorkspace, type AuditTrust } from './workspace.ts';

const port = parentPort;
if (port === null) throw new Error('worker.ts runs in a worker thread');
const workspace = createWorkspace(workerData as AuditTrust);

async function answer({ id, name, input }: AuditQuestion): Promise<AuditAnswer> {
  try {
    const ask = workspace[name] as (input: unknown) => unknown;
    return { id, value: await ask(input), fault: null };
  } catch (error) {
    return { id, value: null, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

port.on('message', (question: AuditQuestion) => void answer(question).then((told) => port.postMessage(told)));
