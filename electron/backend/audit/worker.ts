/** A thread of 감사 열람: a workspace, or one that judges files for it or for a command. Questions come in one by one, and each is answered. */

import { parentPort, workerData } from 'node:worker_threads';
import { serveJudge, type JudgeQuestion } from './judge.ts';
import type { JudgeData } from './judges.ts';
import type { AuditAnswer, AuditData, AuditQuestion } from './thread.ts';
import { createWorkspace } from './workspace.ts';

const port = parentPort;
if (port === null) throw new Error('worker.ts runs in a worker thread');

function serveWorkspace({ trust, threads }: AuditData, url: URL): (question: AuditQuestion) => Promise<AuditAnswer> {
  const workspace = createWorkspace(trust, { ...threads, url });
  return async ({ id, name, input }) => {
    try {
      const ask = workspace[name] as (input: unknown) => unknown;
      return { id, value: await ask(input), fault: null };
    } catch (error) {
      return { id, value: null, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    }
  };
}

const data = workerData as AuditData | JudgeData;
if (data.role === 'judge') {
  const answer = serveJudge(data.trust);
  port.on('message', (asked: JudgeQuestion) => void answer(asked).then((told) => port.postMessage(told)));
} else {
  const answer = serveWorkspace(data, new URL(import.meta.url));
  port.on('message', (asked: AuditQuestion) => void answer(asked).then((told) => port.postMessage(told)));
}
