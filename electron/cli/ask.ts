/** Asking whoever sits at the terminal; passphrases are not shown, and may come from a file instead. */

import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { longEnough, SHORTEST_PASSPHRASE } from '../backend/keys/sealed-box.ts';
import { err, ok, type Result } from '../../shared/lib/result.ts';

/** What can be wrong with a passphrase. */
export type PassphraseCode = 'PASSPHRASE_MISSING' | 'PASSPHRASE_WEAK' | 'PASSPHRASE_DIFFERS' | 'PASSPHRASE_FILE';

/** Whether somebody sits at the terminal. */
export function someoneThere(): boolean {
  return process.stdin.isTTY && process.stderr.isTTY;
}

/** One line of the terminal. What is typed for a secret is not shown. Questions go to stderr: stdout is for results. */
async function line(question: string, secret: boolean): Promise<string> {
  let hidden = false;
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (!hidden) process.stderr.write(chunk);
      done();
    },
  });
  const asking = createInterface({ input: process.stdin, output, terminal: true });
  try {
    const answer = asking.question(`${question}: `);
    hidden = secret;
    return (await answer).normalize('NFC');
  } finally {
    asking.close();
    if (secret) process.stderr.write('\n');
  }
}

/** The given value, or what is answered at the terminal; null where nobody is there. */
export async function given(value: string | undefined, question: string): Promise<string | null> {
  if (value !== undefined && value.trim() !== '') return value.trim().normalize('NFC');
  if (!someoneThere()) return null;
  const answer = (await line(question, false)).trim();
  return answer === '' ? null : answer;
}

/** A passphrase's first line in a file. */
async function fromFile(path: string): Promise<Result<string, PassphraseCode>> {
  try {
    return ok((await readFile(path, 'utf8')).split(/\r?\n/, 1)[0] ?? '');
  } catch {
    return err('PASSPHRASE_FILE', `암호를 적은 파일을 읽을 수 없습니다(${path}). 아무것도 바꾸지 않았습니다.`);
  }
}

const MISSING = (what: string, option: string) => err('PASSPHRASE_MISSING', `${what}가 없습니다. ${option} 파일로 주거나 터미널에서 입력하십시오.`);

/** A passphrase that stands already. `what` ends in 암호; `option` names the option of its file. */
export async function passphrase(file: string | undefined, what: string, option: string): Promise<Result<string, PassphraseCode>> {
  if (file !== undefined) return fromFile(file);
  return someoneThere() ? ok(await line(what, true)) : MISSING(what, option);
}

/** A new passphrase: long enough, typed twice at the terminal. */
export async function newPassphrase(file: string | undefined, what: string, option: string): Promise<Result<string, PassphraseCode>> {
  const first = await passphrase(file, `${what}(새로 정함, ${SHORTEST_PASSPHRASE}자 이상)`, option);
  if (!first.ok) return first;
  if (!longEnough(first.value)) return err('PASSPHRASE_WEAK', `${what}는 ${SHORTEST_PASSPHRASE}자 이상이어야 합니다. 아무것도 만들지 않았습니다.`);
  if (file !== undefined) return first;
  return (await line(`${what}(한 번 더)`, true)) === first.value ? first : err('PASSPHRASE_DIFFERS', '두 번 적은 암호가 다릅니다. 아무것도 만들지 않았습니다.');
}
