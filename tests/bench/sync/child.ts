/** A process of the benchmark: started, asked, and ended for certain. */

import { spawn, type ChildProcess } from 'node:child_process';

/** A child that prints READY and answers messages one at a time. */
export interface Child {
  /** What stood after READY. */
  readonly ready: string;
  ask<T>(question: unknown, timeoutMs?: number): Promise<T>;
  /** Asks to end, and kills what does not within some seconds. */
  stop(): Promise<void>;
}

const START_MS = 30_000;
const STOP_MS = 8_000;

function stopChild(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return resolve();
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    child.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    child.kill('SIGTERM');
  });
}

function whenReady(child: ChildProcess, log: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    let out = '';
    const timer = setTimeout(() => reject(new Error(`not ready in time: ${log()}`)), START_MS);
    child.stdout?.on('data', (data: Buffer) => {
      out += String(data);
      const ready = /^READY (.*)$/m.exec(out);
      if (ready === null) return;
      clearTimeout(timer);
      resolve(ready[1] ?? '');
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`ended with ${code}: ${log()}`));
    });
  });
}

/** Starts `node args…` and waits until it is ready. What it writes to stderr is shown only where it fails. */
export async function startChild(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Child> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], env: { ...process.env, ...env } });
  let error = '';
  child.stderr?.on('data', (data: Buffer) => void (error = (error + String(data)).slice(-4000)));
  const log = (): string => error;
  const ready = await whenReady(child, log).catch(async (failure: unknown) => {
    await stopChild(child);
    throw failure;
  });
  return {
    ready,
    ask: (question, timeoutMs = 60_000) =>
      new Promise((resolve, reject) => {
        const end = (act: () => void): void => {
          clearTimeout(timer);
          child.off('message', answered);
          child.off('exit', ended);
          act();
        };
        const answered = (message: unknown): void => end(() => resolve(message as never));
        const ended = (): void => end(() => reject(new Error(`ended: ${log()}`)));
        const timer = setTimeout(() => end(() => reject(new Error(`no answer in ${timeoutMs} ms: ${log()}`))), timeoutMs);
        child.once('message', answered);
        child.once('exit', ended);
        child.send(question as object);
      }),
    stop: () => stopChild(child),
  };
}
