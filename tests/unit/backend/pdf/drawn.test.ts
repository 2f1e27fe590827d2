import { expect, test } from 'vitest';
import { lostCharacters } from '../../../../electron/backend/pdf/drawn.ts';
import { openFormFonts } from '../../../../electron/backend/pdf/fonts.ts';
import { layOut } from '../../../../electron/backend/pdf/kit.ts';

const fonts = openFormFonts();
const page = (content: unknown) => layOut({ content, compress: false, defaultStyle: { font: 'Form' } }, fonts);

test('what is drawn is not lost, in any face', async () => {
  expect(
    lostCharacters(
      await page([
        { text: '가나다 12. ·‧ 大', bold: true },
        { text: '∼', font: 'Symbols' },
      ]),
      '가나다 12. ·‧ 大∼',
      fonts,
    ),
  ).toEqual([]);
});

test('a character drawn once and asked for twice is lost', async () => {
  expect(lostCharacters(await page([{ text: '가나' }]), '가나가', fonts)).toEqual(['가']);
});

test('a block too tall for a page is noticed', async () => {
  const tall = { stack: Array.from({ length: 90 }, () => ({ text: '줄' })), unbreakable: true };
  expect(lostCharacters(await page([tall, { text: '끝' }]), `${'줄'.repeat(90)}끝`, fonts)).toEqual(['줄']);
});
