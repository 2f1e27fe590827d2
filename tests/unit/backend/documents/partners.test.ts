import { expect, it } from 'vitest';
import { agencyView, draftPartners } from '../../../../electron/backend/documents/agencies.ts';
import { emptyLane, initialState } from '../../../../shared/approval/state.ts';
import type { Directory } from '../../../../shared/org/directory.ts';

const grant = (agency: string, person: string | null = null) => ({ agency, unit: 'U', person, right: 'edit' as const });
const directory = { agencies: new Map([['B', { name: '교육부' }]]) } as unknown as Directory;
const redrafted = {
  ...initialState('doc'),
  lead: { agency: 'A', unit: 'U' },
  lanes: [emptyLane('A', 'U', 'lead')],
  grants: [grant('A'), grant('C', 'someone'), grant('B'), grant('D'), grant('B')],
};

it('V6 a partner keeps its place and colour in a new version whose text is not here yet', () => {
  expect(draftPartners(redrafted, null)).toEqual(['B', 'D']);
  expect(draftPartners(redrafted, [])).toEqual(['B', 'D']);
  expect(draftPartners(redrafted, [{ agency: 'D' }, { agency: 'B' }])).toEqual(['D', 'B']);
  expect(agencyView(directory, redrafted, 'B', draftPartners(redrafted, null))).toMatchObject({ name: '교육부', badge: '교', strand: 2 });
  expect(agencyView(directory, redrafted, 'A', [])).toMatchObject({ strand: 1 });
});
