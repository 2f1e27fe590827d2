import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { listDamaged, listProfiles, type FoundProfile, type Profile } from '../../../../electron/backend/profile/profile.ts';
import { profileViewOf } from '../../../../electron/backend/profile/profile-view.ts';
import { directory as world } from '../../../support/chain.ts';
import { createFolders } from '../../../support/sync.ts';

const folders = createFolders();
afterAll(() => folders.clean());

const profile: Profile = {
  ...{ v: 1, personId: 'A/주무관', name: '옛이름', agency: { code: 'A', name: '옛부' }, unit: { code: 'Z', name: '옛과' }, position: '서기' },
  ...{ certificate: '', issuer: '', root: '', seal: null },
};

it('PF1 a profile whose file cannot be read is listed as damaged with what to do; a folder that holds none is not', async () => {
  const dataDir = folders.make();
  const put = async (folder: string, files: Readonly<Record<string, string>>): Promise<void> => {
    await mkdir(join(dataDir, 'profiles', folder), { recursive: true });
    for (const [name, text] of Object.entries(files)) await writeFile(join(dataDir, 'profiles', folder, name), text);
  };
  await put('p-1', { 'profile.json': JSON.stringify(profile), 'keys.json': '{}' });
  await put('p-2', { 'profile.json': '{"v": 1,', 'keys.json': '{}' });
  await put('p-3', { 'keys.json': '{}' });
  await put('p-4', { 'profile.json': JSON.stringify({ ...profile, v: 9 }) });
  await put('empty', { 'note.txt': '' });
  expect((await listProfiles(dataDir)).map((one) => one.profile.personId)).toEqual(['A/주무관']);
  const damaged = await listDamaged(dataDir);
  expect(damaged.map(({ folder }) => folder)).toEqual(['p-2', 'p-3', 'p-4']);
  expect(damaged[0]?.sentence).toMatch(
    /^프로필 파일\(profile\.json\)이 상해 p-2의 프로필을 열 수 없습니다\. 인증서와 글은 그대로 있습니다\. .*「자료 사본에서 되돌리기」/,
  );
  expect(damaged[2]?.sentence).toContain('인증서 파일도 없습니다');
  expect(await listDamaged(folders.make())).toEqual([]);
});

it('PF2 an open profile goes by the post the directory gives its person, a closed one and one who left by its file', () => {
  const found: FoundProfile = { folder: '', profile, signs: 'file' };
  const own = world.agencies.get('A');
  if (own === undefined) throw new Error('no agency');
  expect(profileViewOf(found, null)).toMatchObject({ name: '옛이름', unit: '옛과', position: '서기', agency: { name: '옛부' }, unlocked: false });
  expect(profileViewOf(found, world)).toMatchObject({ name: '주무관', unit: '가과', position: '주무관', agency: { name: '가', badge: '가' }, unlocked: true });
  const moved = { ...own, people: own.people.map((one) => (one.id === profile.personId ? { ...one, unit: null, position: '실장' } : one)) };
  expect(profileViewOf(found, { rev: 3, agencies: new Map([['A', moved]]) })).toMatchObject({ unit: '', position: '실장' });
  const left = { ...own, people: own.people.map((one) => (one.id === profile.personId ? { ...one, unit: null, position: '' } : one)) };
  expect(profileViewOf(found, { rev: 3, agencies: new Map([['A', left]]) })).toMatchObject({ unit: '옛과', position: '서기', unlocked: true });
});
