/** One judge of files: what a thread of the pool does, and what the thread that asks does itself where a file is too few for threads or was too much for one. */

import { readFile } from 'node:fs/promises';
import type { PlacedEntry } from '../../../shared/audit/finding.ts';
import { err, type Err, type Result } from '../../../shared/lib/result.ts';
import type { CapsuleTrust } from '../../../shared/verify/capsule.ts';
import type { Envelope } from '../../../shared/verify/envelope.ts';
import { judgeFile } from '../../../shared/verify/file.ts';
import { createThreadCrypto } from '../pki/node-crypto.ts';
import { createIntern, createShelf, holdFile, type Held, type Intern } from './held.ts';

/** What files are held against; it can be sent to a thread. */
export type JudgeTrust = Omit<CapsuleTrust, 'crypto' | 'one'>;

/** A file: by its bytes where somebody brought them, else read from the disk by whoever judges it. */
export interface JudgedFile {
  readonly name: string;
  readonly bytes: Uint8Array | { readonly path: string };
}

/** The refusal of what could not be read, or is no file of ours. */
export type Unread = Err<'CANNOT'>;

/** The two questions about a file: whether all of it holds, and the same with what an auditor looks at later. */
export interface Answers {
  readonly verify: Result<Envelope, 'CANNOT'>;
  readonly hold: Held | Unread;
}

/** Asks one of them. */
export type Judge = <Q extends keyof Answers>(question: Q, file: JudgedFile) => Promise<Answers[Q]>;

async function bytesOf({ bytes }: Pick<JudgedFile, 'bytes'>): Promise<Uint8Array | Unread> {
  if (bytes instanceof Uint8Array) return bytes;
  const read = await readFile(bytes.path).catch(() => null);
  return read === null ? err('CANNOT', `파일을 읽을 수 없습니다: ${bytes.path}`) : new Uint8Array(read);
}

/** Creates a judge; `intern` keeps one copy of what many files bring along. */
export function createJudge(trust: JudgeTrust, intern: Intern = createIntern()): Judge {
  const given: CapsuleTrust = { ...trust, crypto: createThreadCrypto(), one: createShelf() };
  const asked: { readonly [Q in keyof Answers]: (name: string, bytes: Uint8Array) => Promise<Answers[Q]> } = {
    verify: (name, bytes) => judgeFile(name, bytes, given),
    hold: (name, bytes) => holdFile(name, bytes, given, intern),
  };
  return async (question, file) => {
    const bytes = await bytesOf(file);
    return bytes instanceof Uint8Array ? asked[question](file.name, bytes) : bytes;
  };
}

/** An answer on its way out of a thread: entries of the directory go once, and by their number in later answers. */
export interface SentAnswer {
  readonly answer: Answers[keyof Answers];
  readonly directory: readonly number[];
  readonly fresh: readonly PlacedEntry[];
}

function paperOf(answer: SentAnswer['answer']): NonNullable<Held['paper']> | null {
  return 'paper' in answer ? answer.paper : null;
}

/** Packs the answers of one thread. */
export function createSending(): (answer: SentAnswer['answer']) => SentAnswer {
  const numbers = new Map<PlacedEntry, number>();
  return (answer) => {
    const paper = paperOf(answer);
    if (paper === null || !('paper' in answer)) return { answer, directory: [], fresh: [] };
    const fresh = paper.directory.filter((one) => !numbers.has(one));
    for (const one of fresh) numbers.set(one, numbers.size);
    const directory = paper.directory.flatMap((one) => numbers.get(one) ?? []);
    return { answer: { ...answer, paper: { ...paper, directory: [] } }, directory, fresh };
  };
}

/** Unpacks them; of several threads there is one copy of each entry here too. */
export function createReceiving(intern: Intern): (sent: SentAnswer) => SentAnswer['answer'] {
  const known: PlacedEntry[] = [];
  return ({ answer, directory, fresh }) => {
    known.push(...fresh.map(intern));
    const paper = paperOf(answer);
    if (paper === null || !('paper' in answer)) return answer;
    return { ...answer, paper: { ...paper, directory: directory.flatMap((n) => known[n] ?? []) } };
  };
}

/** A question to a thread. */
export interface JudgeQuestion {
  readonly question: keyof Answers;
  readonly file: JudgedFile;
}

/** What it says: an answer, or what it threw, which is a bug. */
export type JudgeAnswer = { readonly sent: SentAnswer } | { readonly fault: string };

/** What a thread does that judges. */
export function serveJudge(trust: JudgeTrust): (asked: JudgeQuestion) => Promise<JudgeAnswer> {
  const judge = createJudge(trust);
  const send = createSending();
  return async ({ question, file }) => {
    try {
      return { sent: send(await judge(question, file)) };
    } catch (error) {
      return { fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    }
  };
}
