/** A thread that judges as ours does, and dies of a file of this name. */

import { parentPort, workerData } from 'node:worker_threads';
import { serveJudge, type JudgeQuestion } from '../../electron/backend/audit/judge.ts';
import type { JudgeData } from '../../electron/backend/audit/judges.ts';

const answer = serveJudge((workerData as JudgeData).trust);
parentPort?.on('message', (asked: JudgeQuestion) => {
  if (asked.file.name.includes('죽음')) process.exit(1);
  void answer(asked).then((told) => parentPort?.postMessage(told));
});
