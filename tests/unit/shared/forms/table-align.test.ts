import { expect, test } from 'vitest';
import { columnAlignment } from '../../../../shared/forms/table-align.ts';

test('FORM-ALIGN amounts with thousands stand at the right, short words in the middle, sentences at the left, on sheet and paper alike', () => {
  expect(columnAlignment(['1,000', '△25', '12.5%', ''])).toBe('right');
  expect(columnAlignment(['1', '2', '3'])).toBe('center');
  expect(columnAlignment(['고용노동부', '합계', ''])).toBe('center');
  expect(columnAlignment(['청년 고용서비스 연계', '합계'])).toBe('left');
  expect(columnAlignment([])).toBe('center');
});
