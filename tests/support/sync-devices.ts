/** Devices for tests that are about something else: as many as they like, none waiting for approval. */

import { createHash, randomUUID } from 'node:crypto';
import type { Device } from '../../electron/backend/sync/device.ts';
import { toBase64Url } from '../../shared/lib/bytes.ts';
import type { Result } from '../../shared/lib/result.ts';
import type { LoginReply } from '../../shared/sync/api.ts';
import { decisionBytes, type DeviceDecision, type DeviceInfo, type SignedDecision } from '../../shared/sync/devices.ts';
import { loginBytes } from '../../shared/trail/sign.ts';
import type { Someone } from './sync-world.ts';

/** Limits under which every new device is let in, and one person signs for many. */
export const ANY_DEVICE = { freeDevices: 10_000, devicesAtOnce: 10_000, statementsPerMinute: 1_000_000 } as const;

/** A device that lives as long as the test; `name` is what its person reads. */
export function createTestDevice(name = '시험 기기', id: string = randomUUID()): Device & { secret(): string } {
  let secret = '';
  return {
    name,
    secret: () => secret,
    show: () => ({ id, secret }),
    keep(_server, _shown, next) {
      secret = next;
      return true;
    },
  };
}

/** What a device shows in a test that speaks to the server itself. */
export interface Showing {
  readonly id: string;
  readonly name: string;
  readonly secret: string;
}

/** Sends one request, its answer as a value. */
export async function send<T>(url: string, method: string, path: string, token = '', body?: unknown): Promise<Result<T>> {
  const headers: Record<string, string> = { connection: 'close', ...(token === '' ? {} : { authorization: `Bearer ${token}` }) };
  const response = await fetch(`${url}${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  return (await response.json()) as Result<T>;
}

/** One login as a client makes it. `proved` changes what is signed, `sent` what is sent. */
export async function logIn(
  url: string,
  who: Someone,
  shown: Showing,
  { proved = {}, sent = {} }: { proved?: Partial<Showing>; sent?: Readonly<Record<string, unknown>> } = {},
): Promise<Result<LoginReply>> {
  const { person, certificate, chain, alg, sign } = who.login;
  for (const der of [...chain, certificate.der])
    await fetch(`${url}/certificates`, { method: 'PUT', body: Buffer.from(der), headers: { connection: 'close' } });
  const given = await send<{ challenge: string; server: string }>(url, 'POST', '/login/challenge', '', { person });
  if (!given.ok) return given;
  const { challenge, server } = given.value;
  const { id, secret } = { ...shown, ...proved };
  const proof = { v: 2 as const, challenge, person, server, device: id, secret: createHash('sha256').update(secret).digest('hex') };
  const signature = toBase64Url((await sign(loginBytes(proof))) ?? new Uint8Array(0));
  return send(url, 'POST', '/login', '', { person, certificate: certificate.digest, challenge, alg, signature, device: shown, ...sent });
}

/** A decision of `by` on a device, signed. */
export async function decisionOf(
  by: Someone,
  server: string,
  act: DeviceDecision['act'],
  device: DeviceInfo,
  more: Partial<DeviceDecision> = {},
): Promise<SignedDecision> {
  const { person, certificate, alg, sign } = by.login;
  const seen = { person: device.person, device: device.id, revision: device.revision };
  const decision: DeviceDecision = { v: 1, act, ...seen, server, by: person, certificate: certificate.digest, alg, at: new Date().toISOString(), ...more };
  return { decision, signature: toBase64Url((await sign(decisionBytes(decision))) ?? new Uint8Array(0)) };
}
