/** Why a paper is kept outside the program. */

import { z } from 'zod';
import { DOWNLOAD_GROUNDS } from '../policy/download.ts';

/** Null where nothing was asked or said. */
export const downloadReason = z.object({ ground: z.enum(DOWNLOAD_GROUNDS), text: z.string().max(200) }).nullable();
