/** Ports as the commands take them, tried before anything is begun. */

import { createServer } from 'node:net';
import { err, ok, type Result } from '../../../shared/lib/result.ts';

/** Why a port cannot be used. */
export type PortCode = 'PORT_INVALID' | 'PORT_TAKEN';

/** The port of `--port` on this machine's loopback; 0 where none is given, and the system chooses. Codes: PORT_INVALID, PORT_TAKEN. */
export async function readPort(given: string | undefined): Promise<Result<number, PortCode>> {
  const port = Number(given ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535 || given === '')
    return err('PORT_INVALID', `포트 번호가 아닙니다: ${given}. 0부터 65535까지의 수를 적으십시오. 0이면 빈 포트를 고릅니다.`);
  if (port === 0) return ok(0);
  const free = await new Promise<boolean>((done) => {
    const probe = createServer();
    probe.once('error', () => done(false)).listen(port, '127.0.0.1', () => probe.close(() => done(true)));
  });
  if (free) return ok(port);
  return err('PORT_TAKEN', `${port}번 포트는 쓸 수 없습니다. 다른 프로그램이 쓰고 있을 수 있습니다. --port 0으로 빈 포트를 고르게 하십시오.`);
}
