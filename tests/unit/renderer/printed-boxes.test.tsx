import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { PrintedBoxes } from '../../../renderer/ui/printed-boxes.tsx';

const box = (position: string, more: { concur?: boolean; mine?: boolean } = {}) => ({
  ...{ marks: '', position, differs: false, lines: ['서명'], mine: more.mine === true, concur: more.concur === true },
});

test('BOX-5 협조자 stand on a line of their own before signing as they are printed, and no box is left out', () => {
  const row = { agency: '고용노동부', boxes: [box('사무관'), box('운영지원과장', { concur: true }), box('과장', { mine: true }), box('차관')] };
  const drawn = renderToStaticMarkup(<PrintedBoxes row={row} own differs />);
  const [first = '', second = ''] = drawn.split('협조자');
  expect([...first.matchAll(/<div class="box[^"]*"><span>([^<]+)/g)].map(([, post]) => post)).toEqual(['사무관', '과장', '차관']);
  expect([...second.matchAll(/<div class="box[^"]*"><span>([^<]+)/g)].map(([, post]) => post)).toEqual(['운영지원과장']);
  expect(first).toMatch(/box mine"><span>과장<\/span><span class="turn b">/);
  expect(renderToStaticMarkup(<PrintedBoxes row={row} />)).not.toContain('mine');
});
