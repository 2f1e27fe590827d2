import { expect, test } from 'vitest';
import { openSealFont } from '../../../../electron/backend/pdf/fonts.ts';
import { sealColumns, sealOperators, sealSvg, sealText } from '../../../../electron/backend/pdf/seal-image.ts';

const font = openSealFont();

test.each([
  ['고용노동부장관', '고용노동부장관의인', ['고용노', '동부장', '관의인']],
  ['교육부장관', '교육부장관인', ['교육', '부장', '관인']],
  ['국가유산청장', '국가유산청장의인', ['국가유', '산청장', '의인']],
  ['고용노동부장관의인', '고용노동부장관의인', ['고용노', '동부장', '관의인']],
  ['인사혁신처장', '인사혁신처장의인', ['인사혁', '신처장', '의인']],
])('%s is cut as %s, columns from the right', (name, letters, columns) => {
  expect(sealText(name)).toBe(letters);
  expect(sealColumns(name)).toEqual(columns);
});

test('the operators stay in their square, are pure, and are red', () => {
  const operators = sealOperators('과학기술정보통신부장관', 56.7, font);
  expect(sealOperators('과학기술정보통신부장관', 56.7, font)).toBe(operators);
  const points = operators
    .split('\n')
    .filter((line) => / [mlc]$/.test(line))
    .flatMap((line) => line.split(' ').slice(0, -1).map(Number));
  expect(points.length).toBeGreaterThan(200);
  expect(Math.min(...points)).toBeGreaterThan(56.7 * 0.08);
  expect(Math.max(...points)).toBeLessThan(56.7 * 0.92);
  expect(operators).toMatch(/^0\.784 0\.063 0\.18 RG 0\.784 0\.063 0\.18 rg\n/);
});

test('the SVG is well-formed and draws the same letters', () => {
  const svg = sealSvg('고용노동부장관', font);
  expect(svg).toMatch(/^<svg [^<]+><rect [^<]+\/><path d="M[-0-9. MLCZ]+"\/><\/svg>$/);
  expect(svg.match(/Z/g)?.length).toBe(sealOperators('고용노동부장관', 100, font).match(/^h$/gm)?.length);
});
