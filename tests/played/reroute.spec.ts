/** A post that nobody holds any more, in the middle of a route: its maker gives the step to another post, with a reason. */

import { expect, test } from '@playwright/test';
import { createDesks } from '../support/desks.ts';
import { startHost } from '../support/e2e-app.ts';
import { MACHINE_PASSPHRASE } from '../support/machine.ts';
import { at, openPaper, picture } from './scene.ts';

test('a step left with nobody gets another post from the lane’s maker', async ({ browser }) => {
  const desks = await createDesks();
  await desks.profile('choi');
  await desks.sentUp('자리가 빈 경로', [
    ['concur', 'U2', '과장'],
    ['approve', 'U1', '과장'],
  ]);
  // The 과장 of U2 leaves, the drafter too: whoever serves in the 처리과 goes on in the drafter's place.
  await desks.reorganise({}, (person) => {
    if (person.id === 'yoon') return { ...person, unit: 'U1', position: '주무관' };
    if (person.id === 'kim') return { ...person, unit: 'U2' };
    return person.id === 'choi' ? { ...person, unit: 'U1' } : person;
  });
  const host = await startHost(desks.data, desks.stage.url());
  try {
    const page = await at(browser, host.address, 'choi', '주무관', MACHINE_PASSPHRASE);
    await openPaper(page, '자리가 빈 경로');
    await page.getByRole('tab', { name: '진행 현황' }).click();
    await picture(page, 'reroute-1-stranded');
    await page.getByRole('button', { name: '다른 직위로' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/과장 대신할 직위/).selectOption({ index: 1 });
    await dialog.getByLabel('바꾸는 까닭').fill('협조 과장 자리가 비어 다른 직위가 협조함');
    await picture(page, 'reroute-2-dialog');
    await dialog.getByRole('button', { name: '결재경로 고치기' }).click();
    await expect(page.getByText('결재경로를 고쳤습니다').first()).toBeVisible();
    await picture(page, 'reroute-3-mended');
  } finally {
    await host.stop();
    await desks.close();
  }
});
