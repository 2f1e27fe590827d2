import { expect, test } from 'vitest';
import { firstTab } from '../../../renderer/app/document-screen.tsx';

test('NT2 a paper on its way that is opened from 진행 현황 shows where it stands; from elsewhere its text, and once registered its card', () => {
  const going = { acts: ['sign'], status: 'in-approval' } as const;
  expect([firstTab({ ...going, acts: [...going.acts] }, 'progress'), firstTab({ ...going, acts: [...going.acts] }, 'waiting')]).toEqual(['route', 'text']);
  expect(firstTab({ acts: [], status: 'registered' }, 'progress')).toBe('card');
  expect(firstTab({ acts: ['receive'], status: 'in-approval' }, 'waiting')).toBe('route');
});
