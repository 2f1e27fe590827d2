/** Text measured and broken quickly (`measure.ts`) against the layout engine's own code, loaded afresh: the same lines, letter by letter. */

import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { measureQuickly, textEngine, type TextEngine } from '../../../../electron/backend/pdf/measure.ts';
import { createRandom, type Random } from '../../../support/sync-random.ts';
import { seedOf } from '../../../support/seed.ts';

const SEED = seedOf();

/** The engine's classes as its package has them, whatever other tests exchanged. */
function freshEngine(): TextEngine {
  const load = createRequire(import.meta.url);
  const ours = Object.keys(load.cache).filter((path) => path.includes('/pdfmake/js/'));
  const kept = ours.map((path) => [path, load.cache[path]] as const);
  for (const path of ours) delete load.cache[path];
  const engine = textEngine(load);
  for (const path of Object.keys(load.cache).filter((one) => one.includes('/pdfmake/js/'))) delete load.cache[path];
  for (const [path, module] of kept) load.cache[path] = module;
  return engine;
}

/** A face whose letters have odd widths, so that a wrong sum shows. */
const face = (name: string) => ({
  name,
  widthOfString: (text: string, size: number) =>
    Array.from(text).reduce((sum, letter) => sum + ((letter.codePointAt(0) ?? 0) % 97) + (letter === ' ' ? 20 : 41), 0) * size * 0.01,
  lineHeight: (size: number) => size * 1.2,
});

const faces = new Map(['Form', 'Marks'].flatMap((name) => [true, false].map((bold) => [`${name} ${bold}`, face(`${name} ${bold}`)])));

type Words = { text: string } & Record<string, unknown>;
type Inlines = new (document: unknown) => { buildInlines: (text: Words[], stack: unknown) => { items: object[]; minWidth: number; maxWidth: number } };
type Stack = new (styles: object, plain: object) => { push: (style: object) => void };

const LETTERS = [...'가나다라마바사아자차카타파하힣漢字 abcXYZ019.,()「」·-\n   '];

function words(random: Random): Words[] {
  return Array.from({ length: random.int(6) + 1 }, () => ({
    text: Array.from({ length: random.int(60) }, () => random.pick(LETTERS)).join(''),
    ...(random.chance(0.3) ? { bold: true } : {}),
    ...(random.chance(0.2) ? { font: 'Marks' } : {}),
    ...(random.chance(0.2) ? { fontSize: 8 + random.int(10) } : {}),
    ...(random.chance(0.1) ? { sup: true } : {}),
    ...(random.chance(0.1) ? { noWrap: true } : {}),
    ...(random.chance(0.1) ? { characterSpacing: 1 } : {}),
    ...(random.chance(0.1) ? { color: '#123456', preserveLeadingSpaces: true } : {}),
    ...(random.chance(0.05) ? { preserveTrailingSpaces: true, lineHeight: 1.5 } : {}),
    ...(random.chance(0.03) ? { leadingIndent: 12 } : {}),
  }));
}

/** What an inline has, inherited or its own. */
function whole(inline: object): object {
  const all: Record<string, unknown> = {};
  for (const key in inline) all[key] = Reflect.get(inline, key);
  return all;
}

/** Every line of a paragraph as one engine sets it in a column. */
function linesBy({ inlines, builder, styles }: TextEngine, text: readonly Words[], width: number, around: object): unknown {
  const document = { provideFont: (name: string, bold: boolean) => faces.get(`${name} ${bold}`) };
  const stack = new (styles as unknown as Stack)({}, { font: 'Form', fontSize: 15 });
  stack.push(around);
  const built = new (inlines as unknown as Inlines)(document).buildInlines(
    text.map((one) => ({ ...one })),
    stack,
  );
  const node = { _inlines: built.items };
  const self = Object.create((builder as { prototype: object }).prototype) as { writer: unknown; buildNextLine: (of: object) => object | null };
  self.writer = { context: () => ({ availableWidth: width }) };
  const lines: object[] = [];
  for (let line = self.buildNextLine(node); line !== null; line = self.buildNextLine(node)) lines.push(line);
  return JSON.parse(
    JSON.stringify({ ...built, items: null, lines: lines.map((line) => ({ ...line, inlines: (line as { inlines: object[] }).inlines.map(whole) })) }),
  );
}

test('FORM-25 text is measured and broken as by the layout engine, in columns of any width', () => {
  const [engine, quick] = [freshEngine(), freshEngine()];
  measureQuickly(quick);
  const random = createRandom(SEED);
  for (let round = 0; round < 200; round++) {
    const text = words(random);
    const [width, around] = [10 + random.int(500), random.chance(0.2) ? { fontSize: 9, alignment: 'center' } : {}];
    expect(linesBy(quick, text, width, around), `seed ${SEED}, round ${round}`).toEqual(linesBy(engine, text, width, around));
  }
});
