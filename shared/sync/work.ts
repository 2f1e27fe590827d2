/** 맡은 문서 as the server tells an administrator of the agency: where papers stand and who goes on with them, nothing of what is in them. */

import type { DocumentStatus } from '../approval/state.ts';
import type { OpenWork } from '../approval/work.ts';

/** One line of the answer to `GET /handovers`. */
export interface WorkLine extends OpenWork {
  readonly documentId: string;
  readonly status: DocumentStatus;
}
