/** The thread that looks at files from outside: what hangs or swells there takes nothing else with it. */

import { parentPort, workerData } from 'node:worker_threads';
import { runJob, type IntakeJob } from './jobs.ts';

const port = parentPort;
if (port === null) throw new Error('worker.ts runs in a worker thread');
void Promise.resolve(runJob(workerData as IntakeJob)).then((answer) => port.postMessage(answer));
