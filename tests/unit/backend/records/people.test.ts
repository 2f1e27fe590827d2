import { expect, it } from 'vitest';
import { choices } from '../../../../electron/backend/records/people.ts';
import { createNames } from '../../../../shared/org/names.ts';

it('AL6 people to look for are told apart: by name and post, by the number where both are one, and who left stands among them', () => {
  const person = (id: string, name: string, position: string) => ({ id, name, agency: 'A', unit: null, position, duties: [], certificates: [] });
  const people = [person('p-1', '김하나', '주무관'), person('p-2', '이두리', '주무관'), person('p-3', '김하나', '주무관'), person('p-4', '박세찬', '')];
  expect(choices(createNames([]), people)).toEqual([
    { id: 'p-1', name: '김하나 주무관 (p-1)' },
    { id: 'p-2', name: '이두리 주무관' },
    { id: 'p-3', name: '김하나 주무관 (p-3)' },
    { id: 'p-4', name: '박세찬 (떠난 사람)' },
  ]);
});
