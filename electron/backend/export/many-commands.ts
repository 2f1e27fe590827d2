/** Commands of exporting many papers: one export at a time, and it ends with the profile. */

import type { EventName, EventPayload } from '../../../shared/api/contract.ts';
import { err, ok } from '../../../shared/lib/result.ts';
import type { BackendContext } from '../context.ts';
import type { Handlers } from '../handlers.ts';
import { exportable, exportMany, type Exported } from './many.ts';

/** A profile's desk for exports. */
export interface ManyExports {
  readonly handlers: Pick<Handlers, 'export.choice' | 'export.many' | 'export.stop'>;
  /** Ends a running export at the paper it is at. */
  readonly close: () => Promise<void>;
}

const RUNNING = err('EXPORT_RUNNING', '다른 내보내기가 끝나지 않았습니다. 새로 시작한 것은 없습니다. 끝난 뒤 다시 하거나 그만두십시오.');
const NOT_HERE = err('EXPORT_UNKNOWN', '내보낼 수 없는 문서가 들어 있습니다. 내보낸 것은 없습니다. 목록을 새로 받은 뒤 다시 고르십시오.');

/** Creates the desk. Refusals: EXPORT_RUNNING, EXPORT_UNKNOWN, SAVE_FAILED. */
export function createManyExports(context: BackendContext, tell: <N extends EventName>(event: N, payload: EventPayload<N>) => void): ManyExports {
  let running: Promise<Exported> | null = null;
  let stop = false;
  return {
    handlers: {
      'export.choice': async () => ok({ papers: await exportable(context) }),
      async 'export.many'({ documentIds, name, reason }) {
        if (running !== null) return RUNNING;
        const known = new Set((await exportable(context)).map(({ documentId }) => documentId));
        if (!documentIds.every((id) => known.has(id))) return NOT_HERE;
        const folder = (await context.platform.openFolder?.(name)) ?? ok(null);
        if (!folder.ok) return folder;
        if (folder.value === null) return ok({ path: null, written: 0, there: 0, failed: [], left: documentIds.length, ended: null });
        // Another may have begun while the folder was chosen.
        if (running !== null) return RUNNING;
        stop = false;
        running = exportMany(context, folder.value, { documentIds, reason }, { tell: (progress) => tell('export.progress', progress), stopped: () => stop });
        try {
          return ok(await running);
        } finally {
          running = null;
        }
      },
      'export.stop': () => {
        stop = true;
        return ok({});
      },
    },
    async close() {
      stop = true;
      await running?.catch(() => null);
    },
  };
}
