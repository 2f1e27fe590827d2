/** `ongyeol disclose FILE`: from a whole capsule one that shows less, with no server and no key (PC1–PC6). */

import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { replay } from '../../shared/approval/evolve.ts';
import { contentParts } from '../../shared/collab/digest.ts';
import { PATHS } from '../../shared/exchange/capsule/capsule.ts';
import { disclose as showLess, mayHide, readWhole, type Disclosing, type WholeCapsule } from '../../shared/exchange/capsule/disclose.ts';
import { partWords } from '../../shared/exchange/capsule/part-words.ts';
import { err, ok, type Result } from '../../shared/lib/result.ts';
import { createNames } from '../../shared/org/names.ts';
import type { Entry } from '../../shared/trail/entry.ts';
import { provenEntriesSchema } from '../../shared/verify/capsule-schema.ts';
import { readCanonical } from '../../shared/verify/read-json.ts';
import { trailLines } from '../backend/trail/lines.ts';
import { answer } from './answer.ts';
import { writeNew } from './enrol/write-new.ts';

const USAGE = 'ongyeol disclose FILE (--list | --out FILE [--hide 번호,번호-번호] [--hide-body] [--hide-all] [--step 번호,…] [--texts]) [--json]';
const usage = (what: string): Result<never, 'USAGE'> => err('USAGE', `${what} ${USAGE}`);

interface Listed {
  readonly parts: readonly { readonly number: number; readonly name: string; readonly text: string; readonly fixed: boolean }[];
  readonly steps: readonly { readonly number: number; readonly at: string; readonly who: string; readonly what: string }[];
}

type Done = Listed | { readonly file: string; readonly hidden: number; readonly steps: number | null };

function listOf({ files, frozen, trail, manifest }: WholeCapsule): Listed {
  const directory = provenEntriesSchema.safeParse(readCanonical(files.get(PATHS.directory) ?? new Uint8Array(0)));
  const names = createNames(directory.success ? directory.data.map(({ entry }) => entry as Entry) : []);
  const entries = trail.map(({ entry }) => entry);
  const parts = contentParts(frozen.content).map((part, i) => {
    const { label, text } = partWords(part);
    return { number: i + 1, name: label, text, fixed: !mayHide(part) };
  });
  const lines = trailLines(replay(manifest.documentId, entries), names, entries, 'unchecked', new Map());
  return { parts, steps: lines.map(({ seq, at, who, what }) => ({ number: seq + 1, at, who, what })) };
}

/** `3,7-9` as numbers; null where it is none. */
function numbersOf(text: string | undefined): number[] | null {
  const ranges = (text ?? '').split(',').filter((piece) => piece !== '');
  const numbers = ranges.flatMap((range) => {
    const [, from = '', to = from] = /^(\d{1,6})(?:-(\d{1,6}))?$/.exec(range) ?? [];
    return from === '' ? [Number.NaN] : Array.from({ length: Math.max(1, Number(to) - Number(from) + 1) }, (_, i) => Number(from) + i);
  });
  return numbers.some(Number.isNaN) ? null : numbers;
}

type Values = { readonly [K in 'hide' | 'step' | 'out']?: string } & { readonly [K in 'list' | 'hide-body' | 'hide-all' | 'texts']?: boolean };

function choiceOf({ frozen }: WholeCapsule, values: Values): Result<Disclosing, 'USAGE'> {
  const [hide, steps] = [numbersOf(values.hide), numbersOf(values.step)];
  const parts = contentParts(frozen.content);
  if (hide === null || steps === null) return usage('번호를 읽을 수 없습니다.');
  if (hide.some((number) => number < 1 || number > parts.length)) return usage(`부분 번호는 1∼${parts.length}입니다(--list로 봄).`);
  const body = parts.flatMap((part, i) =>
    values['hide-all'] === true || (values['hide-body'] === true && part.part !== 'form' && part.part !== 'field') ? [i] : [],
  );
  const chosen = values.step === undefined ? null : steps.map((number) => number - 1);
  return ok({ hide: new Set([...hide.map((number) => number - 1), ...body]), steps: chosen, texts: values.texts === true });
}

async function work(path: string, values: Values): Promise<Result<Done>> {
  const bytes = await readFile(path).catch(() => null);
  if (bytes === null) return err('CANNOT', `파일을 읽을 수 없습니다: ${path}`);
  const whole = readWhole(new Uint8Array(bytes));
  if (!whole.ok) return whole;
  if (values.list === true) return ok(listOf(whole.value));
  if (values.out === undefined) return usage('쓸 파일(--out)을 적으십시오.');
  const choice = choiceOf(whole.value, values);
  if (!choice.ok) return choice;
  const made = showLess(whole.value, choice.value);
  if (!made.ok) return made;
  const written = await writeNew(values.out, made.value);
  return written.ok ? ok({ file: resolve(values.out), hidden: choice.value.hide.size, steps: choice.value.steps?.length ?? null }) : written;
}

function words(done: Done): string {
  if ('parts' in done) {
    const parts = done.parts.map(
      ({ number, name, text, fixed }) => `${String(number).padStart(4)}  ${name}${fixed ? ' (언제나 보임)' : ''}  ${text.slice(0, 80)}`,
    );
    const steps = done.steps.map(({ number, at, who, what }) => `${String(number).padStart(4)}  ${at}  ${what}  ${who}`);
    return `${['내용의 부분(--hide)', ...parts, '처리 이력(--step)', ...steps].join('\n')}\n`;
  }
  const trail = done.steps === null ? '처리 이력은 모두 들어 있습니다' : `처리 이력은 고른 ${done.steps}건만 들어 있습니다`;
  return `썼습니다: ${done.file}\n${done.hidden}부분을 가렸고, ${trail}. 문서 PDF는 넣지 않았습니다.\n`;
}

/** Runs the command; 0 written or listed, 2 nothing written. */
export async function disclose(args: readonly string[]): Promise<number> {
  const json = args.includes('--json');
  const finish = (done: Result<Done>): number => answer('disclose', done, json, { words });
  const [text, flag] = [{ type: 'string' }, { type: 'boolean' }] as const;
  const options = { hide: text, step: text, out: text, list: flag, 'hide-body': flag, 'hide-all': flag, texts: flag, json: flag };
  let asked: { values: Values; positionals: string[] };
  try {
    asked = parseArgs({ args: [...args], allowPositionals: true, options });
  } catch {
    return finish(usage('옵션을 알 수 없습니다.'));
  }
  const [path] = asked.positionals;
  return finish(path === undefined ? usage('검증용 문서 묶음을 적으십시오.') : await work(path, asked.values));
}
