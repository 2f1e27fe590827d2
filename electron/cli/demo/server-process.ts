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

type Answer = { readonly ok: boolean; readonly code?: string; readonly message?: string };

/** Why a directory did not reach the server: it is not there, or whether it is there is not known because the answer was lost. */
export type PublishCode = 'PUBLISH_FAILED' | 'PUBLISH_UNSURE';

/** Gives the server its certificates and the signed directory; doing it again changes nothing. */
export async function publishDirectory(url: string, { certificates, directory }: Seeded): Promise<Result<null, PublishCode>> {
  let sent = false;
  const send = async (method: string, path: string, body: Uint8Array<ArrayBuffer> | string): Promise<Answer> =>
    (await (await fetch(`${url}${path}`, { method, body })).json()) as Answer;
  const failed = (answer: Answer) => err('PUBLISH_FAILED', `조직도를 올리지 못했습니다: ${answer.message ?? ''} (${answer.code ?? ''})`);
  try {
    for (const certificate of certificates) {
      const answer = await send('PUT', '/certificates', Uint8Array.from(Buffer.from(certificate, 'base64')));
      if (!answer.ok) return failed(answer);
    }
    for (const signed of directory) {
      sent = true;
      const answer = await send('POST', '/statements', JSON.stringify({ signed }));
      if (!answer.ok) return failed(answer);
    }
    return ok(null);
  } catch {
    if (sent)
      return err('PUBLISH_UNSURE', `조직도를 올리던 중에 서버(${url})와 끊겼습니다. 서버가 받았는지는 알 수 없습니다. 다시 연결해 조직도를 확인하십시오.`);
    return err('PUBLISH_FAILED', `서버에 연결하지 못해 조직도를 올리지 못했습니다(${url}). 서버가 켜져 있는지 확인하십시오.`);
  }
}
