/** The paper the story begins with: Markdown with its attachments, read before anything is made. */

import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { parsePaperMarkdown, type ImportedPaper } from '../../../shared/exchange/markdown/paper.ts';
import { decodeText } from '../../../shared/lib/decode.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import type { Agency } from '../../../shared/org/directory.ts';
import { demoRecordFiles } from './people.ts';

/** What was read. */
export interface DemoInput {
  readonly markdown: string;
  readonly attachments: { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }[];
  readonly fields: ImportedPaper['fields'];
}

/** Where a refused paper is wrong: its file, with the line its sentence names. */
export function inputPlace(input: string, sentence: string): string {
  const line = /(\d+)째 줄/.exec(sentence)?.[1];
  return line === undefined ? input : `${input}:${line}`;
}

const oldKorean = (bytes: Uint8Array): string => new TextDecoder('euc-kr').decode(bytes);

/** Reads it. Codes: those of the format, INPUT_UNREADABLE, ATTACHMENT_MISSING. */
export async function readInput(input: string, agencies: readonly Agency[]): Promise<Result<DemoInput>> {
  const source = await readFile(input).catch(() => null);
  if (source === null) return err('INPUT_UNREADABLE', `기안 파일을 읽을 수 없습니다(${input}). 아무것도 만들지 않았습니다. 경로를 확인하십시오.`);
  const markdown = decodeText(new Uint8Array(source), oldKorean);
  const parsed = parsePaperMarkdown(
    markdown,
    agencies.map((agency) => ({ ...agency, recordFiles: demoRecordFiles(agency) })),
  );
  if (!parsed.ok) return parsed;
  if (parsed.value.fields.form !== 'official')
    return err('FORM_UNSUPPORTED', '시연은 보내는 공동기안(form: official)으로 합니다. 아무것도 만들지 않았습니다. 간이기안문은 화면의 새 문서에서 여십시오.');
  const attachments = [];
  for (const { path } of parsed.value.attachments) {
    const bytes = await readFile(join(dirname(input), path)).catch(() => null);
    if (bytes === null) return err('ATTACHMENT_MISSING', `붙임 파일을 찾을 수 없습니다(${path}). 문서는 만들지 않았습니다. 그 파일을 함께 두십시오.`);
    attachments.push({ name: basename(path), bytes: new Uint8Array(bytes) });
  }
  return ok({ markdown, attachments, fields: parsed.value.fields });
}
