/** Key stores for tests: one per machine, and the one of the Electron stand-in. */

import { fromUtf8, utf8 } from '../../shared/lib/bytes.ts';
import type { Vault } from '../../electron/backend/platform.ts';

/** A key store of one machine, as a system would keep it. */
export function createVault(machineKey: string): Vault {
  return {
    seal: (text) => utf8(`${machineKey}:${Buffer.from(text).toString('base64')}`),
    open: (sealed) => {
      const [key, text = ''] = (fromUtf8(sealed) ?? '').split(':');
      return key === machineKey ? Buffer.from(text, 'base64').toString() : null;
    },
  };
}
