/** The thread that draws: fonts stay open between papers, bytes are handed over without a copy. */

import { parentPort } from 'node:worker_threads';
import type { PaperPrint } from '../../../shared/forms/print-model.ts';
import type { Result } from '../../../shared/lib/result.ts';
import type { ArchiveSeal } from './archive.ts';
import { createRenderer, type RenderCode, type Rendered } from './render.ts';

/** One paper to draw. */
export interface PdfJob {
  readonly id: number;
  readonly print: PaperPrint;
  readonly seals: readonly ArchiveSeal[] | null;
}

/** Its outcome; `fault` is set where drawing threw, which is a bug. */
export interface PdfAnswer {
  readonly id: number;
  readonly result: Result<Rendered, RenderCode> | null;
  readonly fault: string;
}

const renderer = createRenderer();
const port = parentPort;
if (port === null) throw new Error('worker.ts runs in a worker thread');

async function answer(job: PdfJob): Promise<PdfAnswer> {
  try {
    return { id: job.id, result: await renderer.render(job.print, job.seals), fault: '' };
  } catch (error) {
    return { id: job.id, result: null, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

port.on('message', (job: PdfJob) => {
  void answer(job).then((made) => {
    const bytes = made.result?.ok === true ? made.result.value.pdf.buffer : null;
    port.postMessage(made, bytes instanceof ArrayBuffer ? [bytes] : []);
  });
});
