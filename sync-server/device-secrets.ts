/**
 * Secrets of devices. Each carries its number and the server's own mark: an older one is known for what it is however old, and a
 * server restored to a backup knows one it has forgotten.
 */

import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** The secret a device gets for next time. */
export interface Issued {
  readonly generation: number;
  readonly secret: string;
}

/** Making and reading secrets. */
export interface DeviceSecrets {
  make(person: string, device: string, generation: number): Issued;
  /** Number of a secret this server gave this device, or null. */
  read(person: string, device: string, secret: string): number | null;
}

const SECRET = /^(\d{1,12})\.([\w-]{22})\.([\w-]{43})$/;

/** Secrets under one key of the server. */
export function createDeviceSecrets(key: Uint8Array): DeviceSecrets {
  const mark = (person: string, device: string, number: string, nonce: string): Buffer =>
    createHmac('sha256', key)
      .update(JSON.stringify(['ongyeol-device-secret-v1', person, device, number, nonce]))
      .digest();
  return {
    make(person, device, generation) {
      const nonce = randomBytes(16).toString('base64url');
      return { generation, secret: `${generation}.${nonce}.${mark(person, device, String(generation), nonce).toString('base64url')}` };
    },
    read(person, device, secret) {
      const [, number = '', nonce = '', given = ''] = SECRET.exec(secret) ?? [];
      const bytes = Buffer.from(given, 'base64url');
      const own = mark(person, device, number, nonce);
      return bytes.length === own.length && timingSafeEqual(bytes, own) ? Number(number) : null;
    },
  };
}
