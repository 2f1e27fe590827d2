/** Configuration of the server process: arguments and one JSON file, read once and checked. */

import { readFileSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { err, ok, type Result } from '../shared/lib/result.ts';
import { isAccountAddress } from '../shared/sync/sign-in.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import type { LogKey } from './log.ts';
import type { SignInPolicy } from './sign-in.ts';
import { isSealed, openKey } from './sealed-key.ts';
import { readStampPolicy, stampConfig, type StampPolicy } from './stamps.ts';
import { LOG_LEVELS, type LogLevel } from './logger.ts';
import type { StoreSecret } from './storage/store-key.ts';
import type { TlsFiles } from './tls.ts';

const port = z.number().int().min(0).max(65_535);

/** Every limit by its name, so that a misspelt one is not passed over. */
const limits = z.strictObject(
  Object.fromEntries(
    Object.entries(DEFAULT_LIMITS).map(([name, value]) => [name, (typeof value === 'boolean' ? z.boolean() : z.number().nonnegative()).optional()]),
  ),
);

/** Signing in with the agency's account. `claim` names the person, by the file `people` where one is given; `required`: no login without it. */
const signIn = z.strictObject({
  issuer: z.string().refine(isAccountAddress),
  clientId: z.string().min(1).max(200),
  scope: z
    .string()
    .regex(/^openid( [\w.:/-]+)*$/)
    .optional(),
  claim: z.string().min(1).max(60).optional(),
  people: z.string().optional(),
  hours: z.number().min(1).max(24).optional(),
  required: z.boolean().optional(),
});

/** `config.json`: paths are relative to the file. Keys and certificates are DER, those of TLS are PEM. */
export const configSchema = z.strictObject({
  rootCertificate: z.string(),
  logCertificate: z.string(),
  logKey: z.string(),
  host: z.string().optional(),
  port: port.optional(),
  origin: z
    .string()
    .regex(/^[^\s+]{1,100}$/)
    .optional(),
  tls: z.strictObject({ key: z.string(), certificate: z.string() }).optional(),
  /** Encrypts database and files: a key file outside the data folder (64 hex digits), or a passphrase given at each start. */
  encryption: z.union([z.strictObject({ keyFile: z.string() }), z.strictObject({ passphrase: z.literal(true) })]).optional(),
  signIn: signIn.optional(),
  timestamp: stampConfig.optional(),
  /** Bearer token for `/metrics` from another computer; without it only this computer may ask. */
  metricsToken: z
    .string()
    .regex(/^[\w-]{20,100}$/)
    .optional(),
  logLevel: z.enum(LOG_LEVELS).optional(),
  limits: limits.optional(),
});

/** What the file says, as it was read. */
export interface ConfigFile {
  readonly host: string;
  readonly port: number;
  readonly rootCertificate: Uint8Array;
  readonly logKey: LogKey;
  readonly origin: string | null;
  readonly tls: TlsFiles | null;
  readonly secret: StoreSecret | null;
  /** Where the log's key lies in the clear though the store is encrypted; null elsewhere. */
  readonly plainKey: string | null;
  readonly signIn: SignInPolicy | null;
  readonly stamps: StampPolicy | null;
  readonly metricsToken: string | null;
  readonly logLevel: LogLevel;
  readonly limits: Partial<Limits>;
}

/** What the process was told. `tied`: it ends with the process that started it. */
export interface ServerConfig extends ConfigFile {
  readonly dataDir: string;
  readonly tied: boolean;
}

/** Name of the variable with the passphrase: never an argument, which every user of the machine can read. */
export const STORE_PASSPHRASE = 'ONGYEOL_STORE_PASSPHRASE';

const bad = (message: string): Result<never, 'CONFIG'> => err('CONFIG', message);

function readTls(at: (name: string) => Buffer, tls: { key: string; certificate: string } | undefined): TlsFiles | null {
  return tls === undefined ? null : { key: at(tls.key).toString('utf8'), certificate: at(tls.certificate).toString('utf8') };
}

/** The text of a key file; null where it is missing or may not be read. */
function keyText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return null;
  }
}

/** The operator's secret; a key beside what it locks would lock nothing. */
export function readSecret(file: string, encryption: z.infer<typeof configSchema>['encryption']): Result<StoreSecret | null, 'CONFIG'> {
  if (encryption === undefined) return ok(null);
  if ('passphrase' in encryption) {
    const text = process.env[STORE_PASSPHRASE] ?? '';
    return text === '' ? bad(`서버 자료의 암호가 없습니다. ${STORE_PASSPHRASE} 변수로 주거나 터미널에서 시작하십시오.`) : ok({ kind: 'passphrase', text });
  }
  const path = resolve(dirname(file), encryption.keyFile);
  const inside = relative(dirname(resolve(file)), path);
  if (!inside.startsWith('..') && !isAbsolute(inside)) return bad(`열쇠 파일이 자료 폴더 안에 있습니다(${path}). 열쇠는 자료와 다른 곳에 두십시오.`);
  const hex = keyText(path);
  if (hex === null)
    return bad(
      `열쇠 파일을 읽을 수 없습니다(${path}). 아무것도 시작하지 않았고 자료는 그대로 있습니다. 열쇠 파일을 그 자리에 돌려놓거나 설정의 keyFile을 고치십시오.`,
    );
  if (!/^[0-9a-f]{64}$/.test(hex)) return bad(`열쇠 파일의 내용이 맞지 않습니다(${path}). 16진수 64자 한 줄이어야 합니다.`);
  return ok({ kind: 'key', bytes: new Uint8Array(Buffer.from(hex, 'hex')) });
}

/** A working day: who signed in in the morning is not asked again before the evening. */
const SIGN_IN_HOURS = 10;

function readSignIn(at: (name: string) => Buffer, given: z.infer<typeof signIn> | undefined): SignInPolicy | null {
  if (given === undefined) return null;
  const { issuer, clientId, scope = 'openid', claim = 'sub', people, hours = SIGN_IN_HOURS, required = false } = given;
  const named = people === undefined ? null : z.record(z.string(), z.string()).parse(JSON.parse(at(people).toString('utf8')));
  return { issuer, clientId, scope, claim, people: named, hours, required };
}

/** Reads a configuration and the files it names. */
export function readConfigFile(file: string): Result<ConfigFile, 'CONFIG'> {
  const at = (name: string): Buffer => readFileSync(resolve(dirname(file), name));
  try {
    const parsed = configSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    if (!parsed.success) {
      const wrong = parsed.error.issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : [issue.path.join('.')]));
      return bad(`설정 파일의 내용이 맞지 않습니다: ${wrong.join(', ')}. 아무것도 시작하지 않았습니다. 그 항목을 고치십시오.`);
    }
    const secret = readSecret(file, parsed.data.encryption);
    if (!secret.ok) return secret;
    const keyFile = new Uint8Array(at(parsed.data.logKey));
    const pkcs8 = openKey(keyFile, secret.value);
    if (!pkcs8.ok) return bad(pkcs8.message);
    const { host = '127.0.0.1', origin = null, metricsToken = null, logLevel = 'info', ...rest } = parsed.data;
    return ok({
      host,
      port: rest.port ?? 0,
      origin,
      tls: readTls(at, rest.tls),
      secret: secret.value,
      plainKey: secret.value === null || isSealed(keyFile) ? null : resolve(dirname(file), rest.logKey),
      signIn: readSignIn(at, rest.signIn),
      stamps: readStampPolicy(at, rest.timestamp),
      metricsToken,
      logLevel,
      limits: (rest.limits ?? {}) as Partial<Limits>,
      rootCertificate: new Uint8Array(at(rest.rootCertificate)),
      logKey: { pkcs8: pkcs8.value, certificate: new Uint8Array(at(rest.logCertificate)) },
    });
  } catch (error) {
    return bad(`설정 파일을 읽을 수 없습니다: ${error instanceof Error ? error.message : file}`);
  }
}

/** Reads `--port --data --config`. */
export function readConfig(args: readonly string[]): Result<ServerConfig, 'CONFIG'> {
  try {
    const text = { type: 'string' } as const;
    const { values } = parseArgs({ args: [...args], options: { port: text, data: text, config: text, tied: { type: 'boolean' } } });
    const given = values.port === undefined ? null : Number(values.port);
    if (given !== null && !port.safeParse(given).success) return bad('--port 는 0에서 65535 사이의 수입니다.');
    if (values.data === undefined || values.config === undefined) return bad('--data 폴더와 --config 파일을 적으십시오.');
    const file = readConfigFile(resolve(values.config));
    return file.ok ? ok({ ...file.value, port: given ?? file.value.port, dataDir: resolve(values.data), tied: values.tied === true }) : file;
  } catch (error) {
    return bad(`알 수 없는 옵션입니다: ${error instanceof Error ? error.message : ''}`);
  }
}
