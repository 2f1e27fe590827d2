/** What the openssl binary says of the bare operations on this machine: only told, its loop is another. */

import { execFileSync } from 'node:child_process';
import type { Row } from './rows.ts';

/** `openssl speed`: ms of one signature and one verification. */
export function opensslSpeed(quick: boolean): Row[] {
  const out = execFileSync('openssl', ['speed', '-seconds', quick ? '1' : '5', '-mr', 'ecdsap256', 'rsa2048'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const row = (what: string, perSecond: string | undefined): Row => ({ what, ms: 1000 / Number(perSecond), against: '', base: null });
  // +F4:index:bits:signatures a second:verifications a second (ECDSA), +F2 the same of RSA.
  const ecdsa = /^\+F4:\d+:256:([\d.e+-]+):([\d.e+-]+)/m.exec(out);
  const rsa = /^\+F2:\d+:2048:([\d.e+-]+):([\d.e+-]+)/m.exec(out);
  return [
    row('openssl speed: ECDSA P-256 서명', ecdsa?.[1]),
    row('openssl speed: ECDSA P-256 확인', ecdsa?.[2]),
    row('openssl speed: RSA-2048 서명', rsa?.[1]),
    row('openssl speed: RSA-2048 확인', rsa?.[2]),
  ];
}
