/** The command line both entries understand. */

import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** Options of a start. */
export interface StartOptions {
  readonly dataDir: string | null;
  readonly serverUrl: string | null;
  /** PEM file of the server's certificate authority, where the machine does not know it. */
  readonly ca: string | null;
  /** Keys of the server (`--pin`), where only these are taken. */
  readonly pin: string | null;
  readonly port: number;
  /** End when stdin ends: the process that started this one is gone. */
  readonly tied: boolean;
}

/** Reads the options; what it does not know (Chromium's switches) it leaves alone. */
export function readOptions(argv: readonly string[]): StartOptions {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      data: { type: 'string' },
      server: { type: 'string' },
      ca: { type: 'string' },
      pin: { type: 'string' },
      port: { type: 'string' },
      tied: { type: 'boolean' },
    },
    strict: false,
  });
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
  const data = text(values['data']);
  const ca = text(values['ca']);
  const port = Number(text(values['port']) ?? 0);
  return {
    dataDir: data === null ? null : resolve(data),
    serverUrl: text(values['server']),
    ca: ca === null ? null : resolve(ca),
    pin: text(values['pin']),
    port: Number.isInteger(port) && port >= 0 && port < 65_536 ? port : 0,
    tied: values['tied'] === true,
  };
}
