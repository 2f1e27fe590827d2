import { expect, test } from 'vitest';
import { colleaguesOf } from '../../../renderer/editor/people.tsx';

const user = (strand: number, position: string, name = '') => ({ user: { strand, position, name, badge: position.slice(0, 1) } });

test('PRE-1 a colleague is shown once, however many windows, in the order of the agencies; not oneself, not who is not seen', () => {
  const states = [
    [1, user(2, '교육행정사무관', '박')],
    [2, user(1, '행정사무관', '김')],
    [3, user(2, '교육행정사무관', '박')],
    [4, {}],
    [5, user(1, '과장', '이')],
  ] as const;
  expect(colleaguesOf(states, 2).map(({ position, clients }) => [position, clients])).toEqual([
    ['과장', [5]],
    ['교육행정사무관', [1, 3]],
  ]);
  expect(colleaguesOf([], 1)).toEqual([]);
});
