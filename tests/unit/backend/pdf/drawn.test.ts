import { expect, test } from 'vitest';
import { lostCharacters } from '../../../../electron/backend/pdf/drawn.ts';
import { openFormFonts, setIn } from '../../../../electron/backend/pdf/fonts.ts';
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
      [{ text: '가나다 12. ·‧ 大∼', fonts }],
    ),
  ).toEqual([]);
});

test('a character drawn once and asked for twice is lost', async () => {
  expect(lostCharacters(await page([{ text: '가나' }]), [{ text: '가나가', fonts }])).toEqual(['가']);
});

test('a block too tall for a page is noticed', async () => {
  const tall = { stack: Array.from({ length: 90 }, () => ({ text: '줄' })), unbreakable: true };
  expect(lostCharacters(await page([tall, { text: '끝' }]), [{ text: `${'줄'.repeat(90)}끝`, fonts }])).toEqual(['줄']);
});

test('FORM-26 each face is counted for itself: what one drew does not stand for what the other should have drawn', async () => {
  const serif = setIn(fonts, 'serif');
  const drawn = await page([{ text: '가나 文⽂' }, { text: '가다 文⽂', font: 'Serif' }, { text: '∼', font: 'Symbols' }]);
  const asked = (form: string, text: string) =>
    lostCharacters(drawn, [
      { text: form, fonts },
      { text, fonts: serif },
    ]);
  expect(asked('가나 文⽂', '가다 文⽂')).toEqual([]);
  expect(asked('가나', '나다 文⽂∼∼')).toEqual(['나', '∼']);
  expect(asked('가다', '가다')).toEqual(['다']);
});
