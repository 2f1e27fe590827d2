/** At a door of the server a refusal of the disk closes that door by name, and never ends the server for everybody. */

import { diskCode, type DiskCode } from '../shared/sync/disk.ts';
import type { Watch } from './observe.ts';

/** Does the work; where the disk refuses, it is logged under its code and `refused` hears of it. Anything else is a bug and thrown on. */
export function guarded({ log }: Pick<Watch, 'log'>, work: () => void, refused: (code: DiskCode) => void): void {
  try {
    work();
  } catch (error) {
    const code = diskCode(error);
    if (code === null) throw error;
    log({ event: 'disk.refused', code, where: 'sockets' });
    refused(code);
  }
}
