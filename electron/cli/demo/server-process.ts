/** The embedded sync server of a demo folder, and publishing the demo directory to it. */

import { join } from 'node:path';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import { spawnServer, type ServerProcess } from '../server-process.ts';
import type { Seeded } from './seed.ts';

export type { ServerProcess } from '../server-process.ts';

/** Starts the server of a data folder. Port 0 lets the system choose. Refused with the server's own sentence. */
export function startServer(dataDir: string, port: number): Promise<Result<ServerProcess, 'SERVER_FAILED'>> {
  const folder = join(dataDir, 'server');
  return spawnServer({ folder, config: join(folder, 'config.json'), port });
}

/** Gives the server its certificates and the signed directory; doing it again changes nothing. */
export async function publishDirectory(url: string, seeded: Seeded): Promise<Result<null, 'PUBLISH_FAILED'>> {
  for (const certificate of seeded.certificates) {
    await fetch(`${url}/certificates`, { method: 'PUT', body: Buffer.from(certificate, 'base64') });
  }
  for (const signed of seeded.directory) {
    const sent = await fetch(`${url}/statements`, { method: 'POST', body: JSON.stringify({ signed }) });
    const answer = (await sent.json()) as { ok: boolean; code?: string; message?: string };
    if (!answer.ok) return err('PUBLISH_FAILED', `조직도를 올리지 못했습니다: ${answer.message ?? ''} (${answer.code ?? ''})`);
  }
  return ok(null);
}
