/** `ongyeol pdf FILE.md`: a Markdown paper as its form prints it, for looking at: marked 미리보기, without number, approvals or seal fields. */

import { readFile, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { contentOf } from '../../shared/collab/content.ts';
import { parsePaperMarkdown, type ImportedPaper } from '../../shared/exchange/markdown/paper.ts';
import { buildPaperPrint } from '../../shared/forms/paper.ts';
import type { PaperPrint } from '../../shared/forms/print-model.ts';
import { err, ok, type Result } from '../../shared/lib/result.ts';
import type { Agency, AgencyRecord } from '../../shared/org/directory.ts';
import { renderPaper } from '../backend/pdf/render.ts';
import { answer, refuse } from './answer.ts';
import { DEMO_FOLDER } from './demo/folder.ts';
import { readOrganisation } from './demo/organisation.ts';

const USAGE = 'ongyeol pdf FILE.md [--out FILE.pdf] [--organisation FILE.json] [--json]';
/** Larger files are no papers. */
const BYTES_MAX = 2_000_000;

/** What was drawn, and where it lies. */
interface Drawn {
  readonly out: string;
  readonly form: string;
  readonly title: string;
  readonly pages: number;
}

async function readPaper(file: string): Promise<Result<{ text: string; at: string }>> {
  try {
    const { size, mtime } = await stat(file);
    if (size > BYTES_MAX) return err('UNREADABLE', `파일이 너무 큽니다(${file}). 아무것도 만들지 않았습니다. ${BYTES_MAX / 1_000_000}MB 이하로 줄이십시오.`);
    return ok({ text: new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file)), at: mtime.toISOString() });
  } catch {
    return err('UNREADABLE', `읽을 수 없는 파일입니다(없거나 UTF-8 글이 아님): ${file}. 아무것도 만들지 않았습니다. 자리와 글자 형식을 확인하십시오.`);
  }
}

/** The print model of a draft nobody approved. The same file, written at the same time, gives the same bytes. */
function modelOf({ fields, blocks, attachments }: ImportedPaper, agencies: readonly Agency[], createdAt: string): PaperPrint {
  const listed = attachments.map(({ path, label }) => ({ name: path, label, mediaType: '', size: 0, sha256: '' }));
  const records = agencies.map((agency): [string, AgencyRecord] => [agency.code, { ...agency, people: [], recordFiles: [], seal: null }]);
  return buildPaperPrint({
    content: contentOf(fields, blocks, listed),
    agencies: new Map(records),
    lanes: [],
    showPending: false,
    registration: null,
    approvedOn: null,
    enforcedOn: null,
    createdAt,
    watermark: '미리보기',
    files: [],
  });
}

async function draw(file: string, organisation: string, out: string): Promise<Result<Drawn>> {
  const agencies = await readOrganisation(organisation);
  if (!agencies.ok) return agencies;
  const source = await readPaper(file);
  if (!source.ok) return source;
  const parsed = parsePaperMarkdown(source.value.text, agencies.value);
  if (!parsed.ok) return parsed;
  const print = modelOf(parsed.value, agencies.value, source.value.at);
  const drawn = await renderPaper(print);
  if (!drawn.ok) return drawn;
  try {
    await writeFile(out, drawn.value.pdf);
  } catch {
    return err('NOT_WRITTEN', `PDF를 쓸 수 없습니다(${out}). 만든 것은 없습니다. 폴더가 있는지, 쓸 수 있는지 확인하십시오.`);
  }
  return ok({ out, form: print.form, title: print.title, pages: drawn.value.pages });
}

function asked(args: readonly string[]) {
  try {
    const options = { json: { type: 'boolean' }, out: { type: 'string' }, organisation: { type: 'string' } } as const;
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch {
    return null;
  }
}

/** Runs the command; 0 drawn, 2 not. It never seals: that takes an approved paper and an unlocked profile. */
export async function pdf(args: readonly string[]): Promise<number> {
  const json = args.includes('--json');
  const told = (message: string): number => refuse('pdf', { code: 'USAGE', message: `${message} ${USAGE}` }, json);
  const parsed = asked(args);
  if (parsed === null) return told('옵션을 알 수 없습니다.');
  const [file] = parsed.positionals;
  const { values } = parsed;
  if (file === undefined || parsed.positionals.length > 1) return told('그릴 파일을 하나 적으십시오.');
  const out = resolve(values.out ?? `${file.replace(/\.md$/i, '')}.pdf`);
  if (!/\.pdf$/i.test(out)) return told('--out은 .pdf로 끝나야 합니다.');
  const drawn = await draw(resolve(file), resolve(values.organisation ?? join(DEMO_FOLDER, 'organisation.json')), out);
  return answer('pdf', drawn, json, { words: ({ out: at, pages }) => `${at} (${pages}쪽, 미리보기: 번호·결재·관인 없음)\n`, where: file });
}
