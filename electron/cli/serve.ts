/** `ongyeol serve`: the sync server of a data folder, until it is told to stop. */

import { createHash, X509Certificate } from 'node:crypto';
import { access, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { err, ok, type Result } from '../../shared/lib/result.ts';
import { passphrase } from './ask.ts';
import { answer, refuse } from './answer.ts';
import { DEFAULT_DATA, findServer, newServer, type NewServer, type ServerPlace } from './data-folder.ts';
import { readPort } from './start/port.ts';
import { addressNotes } from './start/address.ts';
import { readSeed } from './demo/seed.ts';
import { publishDirectory } from './demo/server-process.ts';
import { spawnServer, type ServerProcess } from './server-process.ts';

interface Asked {
  readonly data: string | undefined;
  readonly config: string | undefined;
  readonly port: number | null;
  readonly json: boolean;
}

const USAGE = 'ongyeol serve [--port N] [--data DIR] [--config FILE] [--json]';
const LEVELS: Readonly<Record<string, string>> = { error: '오류', warn: '알림' };

/** What the operator must know of an event, in Korean; other events stay in the log. */
const SENTENCES: Readonly<Record<string, string>> = {
  'disk.refused': '디스크가 저장을 거절했습니다. 이미 저장된 것은 그대로입니다. 공간과 권한을 확인하십시오.',
  'http.fault': '요청 하나를 처리하지 못했습니다. 저장된 것은 그대로입니다.',
  'storage.plain': '서버 자료가 암호화되어 있지 않습니다. 디스크를 가진 사람이 글을 읽을 수 있습니다. ongyeol encrypt로 암호화하십시오.',
  fault: '서버에 오류가 나서 끝냅니다. 저장된 것은 그대로입니다.',
  restored: '백업에서 복원한 서버입니다. PC들이 가진 고침과 서명한 기록을 다시 받습니다.',
  'recovery.held': '백업 뒤의 기록을 다시 받는 동안 새 결재는 기다리게 합니다. 문서 작성은 이어집니다.',
  'recovery.ended': '백업 뒤의 기록을 모두 받았습니다. 결재를 다시 받습니다.',
};

/** Variable the server reads the passphrase of its stored data from. */
const STORE_PASSPHRASE = 'ONGYEOL_STORE_PASSPHRASE';

const print = (line: string): void => void process.stdout.write(`${line}\n`);

function readArgs(args: readonly string[]): Result<Asked, 'USAGE'> {
  const text = { type: 'string' } as const;
  try {
    const { values } = parseArgs({ args: [...args], options: { data: text, config: text, port: text, json: { type: 'boolean' } } });
    const port = values.port === undefined ? null : Number(values.port);
    if (port !== null && (!Number.isInteger(port) || port < 0 || port > 65_535)) return err('USAGE', `--port 는 0에서 65535 사이의 수입니다. ${USAGE}`);
    return ok({ data: values.data, config: values.config, port, json: values.json === true });
  } catch {
    return err('USAGE', `옵션을 알 수 없습니다. ${USAGE}`);
  }
}

/** On a terminal only what matters, in Korean; otherwise every line as it is, for whatever collects them. */
function logTo(terminal: boolean): (line: string) => void {
  if (!terminal) return (line) => void process.stderr.write(`${line}\n`);
  return (line) => {
    const { level = '', event = '', code } = JSON.parse(line) as { level?: string; event?: string; code?: unknown };
    const sentence = SENTENCES[event];
    if (sentence === undefined || LEVELS[level] === undefined) return;
    process.stderr.write(`${LEVELS[level]}: ${sentence}${typeof code === 'string' ? ` (${code})` : ''}\n`);
  };
}

/** Digest of the key the server speaks TLS with; null where it speaks plain. */
async function pinOf(config: string): Promise<string | null> {
  const { tls } = JSON.parse(await readFile(config, 'utf8')) as { tls?: { certificate: string } };
  if (tls === undefined) return null;
  const spki = new X509Certificate(await readFile(resolve(dirname(config), tls.certificate))).publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(spki).digest('hex');
}

/** The directory of a demo folder; a server of another kind gets its directory from its administrators. */
async function publish(place: ServerPlace, server: ServerProcess): Promise<Result<null>> {
  const seeded = place.folder === join(place.data, 'server') ? await readSeed(place.data) : null;
  if (seeded === null || !server.url.startsWith('http:')) return ok(null);
  return publishDirectory(server.url, seeded);
}

/** Where the stored data need a passphrase and none was given, whoever sits at the terminal is asked; the server process inherits it. */
async function askStorePassphrase(config: string): Promise<Result<null>> {
  // The server reads the configuration itself and says what is wrong with it.
  const asks = /"passphrase"\s*:\s*true/.test(await readFile(config, 'utf8').catch(() => ''));
  if (!asks || (process.env[STORE_PASSPHRASE] ?? '') !== '') return ok(null);
  const given = await passphrase(undefined, '서버 자료의 암호', STORE_PASSPHRASE);
  if (!given.ok) return given;
  process.env[STORE_PASSPHRASE] = given.value;
  return ok(null);
}

interface Running {
  readonly place: ServerPlace;
  readonly server: ServerProcess;
  /** Key file of the root that was made with a new server, to be carried elsewhere. */
  readonly rootKey: string | null;
}

/** A new server's folder. The port is tried before anything is made. */
async function makePlace(asked: Asked): Promise<Result<NewServer>> {
  const port = await readPort(asked.port === null ? undefined : String(asked.port));
  return port.ok ? newServer(resolve(asked.data ?? DEFAULT_DATA), (line) => void (asked.json || print(line))) : port;
}

async function run(asked: Asked, place: ServerPlace): Promise<Result<ServerProcess>> {
  const { folder, config } = place;
  if (
    !(await access(config).then(
      () => true,
      () => false,
    ))
  )
    return err('CONFIG', `설정 파일이 없습니다: ${config}. --config로 설정 파일을 알려 주십시오.`);
  const unlocked = await askStorePassphrase(config);
  if (!unlocked.ok) return unlocked;
  const server = await spawnServer({ folder, config, port: asked.port, log: logTo(process.stderr.isTTY) });
  if (!server.ok) return server;
  const published = await publish(place, server.value);
  if (published.ok) return server;
  await server.value.stop();
  return published;
}

/** Starts the server of the folder; where none is, one is made, and taken away again if it cannot start. */
async function start(asked: Asked): Promise<Result<Running>> {
  const found = await findServer(asked);
  const made = found === null ? await makePlace(asked) : null;
  if (made?.ok === false) return made;
  const place = made?.value ?? found;
  if (place === null) return err('NOT_A_SERVER', '이 폴더에는 서버 자료가 없습니다.');
  const server = await run(asked, place);
  if (server.ok) return ok({ place, server: server.value, rootKey: made?.value.rootKey ?? null });
  await made?.value.undo();
  return server;
}

/** Whether a signal asked to end, from the first moment on; `server` is told once it is there. */
function createStop(): { asked: () => boolean; ends: (server: ServerProcess) => void } {
  let asked = false;
  let running: ServerProcess | null = null;
  const stop = (): void => {
    asked = true;
    void running?.stop();
  };
  process.on('SIGINT', stop).on('SIGTERM', stop).on('SIGHUP', stop);
  return {
    asked: () => asked,
    ends(server) {
      running = server;
      if (asked) void server.stop();
    },
  };
}

/** What an operator is told of a started server. */
interface Started {
  readonly url: string;
  /** Where it takes connections, as it was bound. */
  readonly listens: string;
  readonly origin: string;
  readonly data: string;
  readonly pin: string | null;
  readonly rootKey: string | null;
  readonly notes: readonly string[];
}

function words({ url, data, pin, notes }: Started): string {
  const lines = [...notes, `서버 주소: ${url} (자료 폴더: ${data}, 끝내기: Ctrl+C)`, ...(pin === null ? [] : [`서버 열쇠의 지문(--pin): ${pin}`])];
  return `${lines.join('\n')}\n`;
}

async function startedOf({ place, server, rootKey }: Running): Promise<Started> {
  const { url, origin, listens } = server;
  const made = rootKey === null ? [] : [`새 서버를 만들었습니다. 최상위 인증서 키(${rootKey})를 안전한 다른 곳으로 옮기십시오.`];
  return { url, listens, origin, data: place.data, pin: await pinOf(place.config), rootKey, notes: [...made, ...addressNotes(url, listens)] };
}

/** Runs the command; 0 ended in order, 2 could not start or broke off. */
export async function serve(args: readonly string[]): Promise<number> {
  const stop = createStop();
  const json = args.includes('--json');
  const asked = readArgs(args);
  const started = asked.ok ? await start(asked.value) : asked;
  if (!started.ok) return refuse('serve', started, json);
  const { server } = started.value;
  stop.ends(server);
  answer('serve', ok(await startedOf(started.value)), json, { words });
  const code = await server.ended;
  if (stop.asked() || code === 0) return 0;
  return refuse('serve', err('SERVER_ENDED', '서버가 예기치 않게 끝났습니다. 저장된 것은 그대로입니다. 다시 시작하십시오.'), json);
}
