/** Configuration of the server process: arguments and one JSON file, read once and checked. */

import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { err, ok, type Result } from '../shared/lib/result.ts';
import type { Limits } from './limits.ts';
import type { LogKey } from './log.ts';

/** `config.json`: paths are relative to the file. Keys and certificates are DER. */
const configSchema = z.strictObject({
  rootCertificate: z.string(),
  logCertificate: z.string(),
  logKey: z.string(),
  host: z.string().optional(),
  origin: z
    .string()
    .regex(/^[^\s+]{1,100}$/)
    .optional(),
  limits: z.record(z.string(), z.union([z.number(), z.boolean()])).optional(),
});

/** What the process was told. */
export interface ServerConfig {
  readonly port: number;
  readonly dataDir: string;
  readonly host: string;
  readonly rootCertificate: Uint8Array;
  readonly logKey: LogKey;
  readonly origin: string | null;
  readonly limits: Partial<Limits>;
}

const bad = (message: string): Result<never, 'CONFIG'> => err('CONFIG', message);

function readFiles(file: string): Result<Omit<ServerConfig, 'port' | 'dataDir'>, 'CONFIG'> {
  const at = (name: string): Uint8Array => new Uint8Array(readFileSync(resolve(dirname(file), name)));
  try {
    const parsed = configSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    if (!parsed.success) return bad(`설정 파일의 내용이 맞지 않습니다: ${parsed.error.issues.map((issue) => issue.path.join('.')).join(', ')}`);
    const { host = '127.0.0.1', origin = null, limits = {}, rootCertificate, logCertificate, logKey } = parsed.data;
    return ok({
      host,
      origin,
      limits: limits as Partial<Limits>,
      rootCertificate: at(rootCertificate),
      logKey: { pkcs8: at(logKey), certificate: at(logCertificate) },
    });
  } catch (error) {
    return bad(`설정 파일을 읽을 수 없습니다: ${error instanceof Error ? error.message : file}`);
  }
}

/** Reads `--port --data --config`. */
export function readConfig(args: readonly string[]): Result<ServerConfig, 'CONFIG'> {
  try {
    const options = { port: { type: 'string', default: '0' }, data: { type: 'string' }, config: { type: 'string' } } as const;
    const { values } = parseArgs({ args: [...args], options });
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) return bad('--port 는 0에서 65535 사이의 수입니다.');
    if (values.data === undefined || values.config === undefined) return bad('--data 폴더와 --config 파일을 적으십시오.');
    const files = readFiles(resolve(values.config));
    return files.ok ? ok({ ...files.value, port, dataDir: resolve(values.data) }) : files;
  } catch (error) {
    return bad(`알 수 없는 옵션입니다: ${error instanceof Error ? error.message : ''}`);
  }
}
