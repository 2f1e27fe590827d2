import { expect, it } from 'vitest';
import { openFormFonts } from '../../electron/backend/pdf/fonts.ts';
import { renderPaper } from '../../electron/backend/pdf/render.ts';
import { aRandomPrint } from '../support/print-random.ts';
import { seedOf } from '../support/seed.ts';

it('nothing of four hundred random papers is lost', async () => {
  const seed = seedOf();
  process.stdout.write(`papers {"seed":${seed}}\n`);
  const fonts = openFormFonts();
  for (let at = 0; at < 400; at++) {
    const drawn = await renderPaper(aRandomPrint(seed + at), fonts);
    expect(drawn.ok && drawn.value.pages > 0, `paper ${seed + at}`).toBe(true);
  }
});
