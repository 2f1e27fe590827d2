import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Backend } from '../../../electron/backend/backend.ts';
import { run as runCommand } from '../../../electron/cli/commands.ts';
import { ongyeol, serve, type Ran, type Served } from '../../support/cli.ts';
import { readEnvelope } from '../../support/envelope.ts';
import { here } from '../../support/office.ts';
import { initArgs, openPerson, PASSPHRASE, passphraseFiles } from '../../support/start.ts';
import { createFolders, must, until } from '../../support/sync.ts';

const folders = createFolders();
const served: Served[] = [];
const opened: Backend[] = [];
afterEach(async () => {
  for (const backend of opened.splice(0)) await backend.close();
  for (const one of served.splice(0)) await one.stop();
  folders.clean();
});

const FIRST = `구분,번호,이름,부서,직위,업무,윗자리,역할
기관장단,,,,장관,,,
기관장단,,,,차관,,,
부서,1741101,디지털협업과,,주무관/행정사무관/디지털협업과장,기록물관리책임자,차관,
부서,1741001,운영지원과,,주무관/운영지원과장,문서과/관인 관리자,,문서과
사람,p-1,김주무,1741101,주무관,,,
사람,p-2,이과장,1741101,디지털협업과장,문서 수신·발신 담당자,,
사람,p-3,박장관,,장관,,,
`;

type Run = (...args: string[]) => Promise<Ran>;

/** The same command line in this process: a process of its own for each costs more than the command. IM6 runs them as users do. */
const inside: Run = (...args) => here(runCommand, ...args);

async function agency(ongyeol: Run = inside) {
  const [data, secrets] = [join(folders.make(), 'new'), folders.make()];
  const files = passphraseFiles(secrets);
  expect((await ongyeol('init', ...initArgs(data, secrets))).status).toBe(0);
  const server = await serve('--data', data);
  served.push(server);
  const admin = ['--data', data, '--server', server.url, '--passphrase-file', files.admin];
  const at = (name: string): string => join(secrets, name);
  const take = (text: string | Uint8Array, ...more: string[]) => {
    writeFileSync(at('a.csv'), text);
    return ongyeol('directory', at('a.csv'), ...admin, ...more);
  };
  const join1 = async (person: string, home: string): Promise<void> => {
    const made = await ongyeol('invite', ...admin, '--person', person, '--out', at(`${person}.inv`), '--json');
    const { code } = readEnvelope(made.out).subject as { code: string };
    await ongyeol('join', at(`${person}.inv`), '--data', home, '--out', at(`${person}.req`), '--code', code, '--passphrase-file', files.person);
    expect((await ongyeol('admit', at(`${person}.req`), '--out', at(`${person}.cer`), ...admin)).said).toBe('');
    expect((await ongyeol('join', at(`${person}.cer`), '--data', home)).status).toBe(0);
  };
  const save = async (name: string) => {
    const ran = await ongyeol('directory', '--export', at(name), ...admin);
    return { ...ran, text: readFileSync(at(name)) };
  };
  return { url: server.url, take, save, join: join1 };
}

/** Each test runs a dozen commands, each a process of its own. */
const TIMEOUT = 90_000;

describe('ongyeol directory', { timeout: TIMEOUT }, () => {
  it('IM6 IM15 a file is looked at, taken in as one signed entry, and taken in again changes nothing; its people are invited by number alone and log in; movers and leavers follow', async () => {
    const { url, take, save, join: enrol } = await agency(ongyeol);
    const looked = await take(FIRST, '--check');
    expect([looked.status, looked.said]).toEqual([0, '']);
    expect(looked.out).toContain('기관장단 1, 부서 신설 2, 들어옴 3. 미리 보았을 뿐');
    expect((await take(FIRST)).out).toContain('조직도에 올렸습니다');
    expect((await take(FIRST)).out).toBe('바뀌는 것이 없습니다.\n');
    const home = folders.make();
    await enrol('p-1', home);
    const person = must(await openPerson(home, 'p-1', PASSPHRASE.person, url));
    opened.push(person);
    await until('the directory and a line', () => person.context.sync.directory().agencies.size === 1 && person.context.sync.status().connection === 'online');
    expect(person.context.me()).toMatchObject({ name: '김주무', unit: '1741101', position: '주무관' });
    expect(person.context.sync.directory().rev).toBe(3);
    const written = await save('지금.csv');
    expect([written.status, written.out]).toEqual([0, expect.stringContaining('조직도 8줄을 썼습니다')]);
    expect((await take(written.text)).out).toBe('바뀌는 것이 없습니다.\n');
    const moved = await take('구분,번호,부서,직위\n사람,p-1,1741101,행정사무관\n떠남,p-3,,\n');
    expect(moved.out).toContain('옮김 1, 떠남 1');
    await until('the mover hears it', () => person.context.me().position === '행정사무관');
    expect((await take('구분,번호\n떠남,p-1\n')).status).toBe(0);
    await until('the leaver is out', () => person.context.sync.reason()?.code === 'LOGIN_REFUSED');
  });

  it('IM7 with one wrong line nothing is changed, every fault is told with its line, and the exit is 1; the code page of Excel is read', async () => {
    const { take } = await agency();
    const wrong = await take(`${FIRST}사람,p-4,최,9999999,주무관,,,\n사람,p-1,또,1741101,주무관,,,\n회의,x,,,,,,\n`);
    expect(wrong.status).toBe(1);
    for (const part of ['9번째 줄: 조직도에 없는 부서', '10번째 줄: 사람 p-1은 6번째 줄에 이미', '11번째 줄: 모르는 구분입니다(회의)', '잘못된 곳 3'])
      expect(wrong.out).toContain(part);
    // 구분,직위 / 기관장단,장관 in EUC-KR.
    const eucKr = Uint8Array.from(Buffer.from('b1b8bad02cc1f7c0a70ab1e2b0fcc0e5b4dc2cc0e5b0fc0a', 'hex'));
    expect((await take(eucKr)).out).toBe('바뀌는 것이 없습니다.\n');
    const odd = await take(Uint8Array.of(0xff, 0xfe, 0x00));
    expect([odd.status, odd.said]).toEqual([2, expect.stringContaining('EUC-KR도 아닙니다')]);
  });
});
