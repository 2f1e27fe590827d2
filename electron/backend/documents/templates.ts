/** Templates: those the program brings and the agency's own, which its administrator signs into the directory. */

import { randomUUID } from 'node:crypto';
import type { Block, Face } from '../../../shared/collab/content.ts';
import { wholeOf } from '../../../shared/exchange/foreign/paper.ts';
import { parseBody } from '../../../shared/exchange/markdown/body.ts';
import { faceOfHead, splitFrontMatter } from '../../../shared/exchange/markdown/head.ts';
import { TEMPLATES } from '../../../shared/forms/templates/index.ts';
import type { Template } from '../../../shared/forms/templates/template.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import { guardContent } from '../../../shared/policy/guard/content-guard.ts';
import type { Input } from '../../../shared/api/contract.ts';
import type { BackendContext } from '../context.ts';
import { administeredRecord } from '../directory/administrator.ts';
import { publishRecord } from '../directory/publish.ts';
import type { Handlers } from '../handlers.ts';

type TemplateCommands = 'templates.list' | 'templates.keep' | 'templates.drop';

/** More than anybody looks through; every replica holds them. */
const MOST = 100;
/** Letters of one template as it is kept. */
const LETTERS_MOST = 50_000;

function ownTemplates({ replica, me }: BackendContext): readonly Template[] {
  return replica.directory().agencies.get(me().agency)?.templates ?? [];
}

/** The template of an id; undefined where it was taken out meanwhile. */
export function templateOf(context: BackendContext, id: string): Template | undefined {
  return [...ownTemplates(context), ...TEMPLATES].find((one) => one.id === id);
}

interface TemplateText {
  readonly blocks: readonly Block[];
  readonly face: Face;
}

/** What a template file says: body and face of a Markdown paper, else the text of another program's file. */
async function textOf(context: BackendContext, file: Input<'templates.keep'>['file']): Promise<Result<TemplateText>> {
  const text = /\.md$/i.test(file.name) ? new TextDecoder().decode(file.bytes) : '';
  const split = text.startsWith('---') ? splitFrontMatter(text) : null;
  if (split?.ok === true) {
    const face = faceOfHead(split.value.head);
    const blocks = parseBody(split.value.body, split.value.bodyLine);
    return !face.ok ? face : blocks.ok ? ok({ blocks: blocks.value, face: face.value }) : blocks;
  }
  const read = await context.intake.read({ ...file, continues: true });
  return read.ok ? ok({ blocks: wholeOf(read.value), face: read.value.face }) : read;
}

/** Codes: NOT_ADMIN, TOO_MANY_TEMPLATES, TEMPLATE_TOO_LONG, TEMPLATE_EMPTY, FILE_SECRET, those of reading the file and of publishing. */
async function keep(context: BackendContext, { file, ...told }: Input<'templates.keep'>): Promise<Result<Record<string, never>>> {
  const record = administeredRecord(context);
  if (!record.ok) return record;
  const read = await textOf(context, file);
  if (!read.ok) return read;
  const { blocks, face } = read.value;
  const others = (record.value.templates ?? []).filter((one) => one.name !== told.name);
  if (others.length >= MOST) return err('TOO_MANY_TEMPLATES', `기관 서식이 ${MOST}개입니다. 더하지 않았습니다. 쓰지 않는 서식을 뺀 뒤 다시 하십시오.`);
  if (blocks.length === 0) return err('TEMPLATE_EMPTY', '파일에 글이 없어 서식을 더하지 않았습니다. 틀이 있는 파일을 고르십시오.');
  if (JSON.stringify(blocks).length > LETTERS_MOST)
    return err('TEMPLATE_TOO_LONG', '글이 너무 길어 서식을 더하지 않았습니다. 틀만 남기고 줄인 뒤 다시 하십시오.');
  const secret = guardContent({ fields: { title: told.title }, blocks }, '서식을 더하지 않았습니다.');
  if (!secret.ok) return secret;
  const made: Template = { id: randomUUID(), ...told, blocks, ...(face === 'serif' ? { face } : {}) };
  const published = await publishRecord(context, { ...record.value, templates: [...others, made] }, { rev: context.sync.directory().rev });
  return published.ok ? ok({}) : published;
}

async function drop(context: BackendContext, id: string): Promise<Result<Record<string, never>>> {
  const record = administeredRecord(context);
  if (!record.ok) return record;
  const templates = (record.value.templates ?? []).filter((one) => one.id !== id);
  const published = await publishRecord(context, { ...record.value, templates }, { rev: context.sync.directory().rev });
  return published.ok ? ok({}) : published;
}

/** Commands on templates. */
export function templateCommands(context: BackendContext): Pick<Handlers, TemplateCommands> {
  const shown =
    (own: boolean) =>
    ({ id, name, use, form, title, face }: Template) => ({ id, name, use, form, title, face: face ?? ('sans' as const), own });
  return {
    'templates.list': () => ok({ templates: [...ownTemplates(context).map(shown(true)), ...TEMPLATES.map(shown(false))] }),
    'templates.keep': (input) => keep(context, input),
    'templates.drop': ({ id }) => drop(context, id),
  };
}
